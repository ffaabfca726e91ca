package nogc.mqtt.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nogc.mqtt.Bytes;
import nogc.mqtt.Clause;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PayloadSource;
import nogc.mqtt.PayloadSources;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.StoredMessage;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.Protocol;
import org.junit.jupiter.api.Test;

/** What depends on a record leaves only when the record is durable, and a store that fails loses nothing. */
class WriteAheadTest {
    private static final String CONNACK = "20 02 00 00";
    private static final String CONNACK_RESUMED = "20 02 01 00";
    private static final Topic TOPIC = new Topic("a");

    /** A store that can be told to fail. */
    private static final class FailingStore extends MemoryStore {
        private boolean failing;
        private boolean full;
        private boolean busy;
        private int commits;

        FailingStore(int capacity) {
            super(capacity);
        }

        @Override
        public int commit() {
            commits++;
            return failing ? Result.STORE_FAILED : busy ? NOT_YET : super.commit();
        }

        @Override
        public int compact() {
            return failing ? Result.STORE_FAILED : super.compact();
        }

        @Override
        public int publish(StoredMessage message) {
            return full ? Result.STORE_FULL : super.publish(message);
        }

        @Override
        public int receive(int packetId, byte[] state, int offset, int length) {
            return full ? Result.STORE_FULL : super.receive(packetId, state, offset, length);
        }

        @Override
        public int release(int packetId, int tag) {
            return failing ? Result.STORE_FAILED : super.release(packetId, tag);
        }

        @Override
        public int done(int packetId) {
            return failing ? Result.STORE_FAILED : super.done(packetId);
        }

        @Override
        public int forget(int packetId) {
            return failing ? Result.STORE_FAILED : super.forget(packetId);
        }
    }

    private FailingStore store = new FailingStore(40);
    private final Line line = new Line();
    private final List<String> events = new ArrayList<>();
    private Runnable inCompletion = () -> { };
    private PayloadSources sources;
    private int transmitBuffer = 1024;
    private int ring = 4096;
    private int answer = Listener.ACCEPT;
    private int lastHandle;
    private int now;
    private Client client = client(new Mqtt311(), 20);

    private Client client(Protocol protocol, int slots) {
        Config config = new Config();
        config.outboundSlots = slots;
        config.store = store;
        config.transmitBuffer = transmitBuffer;
        config.ring = ring;
        config.payloadSources = sources;
        config.applicationState = 4;
        Listener listener = new Listener() {
            @Override
            public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
                events.add((handle == 0 ? "kept" : "new") + (tag == 0 ? " " : " #" + tag + " ") + result);
                inCompletion.run();
            }

            @Override
            public int onMessage(Message message) {
                lastHandle = message.handle();
                return answer;
            }

            @Override
            public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
                events.add("disconnected " + cause);
            }
        };
        return new Client(config, protocol, line, () -> now, () -> 0, listener);
    }

    /** Power fails, and comes back. */
    private void restart() {
        store.cut();
        line.written();
        client = client(new Mqtt311(), 20);
    }

    private void connect(String connack) {
        connect("c", connack);
    }

    private void connect(String clientId, String connack) {
        assertEquals(Result.OK, client.connect(options(clientId)));
        accept(connack);
    }

    private static ConnectOptions options(String clientId) {
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String(clientId);
        options.keepAlive = 0;
        return options;
    }

    /** The client connects again by itself. */
    private void reconnect() {
        now++;
        accept(CONNACK_RESUMED);
    }

    private void accept(String connack) {
        client.poll();
        assertTrue(line.written().startsWith("10"));
        line.answer(connack);
        client.poll();
    }

    private int publish(int qos) {
        return client.publish(TOPIC, null, 0, 0, qos, false);
    }

    @Test
    void aMessageAcceptedInACompletionWaitsForItsRecord() {
        connect(CONNACK);
        inCompletion = () -> {
            inCompletion = () -> { };
            assertTrue(publish(1) > 0);
        };
        publish(0);
        assertEquals(0, client.poll(), "wants to be called again, to commit");
        assertEquals("3003000161", line.written());
        client.poll();
        assertEquals("32050001610001", line.written());
    }

    @Test
    void aMessageAcceptedOfflineIsDurableAfterThePoll() {
        connect(CONNACK);
        line.drop();
        client.poll();
        assertTrue(publish(1) > 0);
        assertFalse(store.holdsMessage(1));
        client.poll();
        assertTrue(store.holdsMessage(1));
    }

    /** Of a message whose PUBLISH the store has thrown away, since only its PUBREL is left. */
    @Test
    void aReleasedMessageOutOfTheStoreEndsUnderItsTag() {
        connect(CONNACK);
        assertTrue(client.publish(TOPIC, null, 0, 0, 2, false, null, 7) > 0);
        client.poll();
        line.answer("50 02 00 01");
        client.poll();
        assertEquals(Result.OK, store.compact());
        assertEquals(Result.OK, store.commit());
        restart();
        connect(CONNACK_RESUMED);
        assertEquals("62020001", line.written());
        line.answer("70 02 00 01");
        client.poll();
        assertEquals(List.of("kept #7 0"), events);
    }

    @Test
    void aMessageIsRefusedBeforeConnectHasOpenedTheStore() {
        assertEquals(Result.NOT_CONNECTED, publish(1));
        assertTrue(publish(0) > 0);
    }

    @Test
    void aSessionIsDurableBeforeConnectLeaves() {
        for (Protocol protocol : List.of(new Mqtt311(), new Mqtt5())) {
            store.clear();
            client = client(protocol, 20);
            store.failing = true;
            assertEquals(Result.OK, client.connect(options("c")));
            client.poll();
            assertEquals("", line.written());
            store.failing = false;
            now++;
            client.poll();
            assertTrue(line.written().startsWith("10"));
        }
    }

    @Test
    void aStoreThatHoldsMoreThanFitsLeavesNothingInTheClient() {
        connect(CONNACK);
        publish(1);
        publish(1);
        line.answer("34 05 0001 61 0009");
        client.poll();
        assertEquals("50020009" + "32050001610001" + "32050001610002", line.written());
        restart();
        client = client(new Mqtt311(), 1);
        assertEquals(Result.FULL, client.connect(options("c")));
        assertEquals(Result.FULL, client.connect(options("c")), "again, and for the same reason");
        assertEquals(0, client.usedSlots());
        store.clear();
        connect(CONNACK_RESUMED);
        line.answer("34 05 0001 61 0009");
        client.poll();
        assertEquals("50020009", line.written());
        assertEquals(0, client.metrics().repeated);
    }

    @Test
    @Clause({"5.0:MQTT-3.1.3-2", "3.1.1:MQTT-3.1.3-2"})
    void aSessionIsKeptForItsClientIdentifierAlone() {
        connect(CONNACK);
        publish(1);
        client.poll();
        assertEquals("32050001610001", line.written());
        restart();
        assertEquals(Result.STORE_OTHER_SESSION, client.connect(options("other")));
        assertEquals(0, client.usedSlots());
        assertTrue(store.holdsMessage(1), "nothing is dropped in silence");
        connect(CONNACK_RESUMED);
        assertEquals("3a050001610001", line.written());
    }

    @Test
    void aMessageOutOfTheStoreIsSentAgainAndCompletesWithHandleZero() {
        connect(CONNACK);
        publish(1);
        client.poll();
        assertEquals("32050001610001", line.written());
        restart();
        connect(CONNACK_RESUMED);
        assertEquals("3a050001610001", line.written());
        line.answer("40 02 0001");
        client.poll();
        assertEquals(List.of("kept 0"), events);
        assertTrue(store.holdsMessage(1));
        assertEquals(100, client.poll(), "its end waits for a commit that is made anyway");
        now += 100;
        client.poll();
        assertFalse(store.holdsMessage(1));
    }

    @Test
    void theTagsOfWhatIsNotOverAreThereAsSoonAsConnectAnswers() {
        connect(CONNACK);
        assertTrue(client.subscribe(new TopicFilter("b"), 1) > 0);
        assertEquals(0, client.openTags(new int[1]), "a request is no message");
        client.publish(TOPIC, null, 0, 0, 2, false, null, 7);
        client.publish(TOPIC, null, 0, 0, 1, false, null, 8);
        client.publish(TOPIC, null, 0, 0, 1, false, null, 9);
        client.poll();
        line.answer("50 02 0002" + "40 02 0003");
        client.poll();
        restart();
        assertEquals(Result.OK, client.connect(options("c")));
        int[] tags = new int[3];
        assertEquals(2, client.openTags(tags));
        assertEquals(List.of(7, 9, 0), List.of(tags[0], tags[1], tags[2]));
        assertEquals(2, client.openTags(new int[1]));
    }

    @Test
    void oneCommitForEachMessageWhereTheNextOneFollowsAtOnce() {
        connect(CONNACK);
        int before = store.commits;
        for (int number = 1; number <= 10; number++) {
            publish(1);
            client.poll();
            assertEquals("320500016100" + "0" + Integer.toHexString(number), line.written());
            line.answer("40 02 000" + Integer.toHexString(number));
            client.poll();
            now += 9;
        }
        assertEquals(10, store.commits - before);
        assertFalse(store.holdsMessage(9));
        assertTrue(store.holdsMessage(10));
    }

    @Test
    void pubcompWaitsForTheNextCommitAndPubrecDoesNot() {
        connect(CONNACK);
        publish(2);
        client.poll();
        line.answer("50 02 0001");
        client.poll();
        assertTrue(store.holdsRelease(1));
        int before = store.commits;
        line.answer("70 02 0001");
        client.poll();
        assertEquals(before, store.commits);
        restart();
        connect(CONNACK_RESUMED);
        assertEquals("62020001", line.written(), "the server answers it once more");
    }

    /** Who ends a connection may stop polling, and the next life shall not send again what was acknowledged. */
    @Test
    void theEndOfAMessageIsDurableBeforeDisconnectLeavesAndWhenAConnectionEnds() {
        connect(CONNACK);
        publish(1);
        assertEquals(Result.OK, client.disconnectWhenDone(1000));
        client.poll();
        line.written();
        line.answer("40 02 0001");
        client.poll();
        assertEquals("e000", line.written());
        assertFalse(store.holdsMessage(1));
        restart();
        connect(CONNACK_RESUMED);
        publish(1);
        client.poll();
        line.answer("40 02 0001");
        client.poll();
        assertTrue(store.holdsMessage(1));
        line.drop();
        client.poll();
        assertFalse(store.holdsMessage(1));
    }

    @Test
    void whatTheServerRefusedIsDurableAtOnce() {
        client = client(new Mqtt5(), 20);
        connect("20 03 00 00 00");
        publish(2);
        client.poll();
        line.answer("50 03 0001 97");
        client.poll();
        assertFalse(store.holdsMessage(1), "the application may publish it anew");
    }

    @Test
    void aCommitThatFailsEndsTheConnectionAndIsTriedAgainBeforeTheNext() {
        connect(CONNACK);
        store.failing = true;
        assertTrue(publish(1) > 0);
        client.poll();
        assertEquals("", line.written());
        assertEquals(List.of("disconnected " + Result.STORE_FAILED), events);
        store.failing = false;
        reconnect();
        assertTrue(store.holdsMessage(1));
        assertEquals("32050001610001", line.written());
    }

    @Test
    void pubrecIsNotAnsweredWhileItsRecordCannotBeWritten() {
        connect(CONNACK);
        publish(2);
        client.poll();
        assertEquals("34050001610001", line.written());
        store.failing = true;
        line.answer("50 02 0001");
        client.poll();
        assertEquals("", line.written());
        store.failing = false;
        reconnect();
        assertEquals("3c050001610001", line.written());
        line.answer("50 02 0001");
        client.poll();
        assertEquals("62020001", line.written());
        assertTrue(store.holdsRelease(1));
    }

    @Test
    void pubrelIsNotAnsweredWhileItsRecordCannotBeWritten() {
        connect(CONNACK);
        line.answer("34 05 0001 61 0009");
        client.poll();
        assertEquals("50020009", line.written());
        store.failing = true;
        line.answer("62 02 0009");
        client.poll();
        assertEquals("", line.written());
        store.failing = false;
        reconnect();
        assertTrue(store.holdsReceived(9));
        line.answer("62 02 0009");
        client.poll();
        assertEquals("70020009", line.written());
        assertFalse(store.holdsReceived(9));
    }

    /** A power cut, and a server that has lost the session. */
    private void restartWithoutSession() {
        restart();
        connect(CONNACK);
        client.poll();
    }

    @Test
    void aMessageThatNeverLeftIsNotLostWithTheSession() {
        connect(CONNACK);
        line.drop();
        client.poll();
        assertTrue(client.publish(TOPIC, null, 0, 0, 2, false, null, 7) > 0);
        client.poll();
        restartWithoutSession();
        assertEquals("34050001610001", line.written());
        line.answer("50 02 0001");
        client.poll();
        line.answer("70 02 0001");
        client.poll();
        assertEquals(List.of("kept #7 0"), events.subList(1, events.size()));
    }

    @Test
    void aMessageThatMayHaveLeftIsLostWithTheSession() {
        connect(CONNACK);
        client.publish(TOPIC, null, 0, 0, 2, false, null, 7);
        client.poll();
        restartWithoutSession();
        assertEquals("", line.written());
        assertEquals(List.of("kept #7 " + Result.SESSION_LOST), events);
    }

    @Test
    void aTagSurvivesPubrecAndRestart() {
        connect(CONNACK);
        client.publish(TOPIC, null, 0, 0, 2, false, null, 7);
        client.poll();
        line.answer("50 02 0001");
        client.poll();
        restart();
        connect(CONNACK_RESUMED);
        line.answer("70 02 0001");
        client.poll();
        assertEquals(List.of("kept #7 0"), events);
    }

    @Test
    void aFullStoreRefusesAMessageAndNothingElse() {
        connect(CONNACK);
        store.full = true;
        assertEquals(Result.STORE_FULL, publish(1));
        assertEquals(20, client.freeSlots());
        store.full = false;
        assertTrue(publish(1) > 0);
        client.poll();
        assertEquals("32050001610002", line.written());
        assertEquals(List.of(), events);
    }

    @Test
    void aMessageForWhoseRecordThereIsNoRoomIsDeliveredOnceAndAnsweredWhenThereIs() {
        connect(CONNACK);
        assertTrue(publish(1) > 0);
        client.poll();
        assertEquals("32050001610001", line.written());
        store.full = true;
        lastHandle = 0;
        line.answer("34 05 0001 61 0007  32 05 0001 61 0008  34 05 0001 61 0009");
        client.poll();
        int third = lastHandle;
        client.poll();
        assertEquals("", line.written(), "PUBACK waits behind PUBREC");
        line.answer("34 05 0001 61 0007");
        client.poll();
        assertEquals(third, lastHandle, "not delivered again");
        assertTrue(client.poll() > 0, "no busy loop");
        assertEquals(List.of(), events);
        store.full = false;
        line.answer("40 02 0001");
        client.poll();
        assertEquals(List.of("new 0"), events);
        assertEquals("50020007400200085002000950020007", line.written());
        assertTrue(client.isConnected());
        store.full = true;
        line.answer("62 02 0007");
        client.poll();
        client.poll();
        assertEquals("70020007", line.written());
        restart();
        connect(CONNACK_RESUMED);
        lastHandle = 0;
        line.answer("3c 05 0001 61 0009");
        client.poll();
        client.poll();
        assertEquals("50020009", line.written());
        assertEquals(0, lastHandle, "it was recorded");
    }

    @Test
    void whileTheStoreErasesWhatDependsOnARecordWaitsAndPollDoesNot() {
        connect(CONNACK);
        store.busy = true;
        assertTrue(publish(1) > 0);
        int wait = client.poll();
        assertEquals("", line.written());
        assertTrue(wait > 0 && wait <= 10, "asks again soon, without a busy loop: " + wait);
        now += wait;
        assertTrue(client.poll() > 0);
        assertEquals("", line.written());
        store.busy = false;
        now += wait;
        client.poll();
        assertEquals("32050001610001", line.written());
        assertEquals(List.of(), events);
    }

    @Test
    void connectWaitsForAStoreThatErases() {
        store.busy = true;
        assertEquals(Result.OK, client.connect(options("c")));
        client.poll();
        assertTrue(client.poll() > 0);
        assertEquals("", line.written());
        assertFalse(client.wantsOutput(), "no selector wakes for it");
        store.busy = false;
        client.poll();
        assertTrue(line.written().startsWith("10"));
    }

    @Test
    void anEndThatCouldNotBeRecordedStaysDue() {
        connect(CONNACK);
        client.publish(TOPIC, null, 0, 0, 1, false, null, 7);
        client.poll();
        line.written();
        store.failing = true;
        line.answer("40 02 0001");
        client.poll();
        assertEquals(List.of("new #7 0", "disconnected " + Result.STORE_FAILED), events);
        store.failing = false;
        reconnect();
        assertEquals("", line.written());
        assertFalse(store.holdsMessage(1));
        restart();
        connect(CONNACK_RESUMED);
        assertEquals("", line.written(), "it is over, also after a power cut");
    }

    @Test
    void anIdentifierThatTheServerForgotIsFreeAfterAPowerCutThoughItsRecordFailedOnce() {
        connect(CONNACK);
        line.answer("34 05 0001 61 0009");
        client.poll();
        line.drop();
        client.poll();
        line.written();
        store.failing = true;
        now++;
        accept(CONNACK); // the session is lost
        assertTrue(store.holdsReceived(9));
        store.failing = false;
        now += 60000;
        accept(CONNACK_RESUMED);
        assertFalse(store.holdsReceived(9));
        restart();
        connect(CONNACK_RESUMED);
        line.answer("34 05 0001 61 0009");
        client.poll();
        assertEquals("50020009", line.written());
        assertEquals(0, client.metrics().repeated, "a new message");
    }

    @Test
    void whatAnApplicationStoredWithAnAcknowledgementIsThereAfterARestart() {
        connect(CONNACK);
        answer = Listener.DEFER;
        line.answer("34 05 0001 61 0009");
        client.poll();
        assertEquals(Result.INVALID_ARGUMENT, client.acknowledge(lastHandle, new byte[2], 0, 0));
        assertEquals(Result.BUFFER_TOO_SMALL, client.acknowledge(lastHandle, new byte[5], 0, 5));
        assertEquals(Result.OK, client.acknowledge(lastHandle, new byte[] {9, 8, 7}, 1, 2));
        client.poll();
        assertEquals("50020009", line.written());
        restart();
        assertEquals(Result.OK, client.connect(options("c")));
        byte[] state = new byte[4];
        assertEquals(2, client.applicationState(state, 1));
        assertEquals("00080700", Bytes.hex(state));
        assertEquals(Result.BUFFER_TOO_SMALL, client.applicationState(state, 3));
    }

    @Test
    void aStoreThatCannotBeTakenWholeLeavesNoStateBehind() {
        connect(CONNACK);
        answer = Listener.DEFER;
        line.answer("34 05 0001 61 0009");
        client.poll();
        assertEquals(Result.OK, client.acknowledge(lastHandle, new byte[] {8, 7}, 0, 2));
        assertTrue(publish(1) > 0);
        assertTrue(publish(1) > 0);
        client.poll();
        store.cut();
        client = client(new Mqtt311(), 1);
        assertEquals(Result.FULL, client.connect(options("c")));
        assertEquals(0, client.applicationState(new byte[4], 0));
    }

    @Test
    void aStateNeedsNoStoreAndIsNotInheritedFromAnOtherClient() {
        byte[] state = new byte[4];
        assertEquals(0, client.applicationState(state, 4));
        connect(CONNACK);
        assertEquals(0, client.applicationState(null, 0));
    }

    @Test
    void theRestOfAnExpiryIsKept() {
        client = client(new Mqtt5(), 20);
        assertEquals(Result.OK, client.connect(options("c")));
        PropertyWriter expiry = new PropertyWriter(10);
        expiry.put(0x02, 100);
        client.publish(TOPIC, null, 0, 0, 1, false, expiry, 7);
        now += 1000;
        client.poll();
        now += 60000;
        client.poll();
        store.compact();
        store.commit();
        store.cut();
        client = client(new Mqtt5(), 20);
        client.connect(options("c"));
        client.poll();
        now += 38000;
        client.poll();
        assertEquals(1, client.usedSlots());
        now += 5000;
        client.poll();
        assertEquals(List.of("kept #7 " + Result.EXPIRED), events);
        client.poll();
        assertFalse(store.holdsMessage(1));
    }

    @Test
    void aPulledPayloadIsOpenedAgainByItsTag() {
        PayloadSource source = (position, buffer, offset, length) -> {
            buffer[offset] = 'p';
            return 1;
        };
        assertEquals(Result.OK, client.connect(options("c")));
        assertEquals(Result.SOURCE_NOT_KEPT, client.publish(TOPIC, source, 2, 1, false, null, 7));
        sources = (tag, length) -> tag == 7 && length == 2 ? source : null;
        restart();
        connect(CONNACK);
        assertTrue(client.publish(TOPIC, source, 2, 1, false, null, 7) > 0);
        assertTrue(client.publish(TOPIC, source, 3, 1, false, null, 8) > 0);
        client.poll();
        assertEquals("320700016100017070" + "32080001610002707070", line.written());
        restart();
        connect(CONNACK_RESUMED);
        assertEquals("3a0700016100017070", line.written());
        assertEquals(List.of("kept #8 " + Result.SOURCE_FAILED), events);
    }

    @Test
    void aStoreThatCompactsAtEachRecordLosesNothing() {
        store = new FailingStore(0);
        restart();
        connect(CONNACK);
        for (int i = 0; i < 3; i++) {
            assertTrue(client.publish(TOPIC, null, 0, 0, 2, false, null, i) > 0);
        }
        client.poll();
        line.answer("50 02 0002 50 02 0001 34 05 0001 61 0009");
        client.poll();
        line.written();
        assertTrue(store.compactions() > 5);
        restart();
        connect(CONNACK_RESUMED);
        assertEquals("62020002" + "62020001" + "3c050001610003", line.written(), "in the order of the PUBRECs");
        line.answer("62 02 0009");
        client.poll();
        assertEquals("70020009", line.written());
        assertEquals(0, client.metrics().unknownAcknowledgements);
    }

    @Test
    void aRestoredMessageThatCanNeverBeSentIsRefusedAtConnect() {
        connect(CONNACK);
        Topic topic = new Topic("a/topic/of/sixty/bytes/and/more/which/no/small/buffer/can/ever/hold");
        assertTrue(client.publish(topic, null, 0, 0, 1, false) > 0);
        client.poll();
        restart();
        transmitBuffer = 64;
        client = client(new Mqtt311(), 20);
        assertEquals(Result.BUFFER_TOO_SMALL, client.connect(options("c")));
        assertEquals(0, client.usedSlots());
        transmitBuffer = 1024;
        ring = 64;
        client = client(new Mqtt311(), 20);
        assertEquals(Result.BUFFER_TOO_SMALL, client.connect(options("c")));
        ring = 100;
        client = client(new Mqtt311(), 20);
        connect(CONNACK_RESUMED);
        assertTrue(line.written().startsWith("3a"), "nothing is lost by the attempts");
    }

    @Test
    void whatClearDropsIsGoneForGoodAfterTheNextPoll() {
        connect(CONNACK);
        publish(1);
        client.poll();
        restart();
        assertEquals(Result.OK, client.clear());
        restart();
        assertEquals(Result.STORE_OTHER_SESSION, client.connect(options("other")), "all is there");
        assertEquals(Result.OK, client.clear());
        client.poll(); // without a connection
        assertFalse(store.holdsMessage(1));
        restart();
        assertEquals(Result.OK, client.connect(options("other")));
        assertEquals(0, client.usedSlots());
    }

    @Test
    void clearGivesUpTheSessionAndWhoseItWas() {
        connect(CONNACK);
        publish(1);
        client.poll();
        assertEquals(Result.ALREADY_CONNECTED, client.clear());
        restart();
        assertEquals(Result.STORE_OTHER_SESSION, client.connect(options("other")));
        assertEquals(Result.OK, client.clear());
        assertEquals(Result.OK, client.connect(options("other")));
        client.poll();
        assertFalse(store.holdsMessage(1));
        restart();
        assertEquals(Result.OK, client.connect(options("other")));
        assertEquals(0, client.usedSlots());
    }

    @Test
    void aMessageThatWasGivenUpDoesNotCompleteAgainAfterARestart() {
        for (int capacity : new int[] {40, 0}) { // 0: a snapshot at each record
            store = new FailingStore(capacity);
            events.clear();
            restart();
            connect(CONNACK);
            int handle = client.publish(TOPIC, null, 0, 0, 2, false, null, 7);
            client.publish(TOPIC, null, 0, 0, 2, false, null, 8);
            client.poll();
            client.cancel(handle);
            client.poll();
            line.answer("50 02 0002");
            client.poll();
            assertEquals(List.of("new #7 " + Result.CANCELLED), events);
            restart();
            connect(CONNACK_RESUMED);
            assertEquals("62020001" + "62020002", line.written());
            line.answer("70 02 0001 70 02 0002");
            client.poll();
            assertEquals(List.of("new #7 " + Result.CANCELLED, "kept #8 " + Result.OK), events);
            assertEquals(0, client.usedSlots());
        }
    }

    @Test
    void aSourceThatFailedIsNotAskedAgainWhileTheApplicationLeaves() {
        connect(CONNACK);
        int[] calls = new int[1];
        client.publish(TOPIC, (position, buffer, offset, length) -> {
            client.disconnect();
            return calls[0]++ == 0 ? -1 : length;
        }, 2, 0, false, null, 7);
        client.poll();
        client.poll();
        assertEquals(1, calls[0]);
        assertEquals(Result.SOURCE_FAILED + "", events.get(0).substring("new #7 ".length()));
    }
}

package nogc.mqtt.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nogc.mqtt.Clause;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
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

        @Override
        public int commit() {
            return failing ? Result.STORE_FAILED : super.commit();
        }

        @Override
        public int release(int packetId) {
            return failing ? Result.STORE_FAILED : super.release(packetId);
        }

        @Override
        public int forget(int packetId) {
            return failing ? Result.STORE_FAILED : super.forget(packetId);
        }
    }

    private final FailingStore store = new FailingStore();
    private final Line line = new Line();
    private final List<String> events = new ArrayList<>();
    private Runnable inCompletion = () -> { };
    private Client client = client(new Mqtt311(), 20);
    private int now;

    private Client client(Protocol protocol, int slots) {
        Config config = new Config();
        config.outboundSlots = slots;
        config.store = store;
        Listener listener = new Listener() {
            @Override
            public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
                events.add((handle == 0 ? "kept" : "new") + " " + result);
                inCompletion.run();
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

    @Test
    void aMessageIsRefusedBeforeConnectHasOpenedTheStore() {
        assertEquals(Result.NOT_CONNECTED, publish(1));
        assertTrue(publish(0) > 0);
    }

    @Test
    void aSessionIsDurableBeforeConnectLeaves() {
        for (Protocol protocol : List.of(new Mqtt311(), new Mqtt5())) {
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
        connect("other", CONNACK_RESUMED);
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
        connect("other", CONNACK);
        client.poll();
        assertEquals("", line.written());
        assertFalse(store.holdsMessage(1));
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
        assertFalse(store.holdsMessage(1));
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
}

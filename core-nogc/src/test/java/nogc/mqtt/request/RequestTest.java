package nogc.mqtt.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.wire.Property;
import org.junit.jupiter.api.Test;

/** One client asks and answers itself, in virtual time. */
class RequestTest {
    private final LoopBroker broker = new LoopBroker();
    private int now;
    private final Topic ask = new Topic("ask");
    private final byte[] question = "why".getBytes(StandardCharsets.US_ASCII);
    private final Application application = new Application();
    private final Client client = new Client(config(), new Mqtt5(), broker, () -> now, () -> 42, application);
    private final List<String> ends = new ArrayList<>();
    private boolean noting = true;
    private Runnable inNoReply = () -> { };
    private int replies;

    private final Replies told = new Replies() {
        @Override
        public void onReply(int handle, int tag, Message reply) {
            replies++;
            if (noting) {
                ends.add(tag + " " + new String(reply.payload(), reply.payloadOffset(), reply.payloadLength(),
                        StandardCharsets.US_ASCII));
            }
        }

        @Override
        public void onNoReply(int handle, int tag, int result, int reasonCode) {
            ends.add(tag + " " + result + " " + reasonCode);
            inNoReply.run();
        }
    };

    private Requester requester = requester(0, 4);
    private Responder responder = new Responder(client, 4, 64, 8, 16);

    private static Config config() {
        Config config = new Config();
        config.outboundSlots = 8;
        config.reconnectMinimum = config.reconnectMaximum = 1;
        return config;
    }

    private Requester requester(int longestInformation, int slots) {
        return new Requester(client, () -> now, () -> 0x01020304, told, new Topic("replies/me"), longestInformation,
                slots, 32);
    }

    /** The listener of an application, as {@link Requester} shows it. */
    private final class Application extends Listener {
        final List<Integer> taken = new ArrayList<>();
        final List<Integer> others = new ArrayList<>();
        boolean atOnce;
        /** To something of its own, which takes all the room for requests. */
        boolean subscribes;

        @Override
        public void onConnected(boolean sessionPresent, PropertyReader properties) {
            TopicFilter own = new TopicFilter("x".repeat(100));
            int result = subscribes ? 1 : Result.FULL;
            while (result > 0) {
                result = client.subscribe(own, 0);
            }
            assertEquals(Result.FULL, result);
            requester.onConnected(sessionPresent, properties);
        }

        @Override
        public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
            requester.onDisconnected();
        }

        @Override
        public void onSubscribed(int handle, int result, byte[] codes, int offset, int count,
                PropertyReader properties) {
            assertTrue(requester.onSubscribed(handle, result, codes, offset, count) || subscribes);
        }

        @Override
        public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
            if (!requester.onPublished(handle, result, reasonCode) && noting) {
                others.add(handle);
            }
        }

        @Override
        public int onMessage(Message message) {
            if (requester.isReply(message)) {
                return requester.onMessage(message);
            }
            int request = responder.take(message);
            if (atOnce) {
                assertTrue(responder.reply(request, question, 0, question.length, 0, null) > 0);
            } else {
                taken.add(request);
            }
            return ACCEPT;
        }
    }

    private void turn() {
        for (int i = 0; i < 6; i++) {
            requester.poll();
            client.poll();
        }
    }

    private void connect() {
        startToConnect();
        turn();
        assertTrue(client.isConnected());
    }

    private void startToConnect() {
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String("me");
        options.sessionExpiry = 100;
        assertEquals(Result.OK, client.connect(options));
    }

    private int request(int millis, int tag) {
        return requester.request(ask, question, 0, question.length, 1, null, millis, tag);
    }

    private void answer(int request, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertTrue(responder.reply(request, bytes, 0, bytes.length, 1, null) > 0);
    }

    @Test
    void eachReplyComesToItsRequestInWhateverOrder() {
        connect();
        for (int i = 1; i <= 3; i++) {
            assertTrue(request(1000, i) > 0);
        }
        turn();
        assertEquals(3, requester.open());
        assertEquals(3, responder.open());
        for (int i = 2; i >= 0; i--) {
            answer(application.taken.get(i), "because " + i);
        }
        turn();
        assertEquals(List.of("3 because 2", "2 because 1", "1 because 0"), ends);
        assertEquals(0, requester.open());
        assertEquals(0, responder.open());
        assertEquals(3, application.others.size(), "the answers; requests are told apart");
    }

    @Test
    void eachRequestHasItsOwnTimeAndALateReplyIsCounted() {
        connect();
        assertEquals(Integer.MAX_VALUE, requester.poll());
        request(300, 1);
        now += 100;
        request(100, 2);
        turn();
        assertEquals(100, requester.poll());
        now += 99;
        assertEquals(1, requester.poll());
        now += 1;
        assertEquals(1, requester.poll(), "behind an end");
        assertEquals(100, requester.poll());
        now += 150;
        assertEquals(1, requester.poll(), "behind an end");
        assertEquals(Integer.MAX_VALUE, requester.poll());
        assertEquals(List.of("2 " + Result.EXPIRED + " 0", "1 " + Result.EXPIRED + " 0"), ends);
        application.taken.forEach(request -> answer(request, "late"));
        turn();
        assertEquals(2, requester.lateReplies());
        assertEquals(2, ends.size());
        for (int millis : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertEquals(Result.INVALID_ARGUMENT, request(millis, 3));
        }
        assertTrue(request(Integer.MAX_VALUE, 4) > 0);
        turn();
        now += Integer.MAX_VALUE - 1;
        assertEquals(1, requester.poll());
        assertEquals(2, ends.size());
    }

    @Test
    void aRequestThatNobodyHearsEndsAtOnce() {
        connect();
        broker.silent = true;
        broker.publishCode = ReasonCode.NO_MATCHING_SUBSCRIBERS;
        request(1000, 1);
        turn();
        broker.publishCode = ReasonCode.NOT_AUTHORIZED;
        request(1000, 2);
        turn();
        assertEquals(List.of("1 " + Result.REFUSED + " 16", "2 " + Result.REFUSED + " 135"), ends);
    }

    @Test
    void withoutTheResponseTopicNothingIsAsked() {
        assertEquals(Result.NOT_CONNECTED, request(1000, 1));
        broker.deaf = true;
        connect();
        assertFalse(requester.isReady());
        assertEquals(Result.NOT_CONNECTED, request(1000, 1));
        broker.deaf = false;
        broker.subscribeCode = ReasonCode.NOT_AUTHORIZED;
        reconnect();
        assertEquals(Result.REFUSED, request(1000, 1));
        broker.subscribeCode = 0;
        reconnect();
        assertTrue(request(1000, 1) > 0);
    }

    private void reconnect() {
        broker.down = true;
        turn();
        broker.down = false;
        now += 5;
        turn();
        assertTrue(client.isConnected());
    }

    @Test
    void aResumedSessionNeedsNotWaitForItsSubscription() {
        connect();
        request(1000, 1);
        broker.sessionPresent = true;
        broker.deaf = true;
        reconnect();
        assertTrue(requester.isReady());
        assertEquals(1, requester.open(), "a lost connection ends no request");
        broker.sessionPresent = false;
        reconnect();
        assertFalse(requester.isReady());
    }

    @Test
    void aSessionThatWasLostAfterItsSubscriptionNeedsANewOne() {
        connect();
        broker.deaf = true;
        reconnect();
        assertFalse(requester.isReady());
    }

    @Test
    void aSessionThatAConnectWithoutAnswerMayHaveMadeNeedsANewOne() {
        connect();
        broker.mute = true;
        broker.down = true;
        turn();
        broker.down = false;
        now += 5;
        turn(); // CONNECT leaves
        broker.mute = false;
        broker.sessionPresent = true;
        broker.deaf = true;
        reconnect();
        assertFalse(requester.isReady());
        assertEquals(Result.NOT_CONNECTED, request(1000, 1));
        broker.deaf = false;
        reconnect();
        assertTrue(requester.isReady());
    }

    @Test
    void aResponseTopicThatChangedNeedsASubscriptionOfItsOwn() {
        broker.connackProperties = new byte[] {6, Property.RESPONSE_INFORMATION, 0, 3, 'x', 'y', '/'};
        requester = requester(3, 4);
        connect();
        broker.sessionPresent = true;
        broker.deaf = true;
        broker.connackProperties[4] = 'z';
        reconnect();
        assertFalse(requester.isReady());
    }

    @Test
    void aClientWithoutRoomForARequestSubscribesWhenItHas() {
        application.subscribes = true;
        connect();
        turn();
        assertTrue(requester.isReady());
    }

    @Test
    void aLoopThatSleepsAsLongAsBothSaySubscribesAsSoonAsThereIsRoom() {
        application.subscribes = true;
        startToConnect();
        int wait = 0;
        for (int i = 0; i < 20 && (wait <= 1 || broker.hasOutput()); i++) {
            wait = Math.min(client.poll(), requester.poll());
        }
        assertTrue(requester.isReady());
    }

    @Test
    void aReplyToAnotherRequesterOfTheSameTopicIsNone() {
        connect();
        request(1000, 1);
        turn();
        requester = new Requester(client, () -> now, () -> 0x05060708, told, new Topic("replies/me"), 0, 4, 32);
        reconnect();
        request(1000, 2); // has the handle that the other one had
        answer(application.taken.get(0), "because 1");
        turn();
        assertEquals(List.of(), ends);
        assertEquals(1, requester.lateReplies());
    }

    @Test
    void whatIsAskedAnewWhereNoReplyCameIsSentAndEndsInItsTime() {
        connect();
        broker.silent = true;
        request(50, 1);
        turn();
        inNoReply = () -> request(50, 2);
        now += 50;
        assertEquals(1, requester.poll());
        inNoReply = () -> { };
        assertEquals(50, requester.poll());
        now += 50;
        requester.poll();
        assertEquals(List.of("1 " + Result.EXPIRED + " 0", "2 " + Result.EXPIRED + " 0"), ends);
    }

    @Test
    void theNextTimeIsTheEarliest() {
        connect();
        request(100, 1);
        request(300, 2);
        assertEquals(100, requester.poll());
    }

    @Test
    void theServersResponseInformationStandsAheadOfTheTopic() {
        broker.connackProperties = new byte[] {6, Property.RESPONSE_INFORMATION, 0, 3, 'x', 'y', '/'};
        requester = requester(3, 4);
        connect();
        assertTrue(requester.responseTopic().contentEquals("xy/replies/me".getBytes(), 0, 13));
        request(1000, 1);
        turn();
        answer(application.taken.get(0), "there");
        turn();
        assertEquals(List.of("1 there"), ends);
        broker.connackProperties = new byte[] {7, Property.RESPONSE_INFORMATION, 0, 4, 'x', 'y', 'z', '/'};
        reconnect();
        assertTrue(requester.responseTopic().contentEquals("replies/me".getBytes(), 0, 10), "there is no room for it");
        assertTrue(requester.isReady());
    }

    @Test
    void whenAllSlotsAreUnderWayItSaysSoUntilOneIsOver() {
        requester = requester(0, 2);
        connect();
        request(1000, 1);
        request(1000, 2);
        assertEquals(Result.FULL, request(1000, 3));
        turn();
        answer(application.taken.get(0), "x");
        turn();
        assertTrue(request(1000, 3) > 0);
        requester.cancelAll();
        assertEquals(List.of("1 x", "3 " + Result.CANCELLED + " 0", "2 " + Result.CANCELLED + " 0"), ends);
        assertTrue(request(1000, 4) > 0);
        assertEquals(Result.FULL, request(1000, 5), "the message of one is not over");
        turn();
        assertTrue(request(1000, 5) > 0);
    }

    @Test
    void propertiesOfTheApplicationGoWithRequestAndReply() {
        connect();
        PropertyWriter extra = new PropertyWriter(32);
        assertEquals(Result.OK, extra.put(Property.CONTENT_TYPE, new Utf8String("text/plain")));
        assertEquals(Result.OK, extra.put(Property.MESSAGE_EXPIRY_INTERVAL, 9));
        assertTrue(requester.request(ask, null, 0, 0, 0, extra, 1000, 1) > 0);
        assertEquals(Result.OK, extra.put(Property.RESPONSE_TOPIC, new Utf8String("other")));
        assertEquals(Result.INVALID_PROPERTY, requester.request(ask, null, 0, 0, 0, extra, 1000, 1));
        assertEquals(Result.BUFFER_TOO_SMALL, requester.request(ask, null, 0, 0, 0, big(), 1000, 1));
        turn();
        int request = application.taken.get(0);
        assertEquals(Result.BUFFER_TOO_SMALL, responder.reply(request, null, 0, 0, 0, big()));
        extra.clear();
        assertEquals(Result.OK, extra.put(Property.CORRELATION_DATA, question, 0, 3));
        assertEquals(Result.INVALID_PROPERTY, responder.reply(request, null, 0, 0, 0, extra));
        extra.clear();
        assertEquals(Result.OK, extra.put(Property.CONTENT_TYPE, new Utf8String("a")));
        assertTrue(responder.reply(request, null, 0, 0, 0, extra) > 0);
        turn();
        assertEquals(List.of("1 "), ends);
    }

    private static PropertyWriter big() {
        PropertyWriter big = new PropertyWriter(200);
        assertEquals(Result.OK, big.put(Property.CONTENT_TYPE, new Utf8String("x".repeat(190))));
        return big;
    }

    @Test
    void whatIsNoRequestOrDoesNotFitIsNotTaken() {
        responder = new Responder(client, 1, 10, 7, 0);
        connect();
        client.publish(ask, null, 0, 0, 0, false);
        request(1000, 1);
        turn();
        assertEquals(List.of(Result.INVALID_ARGUMENT, Result.BUFFER_TOO_SMALL), application.taken);
        responder = new Responder(client, 1, 9, 8, 0);
        request(1000, 2);
        turn();
        assertEquals(Result.BUFFER_TOO_SMALL, application.taken.get(2));
        responder = new Responder(client, 1, 10, 8, 0);
        request(1000, 3);
        request(1000, 4);
        turn();
        assertEquals(Result.FULL, application.taken.get(4));
        int request = application.taken.get(3);
        assertEquals(Result.OK, responder.drop(request));
        assertEquals(Result.STALE, responder.drop(request));
        assertEquals(Result.STALE, responder.reply(request, null, 0, 0, 0, null));
        assertEquals(Result.STALE, responder.reply(0, null, 0, 0, 0, null));
        assertEquals(0, responder.open());
    }

    @Test
    void anAnswerThatFindsNoRoomIsKept() {
        connect();
        request(100_000, 1);
        turn();
        int request = application.taken.get(0);
        while (client.publish(ask, null, 0, 0, 1, false) > 0) {
            assertTrue(client.freeSlots() >= 0);
        }
        assertEquals(Result.FULL, responder.reply(request, null, 0, 0, 1, null));
        assertEquals(1, responder.open());
        turn();
        answer(request, "now");
        turn();
        assertEquals(List.of("1 now"), ends);
    }

    @Test
    void arrangementsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> requester(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> requester(65535, 1));
        assertThrows(IllegalArgumentException.class, () -> requester(0, 0));
        assertThrows(IllegalArgumentException.class, () -> requester(0, 257));
        assertThrows(IllegalArgumentException.class, () -> new Responder(client, 0, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Responder(client, 1, 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Responder(client, 1, 1, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Responder(client, 1, 1, 1, -1));
    }

    @Test
    void askingAndAnsweringAllocateNothing() {
        connect();
        application.atOnce = true;
        noting = false;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = -1;
        for (int attempt = 0; attempt < 10 && allocated != 0; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                request(1000, i);
                while (requester.open() > 0 || client.usedSlots() > 0) {
                    requester.poll();
                    client.poll();
                }
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated);
        assertEquals(0, replies % 10_000);
        assertEquals(List.of(), ends);
    }
}

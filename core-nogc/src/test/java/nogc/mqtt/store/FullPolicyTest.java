package nogc.mqtt.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nogc.mqtt.Bytes;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.DropQos0;
import nogc.mqtt.FullPolicy;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.ReplaceSameTopic;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;
import org.junit.jupiter.api.Test;

/** What gives way to a message for which there is no room, and that nothing else does. */
class FullPolicyTest {
    private static final int READING = 7;
    private static final Topic TOPIC = new Topic("a");
    private static final Topic OTHER = new Topic("b");
    private static final String CONNACK = "20 02 00 00";

    private final Line line = new Line();
    private final List<String> events = new ArrayList<>();
    private NorFlash flash;
    private FullPolicy policy;
    private int slots = 2;
    private int ring = 1024;
    private Client client;
    private Runnable whenConnected = () -> { };
    /** Runs in the first end that is told. */
    private Runnable whenEnded = () -> { };
    private int now;
    private int cleanStart = ConnectOptions.CLEAN_START_DEFAULT;

    /** A client that has not met its server yet, with what its flash holds. */
    private void start() {
        Config config = new Config();
        config.outboundSlots = slots;
        config.ring = ring;
        config.requestBuffer = 0;
        config.whenFull = policy;
        config.store = flash == null ? null : new FlashLog(flash, 160);
        client = new Client(config, new Mqtt311(), line, () -> now, () -> 0, new Listener() {
            @Override
            public void onConnected(boolean sessionPresent, PropertyReader properties) {
                whenConnected.run();
            }

            @Override
            public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
                events.add(handle + " #" + tag + " " + result);
                ended();
            }

            @Override
            public void onSubscribed(int handle, int result, byte[] codes, int offset, int count,
                    PropertyReader properties) {
                events.add(handle + " " + result);
                ended();
            }
        });
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String("c");
        options.keepAlive = 0;
        options.cleanStart = cleanStart;
        assertEquals(Result.OK, client.connect(options));
    }

    private void ended() {
        Runnable first = whenEnded;
        whenEnded = () -> { };
        first.run();
    }

    private int publish(Topic topic, String payload, int qos, int tag) {
        byte[] bytes = payload.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return client.publish(topic, bytes, 0, bytes.length, qos, false, null, tag);
    }

    private void tells(String... expected) {
        assertTrue(client.poll() >= 0);
        assertEquals(List.of(expected), events);
        events.clear();
    }

    /** Connects and answers all payloads of one letter that the client sends then. */
    private String sent() {
        client.poll();
        line.written();
        line.answer(CONNACK);
        client.poll();
        StringBuilder letters = new StringBuilder();
        byte[] bytes = Bytes.of(line.written());
        for (int at = 0; at < bytes.length; at += 2 + bytes[at + 1]) {
            letters.append((char) bytes[at + 1 + bytes[at + 1]]);
        }
        return letters.toString();
    }

    @Test
    void theOldestOfQos0IsDropped() {
        policy = new DropQos0();
        slots = 3;
        start();
        publish(TOPIC, "1", 1, 1);
        int dropped = publish(TOPIC, "2", 0, 2);
        publish(OTHER, "3", 0, 3);
        assertTrue(publish(OTHER, "4", 1, 4) > 0);
        tells(dropped + " #2 " + Result.DROPPED);
        assertEquals("134", sent());
    }

    @Test
    void whatMayNotGiveWayStaysAndTheNewOneIsRefused() {
        policy = new DropQos0();
        start();
        publish(TOPIC, "1", 1, 1);
        publish(TOPIC, "2", 2, 2);
        assertEquals(Result.FULL, publish(TOPIC, "3", 0, 3));
        tells();
        assertEquals("12", sent());
    }

    @Test
    void whatWasSentDoesNotGiveWay() {
        policy = new ReplaceSameTopic(READING);
        cleanStart = 0;
        start();
        publish(TOPIC, "1", 1, READING);
        publish(TOPIC, "2", 1, READING);
        assertEquals("12", sent());
        assertEquals(Result.FULL, publish(TOPIC, "3", 1, READING));
        line.drop();
        client.poll();
        assertEquals(Result.FULL, publish(TOPIC, "3", 1, READING), "it may have arrived");
        tells();
        line.written();
        for (int i = 0; i < 3; i++) {
            now += 1000;
            client.poll();
        }
        assertTrue(line.written().startsWith("10"), "CONNECT");
        line.answer("20 02 01 00");
        int[] again = new int[1];
        whenConnected = () -> again[0] = publish(TOPIC, "3", 1, READING);
        client.poll();
        assertEquals(Result.FULL, again[0], "it waits to be sent again");
        tells();
    }

    @Test
    void theOldestOfTheSameTopicIsReplacedWhereTheApplicationChoseSo() {
        policy = new ReplaceSameTopic(READING);
        slots = 3;
        start();
        publish(TOPIC, "1", 1, 0);
        publish(OTHER, "2", 1, READING);
        int replaced = publish(TOPIC, "3", 1, READING);
        assertEquals(Result.FULL, publish(TOPIC, "4", 1, 0), "not chosen");
        assertTrue(publish(TOPIC, "5", 1, READING) > 0);
        tells(replaced + " #" + READING + " " + Result.REPLACED);
        assertEquals("125", sent());
    }

    @Test
    void asManyGiveWayAsItTakesOrNone() {
        policy = new DropQos0();
        slots = 10;
        ring = 64;
        start();
        publish(TOPIC, "1".repeat(20), 1, 1);
        int first = publish(TOPIC, "2".repeat(19), 0, 2);
        int second = publish(TOPIC, "3".repeat(19), 0, 3);
        assertEquals(Result.FULL, publish(TOPIC, "4".repeat(50), 1, 4));
        assertTrue(publish(OTHER, "5".repeat(40), 1, 5) > 0);
        tells(first + " #2 " + Result.DROPPED, second + " #3 " + Result.DROPPED);
        assertEquals("15", sent());
    }

    @Test
    void moreThanTheNextPollCanTellDoNotGiveWay() {
        policy = new ReplaceSameTopic(READING);
        start();
        for (int i = 0; i < 2 * slots; i++) {
            assertTrue(publish(TOPIC, "1", 0, READING) > 0);
        }
        assertEquals(Result.FULL, publish(TOPIC, "2", 0, READING));
        client.poll();
        assertEquals(slots, events.size());
        assertTrue(publish(TOPIC, "3", 0, READING) > 0);
    }

    @Test
    void inAFullStoreTheOldestRecordIsReplaced() {
        policy = new ReplaceSameTopic(READING);
        flash = new NorFlash(2, 288, 1);
        slots = 10;
        start();
        int first = publish(TOPIC, "1".repeat(60), 1, READING);
        publish(TOPIC, "2".repeat(20), 1, READING);
        assertEquals(Result.STORE_FULL, publish(OTHER, "3".repeat(60), 1, READING));
        assertTrue(publish(TOPIC, "4".repeat(60), 1, READING) > 0);
        tells(first + " #" + READING + " " + Result.REPLACED);
        start();
        assertEquals("24", sent());
    }

    /** Whatever operation is cut: the old one or the new one is there, and the other messages in any case. */
    @Test
    void aPowerCutLeavesTheOldOneOrTheNewOne() {
        policy = new ReplaceSameTopic(READING);
        int old = 0;
        int replaced = 0;
        boolean cut = true;
        for (int at = 0; cut; at++) {
            for (int torn = 0; torn < 2; torn++) {
                flash = new NorFlash(2, 1024, 4);
                start();
                publish(TOPIC, "1", 1, READING);
                publish(TOPIC, "2", 1, READING);
                client.poll();
                flash.cutAt(flash.operations() + at, torn > 0);
                cut = false;
                try {
                    assertTrue(publish(TOPIC, "3", 1, READING) > 0);
                    client.poll();
                } catch (NorFlash.PowerCut e) {
                    cut = true;
                }
                flash.cutAt(-1, false);
                start();
                String letters = sent();
                assertTrue(letters.equals("12") || letters.equals("23"), letters + " after a cut at " + at);
                old += letters.equals("12") ? 1 : 0;
                replaced += letters.equals("23") ? 1 : 0;
            }
        }
        assertTrue(old >= 4 && replaced >= 2, old + " and " + replaced);
    }

    @Test
    void eachRequestOfALostConnectionEndsWhateverGivesWayInBetween() {
        policy = new ReplaceSameTopic(READING);
        slots = 3;
        start();
        client.poll();
        line.answer(CONNACK);
        client.poll();
        int first = client.subscribe(new TopicFilter("f"), 1);
        publish(TOPIC, "1", 0, READING);
        int second = client.subscribe(new TopicFilter("g"), 1);
        whenEnded = () -> {
            publish(OTHER, "2", 0, READING);
            publish(TOPIC, "3", 0, READING);
        };
        line.drop();
        client.poll();
        assertEquals(List.of(first + " " + Result.CONNECTION_LOST, second + " " + Result.CONNECTION_LOST),
                events.subList(0, 2));
        assertEquals(2, client.usedSlots());
    }

    @Test
    void eachCancelledMessageEndsWhateverGivesWayInBetween() {
        policy = new ReplaceSameTopic(READING);
        slots = 3;
        start();
        int first = publish(OTHER, "1", 0, READING);
        int second = publish(TOPIC, "2", 0, READING);
        int third = publish(OTHER, "3", 0, READING);
        assertEquals(Result.OK, client.cancel(first));
        assertEquals(Result.OK, client.cancel(third));
        whenEnded = () -> {
            publish(TOPIC, "4", 0, READING);
            publish(TOPIC, "5", 0, READING);
        };
        tells(first + " #7 " + Result.CANCELLED, third + " #7 " + Result.CANCELLED, second + " #7 " + Result.REPLACED);
        assertEquals("45", sent());
    }
}

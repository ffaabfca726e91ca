package nogc.samples.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nogc.hal.Pin;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.Protocol;
import org.junit.jupiter.api.Test;

/** A node of several parts, in virtual time. */
class DeviceNodeTest {
    private static final int PERIOD = 1000;

    private int now = Integer.MAX_VALUE - 1500; // the clock wraps in the middle of every test
    private int inside = 21_437;
    private int outside = -5_000;
    private final FakePin relay = new FakePin();
    private final FakePin door = new FakePin();
    private final Reading in = new Reading(() -> inside, new Topic("n/in"), PERIOD, 200, 10 * PERIOD, 1, false, 1);
    private final Reading out = new Reading(() -> outside, new Topic("n/out"), 3 * PERIOD, 0, 0, 0, true, 3);
    private final Switch lamp = new Switch(relay, false, new Topic("n/lamp/set"), new Topic("n/lamp"));
    private final Contact contact = new Contact(door, true, new Topic("n/door"), 20, 50);
    private FakeBroker broker;
    private DeviceNode node;

    @Test
    void aReadingIsPublishedWhenItHasMovedByTheDeadBandAndAfterTheLongestSilence() {
        connect(new Mqtt5(), in);
        run(10);
        assertEquals(List.of("21.4"), payloads("n/in"));
        inside += 199;
        run(5 * PERIOD);
        assertEquals(1, payloads("n/in").size(), "within the dead band");
        inside += 1;
        run(PERIOD);
        assertEquals(List.of("21.4", "21.6"), payloads("n/in"));
        inside = Integer.MIN_VALUE + 1;
        run(PERIOD);
        assertEquals("-2147483.6", payloads("n/in").get(2), "a jump that overflows is one");
        run(11 * PERIOD);
        assertEquals(4, payloads("n/in").size(), "after the longest silence");
    }

    @Test
    void eachReadingHasItsOwnPeriodQualityAndDecimals() {
        connect(new Mqtt311(), in, out);
        run(7 * PERIOD);
        assertEquals(List.of("-5.000", "-5.000", "-5.000"), payloads("n/out"));
        assertEquals(1, payloads("n/in").size());
        FakeBroker.Packet last = broker.packets.stream().filter(p -> p.isPublish("n/out")).findFirst().orElseThrow();
        assertEquals(0, last.qos());
        assertTrue(last.retain());
    }

    @Test
    void oneWithoutAReadingIsCountedAndTheOthersGoOn() {
        inside = Gauge.NO_READING;
        connect(new Mqtt5(), in, out);
        run(3 * PERIOD + 10);
        assertEquals(List.of(), payloads("n/in"));
        assertEquals(2, payloads("n/out").size());
        assertEquals(4, in.missing());
        inside = 1000;
        run(PERIOD);
        assertEquals(List.of("1.0"), payloads("n/in"));
    }

    @Test
    void announcementsGoFirstRetainedAndWithEachConnection() {
        Announcement says = new Announcement(new Topic("homeassistant/sensor/n/in/config"), bytes("{\"name\":\"x\"}"));
        connect(new Mqtt5(), says, in);
        run(10);
        List<FakeBroker.Packet> sent = published();
        assertEquals("n/status online", sent.get(0).topic() + " " + sent.get(0).payload());
        assertEquals("homeassistant/sensor/n/in/config", sent.get(1).topic());
        assertTrue(sent.get(1).retain());
        assertEquals("n/in", sent.get(2).topic());
        broker.cut();
        run(120_000);
        assertEquals(2, payloads("homeassistant/sensor/n/in/config").size());
    }

    @Test
    void anAnnouncementThatCanNeverBeSentKeepsNobodyFromTheServer() {
        connect(new Mqtt5(), new Announcement(new Topic("n/large"), new byte[5000]), in);
        run(10);
        assertEquals(List.of("21.4"), payloads("n/in"));
        assertEquals(1, node.counters().skipped);
    }

    @Test
    void aSwitchObeysAndItsStateIsWhatThePinWasSetTo() {
        connect(new Mqtt5(), lamp);
        run(10);
        assertEquals(List.of("OFF"), payloads("n/lamp"));
        broker.deliver("n/lamp/set", "ON");
        run(10);
        assertTrue(relay.high);
        broker.deliver("n/lamp/set", "off");
        run(10);
        assertFalse(relay.high);
        relay.broken = true;
        broker.deliver("n/lamp/set", "ON");
        run(10);
        assertEquals(List.of("OFF", "ON", "OFF", "OFF"), payloads("n/lamp"));
        assertEquals(1, lamp.failed());
        broker.deliver("n/lamp/set", "TOGGLE");
        broker.deliver("n/lamp/set", "O.");
        run(10);
        assertEquals(2, lamp.refused());
        assertEquals(4, payloads("n/lamp").size());
    }

    @Test
    void aContactIsPublishedOnceItHasBounced() {
        connect(new Mqtt5(), contact);
        run(30);
        assertEquals(List.of("ON"), payloads("n/door"), "low is on");
        for (int i = 0; i < 10; i++) {
            door.high = !door.high;
            run(20);
        }
        assertEquals(1, payloads("n/door").size(), "it bounces");
        door.high = true;
        run(100);
        assertEquals(List.of("ON", "OFF"), payloads("n/door"));
        door.broken = true;
        run(100);
        assertEquals(2, payloads("n/door").size());
        assertTrue(contact.failed() > 0);
    }

    @Test
    void whatFindsNoSlotStaysDueWithTheNewestValue() {
        connect(new Mqtt5(), in);
        run(10);
        broker.acknowledging = false;
        for (int i = 0; i < 20; i++) {
            inside += 1000;
            run(PERIOD);
        }
        assertTrue(payloads("n/in").size() <= 5, "four slots");
        broker.acknowledging = true;
        broker.acknowledgeAll();
        run(10);
        assertEquals("41.4", payloads("n/in").get(payloads("n/in").size() - 1));
    }

    @Test
    void aNodeWithoutCommandsSubscribesToNothing() {
        broker = new FakeBroker(true);
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String("n");
        make(new Mqtt5(), options, in);
        assertNull(options.subscriptions);
    }

    @Test
    void itLeavesWithOffline() {
        connect(new Mqtt5(), in, lamp);
        run(10);
        node.stop();
        run(100);
        assertTrue(node.isStopped());
        assertEquals(List.of("online", "offline"), payloads("n/status"));
    }

    @Test
    void wrongNumbersAreRefused() {
        Topic topic = new Topic("n/x");
        assertThrows(IllegalArgumentException.class, () -> new Reading(() -> 0, topic, 0, 0, 0, 0, false, 0));
        assertThrows(IllegalArgumentException.class, () -> new Reading(() -> 0, topic, 1, -1, 0, 0, false, 0));
        assertThrows(IllegalArgumentException.class, () -> new Reading(() -> 0, topic, 1, 0, 0, 0, false, 4));
        assertThrows(IllegalArgumentException.class, () -> new Contact(door, false, topic, 0, 0));
    }

    @Test
    void itAllocatesNothingHoweverLongItRuns() {
        connect(new Mqtt5(), in, out, contact, lamp);
        run(10);
        broker.recording = false;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        steps(20_000);
        int published = broker.published;
        long allocated = -1;
        // Compiled code that is entered by a new way makes the JVM load a class on this thread, once: so further tries.
        for (int attempt = 0; attempt < 3 && allocated != 0; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            steps(20_000);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated);
        assertTrue(broker.published - published > 20_000, "readings and states were published");
    }

    private void steps(int count) {
        for (int i = 0; i < count; i++) {
            inside = i % 7 == 0 ? Gauge.NO_READING : 20_000 + i % 40 * 300;
            door.high = i % 3 == 0;
            run(PERIOD);
        }
    }

    private void connect(Protocol protocol, NodePart... parts) {
        broker = new FakeBroker(protocol.hasProperties());
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String("n");
        options.keepAlive = 0;
        make(protocol, options, parts);
        assertEquals(0, node.start());
    }

    private void make(Protocol protocol, ConnectOptions options, NodePart... parts) {
        Config config = SensorNode.smallConfig();
        node = new DeviceNode(config, protocol, broker, () -> now, () -> 0, options, new Topic("n/status"), parts);
    }

    /** Lets so many milliseconds pass: the node sleeps as long as it asks to, unless there is input. */
    private void run(int millis) {
        int end = now + millis;
        int awake = 0;
        while (now - end < 0 || broker.hasOutput()) {
            int wait = node.poll();
            assertTrue(wait >= 0, "poll answers a time");
            boolean sleeps = wait > 0 && !broker.hasOutput();
            awake = sleeps ? 0 : awake + 1;
            assertTrue(awake < 100, "it never sleeps");
            now += sleeps ? Math.min(wait, end - now) : 0;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<FakeBroker.Packet> published() {
        return broker.packets.stream().filter(p -> p.type() == 3).toList();
    }

    private List<String> payloads(String topic) {
        return broker.packets.stream().filter(p -> p.isPublish(topic)).map(FakeBroker.Packet::payload).toList();
    }

    /** A pin in memory. */
    private static final class FakePin implements Pin {
        boolean high;
        boolean broken;

        @Override
        public int input(int pull) {
            return 0;
        }

        @Override
        public int output(int drive, boolean level) {
            return write(level);
        }

        @Override
        public int write(boolean level) {
            high = broken ? high : level;
            return broken ? FAILED : 0;
        }

        @Override
        public int read() {
            return broken ? FAILED : high ? 1 : 0;
        }

        @Override
        public int watch(int edges) {
            return UNSUPPORTED;
        }

        @Override
        public int edges() {
            return FAILED;
        }
    }
}

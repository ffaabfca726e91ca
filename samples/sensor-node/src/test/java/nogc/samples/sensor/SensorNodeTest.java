package nogc.samples.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import nogc.hal.Thermometer;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Result;
import nogc.mqtt.SessionStore;
import nogc.mqtt.Utf8String;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.store.LogStore;
import nogc.mqtt.store.NorFlash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node does, with two buffers of 256 bytes and four slots, in virtual time. */
class SensorNodeTest {
    private static final int PERIOD = 1000;
    private static final int PUBLISH = 3;
    private static final int DISCONNECT = 14;

    private int now = Integer.MAX_VALUE - 1500; // the clock wraps in the middle of every test
    private int temperature = 21_437;
    private FakeBroker broker;
    /** Or null for a node without a store. */
    private NorFlash store;
    /** The store takes no state now. */
    private boolean full;
    private SensorNode node;

    @Test
    void itSaysOnlineRetainedFirstAndThenGivesReadings() {
        connect(new Mqtt5());
        run(10);
        List<FakeBroker.Packet> sent = published();
        assertEquals("sensors/n1/status online", sent.get(0).topic() + " " + sent.get(0).payload());
        assertTrue(sent.get(0).retain());
        assertEquals(1, sent.get(0).qos());
        assertEquals("sensors/n1/temperature", sent.get(1).topic());
        assertEquals("{\"n\":1,\"celsius\":21.437}", sent.get(1).payload());
        assertFalse(sent.get(1).retain());
        assertEquals(1, sent.get(1).qos());
        assertEquals(2, sent.size());
    }

    @Test
    void itGivesAReadingEachPeriod() {
        connect(new Mqtt5());
        run(10);
        temperature = -500;
        run(5 * PERIOD);
        List<String> readings = payloads("sensors/n1/temperature");
        assertEquals(6, readings.size());
        assertEquals("{\"n\":6,\"celsius\":-0.500}", readings.get(5));
        assertEquals(6, node.counters().readings);
        assertEquals(7, node.counters().acknowledged);
        assertEquals(0, node.client().usedSlots());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itsWillSaysOfflineRetainedAtQos1(boolean version5) {
        connect(version5 ? new Mqtt5() : new Mqtt311());
        run(10);
        FakeBroker.Packet connect = broker.packets.get(0);
        assertEquals(1, connect.type());
        int flags = connect.body()[7];
        assertEquals(0x04 | 0x08 | 0x20, flags & 0x3c, "will, QoS 1, retained");
        assertTrue(connect.payload().contains("sensors/n1/status"));
        assertTrue(connect.payload().endsWith("offline"), connect.payload());
    }

    @Test
    void in311ItKeepsItsSession() {
        connect(new Mqtt311());
        run(10);
        assertEquals(0, broker.packets.get(0).body()[7] & 0x02, "Clean Session");
    }

    @Test
    void itObeysASetPointAndReportsTheHeaterRetained() {
        connect(new Mqtt5());
        run(10);
        broker.deliver("sensors/n1/setpoint", "25");
        run(10);
        broker.deliver("sensors/n1/setpoint", "19.5");
        run(10);
        assertEquals(List.of("on", "off"), payloads("sensors/n1/heater"));
        assertTrue(published().stream().filter(p -> p.isPublish("sensors/n1/heater"))
                .allMatch(p -> p.retain() && p.qos() == 1));
        assertEquals(2, node.counters().setpoints);
        assertFalse(node.isHeating());
    }

    @Test
    void theHeaterSwitchesOnlyBeyondTheHysteresis() {
        connect(new Mqtt5());
        temperature = 20_000;
        run(10);
        broker.deliver("sensors/n1/setpoint", "20");
        run(10);
        assertEquals(List.of("off"), payloads("sensors/n1/heater"));
        temperature = 19_800;
        run(PERIOD);
        assertEquals(List.of("off"), payloads("sensors/n1/heater"));
        temperature = 19_799;
        run(PERIOD);
        temperature = 20_200;
        run(PERIOD);
        assertEquals(List.of("off", "on"), payloads("sensors/n1/heater"));
        temperature = 20_201;
        run(PERIOD);
        assertEquals(List.of("off", "on", "off"), payloads("sensors/n1/heater"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "warm", "21,5", "1e3", "99999"})
    void itCountsAndIgnoresASetPointThatIsNoNumber(String payload) {
        connect(new Mqtt5());
        run(10);
        broker.deliver("sensors/n1/setpoint", payload);
        run(PERIOD);
        assertEquals(1, node.counters().badSetpoints);
        assertEquals(0, node.counters().setpoints);
        assertEquals(List.of(), payloads("sensors/n1/heater"));
    }

    @Test
    void itAnswersARequestWhereItIsToldAndWithTheSameCorrelationData() {
        connect(new Mqtt5());
        run(10);
        temperature = 30_001;
        broker.deliver("sensors/n1/get", "", FakeBroker.request("answers/7", "c42"));
        run(10);
        FakeBroker.Packet answer = published().stream().filter(p -> p.isPublish("answers/7")).findFirst().orElseThrow();
        assertEquals("{\"n\":1,\"celsius\":30.001}", answer.payload());
        assertEquals("\u0009\0\3c42", answer.properties());
        assertEquals(1, node.counters().requests);
    }

    @Test
    void aRequestThatItCannotAnswerIsCounted() {
        connect(new Mqtt5());
        run(10);
        broker.deliver("sensors/n1/get", "");
        broker.deliver("sensors/n1/get", "", FakeBroker.request("t".repeat(SensorNode.LONGEST_REPLY_TOPIC + 1), "c"));
        run(10);
        assertEquals(2, node.counters().refusedRequests);
        assertEquals(0, node.counters().requests);
        assertEquals(2, published().size());
    }

    @Test
    void aRequestThatComesBeforeTheLastIsAnsweredIsRefusedAndCounted() {
        connect(new Mqtt5());
        run(10);
        broker.deliver("sensors/n1/get", "", FakeBroker.request("first", "1"));
        broker.deliver("sensors/n1/get", "", FakeBroker.request("second", "2"));
        run(10);
        assertEquals(1, payloads("first").size());
        assertEquals(0, payloads("second").size());
        assertEquals(1, node.counters().refusedRequests);
        broker.deliver("sensors/n1/get", "", FakeBroker.request("third", "3"));
        run(10);
        assertEquals(1, payloads("third").size());
    }

    @Test
    void withoutAReadingItCountsSwitchesOffAndGoesOn() {
        connect(new Mqtt5());
        run(10);
        broker.deliver("sensors/n1/setpoint", "25");
        run(10);
        temperature = Thermometer.NO_READING;
        run(2 * PERIOD);
        assertEquals(2, node.counters().missing);
        assertEquals(List.of("on", "off"), payloads("sensors/n1/heater"));
        broker.deliver("sensors/n1/get", "", FakeBroker.request("a", "c"));
        run(10);
        assertEquals(List.of("{\"n\":1,\"celsius\":null}"), payloads("a"));
        temperature = 21_000;
        run(PERIOD);
        assertEquals("{\"n\":2,\"celsius\":21.000}", payloads("sensors/n1/temperature").get(1));
    }

    @Test
    void aReadingThatFindsNoSlotIsCountedAndLeavesAGap() {
        connect(new Mqtt5());
        broker.acknowledging = false;
        run(10 + 4 * PERIOD); // "online" and three readings take the four slots
        assertEquals(2, node.counters().skipped);
        assertEquals(5, node.counters().readings);
        broker.acknowledgeAll();
        run(PERIOD);
        List<String> readings = payloads("sensors/n1/temperature");
        assertEquals("{\"n\":3,\"celsius\":21.437}", readings.get(2));
        assertEquals("{\"n\":6,\"celsius\":21.437}", readings.get(3));
        assertEquals(0, node.counters().lost);
    }

    @Test
    void statusHeaterAndAnswerWaitForASlotInsteadOfBeingLost() {
        connect(new Mqtt5());
        broker.acknowledging = false;
        run(10 + 3 * PERIOD);
        broker.deliver("sensors/n1/setpoint", "25");
        broker.deliver("sensors/n1/get", "", FakeBroker.request("a", "c"));
        run(10);
        assertEquals(List.of(), payloads("sensors/n1/heater"));
        broker.acknowledgeAll();
        run(10);
        assertEquals(List.of("on"), payloads("sensors/n1/heater"));
        assertEquals(1, payloads("a").size());
    }

    @Test
    void afterACutItResendsWhatIsOpenAndSaysOnlineAgain() {
        connect(new Mqtt5());
        run(10);
        broker.acknowledging = false;
        run(2 * PERIOD);
        int before = broker.packets.size();
        broker.cut();
        broker.acknowledging = true;
        broker.sessionPresent = true;
        run(2 * PERIOD);
        List<FakeBroker.Packet> after = broker.packets.subList(before, broker.packets.size()).stream()
                .filter(p -> p.type() == PUBLISH).toList();
        assertEquals("{\"n\":2,\"celsius\":21.437}", after.get(0).payload());
        assertTrue(after.get(0).dup());
        assertEquals("{\"n\":3,\"celsius\":21.437}", after.get(1).payload());
        assertTrue(after.stream().anyMatch(
                p -> p.isPublish("sensors/n1/status") && p.payload().equals("online") && !p.dup()));
        assertEquals(2, node.counters().connections);
        assertEquals(1, node.counters().resumed);
        assertEquals(1, node.counters().failures);
        assertEquals(0, node.client().usedSlots());
        assertEquals(0, node.counters().lost);
    }

    @Test
    void leavingItSaysOfflineAndDisconnectsOnceAllIsAcknowledged() {
        connect(new Mqtt5());
        broker.acknowledging = false;
        run(10);
        node.stop();
        run(100);
        assertEquals("offline", last().payload());
        assertFalse(node.isStopped());
        broker.acknowledgeAll();
        run(100);
        assertTrue(node.isStopped());
        assertEquals(DISCONNECT, last().type());
        assertFalse(broker.isOpen());
        assertEquals(3, node.counters().acknowledged);
    }

    @Test
    void askedToLeaveAgainAndAgainItStillGivesTheBrokerTheTimeToClose() {
        connect(new Mqtt5());
        run(10);
        broker.closing = false;
        node.stop();
        run(10);
        assertEquals(DISCONNECT, last().type());
        broker.deliver("sensors/n1/setpoint", "25");
        for (int i = 0; i < 10; i++) {
            node.stop();
            assertTrue(node.poll() > 0, "it does not wait");
        }
        assertTrue(broker.isOpen());
        assertEquals(0, node.counters().setpoints);
        broker.cut();
        run(10);
        assertTrue(node.isStopped());
        assertFalse(broker.isOpen());
    }

    @Test
    void withoutAcknowledgementsItGivesUpLeavingAndTheWillSpeaks() {
        connect(new Mqtt5());
        broker.acknowledging = false;
        run(10);
        node.stop();
        run(SensorNode.LONGEST_FAREWELL - 100);
        assertFalse(node.isStopped());
        run(200);
        assertTrue(node.isStopped());
        assertFalse(broker.isOpen());
        assertTrue(broker.packets.stream().noneMatch(p -> p.type() == DISCONNECT));
    }

    @Test
    void withAllItsReadingsItStaysUntilTheyHaveArrivedHoweverLongTheServerIsAway() {
        make(new Mqtt5());
        node.setReadings(3);
        node.start();
        run(10);
        broker.away = true;
        broker.sessionPresent = true;
        broker.cut();
        run(100_000);
        assertEquals(3, node.counters().readings);
        assertEquals(List.of("{\"n\":1,\"celsius\":21.437}"), payloads("sensors/n1/temperature"));
        assertFalse(node.isStopped());

        broker.away = false;
        broker.acknowledging = false;
        run(100_000);
        assertEquals("{\"n\":3,\"celsius\":21.437}", payloads("sensors/n1/temperature").get(2));
        assertFalse(node.isStopped(), "two readings are under way");

        broker.acknowledging = true;
        broker.acknowledgeAll();
        run(100);
        assertTrue(node.isStopped());
        assertEquals("offline", broker.packets.get(broker.packets.size() - 2).payload());
        assertEquals(DISCONNECT, last().type());
        assertEquals(3, node.counters().readings);
        assertEquals(0, node.counters().lost);
    }

    @Test
    void withAStoreWhatItHadQueuedOutlivesIt() {
        store = new NorFlash(2, 1024, 4);
        make(new Mqtt5());
        node.start();
        run(10);
        broker.away = true;
        broker.cut();
        run(2 * PERIOD);
        assertEquals(2, node.client().usedSlots(), "readings that found no server");

        make(new Mqtt5());
        assertEquals(Result.OK, node.start());
        node.setReadings(2);
        broker.sessionPresent = true;
        run(3 * PERIOD);
        assertEquals(List.of("{\"n\":2,\"celsius\":21.437}", "{\"n\":3,\"celsius\":21.437}",
                "{\"n\":2,\"celsius\":21.437}"), payloads("sensors/n1/temperature"));
        assertEquals(1, node.counters().skipped, "the slots were taken when it came back");
        assertTrue(node.isStopped(), "all of it has arrived");
    }

    @Test
    void withAStoreItKnowsItsSetPointAgain() {
        store = new NorFlash(2, 1024, 4);
        connect(new Mqtt5());
        run(10);
        broker.deliver(1, "sensors/n1/setpoint", "25");
        run(150); // until the end of what it answered is in the store
        assertEquals(List.of("on"), payloads("sensors/n1/heater"));
        broker.cut();

        make(new Mqtt5());
        assertEquals(Result.OK, node.start());
        broker.sessionPresent = true;
        run(PERIOD);
        assertEquals(List.of("on"), payloads("sensors/n1/heater"));
    }

    @Test
    void aSetPointThatFindsTheStoreFullIsAcknowledgedOnceItIsKept() {
        store = new NorFlash(2, 1024, 4);
        full = true;
        connect(new Mqtt5());
        run(10);
        broker.deliver(1, "sensors/n1/setpoint", "25");
        broker.deliver(1, "sensors/n1/setpoint", "26");
        run(PERIOD);
        assertTrue(node.isHeating());
        assertEquals(1, pubacks(), "of the one that the other took the place of");
        full = false;
        run(PERIOD);
        assertEquals(2, pubacks());
        broker.cut();

        temperature = 25_500;
        make(new Mqtt5());
        node.start();
        broker.sessionPresent = true;
        run(PERIOD);
        assertTrue(node.isHeating());
    }

    private long pubacks() {
        return broker.packets.stream().filter(p -> p.type() == 4).count();
    }

    @Test
    void aStoreOfAnotherNodeIsRefusedUntilItIsGivenUp() {
        store = new NorFlash(2, 1024, 4);
        connect(new Mqtt5());
        run(10);
        make(new Mqtt5(), "n2");
        assertEquals(Result.STORE_OTHER_SESSION, node.start());
        assertEquals(Result.OK, node.client().clear());
        assertEquals(Result.OK, node.start());
    }

    @Test
    void withoutAConnectionItLeavesAtOnce() {
        make(new Mqtt5());
        node.start();
        node.stop();
        run(10);
        assertTrue(node.isStopped());
    }

    @Test
    void aNameThatFitsNoTopicIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> make(new Mqtt5(), "a+b"));
        assertThrows(IllegalArgumentException.class, () -> make(new Mqtt5(), ""));
    }

    @Test
    void itAllocatesNothingHoweverLongItRuns() {
        connect(new Mqtt5());
        run(10);
        broker.deliver("sensors/n1/setpoint", "21.4");
        broker.recording = false;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        steps(50_000); // until compiled: the JVM itself takes some bytes of the thread meanwhile
        int published = broker.published;
        long allocated = -1;
        // Compiled code that is entered by a new way makes the JVM load a class on this thread, once: so a second try.
        for (int attempt = 0; attempt < 3 && allocated != 0; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            steps(100_000);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated);
        assertTrue(broker.published - published > 100_000, "readings and heater states were published");
    }

    /** So many periods with a temperature that wanders across the set-point. */
    private void steps(int count) {
        for (int i = 0; i < count; i++) {
            temperature = 20_000 + i % 40 * 70;
            run(PERIOD);
        }
    }

    private void connect(Protocol protocol) {
        make(protocol);
        assertEquals(0, node.start());
    }

    private void make(Protocol protocol) {
        make(protocol, "n1");
    }

    private void make(Protocol protocol, String name) {
        broker = new FakeBroker(protocol.hasProperties());
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String(name);
        options.keepAlive = 0;
        Config config = store == null ? SensorNode.smallConfig() : SensorNode.keepingConfig(log());
        node = new SensorNode(config, protocol, broker, () -> now, () -> 0, () -> temperature,
                options);
        node.setPeriod(PERIOD);
    }

    private SessionStore log() {
        return new LogStore(store, SensorNode.LARGEST_RECORD) {
            @Override
            public int receive(int packetId, byte[] state, int offset, int length) {
                return full ? Result.STORE_FULL : super.receive(packetId, state, offset, length);
            }
        };
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

    private List<FakeBroker.Packet> published() {
        return broker.packets.stream().filter(p -> p.type() == PUBLISH).toList();
    }

    private List<String> payloads(String topic) {
        return broker.packets.stream().filter(p -> p.isPublish(topic)).map(FakeBroker.Packet::payload).toList();
    }

    private FakeBroker.Packet last() {
        return broker.packets.get(broker.packets.size() - 1);
    }
}

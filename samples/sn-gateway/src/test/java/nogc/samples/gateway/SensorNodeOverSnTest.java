package nogc.samples.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Result;
import nogc.mqtt.Utf8String;
import nogc.mqtt.sn.SnConfig;
import nogc.samples.gateway.MemoryBroker.Arrived;
import nogc.samples.sensor.SensorNode;
import nogc.samples.sensor.SnNodeClient;
import org.junit.jupiter.api.Test;

/** The sensor node over MQTT-SN: awake, and asleep between its readings; in virtual time. */
class SensorNodeOverSnTest {
    private static final int MINUTE = 60_000;

    private final long seed = Long.getLong("nogc.seed", System.nanoTime());
    private final World world = new World(seed);
    private SnNodeClient client;
    private int temperature = 21_437;

    private SensorNode node(int sleepSeconds) {
        SnConfig config = SnNodeClient.smallConfig();
        config.retryTime = 1000;
        config.retries = 8;
        client = new SnNodeClient(config, sleepSeconds, world.transport(), world, world);
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String("n");
        options.keepAlive = 600;
        SensorNode node = new SensorNode(client, world, () -> temperature, options);
        node.setPeriod(MINUTE);
        world.others.add(() -> {
            int wait = node.poll();
            assertTrue(wait >= 0, "result " + wait);
            return wait;
        });
        assertEquals(Result.OK, node.start());
        return node;
    }

    private List<String> payloads(String leaf) {
        return world.broker.arrived.stream().filter(message -> message.topic().equals("sensors/n/" + leaf))
                .map(Arrived::payload).toList();
    }

    @Test
    void aSleepingNodeReportsEachReadingAndIsToldItsSetPoint() {
        world.start();
        SensorNode node = node(30);
        world.run(5000);
        assertEquals(List.of("online"), payloads("status"));
        assertEquals(List.of("{\"n\":1,\"celsius\":21.437}"), payloads("temperature"));
        int datagrams = client.metrics().datagramsSent;
        world.run(10_000);
        assertEquals(datagrams, client.metrics().datagramsSent, "it is silent");
        world.broker.publish("sensors/n/setpoint", "25", 1);
        world.run(20_000);
        assertEquals(List.of("on"), payloads("heater"), "it woke ahead of its next reading");
        world.run(3 * MINUTE);
        assertEquals(4, payloads("temperature").size());
        assertEquals(List.of("online"), payloads("status"), "a waking is no connection");
        assertEquals(1, node.counters().connections);
        assertEquals(1, node.counters().setpoints);
        assertEquals(0, node.counters().underWay());
    }

    @Test
    void itLeavesWithAWordAlsoOutOfSleep() {
        world.start();
        SensorNode node = node(30);
        world.run(5000);
        node.stop();
        world.run(2000);
        assertTrue(node.isStopped());
        assertEquals(List.of("online", "offline"), payloads("status"));
        world.run(5 * MINUTE);
        assertEquals(2, payloads("status").size(), "its will is not published");
    }

    @Test
    void itLeavesWithAWordAlsoWhileItWakesUp() {
        world.start();
        SensorNode node = node(200);
        world.run(MINUTE - 1000);
        world.network.cut = true;
        world.run(2000);
        node.stop();
        world.run(100);
        assertFalse(node.isStopped(), "it waits for the answer to its CONNECT");
        world.network.cut = false;
        world.run(2500);
        assertTrue(node.isStopped());
        assertEquals(List.of("online", "offline"), payloads("status"));
    }

    @Test
    void itsWillSpeaksForOneThatIsGone() {
        world.start();
        node(30);
        world.run(5000);
        world.others.clear();
        world.run(MINUTE);
        assertEquals(List.of("online", "offline"), payloads("status"));
    }

    /** Nothing tells a node that its CONNECT out of sleep made a new session. */
    @Test
    void aGatewayThatForgotItsSubscriptionsHasThemAfterSomeWakings() {
        world.start();
        SensorNode node = node(200); // it wakes by its readings alone, and so by CONNECT
        world.run(MINUTE);
        world.broker.seats.get("n").filters.clear();
        world.kill();
        world.run((SnNodeClient.RENEWAL + 1) * MINUTE);
        world.broker.publish("sensors/n/setpoint", "25", 1);
        world.run(MINUTE);
        assertEquals(1, node.counters().setpoints);
    }

    @Test
    void overALossyLinkEachReadingArrives() {
        System.out.println("seed " + seed);
        world.network.lost = 20;
        world.network.doubled = 5;
        world.network.delay = 60;
        world.start();
        SensorNode asleep = node(30);
        world.run(50 * MINUTE);
        world.others.clear();
        assertEquals(0, asleep.counters().skipped);
        int readings = asleep.counters().readings;
        assertTrue(readings >= 49, readings + " readings");
        List<String> came = payloads("temperature");
        for (int n = 1; n < readings; n++) {
            String start = "{\"n\":" + n + ",";
            assertTrue(came.stream().anyMatch(text -> text.startsWith(start)), "reading " + n);
        }
    }

    @Test
    void oneThatStaysAwakeKeepsAlive() {
        world.start();
        SensorNode node = node(0);
        world.run(3 * MINUTE);
        world.broker.publish("sensors/n/setpoint", "25", 1);
        world.run(100);
        assertEquals(List.of("on"), payloads("heater"), "at once");
        assertFalse(node.isStopped());
        assertEquals(4, payloads("temperature").size());
    }
}

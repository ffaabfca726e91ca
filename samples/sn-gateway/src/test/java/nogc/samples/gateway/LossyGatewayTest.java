package nogc.samples.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nogc.mqtt.Topic;
import nogc.samples.gateway.MemoryBroker.Arrived;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our own client and the gateway over a link that loses, doubles, delays and reorders, in virtual time. */
class LossyGatewayTest {
    /** How long a run may take in virtual time, in milliseconds. */
    private static final int LONGEST = 24 * 3600 * 1000;

    @TempDir
    Path folder;

    private final long seed = Long.getLong("nogc.seed", System.nanoTime());
    private final World world = new World(seed);

    private void lossy() {
        System.out.println("seed " + seed);
        world.network.lost = 20;
        world.network.doubled = 5;
        world.network.delay = 60;
        world.broker.answersAfter = 70;
    }

    private static Map<String, Integer> counts(List<String> payloads) {
        Map<String, Integer> counts = new HashMap<>();
        payloads.forEach(payload -> counts.merge(payload, 1, Integer::sum));
        return counts;
    }

    private static void assertAll(int messages, int qos, List<String> payloads, int mayDouble) {
        Map<String, Integer> counts = counts(payloads);
        assertEquals(messages, counts.size(), "each message came");
        if (qos == 2) {
            assertTrue(payloads.size() - messages <= mayDouble, payloads.size() - messages + " doubled");
        }
    }

    /** Both ways at once; the gateway is killed so often, with a store. */
    private void bothWays(int qos, int messages, int kills) {
        lossy();
        World.Device node = world.start().device("n");
        node.options.cleanStart = 0;
        node.connect();
        while (!world.broker.seats.containsKey("n") || world.broker.seats.get("n").filters.isEmpty()) {
            world.run(5000);
            node.subscribe("down/#", qos);
        }
        Topic[] topics = {new Topic("up/1"), new Topic("ab"), new Topic("up/2")};
        int sent = 0;
        int killed = 0;
        int start = world.millis();
        while (node.completed.size() < messages || counts(node.received).size() < messages) {
            if (sent < messages && node.client.freeQueue() > 40) {
                byte[] text = ("u" + sent).getBytes();
                Topic topic = topics[sent % 3];
                int handle = topic.length() == 2 && qos < 2
                        ? node.client.publishShort(topic, text, 0, text.length, qos, false, 0)
                        : node.client.publish(topic, text, 0, text.length, qos, false);
                assertTrue(handle > 0, "result " + handle);
                world.broker.publish("down/" + sent % 5, "d" + sent, qos);
                sent++;
            }
            world.run(50);
            if (sent * (kills + 1) / messages > killed && killed < kills) {
                killed++;
                world.kill();
            }
            assertTrue(world.millis() - start < LONGEST, () -> node.completed.size() + " out, " + node.received.size()
                    + " in, " + world.told);
        }
        List<String> up = world.broker.arrived.stream().map(Arrived::payload).toList();
        assertAll(messages, qos, up, 0);
        assertAll(messages, qos, node.received.stream().map(text -> text.split(" ")[1]).toList(), 0);
        for (Arrived message : world.broker.arrived) {
            int number = Integer.parseInt(message.payload().substring(1));
            assertEquals(new String(topics[number % 3].bytes()), message.topic());
        }
    }

    private int messages() {
        return Boolean.getBoolean("nogc.soak") ? 2000 : 100;
    }

    @Test
    void atQos1NothingIsLost() {
        bothWays(1, messages(), 0);
    }

    @Test
    void atQos2NothingIsLostOrDoubled() {
        bothWays(2, messages(), 0);
    }

    @Test
    void atQos1NothingIsLostThoughTheGatewayIsKilled() {
        world.settings.store = folder.resolve("store");
        bothWays(1, messages(), 6);
    }

    @Test
    void atQos2NothingIsLostOrDoubledThoughTheGatewayIsKilled() {
        world.settings.store = folder.resolve("store");
        bothWays(2, messages(), 6);
    }

    @Test
    void sleepersGetEachMessageOnceAndInOrder() {
        lossy();
        world.start();
        world.retries = 15; // with 3, one of some 60 times nobody answers, and a node is right to connect anew
        World.Device[] nodes = new World.Device[8];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = world.device("n" + i);
            nodes[i].options.cleanStart = 0; // a late copy of a DISCONNECT has a sleeper connect anew
            nodes[i].connect();
        }
        world.run(30_000);
        for (World.Device node : nodes) {
            node.subscribe("down/#", 2);
        }
        world.run(30_000);
        for (World.Device node : nodes) {
            node.sleep.sleep(60);
        }
        for (int i = 0; i < 40; i++) {
            world.broker.publish("down/1", "d" + i, 2);
            world.run(45_000);
        }
        world.run(300_000);
        for (World.Device node : nodes) {
            assertEquals(40, node.received.size(), node.client.metrics().datagramsReceived + " datagrams came");
            for (int i = 0; i < 40; i++) {
                assertEquals("down/1 d" + i, node.received.get(i));
            }
        }
    }

    @Test
    void aSleeperDoesNotNoticeThatTheGatewayWasKilled() {
        world.settings.store = folder.resolve("store");
        World.Device node = world.start().device("n");
        node.options.cleanStart = 0;
        node.options.willTopic = new Topic("gone");
        node.options.willPayload = "n".getBytes();
        node.connect();
        world.run(1000);
        node.subscribe("down/#", 1);
        world.run(100);
        node.sleep.sleep(60);
        world.run(100);
        for (int i = 0; i < 5; i++) {
            world.broker.publish("down/" + i, "d" + i, 1);
        }
        world.run(100);
        world.kill();
        world.run(70_000);
        assertEquals(List.of("down/0 d0", "down/1 d1", "down/2 d2", "down/3 d3", "down/4 d4"), node.received);
        assertEquals(1, node.connections);
        world.forget(node);
        world.run(200_000);
        assertEquals("gone", world.broker.arrived.get(0).topic(), "its will is known, too");
    }

    @Test
    void aSleeperThatHasConnectedAnewIsNoSleeperForAGatewayThatWasKilled() {
        world.settings.store = folder.resolve("store");
        World.Raw node = world.start().raw();
        assertEquals("0500", node.say("04 00 01 0258 6e"));
        assertEquals("18", node.say("18 003c"));
        assertEquals("06", node.say("04 08 01 0258 6e"), "with a will, so that it joins again");
        assertEquals("0500", node.say("07"));
        world.kill();
        assertEquals("18", node.say("16 6e"), "it has to connect");
    }

    @Test
    void withoutAStoreAKilledGatewayHasTheNodesConnectAnew() {
        World.Device node = world.start().device("n").connect();
        world.run(1000);
        node.sleep.sleep(60);
        world.run(100);
        world.kill();
        world.run(70_000);
        assertEquals(2, node.connections);
    }
}

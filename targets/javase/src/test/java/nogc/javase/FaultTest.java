package nogc.javase;

import static nogc.javase.FaultyTransport.UNLIMITED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nogc.javase.broker.MosquittoBroker;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.Protocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad connections to a real broker: short reads and writes, and a cut at every byte. */
@Timeout(120)
class FaultTest {
    private static MosquittoBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = MosquittoBroker.configure().quiet().run();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private static Protocol protocol(int version) {
        return version == 5 ? new Mqtt5() : new Mqtt311();
    }

    private static FaultyTransport transport(int longest, Random random) {
        return new FaultyTransport(new TcpTransport("127.0.0.1", broker.port()), longest, random);
    }

    /** A client whose session outlives its connections, and which subscribes to what it sends. */
    private static TestClient client(String name, int version, FaultyTransport transport) {
        TestClient client = new TestClient(name, TestClient.smallSteps(), protocol(version), transport);
        client.options.cleanStart = version == 5 ? 1 : 0;
        client.options.sessionExpiry = version == 5 ? 300 : 0;
        client.options.subscriptions = new Subscriptions(50);
        client.options.subscriptions.add(new TopicFilter(name + "/+"), 2, 0);
        return client;
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void everythingWorksOneByteAtATime(int version) {
        String name = "byte-" + version;
        try (TestClient client = client(name, version, transport(1, null))) {
            client.connect();
            client.await("subscribed", () -> client.subscribed.equals(List.of("2")));
            for (int qos = 0; qos <= 2; qos++) {
                client.publishAndWait(name + "/a", "at " + qos, qos, false);
            }
            client.awaitMessages(name + "/a 0 - at 0", name + "/a 1 - at 1", name + "/a 2 - at 2");
            client.disconnect();
            assertEquals(1, client.connected.size());
        }
    }

    /** How many bytes a whole session takes: CONNECT, SUBSCRIBE, QoS 1 and 2 out, the same messages in. */
    private static void session(TestClient client, String name) {
        client.publish(name + "/1", "one", 1, false);
        client.publish(name + "/2", "two", 2, false);
        assertEquals(Result.OK, client.client.connect(client.options));
        client.await("both published", () -> client.published.size() == 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void aCutAtEveryByteThatIsSentIsMended(int version) {
        int bytes = measure(version).bytesWritten;
        assertTrue(bytes > 70, bytes + " bytes");
        for (int cut = 0; cut <= bytes; cut++) {
            cutSession(version, "out-" + version + "-" + cut, UNLIMITED, cut);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void aCutAtEveryByteThatIsReceivedIsMended(int version) {
        int bytes = measure(version).bytesRead;
        assertTrue(bytes > 40, bytes + " bytes");
        for (int cut = 0; cut <= bytes; cut++) {
            cutSession(version, "in-" + version + "-" + cut, cut, UNLIMITED);
        }
    }

    private static FaultyTransport measure(int version) {
        FaultyTransport transport = transport(UNLIMITED, null);
        String name = "measure-" + version;
        try (TestClient client = client(name, version, transport)) {
            session(client, name);
            client.await("both came", () -> client.messages.size() == 2);
            client.run(20);
            client.disconnect();
        }
        return transport;
    }

    private static void cutSession(int version, String name, int read, int written) {
        FaultyTransport transport = transport(UNLIMITED, null);
        try (TestClient witness = new TestClient("witness", protocol(version), broker.port());
                TestClient client = client(name, version, transport)) {
            witness.connect().subscribe(name + "/+", 2);
            transport.breakAfter(read, written);
            session(client, name);
            witness.await("witnessed", () -> witness.messages.contains(name + "/1 1 - one")
                    && witness.messages.contains(name + "/2 2 - two"));
            client.await("both came", () -> client.messages.contains(name + "/2 2 - two")
                    && client.messages.stream().anyMatch(message -> message.startsWith(name + "/1 1 ")));
            assertTrue(client.published.values().stream().allMatch(c -> c.result() == Result.OK), name + client);
            assertEquals(1, witness.messages.stream().filter(m -> m.contains("two")).count(), name + witness);
            assertEquals(1, client.messages.stream().filter(m -> m.contains("two")).count(), name + client);
            client.disconnect();
            witness.disconnect();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void randomFaultsLoseNothingAndDoubleNothingAtQos2(int version) {
        long seed = System.nanoTime();
        for (int round = 0; round < 8; round++) {
            randomFaults(version, seed + round);
        }
    }

    private static void randomFaults(int version, long seed) {
        Random random = new Random(seed);
        FaultyTransport transport = transport(40, random);
        String name = "random-" + version + "-" + seed;
        int count = 40;
        Map<Integer, Integer> times = new HashMap<>();
        try (TestClient client = client(name, version, transport)) {
            client.connect();
            client.await("subscribed", () -> !client.subscribed.isEmpty());
            transport.breakAfter(random.nextInt(200), random.nextInt(200));
            for (int i = 0; i < count; i++) {
                client.await("a slot is free, seed " + seed, () -> client.client.freeSlots() > 0);
                client.publish(name + "/x", String.valueOf(i), 1 + i % 2, false);
                if (i % 5 == 0) {
                    transport.breakAfter(random.nextInt(200), random.nextInt(200));
                }
            }
            client.await("all published, seed " + seed, () -> client.published.size() == count);
            client.await("all came, seed " + seed, () -> {
                times.clear();
                client.messages.forEach(m -> times.merge(Integer.parseInt(m.substring(m.lastIndexOf(' ') + 1)), 1,
                        Integer::sum));
                return times.size() == count;
            });
            for (int i = 1; i < count; i += 2) {
                assertEquals(1, times.get(i), "message " + i + " of seed " + seed);
            }
            assertTrue(client.connected.size() > 1, "no fault, seed " + seed);
            client.disconnect();
        }
    }
}

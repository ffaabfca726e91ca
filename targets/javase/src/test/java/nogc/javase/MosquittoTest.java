package nogc.javase;

import static nogc.javase.TestClient.positive;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import nogc.mqtt.Config;
import nogc.mqtt.PacketTrace;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.PacketType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs a Mosquitto of its own: its limits, its passwords, its absence, and its tools as outside witnesses. */
@Timeout(60)
class MosquittoTest {
    private static Protocol protocol(int version) {
        return version == 5 ? new Mqtt5() : new Mqtt311();
    }

    private static TestClient client(int version, int port) {
        return new TestClient("client", protocol(version), port);
    }

    private static void password(TestClient client, String user, String password) {
        client.options.userName = new Utf8String(user);
        client.options.password = password.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void anotherClientSeesWhatWePublishAndWeSeeWhatItDoes(int version) {
        try (MosquittoBroker broker = MosquittoBroker.start(); TestClient client = client(version, broker.port());
                Program observer = broker.observe("observer", "-t", "witness/+", "-q", "2", "-F", "%t %q %r %p")) {
            client.connect().subscribe("from/#", 2);
            for (int qos = 0; qos <= 2; qos++) {
                client.publishAndWait("witness/" + qos, "grüße " + qos, qos, false);
            }
            assertEquals(List.of("witness/0 0 0 grüße 0", "witness/1 1 0 grüße 1", "witness/2 2 0 grüße 2"),
                    observer.awaitLines(3));
            broker.publish("-t", "from/outside", "-q", "2", "-m", "hello");
            client.awaitMessages("from/outside 2 - hello");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void wrongCredentialsAreRefusedForGoodAndTheRightOnesAreNot(int version) {
        Config config = TestClient.smallSteps();
        config.stopOnRefusal = true;
        try (MosquittoBroker broker = MosquittoBroker.configure().user("alice", "secret").run();
                TestClient client = new TestClient("client", config, protocol(version),
                        new TcpTransport("127.0.0.1", broker.port()))) {
            password(client, "alice", "wrong");
            assertEquals(Result.OK, client.client.connect(client.options));
            client.await("gave up", client.client::isIdle);
            int code = version == 5 ? ReasonCode.NOT_AUTHORIZED : 5;
            assertEquals(List.of(Result.REFUSED + " " + code), client.failed);
            client.options.userName = null;
            client.options.password = null;
            assertEquals(Result.OK, client.client.connect(client.options));
            client.await("gave up again", client.client::isIdle);
            assertEquals(2, client.failed.size());
            password(client, "alice", "secret");
            client.connect();
            assertEquals(2, client.failed.size());
        }
    }

    @Test
    void aPortWhereNothingListensIsTriedAgainUntilSomethingDoes() {
        try (MosquittoBroker broker = MosquittoBroker.start()) {
            broker.kill9();
            try (TestClient client = client(5, broker.port())) {
                assertEquals(Result.OK, client.client.connect(client.options));
                client.await("failed twice", () -> client.failed.size() >= 2);
                assertEquals(List.of("-67 0", "-67 0"), client.failed.subList(0, 2));
                broker.run();
                client.await("connected", () -> !client.connected.isEmpty());
            }
        }
    }

    @Test
    void aNameWithoutAnAddressIsAFailedAttempt() {
        TcpTransport transport = new TcpTransport("no-such-host.invalid", 1883);
        try (TestClient client = new TestClient("client", TestClient.smallSteps(), new Mqtt5(), transport)) {
            assertEquals(Result.OK, client.client.connect(client.options));
            client.await("failed twice", () -> client.failed.size() >= 2);
            assertEquals("-66 0", client.failed.get(0));
        }
    }

    @Test
    void aPortThatTakesTheConnectionAndSaysNothingTimesOut() throws Exception {
        Config config = TestClient.smallSteps();
        config.connackTimeout = 200;
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                TestClient client = new TestClient("client", config, new Mqtt5(),
                        new TcpTransport("127.0.0.1", silent.getLocalPort()))) {
            assertEquals(Result.OK, client.client.connect(client.options));
            client.await("failed twice", () -> client.failed.size() >= 2);
            assertEquals(List.of(Result.CONNACK_TIMEOUT + " 0", Result.CONNACK_TIMEOUT + " 0"), client.failed);
        }
    }

    @Test
    void aMessageAboveTheServersMaximumPacketSizeIsRefusedBeforeItIsSent() {
        try (MosquittoBroker broker = MosquittoBroker.configure().option("max_packet_size 100").run();
                TestClient client = client(5, broker.port())) {
            client.connect().subscribe("size", 1);
            byte[] payload = new byte[100];
            // Fixed header 2, topic 6, packet identifier 2, property length 1.
            positive(client.client.publish(new Topic("size"), payload, 0, 89, 1, false));
            assertEquals(Result.PACKET_TOO_LARGE, client.client.publish(new Topic("size"), payload, 0, 90, 1, false));
            client.await("it came back", () -> client.messages.size() == 1);
            assertEquals(List.of(), client.disconnected);
        }
    }

    @Test
    void aQosAboveTheServersMaximumIsRefusedBeforeItIsSent() {
        try (MosquittoBroker broker = MosquittoBroker.configure().option("max_qos 1").run();
                TestClient client = client(5, broker.port())) {
            client.connect();
            assertEquals(Result.QOS_NOT_SUPPORTED, client.client.publish(new Topic("qos"), null, 0, 0, 2, false));
            client.publishAndWait("qos", "x", 1, false);
            assertEquals(List.of(), client.disconnected);
        }
    }

    @Test
    void retainIsRefusedBeforeItIsSentWhereTheServerKeepsNothing() {
        try (MosquittoBroker broker = MosquittoBroker.configure().option("retain_available false").run();
                TestClient client = client(5, broker.port())) {
            client.connect();
            assertEquals(Result.RETAIN_NOT_AVAILABLE, client.client.publish(new Topic("r"), null, 0, 0, 1, true));
            client.publishAndWait("r", "x", 1, false);
            assertEquals(List.of(), client.disconnected);
        }
    }

    @Test
    void aMessageQueuedBeforeTheServersLimitsWereKnownCompletesWithTheLimit() {
        try (MosquittoBroker broker = MosquittoBroker.configure().option("max_qos 1").option("retain_available false")
                .run(); TestClient client = client(5, broker.port())) {
            int tooHigh = client.publish("early", "x", 2, false);
            int retained = client.publish("early", "x", 1, true);
            int good = client.publish("early", "x", 1, false);
            client.connect();
            assertEquals(Result.OK, client.completion(good).result());
            assertEquals(Result.QOS_NOT_SUPPORTED, client.completion(tooHigh).result());
            assertEquals(Result.RETAIN_NOT_AVAILABLE, client.completion(retained).result());
            assertEquals(List.of(), client.disconnected);
        }
    }

    @Test
    void theServersReceiveMaximumBoundsWhatIsUnderWay() {
        try (MosquittoBroker broker = MosquittoBroker.configure().option("max_inflight_messages 3").run()) {
            int[] most = new int[1];
            Config config = TestClient.smallSteps();
            config.trace = new OpenPublishes(most);
            try (TestClient client = new TestClient("client", config, new Mqtt5(),
                    new TcpTransport("127.0.0.1", broker.port()))) {
                client.connect();
                for (int i = 0; i < 15; i++) {
                    client.publish("quota", String.valueOf(i), 1 + i % 2, false);
                }
                client.await("all completed", () -> client.published.size() == 15);
                assertEquals(3, most[0]);
            }
        }
    }

    /**
     * Mosquitto 2.0.11 answers each PUBACK and PUBCOMP with as many queued messages as our Receive Maximum, however
     * many are open (its issue 2301). At QoS 2 that may cost connections, but no message.
     */
    @ParameterizedTest
    @CsvSource({"4, 1", "5, 1", "4, 2", "5, 2"})
    void aQueueComesWholeThoughMosquittoDoesNotKeepToOurReceiveMaximum(int version, int qos) {
        Config config = TestClient.smallSteps();
        config.inboundSlots = 5;
        String[] expected = IntStream.range(0, 100).mapToObj(i -> "queue " + qos + " - " + i).toArray(String[]::new);
        try (MosquittoBroker broker = MosquittoBroker.start(); TestClient sender = client(version, broker.port());
                TestClient receiver = new TestClient("receiver", config, protocol(version),
                        new TcpTransport("127.0.0.1", broker.port()))) {
            receiver.options.cleanStart = 0;
            receiver.options.sessionExpiry = version == 5 ? 300 : 0;
            receiver.connect().subscribe("queue", qos).disconnect();
            sender.connect();
            for (int i = 0; i < expected.length; i++) {
                sender.publishAndWait("queue", String.valueOf(i), qos, false);
            }
            receiver.connect().awaitMessages(expected);
            receiver.run(100);
            assertEquals(List.of(expected), receiver.messages);
            if (qos == 1) {
                assertEquals(List.of(Result.DISCONNECTED + " 0"), receiver.disconnected);
            }
        }
    }

    /** Counts PUBLISH packets of QoS 1 and 2 that are not yet at their PUBACK or PUBCOMP. */
    private static final class OpenPublishes extends PacketTrace {
        private final int[] most;
        private int open;

        OpenPublishes(int[] most) {
            this.most = most;
        }

        @Override
        public void packet(boolean sent, byte[] bytes, int offset, int length) {
            int type = bytes[offset] >> 4 & 15;
            if (sent && type == PacketType.PUBLISH && (bytes[offset] & 6) != 0) {
                open++;
            } else if (!sent && (type == PacketType.PUBACK || type == PacketType.PUBCOMP)) {
                open--;
            }
            most[0] = Math.max(most[0], open);
        }
    }

    @Test
    void theServersKeepAliveOverrulesOurs() {
        Config config = TestClient.smallSteps();
        Packets packets = new Packets();
        config.trace = packets;
        try (MosquittoBroker broker = MosquittoBroker.configure().option("max_keepalive 10").run();
                TestClient client = new TestClient("client", config, new Mqtt5(),
                        new TcpTransport("127.0.0.1", broker.port()))) {
            client.options.keepAlive = 600;
            client.connect();
            client.await("a ping", () -> packets.sent(Packets.PINGREQ) == 1);
            assertEquals(List.of(), client.disconnected);
        }
    }

    @Test
    void aPublishThatIsNotAllowedIsRefused() {
        String rules = "topic read allowed/#";
        try (MosquittoBroker broker = MosquittoBroker.configure().rules(rules).run();
                TestClient client = client(5, broker.port())) {
            client.connect();
            int handle = client.publish("forbidden", "x", 1, false);
            assertEquals(new TestClient.Completion(Result.REFUSED, ReasonCode.NOT_AUTHORIZED),
                    client.completion(handle));
            assertTrue(client.disconnected.isEmpty());
        }
    }
}

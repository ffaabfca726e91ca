package nogc.javase.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Proxy;
import nogc.javase.tls.TestAuthority;
import nogc.javase.tls.TlsOptions;
import nogc.mqtt.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Brokers that die and come back, are reached in different ways, or send us elsewhere. */
@Timeout(60)
class SeveralBrokersTest {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private static MqttClientBuilder at(String uri, String... more) {
        return MqttClient.of(uri, more).config(config -> config.reconnectMinimum = config.reconnectMaximum = 20);
    }

    private static String at(MosquittoBroker broker) {
        return "mqtt://127.0.0.1:" + broker.port();
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    private void hear(ReceivedMessage message) {
        heard.add(message.topic() + " " + message.qos() + " " + message.text());
    }

    private String heard() throws InterruptedException {
        String line = heard.poll(20, TimeUnit.SECONDS);
        assertTrue(line != null, "heard nothing");
        return line;
    }

    @Test
    void ofSeveralBrokersItTakesTheOneThatAnswers() throws Exception {
        try (MosquittoBroker one = MosquittoBroker.start(); MosquittoBroker two = MosquittoBroker.start();
                MqttClient client = at(at(one), at(two)).build()) {
            one.kill9();
            get(client.connect());
            get(client.subscribe("a", 1, this::hear));
            for (int i = 0; i < 4; i++) {
                MosquittoBroker next = i % 2 == 0 ? one : two;
                next.run();
                (i % 2 == 0 ? two : one).kill9();
                get(client.publish("a", "from " + i, 1));
                next.awaitLog("a (QoS 1)");
                next.publish("-t", "a", "-m", "there " + i);
                String line = heard();
                while (!line.equals("a 0 there " + i)) {
                    line = heard();
                }
            }
        }
    }

    /** The broker that says a new client was there. */
    private static void assertIsAt(MosquittoBroker broker, MqttClient client, String what) throws Exception {
        get(client.publish(what, "", 1));
        broker.awaitLog("'" + what + "'");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterAWhileItIsTheFirstAgain(boolean itIsTime) throws Exception {
        try (MosquittoBroker one = MosquittoBroker.start(); MosquittoBroker two = MosquittoBroker.start();
                MosquittoBroker three = MosquittoBroker.start();
                MqttClient client = at(at(one), at(two), at(three))
                        .backToFirstAfter(Duration.ofMillis(itIsTime ? 1 : 1_000_000)).build()) {
            get(client.connect());
            assertIsAt(one, client, "begins");
            one.kill9();
            assertIsAt(two, client, "goes on");
            one.run();
            Thread.sleep(20);
            two.kill9();
            assertIsAt(itIsTime ? one : three, client, "ends");
        }
    }

    private static boolean wasVisited(MosquittoBroker broker) {
        return broker.log().stream().anyMatch(line -> line.contains("'crowd'"));
    }

    @Test
    void aCrowdSpreads() throws Exception {
        try (MosquittoBroker one = MosquittoBroker.start(); MosquittoBroker two = MosquittoBroker.start()) {
            for (int i = 0; i < 100 && !(wasVisited(one) && wasVisited(two)); i++) {
                try (MqttClient client = at(at(one), at(two)).brokersAtRandom().build()) {
                    get(client.connect());
                    get(client.publish("crowd", "", 1));
                }
            }
            assertTrue(wasVisited(one) && wasVisited(two));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aProxyLeadsToEachOfThem(boolean http) throws Exception {
        try (TestAuthority authority = new TestAuthority("authority");
                MosquittoBroker secure = MosquittoBroker.configure()
                        .tls(authority.certificate(), authority.issue("localhost")).run();
                MosquittoBroker near = MosquittoBroker.configure().webSockets().run();
                Proxy proxy = http ? Proxy.http("me", "secret") : Proxy.socks("me", "secret");
                MqttClient client = at("ws://127.0.0.1:" + near.webSocketPort(), "mqtts://localhost:" + secure.port())
                        .tls(new TlsOptions().authorities(authority.certificate()))
                        .proxy((http ? "http" : "socks5h") + "://me:secret@127.0.0.1:" + proxy.port()).build()) {
            get(client.connect());
            get(client.subscribe("a", 1, this::hear));
            get(client.publish("a", "near", 1));
            assertEquals("a 1 near", heard());
            near.kill9();
            get(client.publish("a", "by TLS", 1));
            assertEquals("a 1 by TLS", heard());
            proxy.close();
            assertFalse(client.publish("a", "without", 1).completeOnTimeout(null, 100, TimeUnit.MILLISECONDS)
                    .thenApply(done -> done != null).join(), "it went around the proxy");
        }
    }

    @Test
    void eachIsReachedInItsOwnWay() throws Exception {
        try (TestAuthority authority = new TestAuthority("authority");
                MosquittoBroker secure = MosquittoBroker.configure()
                        .tls(authority.certificate(), authority.issue("localhost")).run();
                MosquittoBroker near = MosquittoBroker.configure().unix().webSockets().run();
                MqttClient client = at("unix:" + near.unixSocket(), "ws://127.0.0.1:" + near.webSocketPort(),
                        "mqtts://localhost:" + secure.port())
                        .tls(new TlsOptions().authorities(authority.certificate())).build()) {
            get(client.connect());
            get(client.subscribe("a", 1, this::hear));
            get(client.publish("a", "near", 1));
            assertEquals("a 1 near", heard());
            near.kill9();
            get(client.publish("a", "by TLS", 1));
            assertEquals("a 1 by TLS", heard());
            near.run();
            secure.kill9();
            get(client.publish("a", "near again", 1));
            assertEquals("a 1 near again", heard());
        }
    }

    /** Takes one connection after the other and sends each to another server. */
    private static final class Sending implements AutoCloseable {
        final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        private final int reasonCode;
        private final String reference;

        Sending(int reasonCode, String reference) throws IOException {
            this.reasonCode = reasonCode;
            this.reference = reference;
            Thread thread = new Thread(this::serve);
            thread.setDaemon(true);
            thread.start();
        }

        private void serve() {
            byte[] text = reference.getBytes(StandardCharsets.US_ASCII);
            byte[] answer = new byte[8 + text.length];
            byte[] head = {0x20, (byte) (6 + text.length), 0, (byte) reasonCode, (byte) (3 + text.length), 0x1C, 0,
                (byte) text.length};
            System.arraycopy(head, 0, answer, 0, head.length);
            System.arraycopy(text, 0, answer, head.length, text.length);
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    InputStream in = client.getInputStream();
                    in.read();
                    in.skipNBytes(in.read());
                    client.getOutputStream().write(answer);
                    in.readAllBytes();
                } catch (IOException e) {
                    continue; // closed, or a client that went early
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {ReasonCode.USE_ANOTHER_SERVER, ReasonCode.SERVER_MOVED})
    void whereTheServerSendsItItGoes(int reasonCode) throws Exception {
        try (MosquittoBroker dead = MosquittoBroker.start(); MosquittoBroker other = MosquittoBroker.start();
                Sending sending = new Sending(reasonCode, "127.0.0.1:" + other.port());
                MqttClient client = at(at(dead), "mqtt://127.0.0.1:" + sending.socket.getLocalPort())
                        .followRedirections().build()) {
            dead.kill9();
            get(client.connect());
            assertIsAt(other, client, "there");
            other.kill9();
            other.run();
            assertIsAt(other, client, "and there again");
        }
    }

    @Test
    void withoutTheOptionARedirectionIsARefusal() throws Exception {
        try (Sending sending = new Sending(ReasonCode.SERVER_MOVED, "127.0.0.1");
                MqttClient client = at("mqtt://127.0.0.1:" + sending.socket.getLocalPort()).stopOnFirstFailure()
                        .build()) {
            Future<Boolean> connected = client.connect();
            MqttException refused = assertInstanceOf(MqttException.class,
                    assertThrows(ExecutionException.class, () -> get(connected)).getCause());
            assertEquals(ReasonCode.SERVER_MOVED, refused.reasonCode());
        }
    }
}

package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import nogc.hal.Transport;
import nogc.hal.net.WebSocketOptions;
import nogc.hal.net.WebSocketTransport;
import nogc.javase.broker.AedesBroker;
import nogc.javase.broker.ArtemisBroker;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.tls.TestAuthority;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsTransport;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.Protocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** WebSocket, plain and over TLS, to real brokers that share no code with us. */
@Timeout(120)
class WebSocketBrokerTest {
    /** A broker, a version and a way. */
    enum Way {
        MOSQUITTO_311(() -> mosquitto.webSocketPort(), false, false),
        MOSQUITTO_5(() -> mosquitto.webSocketPort(), true, false),
        MOSQUITTO_5_SECURE(() -> secure.webSocketPort(), true, true),
        ARTEMIS_311(() -> artemis.port(), false, false),
        ARTEMIS_5(() -> artemis.port(), true, false),
        ARTEMIS_5_SECURE(() -> secureArtemis.port(), true, true),
        AEDES_311(() -> aedes.port(), false, false),
        AEDES_311_SECURE(() -> secureAedes.port(), false, true);

        final Supplier<Integer> port;
        final boolean version5;
        final boolean isSecure;

        Way(Supplier<Integer> port, boolean version5, boolean isSecure) {
            this.port = port;
            this.version5 = version5;
            this.isSecure = isSecure;
        }

        Protocol protocol() {
            return version5 ? new Mqtt5() : new Mqtt311();
        }

        Selectable transport() {
            int number = port.get();
            Selectable tcp = new TcpTransport("127.0.0.1", number);
            return webSocket(isSecure ? new TlsTransport(tcp, "127.0.0.1", number,
                    new TlsOptions().authorities(authority.certificate()), 4096) : tcp, number, "/mqtt", isSecure);
        }
    }

    private static TestAuthority authority;
    private static MosquittoBroker mosquitto;
    private static MosquittoBroker secure;
    private static ArtemisBroker artemis;
    private static ArtemisBroker secureArtemis;
    private static AedesBroker aedes;
    private static AedesBroker secureAedes;

    @BeforeAll
    static void startBrokers() {
        authority = new TestAuthority("authority");
        TestAuthority.Issued server = authority.issue("127.0.0.1");
        mosquitto = MosquittoBroker.configure().quiet().webSockets().run();
        secure = MosquittoBroker.configure().quiet().webSockets("cafile " + authority.certificate(),
                "certfile " + server.certificate(), "keyfile " + server.key()).run();
        artemis = ArtemisBroker.start();
        secureArtemis = ArtemisBroker.start(server);
        aedes = AedesBroker.start();
        secureAedes = AedesBroker.start(server);
    }

    @AfterAll
    static void stopBrokers() {
        mosquitto.close();
        secure.close();
        artemis.close();
        secureArtemis.close();
        aedes.close();
        secureAedes.close();
        authority.close();
    }

    private static Selectable webSocket(Selectable below, int port, String path, boolean isSecure) {
        WebSocketOptions options = new WebSocketOptions();
        options.host = "127.0.0.1".getBytes(StandardCharsets.US_ASCII);
        options.port = port;
        options.secure = isSecure;
        options.path = path.getBytes(StandardCharsets.US_ASCII);
        options.transmitBuffer = 1024;
        options.receiveBuffer = 1024;
        return new SelectableLayer(new WebSocketTransport(below, new SystemEntropy(), options), below);
    }

    private static Selectable webSocket(int port, String path) {
        return webSocket(new TcpTransport("127.0.0.1", port), port, path, false);
    }

    @ParameterizedTest
    @EnumSource
    void messagesOfEveryQosGoBothWays(Way way) {
        try (TestClient client = new TestClient("ws-" + way, TestClient.smallSteps(), way.protocol(),
                way.transport())) {
            client.connect().subscribe("ws/" + way + "/#", 2);
            String[] expected = new String[30];
            for (int i = 0; i < 30; i++) {
                String payload = "x".repeat(i * i); // through all forms of a frame's length
                client.publishAndWait("ws/" + way + "/" + i, payload, i % 3, false);
                expected[i] = "ws/" + way + "/" + i + " " + i % 3 + " - " + payload;
            }
            client.awaitMessagesInAnyOrder(expected);
            client.disconnect();
            assertEquals(List.of(), client.failed);
            assertEquals(List.of(Result.DISCONNECTED + " 0"), client.disconnected);
        }
    }

    /** Not with Mosquitto 2.0, whose main loop sends 4 KB of a WebSocket every 100 ms. */
    @ParameterizedTest
    @EnumSource(names = {"ARTEMIS_5_SECURE", "AEDES_311", "AEDES_311_SECURE"})
    void twentyMegabytesComeBackAsTheyWent(Way way) {
        LargePayloadTest.twentyMegabytes("over WebSocket, " + way, way.protocol(), way.transport());
    }

    @Test
    void aQuietConnectionIsWokenByAMessage() {
        try (TestClient client = new TestClient("quiet", TestClient.smallSteps(), new Mqtt5(),
                Way.MOSQUITTO_5.transport())) {
            client.connect().subscribe("quiet", 1);
            client.run(200);
            mosquitto.publish("-t", "quiet", "-q", "1", "-m", "hello");
            client.awaitMessages("quiet 1 - hello");
            client.disconnect();
        }
    }

    @Test
    void aBrokerThatSplitsPacketsOverFramesIsUnderstood() {
        try (TestClient client = new TestClient("split", TestClient.smallSteps(), new Mqtt311(),
                Way.AEDES_311.transport())) {
            client.connect().subscribe("split/#", 1);
            for (int i = 0; i < 200; i++) {
                client.await("there is room", () -> client.client.freeSlots() > 0);
                client.publish("split/" + i, "payload " + i, 1, false);
            }
            client.await("all came", () -> client.messages.size() == 200);
            client.disconnect();
        }
    }

    /** What the first failed attempt was told by, code and sentence. */
    private static String fails(int code, Selectable transport) {
        String[] sentence = {null};
        try (TestClient client = new TestClient("fails", TestClient.smallSteps(), new Mqtt5(), transport) {
            @Override
            public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
                super.onConnectFailed(cause, reasonCode, properties, retryMillis);
                sentence[0] = transport.lastError();
            }
        }) {
            assertEquals(Result.OK, client.client.connect(client.options));
            client.await("failed twice", () -> client.failed.size() >= 2);
            assertEquals(List.of(code + " 0", code + " 0"), client.failed.subList(0, 2), sentence[0]);
            assertEquals(List.of(), client.connected);
        }
        return sentence[0];
    }

    @Test
    void aPortForPlainMqttHangsUp() {
        try (TestClient client = new TestClient("plain", TestClient.smallSteps(), new Mqtt5(),
                webSocket(mosquitto.port(), "/mqtt"))) {
            assertEquals(Result.OK, client.client.connect(client.options));
            client.await("failed", () -> !client.failed.isEmpty());
            // Whether it resets depends on what it had not read yet.
            assertTrue(List.of(Transport.END_OF_STREAM + " 0", Transport.BROKEN + " 0").contains(client.failed.get(0)));
        }
    }

    /** The JDK's own web server, which answers every request in the same way. */
    private static String answered(int code, int status, String... header) throws IOException {
        HttpServer web = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        web.createContext("/", exchange -> {
            for (int i = 0; i < header.length; i += 2) {
                exchange.getResponseHeaders().add(header[i], header[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        web.start();
        try {
            return fails(code, webSocket(web.getAddress().getPort(), "/mqtt"));
        } finally {
            web.stop(0);
        }
    }

    @Test
    void whatAWebServerAnswersIsToldBySentence() throws IOException {
        assertEquals("the web server refused the WebSocket with status 404: there is nothing at this path",
                answered(WebSocketTransport.HTTP_REFUSED, 404));
        assertEquals("the web server refused the WebSocket with status 401: it wants credentials, or others",
                answered(WebSocketTransport.HTTP_REFUSED, 401));
        assertEquals("the web server refused the WebSocket with status 503: a proxy does not reach the broker",
                answered(WebSocketTransport.HTTP_REFUSED, 503));
        assertEquals("the web server sends us elsewhere, and we do not follow by ourselves: wss://other.example/mqtt",
                answered(WebSocketTransport.REDIRECTED, 302, "Location", "wss://other.example/mqtt"));
    }
}

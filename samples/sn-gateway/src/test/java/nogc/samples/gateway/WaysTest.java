package nogc.samples.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.tls.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to the broker other than plain TCP, and to nodes other than UDP. */
@Timeout(120)
class WaysTest {
    private final List<String> told = new CopyOnWriteArrayList<>();

    private EmbeddedGateway gateway(boolean transparent, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.add(transparent ? "--transparent" : "--no-forwarder");
        return new EmbeddedGateway(told::add, all.toArray(new String[0]));
    }

    private void awaitTold(String start) throws InterruptedException {
        while (told.stream().noneMatch(line -> line.startsWith(start))) {
            Thread.sleep(10);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBrokerBehindAWebSocketServesNodes(boolean transparent) throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.configure().webSockets().run();
                EmbeddedGateway gateway = gateway(transparent, "--port", "0", "--broker",
                        "ws://127.0.0.1:" + broker.webSocketPort())) {
            SleepingCrowd crowd = new SleepingCrowd(gateway.port(), 3);
            crowd.connectAndSleep();
            broker.publish("-t", "all", "-m", "wake", "-q", "1");
            while (crowd.wakeAndCollect("all wake") < 3) {
                Thread.sleep(20); // what the broker sent is still on its way to the gateway
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBrokerBehindTlsServesNodesIfItsAuthorityIsTrusted(boolean transparent) throws Exception {
        try (TestAuthority authority = new TestAuthority("authority");
                MosquittoBroker broker = MosquittoBroker.configure().tls(authority.certificate(),
                        authority.issue("127.0.0.1")).run()) {
            String uri = "mqtts://127.0.0.1:" + broker.port();
            try (EmbeddedGateway gateway = gateway(transparent, "--port", "0", "--broker", uri, "--cafile",
                    authority.certificate().toString())) {
                new SleepingCrowd(gateway.port(), 3).connectAndSleep(); // SUBACK is the broker's word
                broker.awaitLog(transparent ? "as node-2" : "as sn-gateway");
            }
            if (!transparent) {
                try (EmbeddedGateway gateway = gateway(false, "--port", "0", "--broker", uri)) {
                    awaitTold("no broker: ");
                    assertTrue(told.toString().contains("certif"), told::toString);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBrokerThatCannotBeReachedIsToldOfBeforeANodeComes(boolean transparent) throws Exception {
        try (EmbeddedGateway gateway = gateway(transparent, "--port", "0", "--broker", "127.0.0.1:1")) {
            awaitTold("no broker: nothing listens at 127.0.0.1:1");
        }
    }

    @Test
    void aNodeComesBackWhileItsGoodbyeIsOnTheWayToTheBroker(@TempDir Path folder) throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start();
                EmbeddedGateway gateway = gateway(true, "--port", "0", "--broker", "127.0.0.1:" + broker.port(),
                        "--store", folder.resolve("store").toString());
                UdpNode node = new UdpNode(gateway.port())) {
            assertEquals("0500", node.say("04 04 01 0258 6e"));
            broker.freeze();
            assertEquals("18", node.say("18"));
            node.tell("04 04 01 0258 6e");
            assertEquals("", node.hear(300));
            broker.thaw();
            assertEquals("0500", node.hear(10_000));
        }
    }

    @Test
    void anIdentifierThatTwoHaveIsTold() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start()) {
            String[] words = {"--port", "0", "--broker", "127.0.0.1:" + broker.port()};
            try (EmbeddedGateway one = gateway(false, words)) {
                awaitTold("connected to the broker");
                try (EmbeddedGateway two = gateway(false, words)) {
                    awaitTold("lost the broker: ");
                    assertTrue(told.toString().contains("same client identifier"),
                            told::toString);
                    assertTrue(one.port() != two.port());
                }
            }
        }
    }

    /** Else each would take the session from the other for ever. Mosquitto 2.0.11 does not say why it closes. */
    @Test
    void aNodeWhoseSessionAnotherClientTookIsToldSo() throws Exception {
        try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedGateway gateway = gateway(true, "--port", "0", "--no-qos-minus-one", "--broker",
                        "127.0.0.1:" + broker.getLocalPort());
                UdpNode node = new UdpNode(gateway.port())) {
            node.tell("04 04 01 0258 6e");
            try (Socket line = broker.accept()) {
                line.getOutputStream().write(HexFormat.of().parseHex("2003000000")); // CONNACK
                assertEquals("0500", node.hear(10_000));
                line.getOutputStream().write(HexFormat.of().parseHex("e0018e")); // DISCONNECT
                assertEquals("18", node.hear(10_000));
                awaitTold("refused from n: its session goes on elsewhere");
            }
            broker.setSoTimeout(1500);
            assertThrows(SocketTimeoutException.class, broker::accept);
        }
    }

    /** Frames of a serial line as another implementation of COBS and CRC-32 makes them. */
    @Test
    void aSerialLineIsServedByteByByteAndNoiseHarmsNobody() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start();
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedGateway gateway = gateway(false, "--port", "none", "--advertise", "0", "--broker",
                        "127.0.0.1:" + broker.port(), "--serial", "tcp:127.0.0.1:" + server.getLocalPort());
                Socket line = server.accept()) {
            awaitTold("connected to the broker");
            assertEquals(0, gateway.port());
            assertEquals("00030305058070930e00", said(line, "000c0704040102586e558a2d2e00"));
            assertEquals("00070217f03cf5ba00", said(line, "ff1234" + "00070299873bc52c00" + "00070216873bc52c00"));
            assertTrue(told.stream().anyMatch(text -> text.startsWith("n connected from tcp:")), told::toString);
        }
    }

    @Test
    void aSerialServerThatEndsAndComesBackIsTriedAgain() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start();
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedGateway gateway = gateway(false, "--port", "none", "--advertise", "0", "--broker",
                        "127.0.0.1:" + broker.port(), "--serial", "tcp:127.0.0.1:" + server.getLocalPort())) {
            awaitTold("connected to the broker");
            server.accept().close();
            awaitTold("--serial tcp:127.0.0.1:" + server.getLocalPort() + " is lost: ");
            try (Socket line = server.accept()) {
                awaitTold("--serial tcp:127.0.0.1:" + server.getLocalPort() + " is back");
                assertEquals("00030305058070930e00", said(line, "000c0704040102586e558a2d2e00"));
            }
            assertEquals(0, gateway.port());
        }
    }

    /** Sends bytes, and returns as many as the shortest answer has. */
    private static String said(Socket line, String hex) throws Exception {
        line.getOutputStream().write(HexFormat.of().parseHex(hex));
        InputStream in = line.getInputStream();
        StringBuilder answer = new StringBuilder();
        for (int zeros = 0; zeros < 2;) {
            int next = in.read();
            answer.append(HexFormat.of().toHexDigits((byte) next));
            zeros += next == 0 ? 1 : 0;
        }
        return answer.toString();
    }

    @Test
    void aWayThatIsNoneIsRefusedWithoutThePassword() {
        String[][] rows = {
            {"--broker", "http://host:1883"}, {"--broker", "mqtt://u:secret@/x"}, {"--cafile", "/no/such/file"},
            {"--broker", "mqtts://host:70000"}, {"--broker", "unix:"},
        };
        for (String[] row : rows) {
            SettingsException refusal = assertThrows(SettingsException.class, () -> Arguments.parse(row),
                    () -> String.join(" ", row));
            assertEquals(1, refusal.getMessage().lines().count(), refusal.getMessage());
            assertTrue(refusal.getMessage().startsWith(row[0]) && !refusal.getMessage().contains("secret"),
                    refusal.getMessage());
        }
        assertEquals(Path.of("/etc/hostname"), parsed("--cafile", "/etc/hostname", "--broker",
                "wss://host").authorities);
        assertEquals("mqtts://host:8883, or ws://other:80/mqtt",
                parsed("--broker", "mqtts://u:secret@host", "--broker", "ws://other").broker());
    }

    @Test
    void aStoreThatIsInUseOrOfAnotherIdentifierIsRefusedInOneLine(@TempDir Path folder) throws Exception {
        String store = folder.resolve("store").toString();
        try (MosquittoBroker broker = MosquittoBroker.start()) {
            String[] words = {"--port", "0", "--store", store, "--broker", "127.0.0.1:" + broker.port(), "--id", "a"};
            try (EmbeddedGateway gateway = gateway(false, words)) {
                awaitTold("connected to the broker");
                assertTrue(refusal(words).endsWith("store is in use by another gateway: give each a store of its own"));
            }
            words[7] = "b";
            assertTrue(refusal(words).endsWith("store.broker keeps the session of another --id: give that, or name"
                    + " another file"));
            words[7] = "a";
            gateway(false, words).close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSecondGatewayWithTheSameStoreIsRefusedAndLeavesNothingOpen(boolean transparent, @TempDir Path folder)
            throws Exception {
        String[] words = {"--port", "0", "--store", folder.resolve("store").toString(), "--broker", "127.0.0.1:1"};
        int port;
        try (EmbeddedGateway gateway = gateway(transparent, words)) {
            port = gateway.port();
            assertTrue(refusal(transparent, words).contains(" is in use by another "));
        }
        words[1] = String.valueOf(port);
        words[3] = folder.resolve("none").resolve("store").toString();
        assertTrue(refusal(transparent, words).endsWith("cannot be written: there is no such folder"));
        words[3] = folder.resolve("store").toString();
        gateway(transparent, words).close();
    }

    private String refusal(boolean transparent, String... words) {
        return assertThrows(IllegalArgumentException.class, () -> gateway(transparent, words).close()).getMessage();
    }

    private String refusal(String... words) {
        return refusal(false, words);
    }

    private static Settings parsed(String... words) {
        try {
            return Arguments.parse(words);
        } catch (SettingsException e) {
            throw new AssertionError(e);
        }
    }
}

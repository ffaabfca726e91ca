package nogc.samples.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
        assertEquals(Path.of("/etc/hostname"), parsed("--cafile", "/etc/hostname").authorities);
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
                assertTrue(refusal(words).endsWith("store.broker is in use by another client: give each client a store"
                        + " of its own"));
            }
            words[7] = "b";
            assertTrue(refusal(words).endsWith("store.broker keeps the session of another --id: give that, or name"
                    + " another file"));
            words[7] = "a";
            gateway(false, words).close();
        }
    }

    private String refusal(String... words) {
        return assertThrows(IllegalArgumentException.class, () -> gateway(false, words).close()).getMessage();
    }

    private static Settings parsed(String... words) {
        try {
            return Arguments.parse(words);
        } catch (SettingsException e) {
            throw new AssertionError(e);
        }
    }
}

package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import nogc.hal.Transport;
import nogc.javase.tls.TestAuthority;
import nogc.javase.tls.TestAuthority.Issued;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The stream without MQTT, to a server that does on command what no broker does: updates keys, renegotiates, says
 * goodbye or does not.
 */
@Timeout(60)
class TlsStreamTest {
    private static TestAuthority authority;
    private static Issued certificate;

    private final byte[] buffer = new byte[20_000];

    @BeforeAll
    static void makeKeys() {
        authority = new TestAuthority("authority");
        certificate = authority.issue("localhost");
    }

    @AfterAll
    static void removeKeys() {
        authority.close();
    }

    private static TlsServer server(String... arguments) throws IOException {
        return new TlsServer(certificate, arguments);
    }

    private static TlsOptions trusting() {
        return new TlsOptions().authorities(authority.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void linesGoBothWaysAndTheServerSeesTheNameWeWant(String version) throws IOException {
        try (TlsServer server = server(version, "-servername", "localhost", "-cert2",
                certificate.certificate().toString(), "-key2", certificate.key().toString(), "-tlsextdebug");
                TlsServer.Stream stream = server.connect(trusting()).open()) {
            stream.says("hello");
            server.program.tell("welcome");
            stream.hears("welcome");
            server.program.awaitLine("TLS client extension \"server name\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost.", "broker1", "node-7.lan2.", "7.example"})
    void everyNameIsToldToTheServerWithoutTheDotBehindIt(String host) throws IOException {
        String name = host.replaceFirst("\\.$", "");
        try (TlsServer server = new TlsServer(authority.issue(name), "-tlsextdebug");
                TlsServer.Stream stream = server.connect(host, trusting()).open()) {
            stream.says("hello");
            server.program.awaitLine("TLS client extension \"server name\" (id=0), len=" + (5 + name.length()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "[::1]"})
    void noAddressIsToldToTheServer(String host) throws IOException {
        try (TlsServer server = new TlsServer(authority.issue(host.replaceAll("[\\[\\]]", "")), "-tlsextdebug");
                TlsServer.Stream stream = server.connect(host, trusting()).open()) {
            stream.says("hello");
            assertTrue(server.program.lines().stream().noneMatch(line -> line.contains("\"server name\"")));
        }
    }

    @Test
    void theServerChoosesAmongTheApplicationProtocolsThatWeOffer() throws IOException {
        try (TlsServer server = server("-alpn", "mqtt");
                TlsServer.Stream stream = server.connect(trusting()
                        .applicationProtocols("x-amzn-mqtt-ca", "mqtt")).open()) {
            assertEquals("mqtt", stream.tls.applicationProtocol());
        }
        try (TlsServer server = server("-alpn", "mqtt");
                TlsServer.Stream stream = server.connect(trusting().applicationProtocols("other"))) {
            assertEquals(TlsResult.NOTHING_IN_COMMON, stream.until(stream.tls::open, false));
            assertTrue(stream.tls.lastError().contains("ALPN"), stream.tls.lastError());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "K"})
    void updatedKeysChangeNothingForTheReader(String command) throws IOException {
        try (TlsServer server = server("-tls1_3", "-msg");
                TlsServer.Stream stream = server.connect(trusting()).open()) {
            for (int i = 0; i < 3; i++) {
                stream.says("before " + i);
                server.program.tell(command);
                int updates = i + 1; // of several lines at once it would take the first alone
                assertTrue(server.program.await(out -> out.stream().filter(line -> line.matches(">>>.*KeyUpdate"))
                        .count() == updates, 20_000));
                server.program.tell("after " + i);
                stream.hears("after " + i);
                stream.says("and back " + i);
            }
            boolean wantsOurs = command.equals("K");
            assertEquals(wantsOurs ? 3 : 0, server.program.lines().stream()
                    .filter(line -> line.matches("<<<.*KeyUpdate")).count());
        }
    }

    @Test
    void aRenegotiationIsRefused() throws IOException {
        try (TlsServer server = server("-tls1_2");
                TlsServer.Stream stream = server.connect(trusting()).open()) {
            stream.says("hello");
            server.program.tell("r");
            assertEquals(Transport.INSECURE, stream.until(() -> stream.tls.read(buffer, 0, 100), false));
            assertTrue(stream.tls.lastError().contains("renegotiation"), stream.tls.lastError());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void anOrderlyEndIsToldFromOneThatSomebodyElseMayHaveCut(String version) throws IOException {
        try (TlsServer server = server(version, "-www");
                TlsServer.Stream stream = server.connect(trusting()).open()) {
            // The server sends a page, then close_notify.
            byte[] request = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            assertEquals(request.length, stream.tls.write(request, 0, request.length));
            int count = 1;
            int length = 0;
            for (; count > 0; length += count) {
                count = stream.until(() -> stream.tls.read(buffer, 0, 100), false);
            }
            assertEquals(Transport.END_OF_STREAM, count, stream.tls.lastError());
            assertTrue(length > 100, length + " bytes");
            assertEquals(Transport.END_OF_STREAM, stream.tls.read(buffer, 0, 100));
        }
        try (TlsServer server = server(version);
                TlsServer.Stream stream = server.connect(trusting()).open()) {
            stream.says("hello");
            server.program.kill9(); // the system ends it
            assertEquals(TlsResult.TRUNCATED, stream.until(() -> stream.tls.read(buffer, 0, 100), false));
            assertTrue(stream.tls.lastError().contains("close_notify"), stream.tls.lastError());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void weSayThatWeLeave(String version) throws IOException {
        try (TlsServer server = server(version);
                TlsServer.Stream stream = server.connect(trusting()).open()) {
            stream.says("hello");
            stream.tls.close();
            server.program.awaitLine("DONE"); // and no "unexpected eof"
            assertTrue(server.program.lines().stream().noneMatch(line -> line.contains("unexpected eof")),
                    server.program.lines().toString());
        }
    }

    @Test
    void nothingCanBeReadOrWrittenBeforeItIsOpenNorAfterItIsClosed() throws IOException {
        try (TlsServer server = server();
                TlsServer.Stream stream = server.connect(trusting())) {
            assertEquals(Transport.BROKEN, stream.tls.read(buffer, 0, 1));
            assertEquals(Transport.BROKEN, stream.tls.write(buffer, 0, 1));
            assertNull(stream.tls.version());
            stream.open();
            assertEquals(1, stream.tls.open());
            stream.tls.close();
            stream.tls.close();
            assertEquals(Transport.BROKEN, stream.tls.read(buffer, 0, 1));
            assertEquals(Transport.BROKEN, stream.tls.write(buffer, 0, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100, 16384, 16385, 20_000})
    void aReadThatFillsLessThanItsSpaceHasGivenAllThatWasThere(int space) throws IOException {
        try (TlsServer server = server();
                TlsServer.Stream stream = server.connect(trusting()).open()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                server.program.tell("line " + i); // a record each, many of them in one piece from the network
                all.append("line ").append(i).append('\n');
            }
            byte[] expected = all.toString().getBytes(StandardCharsets.US_ASCII);
            int total = 0;
            byte[] got = new byte[expected.length + 1];
            while (total < expected.length) {
                int from = total;
                int count = stream.until(() -> stream.tls.read(buffer, 0, space), false);
                assertTrue(count > 0, count + " after " + total);
                System.arraycopy(buffer, 0, got, from, count);
                total += count;
            }
            assertArrayEquals(expected, Arrays.copyOf(got, expected.length));
        }
    }

    @Test
    void aServerThatReadsNothingStopsUsAndNothingIsLost() throws IOException {
        try (TlsServer server = server();
                TlsServer.Stream stream = server.connect(trusting()).open()) {
            server.program.freeze();
            byte[] block = new byte[20_000];
            Arrays.fill(block, (byte) 'x');
            block[block.length - 1] = '\n';
            int taken = 0;
            int count = 1;
            while (count > 0) { // until the system takes no more
                int from = taken % block.length;
                count = stream.tls.write(block, from, block.length - from);
                taken += count;
            }
            assertEquals(0, count);
            server.program.thaw();
            while (taken % block.length > 0 || count == 0) {
                int from = taken % block.length;
                count = stream.until(() -> stream.tls.write(block, from, block.length - from), true);
                assertTrue(count > 0, count + " bytes taken");
                taken += count;
            }
            int lines = taken / block.length;
            assertTrue(server.program.await(out -> out.stream().filter(l -> l.length() == block.length - 1).count()
                    == lines, 20_000));
        }
    }
}

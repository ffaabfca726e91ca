package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import nogc.hal.Transport;
import nogc.javase.broker.Program;
import nogc.javase.tls.TestAuthority;
import nogc.javase.tls.TestAuthority.Issued;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsResult;
import nogc.javase.tls.TlsTransport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The stream without MQTT, to {@code openssl s_server}, which does on command what no broker does: updates keys,
 * renegotiates, says goodbye or does not; it prints what it gets and sends what it is told.
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

    /** A running server, and a stream to it that sleeps in a selector as a client does. */
    private static final class Session implements AutoCloseable {
        final Program server;
        final TlsTransport stream;
        private final Selector selector;

        Session(TlsOptions options, String... arguments) throws IOException {
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            String[] common = {"s_server", "-accept", String.valueOf(port), "-cert",
                certificate.certificate().toString(), "-key", certificate.key().toString()};
            String[] all = Arrays.copyOf(common, common.length + arguments.length);
            System.arraycopy(arguments, 0, all, common.length, arguments.length);
            server = Program.start("openssl", all);
            server.awaitLine("ACCEPT");
            stream = new TlsTransport(new TcpTransport("localhost", port), "localhost", port, options, 16384);
            selector = Selector.open();
            stream.register(selector);
        }

        Session open() throws IOException {
            assertEquals(1, until(stream::open, false), stream.lastError());
            return this;
        }

        /** Asks until the answer is not 0, asleep in between. */
        int until(IntSupplier question, boolean output) throws IOException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            int answer = question.getAsInt();
            while (answer == 0 && System.nanoTime() - deadline < 0) {
                sleep(output);
                answer = question.getAsInt();
            }
            return answer;
        }

        private void sleep(boolean output) throws IOException {
            Consumer<SelectionKey> nothing = key -> { };
            stream.watch(true, output);
            selector.select(nothing, 1000);
        }

        /** Waits for a line and reads exactly it. */
        void hears(String line) throws IOException {
            byte[] bytes = new byte[line.length() + 1];
            for (int at = 0; at < bytes.length;) {
                int from = at;
                int count = until(() -> stream.read(bytes, from, bytes.length - from), false);
                assertTrue(count > 0, "after " + at + " bytes " + count + ": " + stream.lastError());
                at += count;
            }
            assertEquals(line + "\n", new String(bytes, StandardCharsets.US_ASCII));
        }

        void says(String line) throws IOException {
            byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
            assertEquals(bytes.length, until(() -> stream.write(bytes, 0, bytes.length), true));
            server.awaitLine(line);
        }

        @Override
        public void close() throws IOException {
            stream.close();
            selector.close();
            server.close();
        }
    }

    private static TlsOptions trusting() {
        return new TlsOptions().authorities(authority.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void linesGoBothWaysAndTheServerSeesTheNameWeWant(String version) throws IOException {
        try (Session session = new Session(trusting(), version, "-servername", "localhost", "-cert2",
                certificate.certificate().toString(), "-key2", certificate.key().toString(), "-tlsextdebug").open()) {
            session.says("hello");
            session.server.tell("welcome");
            session.hears("welcome");
            session.server.awaitLine("TLS client extension \"server name\"");
        }
    }

    @Test
    void theServerChoosesAmongTheApplicationProtocolsThatWeOffer() throws IOException {
        try (Session session = new Session(trusting().applicationProtocols("x-amzn-mqtt-ca", "mqtt"), "-alpn", "mqtt")
                .open()) {
            assertEquals("mqtt", session.stream.applicationProtocol());
        }
        try (Session session = new Session(trusting().applicationProtocols("other"), "-alpn", "mqtt")) {
            assertEquals(TlsResult.NOTHING_IN_COMMON, session.until(session.stream::open, false));
            assertTrue(session.stream.lastError().contains("ALPN"), session.stream.lastError());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "K"})
    void updatedKeysChangeNothingForTheReader(String command) throws IOException {
        try (Session session = new Session(trusting(), "-tls1_3", "-msg").open()) {
            for (int i = 0; i < 3; i++) {
                session.says("before " + i);
                session.server.tell(command);
                int updates = i + 1; // of several lines at once it would take the first alone
                assertTrue(session.server.await(out -> out.stream().filter(line -> line.matches(">>>.*KeyUpdate"))
                        .count() == updates, 20_000));
                session.server.tell("after " + i);
                session.hears("after " + i);
                session.says("and back " + i);
            }
            boolean wantsOurs = command.equals("K");
            assertEquals(wantsOurs ? 3 : 0, session.server.lines().stream()
                    .filter(line -> line.matches("<<<.*KeyUpdate")).count());
        }
    }

    @Test
    void aRenegotiationIsRefused() throws IOException {
        try (Session session = new Session(trusting(), "-tls1_2").open()) {
            session.says("hello");
            session.server.tell("r");
            assertEquals(Transport.INSECURE, session.until(() -> session.stream.read(buffer, 0, 100), false));
            assertTrue(session.stream.lastError().contains("renegotiation"), session.stream.lastError());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void anOrderlyEndIsToldFromOneThatSomebodyElseMayHaveCut(String version) throws IOException {
        try (Session session = new Session(trusting(), version, "-www").open()) { // a page, then close_notify
            byte[] request = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            assertEquals(request.length, session.stream.write(request, 0, request.length));
            int count = 1;
            int length = 0;
            for (; count > 0; length += count) {
                count = session.until(() -> session.stream.read(buffer, 0, 100), false);
            }
            assertEquals(Transport.END_OF_STREAM, count, session.stream.lastError());
            assertTrue(length > 100, length + " bytes");
            assertEquals(Transport.END_OF_STREAM, session.stream.read(buffer, 0, 100));
        }
        try (Session session = new Session(trusting(), version).open()) {
            session.says("hello");
            session.server.kill9(); // the system ends it
            assertEquals(TlsResult.TRUNCATED, session.until(() -> session.stream.read(buffer, 0, 100), false));
            assertTrue(session.stream.lastError().contains("close_notify"), session.stream.lastError());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void weSayThatWeLeave(String version) throws IOException {
        try (Session session = new Session(trusting(), version).open()) {
            session.says("hello");
            session.stream.close();
            session.server.awaitLine("DONE"); // and no "unexpected eof"
            assertTrue(session.server.lines().stream().noneMatch(line -> line.contains("unexpected eof")),
                    session.server.lines().toString());
        }
    }

    @Test
    void nothingCanBeReadOrWrittenBeforeItIsOpenNorAfterItIsClosed() throws IOException {
        try (Session session = new Session(trusting())) {
            assertEquals(Transport.BROKEN, session.stream.read(buffer, 0, 1));
            assertEquals(Transport.BROKEN, session.stream.write(buffer, 0, 1));
            assertNull(session.stream.version());
            session.open();
            assertEquals(1, session.stream.open());
            session.stream.close();
            session.stream.close();
            assertEquals(Transport.BROKEN, session.stream.read(buffer, 0, 1));
            assertEquals(Transport.BROKEN, session.stream.write(buffer, 0, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100, 16384, 16385, 20_000})
    void aReadThatFillsLessThanItsSpaceHasGivenAllThatWasThere(int space) throws IOException {
        try (Session session = new Session(trusting()).open()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                session.server.tell("line " + i); // a record each, many of them in one piece from the network
                all.append("line ").append(i).append('\n');
            }
            byte[] expected = all.toString().getBytes(StandardCharsets.US_ASCII);
            int total = 0;
            byte[] got = new byte[expected.length + 1];
            while (total < expected.length) {
                int from = total;
                int count = session.until(() -> session.stream.read(buffer, 0, space), false);
                assertTrue(count > 0, count + " after " + total);
                System.arraycopy(buffer, 0, got, from, count);
                total += count;
            }
            assertArrayEquals(expected, Arrays.copyOf(got, expected.length));
        }
    }

    @Test
    void aServerThatReadsNothingStopsUsAndNothingIsLost() throws IOException {
        try (Session session = new Session(trusting()).open()) {
            session.server.freeze();
            byte[] block = new byte[20_000];
            Arrays.fill(block, (byte) 'x');
            block[block.length - 1] = '\n';
            int taken = 0;
            int count = 1;
            while (count > 0) { // until the system takes no more
                int from = taken % block.length;
                count = session.stream.write(block, from, block.length - from);
                taken += count;
            }
            assertEquals(0, count);
            session.server.thaw();
            while (taken % block.length > 0 || count == 0) {
                int from = taken % block.length;
                count = session.until(() -> session.stream.write(block, from, block.length - from), true);
                assertTrue(count > 0, count + " bytes taken");
                taken += count;
            }
            int lines = taken / block.length;
            assertTrue(session.server.await(out -> out.stream().filter(l -> l.length() == block.length - 1).count()
                    == lines, 20_000));
        }
    }
}

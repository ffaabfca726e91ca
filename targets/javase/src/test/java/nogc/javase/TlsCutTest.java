package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.tls.TestAuthority;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsTransport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hand-shake with a real Mosquitto that a proxy ends by a TCP reset after every number of bytes. */
@Timeout(120)
class TlsCutTest {
    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static TestAuthority authority;
    private static MosquittoBroker broker;

    @BeforeAll
    static void startBroker() {
        authority = new TestAuthority("authority");
        broker = MosquittoBroker.configure().quiet().tls(authority.certificate(), authority.issue("127.0.0.1")).run();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
        authority.close();
    }

    /** Forwards each connection to the broker, up to a number of bytes each way, and resets it then. */
    private static final class Proxy implements AutoCloseable {
        final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private volatile int up = UNLIMITED;
        private volatile int down = UNLIMITED;

        Proxy() throws IOException {
            start(this::accept);
        }

        private static void start(Runnable work) {
            Thread thread = new Thread(work, "proxy");
            thread.setDaemon(true);
            thread.start();
        }

        void cut(int bytesUp, int bytesDown) {
            up = bytesUp;
            down = bytesDown;
        }

        private void accept() {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), broker.port());
                    client.setTcpNoDelay(true);
                    server.setTcpNoDelay(true);
                    client.setSoLinger(true, 0); // close() resets
                    int budgetUp = up;
                    int budgetDown = down;
                    start(() -> forward(client, server, budgetUp));
                    start(() -> forward(server, client, budgetDown));
                } catch (IOException e) {
                    continue; // closed
                }
            }
        }

        private static void forward(Socket from, Socket to, int budget) {
            try (from; to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] bytes = new byte[4096];
                int left = budget;
                while (left > 0) {
                    int count = in.read(bytes, 0, Math.min(bytes.length, left));
                    if (count < 0) {
                        return;
                    }
                    out.write(bytes, 0, count);
                    left -= left == UNLIMITED ? 0 : count;
                }
            } catch (IOException e) {
                return; // the other direction closed it
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** A stream through the proxy, which sleeps as a client does. */
    private static final class Attempt implements AutoCloseable {
        private static final Consumer<SelectionKey> NOTHING = key -> { };
        private final Selector selector = Selector.open();
        final TlsTransport stream;

        Attempt(Proxy proxy, String version) throws IOException {
            // Options of its own: nothing to resume.
            stream = new TlsTransport("127.0.0.1", proxy.socket.getLocalPort(), new TlsOptions()
                    .authorities(authority.certificate()).versions(version));
            stream.register(selector);
        }

        /** 1, or why it did not open. */
        int open() throws IOException {
            int result = stream.open();
            while (result == 0) {
                sleep();
                result = stream.open();
            }
            return result;
        }

        /** Reads what comes until the end. */
        int readToTheEnd() throws IOException {
            byte[] bytes = new byte[100];
            int result = stream.read(bytes, 0, bytes.length);
            while (result >= 0) {
                sleep();
                result = stream.read(bytes, 0, bytes.length);
            }
            return result;
        }

        private void sleep() throws IOException {
            stream.watch(true, false);
            selector.select(NOTHING, 5000);
        }

        @Override
        public void close() throws IOException {
            stream.close();
            selector.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, true", "TLSv1.2, false", "TLSv1.3, true", "TLSv1.3, false"})
    void aResetAtAnyByteOfTheHandshakeIsAFailedAttemptAndTheNextOneWorks(String version, boolean sent)
            throws IOException {
        try (Proxy proxy = new Proxy()) {
            int bytes = lengthOfHandshake(proxy, version, sent);
            assertTrue(bytes > 250, bytes + " bytes");
            for (int cut = 1; cut < bytes; cut++) {
                proxy.cut(sent ? cut : UNLIMITED, sent ? UNLIMITED : cut);
                try (Attempt attempt = new Attempt(proxy, version)) {
                    int result = attempt.open();
                    if (result == 1) { // TLS 1.3: the server's end of it need not have come
                        result = attempt.readToTheEnd();
                    }
                    assertTrue(result < 0, "after " + cut + " bytes: " + result);
                    assertNotNull(attempt.stream.lastError());
                    attempt.stream.close();
                    if (cut % 50 == 0) {
                        proxy.cut(UNLIMITED, UNLIMITED);
                        assertEquals(1, attempt.open(), "after " + cut + " bytes: " + attempt.stream.lastError());
                    }
                }
            }
        }
    }

    private static int lengthOfHandshake(Proxy proxy, String version, boolean sent) throws IOException {
        try (Attempt whole = new Attempt(proxy, version)) {
            assertEquals(1, whole.open(), whole.stream.lastError());
            return sent ? whole.stream.bytesWritten() : whole.stream.bytesRead();
        }
    }
}

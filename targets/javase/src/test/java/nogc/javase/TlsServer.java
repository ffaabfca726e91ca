package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import nogc.javase.broker.FreePort;
import nogc.javase.broker.Program;
import nogc.javase.tls.TestAuthority.Issued;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsTransport;

/** {@code openssl s_server}: prints what it gets, sends what it is told, and does on command what no broker does. */
final class TlsServer implements AutoCloseable {
    final Program program;
    private final int port;

    TlsServer(Issued certificate, String... arguments) throws IOException {
        port = FreePort.find();
        List<String> all = new ArrayList<>(List.of("s_server", "-accept", String.valueOf(port), "-cert",
                certificate.certificate().toString(), "-key", certificate.key().toString()));
        all.addAll(List.of(arguments));
        program = Program.start("openssl", all.toArray(new String[0]));
        program.awaitLine("ACCEPT");
    }

    /** A stream to it, not open yet. */
    Stream connect(TlsOptions options) throws IOException {
        return connect("localhost", options);
    }

    /** One that takes the server for a host of this name. */
    Stream connect(String host, TlsOptions options) throws IOException {
        return new Stream(host, options);
    }

    @Override
    public void close() {
        program.close();
    }

    /** A stream that sleeps in a selector as a client does. */
    final class Stream implements AutoCloseable {
        final TlsTransport tls;
        private final Selector selector = Selector.open();

        private Stream(String host, TlsOptions options) throws IOException {
            tls = new TlsTransport(new TcpTransport("localhost", port), host, port, options, 16384);
            tls.register(selector);
        }

        Stream open() throws IOException {
            assertEquals(1, until(tls::open, false), tls.lastError());
            return this;
        }

        /** Asks until the answer is not 0, asleep in between. */
        int until(IntSupplier question, boolean output) throws IOException {
            Consumer<SelectionKey> nothing = key -> { };
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            int answer = question.getAsInt();
            while (answer == 0 && System.nanoTime() - deadline < 0) {
                tls.watch(true, output);
                selector.select(nothing, 1000);
                answer = question.getAsInt();
            }
            return answer;
        }

        /** Waits for a line and reads exactly it. */
        void hears(String line) throws IOException {
            byte[] bytes = new byte[line.length() + 1];
            for (int at = 0; at < bytes.length;) {
                int from = at;
                int count = until(() -> tls.read(bytes, from, bytes.length - from), false);
                assertTrue(count > 0, "after " + at + " bytes " + count + ": " + tls.lastError());
                at += count;
            }
            assertEquals(line + "\n", new String(bytes, StandardCharsets.US_ASCII));
        }

        void says(String line) throws IOException {
            byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
            assertEquals(bytes.length, until(() -> tls.write(bytes, 0, bytes.length), true));
            program.awaitLine(line);
        }

        @Override
        public void close() throws IOException {
            tls.close();
            selector.close();
        }
    }
}

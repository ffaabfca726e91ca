package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nogc.hal.Transport;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What came ahead of the end of a TLS stream is given, whatever that end is; and nothing is left open behind it. */
@Timeout(60)
class TlsEndTest {
    private static final String WORD = "refused";

    /** Gives what it is told, and takes what comes until it is broken. */
    private static final class Script extends ToldTransport {
        boolean broken;
        boolean closed;

        Script() {
            super(1000);
        }

        void says(String word) {
            says(word.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public int write(byte[] buffer, int offset, int length) {
            return broken ? BROKEN : length;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final Script network = new Script();
    private final byte[] buffer = new byte[100];
    private TlsTransport stream;
    private Selector selector;

    @BeforeEach
    void open() throws IOException {
        selector = Selector.open();
        stream = new TlsTransport(network, "localhost", 1, new TlsOptions().context(ClearEngine.context()), 4096);
        stream.register(selector);
        while (stream.open() == 0) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void close() throws IOException {
        selector.close();
    }

    @ParameterizedTest
    @ValueSource(shorts = {ClearEngine.ALERT, ClearEngine.GOODBYE})
    void whatCameAheadOfTheEndIsGivenAndThenTheEndWithoutAWait(short end) throws IOException {
        Consumer<SelectionKey> nothing = key -> { };
        network.says(WORD);
        network.incoming.putShort(end);
        network.broken = true; // nobody hears our answer
        selector.selectNow(nothing);
        int count = stream.read(buffer, 0, buffer.length);
        assertEquals(WORD.length(), count, stream.lastError());
        assertEquals(WORD, new String(buffer, 0, count, StandardCharsets.US_ASCII));
        long start = System.nanoTime();
        stream.watch(true, false);
        selector.select(nothing, 20_000);
        assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10), "nobody wakes who reads");
        int code = stream.read(buffer, 0, buffer.length);
        assertEquals(end == ClearEngine.ALERT ? Transport.INSECURE : Transport.BROKEN, code, stream.lastError());
        assertEquals(code, stream.read(buffer, 0, buffer.length));
    }

    @Test
    void anEngineThatThrowsAtTheGoodbyeKeepsTheNetworkFromBeingClosedAsLittle() {
        network.incoming.putShort(ClearEngine.DEFECT);
        assertEquals(0, stream.read(buffer, 0, buffer.length));
        stream.close();
        assertTrue(network.closed);
        assertEquals(Transport.BROKEN, stream.read(buffer, 0, buffer.length));
    }
}

package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an engine may do by its contract, and the one of the JDK does not. */
@Timeout(60)
class TlsEngineTest {
    private static final Consumer<SelectionKey> NOTHING = key -> { };

    /** Takes all, gives what it is told, and keeps what it was to watch for. */
    private static final class Network extends ToldTransport {
        final ByteArrayOutputStream outgoing = new ByteArrayOutputStream();
        boolean watchesInput;
        boolean watchesOutput;

        Network() {
            super(10_000);
        }

        /** The content of the records that came. */
        byte[] heard() {
            ByteBuffer records = ByteBuffer.wrap(outgoing.toByteArray());
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            while (records.hasRemaining()) {
                byte[] record = new byte[records.getShort()];
                records.get(record);
                content.writeBytes(record);
            }
            return content.toByteArray();
        }

        @Override
        public int write(byte[] buffer, int offset, int length) {
            outgoing.write(buffer, offset, length);
            return length;
        }

        @Override
        public void watch(boolean input, boolean output) {
            watchesInput = input;
            watchesOutput = output;
        }
    }

    private final Network network = new Network();
    private final byte[] sent = new byte[3000];
    private final byte[] buffer = new byte[3000];
    private ClearEngine engine;
    private TlsTransport stream;
    private Selector selector;

    @BeforeEach
    void open() throws IOException {
        new Random(1).nextBytes(sent);
        selector = Selector.open();
        stream = new TlsTransport(network, "localhost", 1,
                new TlsOptions().context(ClearEngine.context(made -> engine = made)), 1000);
        stream.register(selector);
        assertEquals(1, until(stream::open));
    }

    @AfterEach
    void close() throws IOException {
        selector.close();
    }

    private int until(IntSupplier question) throws IOException {
        int answer = question.getAsInt();
        while (answer == 0) {
            stream.watch(true, true);
            selector.select(NOTHING, 1000);
            answer = question.getAsInt();
        }
        return answer;
    }

    /** What a defect makes an endless loop of ends the test. */
    private int within(IntSupplier call) {
        return assertTimeoutPreemptively(Duration.ofSeconds(5), call::getAsInt);
    }

    private void writeAll() {
        for (int at = 0; at < sent.length;) {
            int from = at;
            at += within(() -> stream.write(sent, from, sent.length - from));
        }
        assertArrayEquals(sent, network.heard());
    }

    @Test
    void anEngineMayTakeBytesInParts() {
        engine.mostTaken = 7;
        assertEquals(7, stream.write(sent, 0, 20));
        network.outgoing.reset();
        writeAll();
    }

    @Test
    void anEngineMayWantMoreRoomThanItSaid() {
        engine.leastRoom = 40_000;
        writeAll();
        network.says(Arrays.copyOf(sent, 2000));
        assertEquals(2000, within(() -> stream.read(buffer, 0, buffer.length)), stream.lastError());
        assertArrayEquals(Arrays.copyOf(sent, 2000), Arrays.copyOf(buffer, 2000));
    }

    @Test
    void anEngineThatNeverHasRoomFails() {
        engine.leastRoom = Integer.MAX_VALUE;
        assertEquals(Selectable.INSECURE, within(() -> stream.write(sent, 0, 1)));
        stream.close();
    }

    @Test
    void anEngineMayHaveATaskAheadOfARecord() throws IOException {
        engine.needs = HandshakeStatus.NEED_TASK;
        assertEquals(0, within(() -> stream.write(sent, 0, sent.length)));
        stream.watch(true, true);
        assertEquals(false, network.watchesOutput, "a socket that takes bytes is of no use yet");
        assertEquals(false, network.watchesInput, "nor are bytes");
        assertEquals(1000, until(() -> stream.write(sent, 0, sent.length)), stream.lastError());
        stream.watch(true, true);
        assertEquals(true, network.watchesOutput && network.watchesInput);
    }

    @Test
    void anEngineMayWaitForThePeerAheadOfARecord() {
        engine.needs = HandshakeStatus.NEED_UNWRAP;
        assertEquals(0, within(() -> stream.write(sent, 0, sent.length)));
        stream.watch(true, true);
        assertEquals(false, network.watchesOutput, "a socket that takes bytes is of no use yet");
        assertEquals(true, network.watchesInput);
        network.says(new byte[0]);
        assertEquals(0, stream.read(buffer, 0, buffer.length), stream.lastError());
        assertEquals(1000, stream.write(sent, 0, sent.length), stream.lastError());
    }
}

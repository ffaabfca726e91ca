package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.tls.TestAuthority;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsTransport;
import nogc.mqtt.codec.Mqtt5;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a message costs over TLS: of ours nothing, shown over an engine that allocates nothing itself; of JSSE what is
 * printed here. {@code -Dnogc.soak=true} sends a million.
 */
@Timeout(900)
class TlsAllocationTest {
    private static final int FACTOR = Boolean.getBoolean("nogc.soak") ? 10 : 1;

    /** What is written comes back. */
    private static final class Loop extends ToldTransport {
        Loop() {
            super(100_000);
        }

        @Override
        public int write(byte[] buffer, int offset, int length) {
            incoming.put(buffer, offset, length);
            return length;
        }

        @Override
        public void close() {
            incoming.clear();
        }
    }

    @Test
    void aRecordCostsNothingOfOurs() throws Exception {
        TlsTransport stream = new TlsTransport(new Loop(), "localhost", 1, new TlsOptions()
                .context(ClearEngine.context()), 4096);
        while (stream.open() == 0) {
            Thread.onSpinWait();
        }
        byte[] out = new byte[3000];
        byte[] in = new byte[1024];
        Allocation.Stretch stretch = () -> {
            for (int i = 0; i < 50_000 * FACTOR; i++) {
                stream.watch(true, false);
                int sent = stream.write(out, 0, 1 + i % out.length);
                for (int got = 0; got < sent;) {
                    got += stream.read(in, 0, in.length);
                }
            }
        };
        assertEquals(0, Allocation.untilNone(10, stretch));
    }

    /** Between the records of {@link ClearEngine} and a server that knows of no records. */
    private static final class Unpacking implements Selectable {
        private final TcpTransport next;
        /** Bytes that are still to come of the record that is being written. */
        private int left;

        Unpacking(int port) {
            next = new TcpTransport("127.0.0.1", port);
        }

        @Override
        public int endpoint(byte[] host, int offset, int length, int port) {
            return next.endpoint(host, offset, length, port);
        }

        @Override
        public int open() {
            return next.open();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = next.read(buffer, offset + 2, Math.min(length - 2, 4000));
            if (count > 0) {
                buffer[offset] = (byte) (count >> 8);
                buffer[offset + 1] = (byte) count;
                count += 2;
            }
            return count;
        }

        @Override
        public int write(byte[] buffer, int offset, int length) {
            int head = 0;
            if (left == 0) {
                left = (buffer[offset] & 0xFF) << 8 | buffer[offset + 1] & 0xFF;
                head = 2;
            }
            int count = left == 0 ? 0 : next.write(buffer, offset + head, Math.min(length - head, left));
            left -= Math.max(count, 0);
            return count < 0 ? count : head + count;
        }

        @Override
        public void close() {
            next.close();
            left = 0;
        }

        @Override
        public void register(Selector selector) {
            next.register(selector);
        }

        @Override
        public void watch(boolean input, boolean output) {
            next.watch(input, output);
        }
    }

    /** A whole client over the transport of TLS at a real broker, with JSSE left out: all that is left is ours. */
    @ParameterizedTest
    @CsvSource({"0", "1"})
    void messagesOverTlsCostNothingOfOurs(int qos) throws Exception {
        int count = 1_000_000;
        try (MosquittoBroker broker = MosquittoBroker.configure().quiet().option("max_inflight_messages 100").run();
                EchoLoad load = new EchoLoad(new TlsTransport(new Unpacking(broker.port()), "localhost", 1,
                        new TlsOptions().context(ClearEngine.context()), 4096), new Mqtt5(), qos)) {
            load.exchange(20_000);
            assertEquals(0, Allocation.untilNone(10, () -> load.exchange(20_000)));
            long allocated = Allocation.untilNone(4, () -> load.exchange(count));
            System.out.printf("TLS but for JSSE, QoS %d: %,d messages out and in, %d bytes allocated%n", qos, count,
                    allocated);
            assertEquals(0, allocated);
        }
    }

    /** Bytes that JSSE alone allocates for a record out and a record in, in memory. */
    private static double ofJsse(TestAuthority authority, String version, int size) throws Exception {
        SSLEngine[] pair = JssePair.connect(authority, version);
        ByteBuffer plain = ByteBuffer.allocate(size);
        ByteBuffer sealed = ByteBuffer.allocate(17_000);
        ByteBuffer clear = ByteBuffer.allocate(17_000);
        int rounds = 20_000;
        long allocated = 0;
        for (int attempt = 0; attempt < 3; attempt++) {
            long before = Allocation.bytes();
            for (int i = 0; i < rounds; i++) {
                pass(pair[i & 1], pair[1 - (i & 1)], plain, sealed, clear);
            }
            allocated = Allocation.bytes() - before;
        }
        return (double) allocated / rounds;
    }

    private static void pass(SSLEngine from, SSLEngine to, ByteBuffer plain, ByteBuffer sealed, ByteBuffer clear)
            throws SSLException {
        plain.clear();
        sealed.clear();
        from.wrap(plain, sealed);
        sealed.flip();
        clear.clear();
        to.unwrap(sealed, clear);
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, 0", "TLSv1.3, 0", "TLSv1.3, 1"})
    void messagesOutAndInOverJsseAreMeasured(String version, int qos) throws Exception {
        int count = 50_000 * (FACTOR == 1 ? 1 : 20); // a million
        try (TestAuthority authority = new TestAuthority("authority");
                MosquittoBroker broker = MosquittoBroker.configure().quiet().option("max_inflight_messages 100")
                        .tls(authority.certificate(), authority.issue("127.0.0.1")).run();
                EchoLoad load = new EchoLoad(new TlsTransport("127.0.0.1", broker.port(), new TlsOptions()
                        .authorities(authority.certificate()).versions(version)), new Mqtt5(), qos)) {
            load.exchange(10_000);
            long before = Allocation.bytes();
            long start = System.nanoTime();
            load.exchange(count);
            long millis = (System.nanoTime() - start) / 1_000_000;
            double each = (double) (Allocation.bytes() - before) / count;
            System.out.printf("%s QoS %d: %,d messages out and in, %,.0f bytes allocated for each, by JSSE, which takes"
                    + " %,.0f for a record out and in (40 bytes; %,.0f with 4,096); %,d messages/s%n", version, qos,
                    count, each, ofJsse(authority, version, 40), ofJsse(authority, version, 4096), 1000L * count / millis);
        }
    }
}

package nogc.javame;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import javax.microedition.io.StreamConnection;

/**
 * The worst machine that its specification allows: {@code available()} is always 0, and closing a connection wakes
 * neither who opens it nor who reads or writes it, and itself waits for who writes.
 */
final class Machine extends StreamTransport {
    final List<String> urls = new ArrayList<>();
    final BlockingQueue<Line> opened = new LinkedBlockingQueue<>();
    /** What connecting throws, or null. */
    volatile Exception refusal;
    /** Holds connecting up until it is counted down. */
    volatile CountDownLatch slowness = new CountDownLatch(0);

    Machine(String url, int ring) {
        super(url, ring);
    }

    Machine(int ring) {
        this("socket://broker:1883", ring);
    }

    @Override
    protected StreamConnection connect(String url) throws IOException {
        synchronized (urls) {
            urls.add(url);
        }
        try {
            slowness.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        if (refusal instanceof IOException e) {
            throw e;
        }
        if (refusal != null) {
            throw (RuntimeException) refusal;
        }
        Line line = new Line();
        opened.add(line);
        return line;
    }

    /** One connection, with the peer's end of it. */
    static final class Line extends InputStream implements StreamConnection {
        private static final byte[] END = {};

        final CountDownLatch closed = new CountDownLatch(3);
        /** While it is not counted down, the peer does not read: writing waits. */
        volatile CountDownLatch deafness = new CountDownLatch(0);
        /** What writing throws, or null. */
        volatile IOException breakage;
        /** A kinder machine: closing ends a write that waits. */
        volatile boolean closingWakes;
        /** Whether what was sent is only counted, which allocates nothing. */
        volatile boolean forgets;
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private int count;
        private final BlockingQueue<byte[]> coming = new LinkedBlockingQueue<>();
        private final CountDownLatch reading = new CountDownLatch(1);
        private byte[] rest = END;
        private int at;

        /** Waits until a thread is inside {@code read}, where closing does not wake it. */
        void awaitReader() throws InterruptedException {
            reading.await();
        }

        /** Waits until the peer has got so many bytes. */
        synchronized byte[] awaitSent(int bytes) throws InterruptedException {
            while (count < bytes) {
                wait();
            }
            return sent.toByteArray();
        }

        /** How many bytes the peer got so far. */
        synchronized int sent() {
            return count;
        }

        private void take(byte[] buffer, int offset, int length) throws IOException {
            try {
                deafness.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (breakage != null) {
                throw breakage;
            }
            synchronized (this) {
                count += length;
                if (!forgets) {
                    sent.write(buffer, offset, length);
                }
                notifyAll();
            }
        }

        private void closeOutput() throws IOException {
            closed.countDown();
            if (closingWakes) {
                breakage = new IOException("closed");
                deafness.countDown();
            }
            try {
                deafness.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        /** The peer sends this. */
        void send(byte... bytes) {
            coming.add(bytes);
        }

        /** The peer closes. */
        void end() {
            coming.add(END);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            reading.countDown();
            if (at == rest.length) {
                try {
                    rest = coming.take();
                    at = 0;
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                if (rest == END) {
                    return -1;
                }
            }
            int count = Math.min(length, rest.length - at);
            System.arraycopy(rest, at, buffer, offset, count);
            at += count;
            return count;
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public InputStream openInputStream() {
            return this;
        }

        @Override
        public OutputStream openOutputStream() {
            return new OutputStream() {
                @Override
                public void write(int value) throws IOException {
                    take(new byte[] {(byte) value}, 0, 1);
                }

                @Override
                public void write(byte[] buffer, int offset, int length) throws IOException {
                    take(buffer, offset, length);
                }

                @Override
                public void close() throws IOException {
                    closeOutput();
                }
            };
        }

        @Override
        public void close() {
            closed.countDown();
        }

        @Override
        public DataInputStream openDataInputStream() {
            return new DataInputStream(openInputStream());
        }

        @Override
        public DataOutputStream openDataOutputStream() {
            return new DataOutputStream(openOutputStream());
        }
    }
}

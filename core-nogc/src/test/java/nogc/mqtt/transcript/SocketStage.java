package nogc.mqtt.transcript;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.BooleanSupplier;
import nogc.hal.Transport;
import nogc.mqtt.client.Client;

/**
 * A pair of real sockets on the loopback interface, both ends in the hands of one thread. The client's end
 * is as simple a {@link Transport} as can be: it blocks while it opens and writes, and reads what is there.
 */
final class SocketStage extends Stage implements Transport {
    private static final long PATIENCE = 5_000_000_000L;
    /** Turns in which nothing more may come once all has. */
    private static final int QUIET = 3;

    private final Recorder recorder;
    private final ServerSocket listening;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private Socket ours;
    private Socket server;
    private boolean ended;
    private int fed;
    private int read;
    /** Bytes that the client has read and written, and its openings and closings. */
    private int moved;

    SocketStage(Recorder recorder) {
        super(0);
        this.recorder = recorder;
        try {
            listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The server.

    @Override
    void feed(byte[] bytes) {
        fed += bytes.length;
        try {
            server.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void ends(int result) {
        ended = true;
        try {
            if (result == BROKEN) {
                server.setSoLinger(true, 0); // a reset
            }
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    byte[] written() {
        try {
            while (server != null && !server.isClosed() && server.getInputStream().available() > 0) {
                written.write(server.getInputStream().read());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written.toByteArray();
    }

    @Override
    byte[] takeWritten() {
        byte[] bytes = written();
        written.reset();
        return bytes;
    }

    @Override
    int bytesRead() {
        return read;
    }

    @Override
    void opens(int result) {
        throw new UnsupportedOperationException();
    }

    @Override
    void blocks(boolean now) {
        throw new UnsupportedOperationException();
    }

    @Override
    void settle(Client client, BooleanSupplier complete) {
        long start = System.nanoTime();
        int quiet = 0;
        int idle = 0;
        while (quiet < QUIET && System.nanoTime() - start < PATIENCE) {
            int before = moved + recorder.count();
            boolean busy = poll(client) == 0;
            idle = busy && before == moved + recorder.count() ? idle + 1 : 0;
            if (idle > 1) {
                throw new AssertionError("the client wants to be called at once, again and again");
            }
            boolean over = ours == null || read == fed && !ended || !client.wantsInput();
            quiet = !busy && over && complete.getAsBoolean() ? quiet + 1 : 0;
        }
    }

    @Override
    void await(BooleanSupplier complete) {
        long start = System.nanoTime();
        while (!complete.getAsBoolean() && System.nanoTime() - start < PATIENCE) {
            Thread.onSpinWait();
        }
    }

    // The client's transport.

    @Override
    Transport transport() {
        return this;
    }

    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        recorder.note("endpoint " + (host == null ? "own" : new String(host, offset, length)) + " " + port);
        return 0; // but there is only one server
    }

    @Override
    public int open() {
        try {
            ours = new Socket(listening.getInetAddress(), listening.getLocalPort());
            ours.setTcpNoDelay(true);
            server = listening.accept();
            server.setTcpNoDelay(true);
            moved++;
        } catch (IOException e) {
            return REFUSED;
        }
        fed = 0;
        read = 0;
        ended = false;
        return 1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        try {
            if (ours.getInputStream().available() == 0 && !ended) {
                return 0;
            }
            int count = ours.getInputStream().read(buffer, offset, length);
            read += Math.max(count, 0);
            moved += Math.abs(count);
            return count < 0 ? END_OF_STREAM : count;
        } catch (IOException e) {
            return BROKEN;
        }
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        try {
            ours.getOutputStream().write(buffer, offset, length);
            moved += length;
            return length;
        } catch (IOException e) {
            return BROKEN;
        }
    }

    /** The application closes its end; what the server has received by then is kept. */
    @Override
    public void close() {
        if (ours == null) {
            return;
        }
        recorder.note("close");
        moved++;
        try {
            ours.close();
            drain();
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ours = null;
    }

    private void drain() throws IOException {
        if (!server.isClosed()) {
            server.setSoTimeout(1000);
            int b = ended ? -1 : server.getInputStream().read();
            while (b >= 0) {
                written.write(b);
                b = server.getInputStream().read();
            }
        }
    }

    /** Ends the stage itself. */
    void strike() {
        try {
            if (ours != null) {
                ours.close();
                server.close();
            }
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "a real socket";
    }
}

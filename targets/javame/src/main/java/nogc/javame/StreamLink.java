package nogc.javame;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.microedition.io.StreamConnection;
import nogc.hal.Transport;

/**
 * One connection, and the rings between it and who polls. On such a machine opening, reading, writing and closing may
 * all block, and closing need not wake who does; so each has a thread that may be lost with it:
 * <pre>
 *   {@link StreamReader}   opens, then reads into a ring
 *   {@link StreamWriter}   from the opening on: writes out of a ring; closes once nobody wants the connection any more
 *   {@link StreamCloser}   closes in place of a writer that does not come back
 *
 *   OPENING ──▶ 1, open ──▶ a negative code: the bytes in the ring can still be taken, then the code is told
 *      └──────────────────────▲
 * </pre>
 * A link that is dropped while a thread blocks shows nothing any more, and serves again once all its threads have
 * ended. Fields are guarded by the transport's monitor; the three of the connection are set before the state is 1.
 */
final class StreamLink {
    private static final int OPENING = 0;
    private static final int OPEN = 1;

    private final StreamTransport transport;
    private final ByteRing input;
    private final ByteRing output;
    private int threads;
    private int state;
    private boolean dropped;
    private boolean writerDone;
    private boolean closing;
    private boolean roomWanted;
    private Throwable failure;

    private StreamConnection connection;
    private InputStream in;
    private OutputStream out;

    StreamLink(StreamTransport transport, int ring) {
        this.transport = transport;
        input = new ByteRing(ring);
        output = new ByteRing(ring);
    }

    // For who polls, with the monitor held.

    /** Starts opening a connection. */
    void open(String url) {
        input.clear();
        output.clear();
        state = OPENING;
        dropped = false;
        writerDone = false;
        closing = false;
        roomWanted = false;
        failure = null;
        connection = null;
        in = null;
        out = null;
        new StreamReader(this, url).start();
        threads = 1;
    }

    /** Whether a thread of it still runs. */
    boolean isBusy() {
        return threads > 0;
    }

    /** 0 while opening, 1 once open, or what ended it. */
    int state() {
        return state;
    }

    Throwable failure() {
        return failure;
    }

    /** Whether {@link #take} has bytes or an end to tell. */
    boolean hasNews() {
        return !input.isEmpty() || state < 0;
    }

    /** Takes bytes that came; tells the end once there are none. */
    int take(byte[] buffer, int offset, int length) {
        if (input.isEmpty()) {
            return Math.min(state, 0);
        }
        if (input.isFull()) {
            transport.notifyAll();
        }
        return input.take(buffer, offset, length);
    }

    /** Puts bytes for the writer; when they are fewer than asked, {@code await} ends once there is room. */
    int put(byte[] buffer, int offset, int length) {
        if (state != OPEN) {
            return Transport.BROKEN;
        }
        if (output.isEmpty()) {
            transport.notifyAll();
        }
        int taken = output.put(buffer, offset, length);
        roomWanted = taken < length;
        return taken;
    }

    /** Nothing of this connection is wanted any more, but that what was put goes out. */
    void drop() {
        dropped = true;
        transport.notifyAll();
    }

    /** Whether what was put has still to go out, and may. */
    boolean isWriting() {
        return !output.isEmpty() && !writerDone;
    }

    /** Closes in place of the writer. */
    void closeForWriter() {
        new StreamCloser(this).start();
        threads++;
    }

    // For the threads, with the monitor free.

    /** Opens the connection; false if nobody wants it any more. */
    boolean opens(String url) throws IOException {
        connection = transport.connect(url);
        in = connection.openInputStream();
        out = connection.openOutputStream();
        synchronized (transport) {
            if (!dropped) {
                state = OPEN;
                new StreamWriter(this).start();
                threads++;
                transport.wake();
            }
            return !dropped;
        }
    }

    /** Reads what there is into the free stretch, once there is room; false at the end. */
    boolean reads() throws IOException, InterruptedException {
        int at;
        int length;
        synchronized (transport) {
            while (input.isFull() && !dropped) {
                transport.wait();
            }
            if (dropped) {
                return false;
            }
            at = input.freeOffset();
            length = input.freeLength();
        }
        int got = in.read(input.bytes(), at, length);
        if (got > 0) {
            synchronized (transport) {
                input.filled(got);
                transport.wake();
            }
        }
        return got >= 0;
    }

    /** Writes what was put, once there is something; false when nothing more can come. */
    boolean writes() throws IOException, InterruptedException {
        int at;
        int length;
        synchronized (transport) {
            while (output.isEmpty() && !dropped) {
                transport.wait();
            }
            at = output.filledOffset();
            length = output.filledLength();
        }
        if (length == 0) {
            return false;
        }
        out.write(output.bytes(), at, length);
        out.flush();
        synchronized (transport) {
            output.emptied(length);
            if (roomWanted) {
                roomWanted = false;
                transport.wake();
            } else if (dropped) {
                transport.notifyAll();
            }
        }
        return true;
    }

    /** The writer has ended, and leaves the connection to be closed once it is dropped. */
    void awaitDrop() throws InterruptedException {
        synchronized (transport) {
            writerDone = true;
            transport.notifyAll();
            while (!dropped) {
                transport.wait();
            }
        }
    }

    /** Ends the connection, unless it has an end: the first one is told. */
    void fail(int result, Throwable cause) {
        synchronized (transport) {
            if (state >= 0) {
                failure = cause;
                state = state == OPENING && cause != null ? StreamTransport.codeOf(cause) : result;
            }
            transport.wake();
        }
    }

    /** A thread has ended, and with it, whatever for, the connection. */
    void ended() {
        fail(Transport.BROKEN, null);
        synchronized (transport) {
            threads--;
            transport.wake();
        }
    }

    /** Closes everything, for the first one who wants that. */
    void close() {
        synchronized (transport) {
            if (closing) {
                return;
            }
            closing = true;
        }
        try {
            try {
                if (out != null) {
                    out.close();
                }
            } finally {
                try {
                    if (in != null) {
                        in.close();
                    }
                } finally {
                    if (connection != null) {
                        connection.close();
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            fail(Transport.BROKEN, e); // what cannot be closed is as closed as it gets
        }
    }
}

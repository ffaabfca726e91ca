package nogc.javame;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.microedition.io.StreamConnection;
import nogc.hal.Transport;

/**
 * Opens one connection and reads it into a ring, on a thread of its own: on such a machine opening and reading block,
 * {@code available()} may always say 0, and closing a connection need not wake who reads it.
 * <pre>
 *   OPENING ──▶ 1, open ──▶ a negative code: the bytes in the ring can still be taken, then the code is told
 *      └──────────────────────▲
 * </pre>
 * A reader that is dropped while it blocks shows nothing any more. Its thread ends when its call returns, and closes
 * then what it opened too late; until then ring and thread are its own. Fields are guarded by the transport's monitor,
 * but the free stretch of the ring, which is the thread's.
 */
final class StreamReader extends Thread {
    private static final int OPENING = 0;
    private static final int OPEN = 1;

    private final StreamTransport transport;
    private final String url;
    private final byte[] ring;
    private int first;
    private int count;
    private int state = OPENING;
    private boolean dropped;
    private boolean ended;
    private Throwable failure;

    // Written before the state becomes OPEN.
    private StreamConnection connection;
    private InputStream input;
    private OutputStream output;

    StreamReader(StreamTransport transport, String url, byte[] ring) {
        this.transport = transport;
        this.url = url;
        this.ring = ring;
    }

    @Override
    public void run() {
        int result = Transport.BROKEN;
        boolean open = false;
        try {
            connection = transport.connect(url);
            input = connection.openInputStream();
            output = connection.openOutputStream();
            open = isShown();
            while (open && readsOn()) {
                continue;
            }
            result = Transport.END_OF_STREAM;
        } catch (IOException e) {
            result = fail(e, open);
        } catch (InterruptedException e) {
            result = fail(e, open);
        } catch (RuntimeException e) {
            result = fail(e, open);
        } finally {
            if (!open) {
                shut();
            }
            end(result);
        }
    }

    /** Shows the connection as open, unless nobody wants it any more. */
    private boolean isShown() {
        synchronized (transport) {
            if (!dropped) {
                state = OPEN;
                transport.wake();
            }
            return !dropped;
        }
    }

    /** Reads what there is into the free stretch, once there is room; false at the end. */
    private boolean readsOn() throws IOException, InterruptedException {
        int at;
        int length;
        synchronized (transport) {
            while (count == ring.length && !dropped) {
                transport.wait();
            }
            if (dropped) {
                return false;
            }
            at = (first + count) % ring.length;
            length = Math.min(ring.length - count, ring.length - at);
        }
        int got = input.read(ring, at, length);
        if (got > 0) {
            synchronized (transport) {
                count += got;
                transport.wake();
            }
        }
        return got >= 0;
    }

    private int fail(Throwable cause, boolean open) {
        synchronized (transport) {
            failure = cause;
        }
        return open ? Transport.BROKEN : StreamTransport.codeOf(cause);
    }

    private void end(int result) {
        synchronized (transport) {
            state = result;
            ended = true;
            transport.readerEnded(ring, dropped);
        }
    }

    /** Closes everything, with the monitor free: a machine may take its time for it. */
    void shut() {
        try {
            try {
                if (output != null) {
                    output.close();
                }
            } finally {
                try {
                    if (input != null) {
                        input.close();
                    }
                } finally {
                    if (connection != null) {
                        connection.close();
                    }
                }
            }
        } catch (IOException e) {
            output = null; // what cannot be closed is as closed as it gets
        }
    }

    /** Writes all of it, with the monitor free: reading must go on meanwhile. */
    int write(byte[] buffer, int offset, int length) {
        try {
            output.write(buffer, offset, length);
            output.flush();
            return length;
        } catch (IOException e) {
            return fail(e, true);
        } catch (RuntimeException e) {
            return fail(e, true);
        }
    }

    // Called with the monitor held.

    /** 0 while opening, 1 once open, or what ended it. */
    int state() {
        return state;
    }

    /** Whether {@link #take} has bytes or an end to tell. */
    boolean hasNews() {
        return count > 0 || state < 0;
    }

    boolean hasEnded() {
        return ended;
    }

    Throwable failure() {
        return failure;
    }

    byte[] ring() {
        return ring;
    }

    /** Takes bytes out of the ring; tells the end once it is empty. */
    int take(byte[] buffer, int offset, int length) {
        if (count == 0) {
            return Math.min(state, 0);
        }
        int taken = Math.min(length, Math.min(count, ring.length - first));
        System.arraycopy(ring, first, buffer, offset, taken);
        first = (first + taken) % ring.length;
        if (count == ring.length) {
            transport.notifyAll();
        }
        count -= taken;
        return taken;
    }

    /** Nothing of this connection is wanted any more. */
    void drop() {
        dropped = true;
        transport.notifyAll();
    }
}

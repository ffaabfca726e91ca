package nogc.javame;

import java.io.IOException;
import javax.microedition.io.Datagram;
import javax.microedition.io.DatagramConnection;
import nogc.hal.DatagramTransport;
import nogc.hal.Transport;

/**
 * Opens one datagram connection and reads ahead of who polls. One that was dropped touches nothing of its successor,
 * and closes what it opened too late. Fields are guarded by the transport's monitor; the three of the connection are
 * set before the state is 1.
 */
final class DatagramReceiver extends Thread {
    private final UdpTransport transport;
    private final String url;
    private final byte[][] waiting;
    private final int[] lengths;
    private int first;
    private int count;
    private int state;
    private boolean dropped;
    private Throwable failure;
    private int longest;

    private DatagramConnection connection;
    private Datagram in;
    private Datagram out;

    DatagramReceiver(UdpTransport transport, String url, int longest) {
        this.transport = transport;
        this.url = url;
        this.longest = longest;
        waiting = new byte[UdpTransport.AHEAD + 1][];
        lengths = new int[waiting.length];
        for (int i = 0; i < waiting.length; i++) {
            waiting[i] = new byte[longest + 1];
        }
    }

    @Override
    public void run() {
        try {
            if (opens()) {
                while (receives()) {
                    continue;
                }
            }
        } catch (IOException e) {
            fail(Transport.UNREACHABLE, e);
        } catch (RuntimeException e) {
            fail(Transport.UNSUPPORTED, e);
        } finally {
            shut();
            transport.ended();
        }
    }

    /** Opens the connection; false if nobody wants it any more. */
    private boolean opens() throws IOException {
        connection = transport.connect(url);
        int most = connection.getMaximumLength();
        in = connection.newDatagram(waiting[0], 0);
        out = connection.newDatagram(waiting[0], 0);
        synchronized (transport) {
            longest = most > 0 ? Math.min(longest, most) : longest;
            state = dropped ? state : 1;
            transport.wake();
            return !dropped;
        }
    }

    /** Waits for a datagram: into the first free place, or, if there is none, to be lost; false when it is dropped. */
    private boolean receives() throws IOException {
        int place;
        synchronized (transport) {
            if (dropped) {
                return false;
            }
            // one place more than may wait: what comes when all of these are taken is lost
            place = (first + Math.min(count, waiting.length - 1)) % waiting.length;
        }
        in.setData(waiting[place], 0, waiting[place].length);
        connection.receive(in);
        synchronized (transport) {
            int length = in.getLength();
            if (length > 0 && count < waiting.length - 1 && !dropped) {
                lengths[(first + count) % waiting.length] = length;
                count++;
                transport.wake();
            }
            return !dropped;
        }
    }

    // For who polls, with the monitor held where it is not said.

    int state() {
        synchronized (transport) {
            return state;
        }
    }

    int longest() {
        return longest;
    }

    Throwable failure() {
        return failure;
    }

    boolean hasNews() {
        return count > 0 || state < 0;
    }

    int take(byte[] buffer, int offset, int length) {
        if (count == 0) {
            return Math.min(state, 0);
        }
        byte[] datagram = waiting[first];
        int size = lengths[first];
        boolean fits = size <= length && size < datagram.length;
        if (fits) {
            System.arraycopy(datagram, 0, buffer, offset, size);
        }
        first = (first + 1) % waiting.length;
        count--;
        return fits ? size : DatagramTransport.TOO_LONG;
    }

    /** With the monitor free: a machine may take its time. */
    int send(byte[] buffer, int offset, int length) {
        try {
            out.setData(buffer, offset, length);
            connection.send(out);
        } catch (IOException e) {
            return length; // a network that is down loses it; one that is gone ends the receiver
        } catch (RuntimeException e) {
            fail(Transport.BROKEN, e);
            return Transport.BROKEN;
        }
        return length;
    }

    /** Nobody wants it any more; with the monitor free. */
    void drop() {
        synchronized (transport) {
            dropped = true;
        }
        shut();
    }

    private void fail(int result, Throwable cause) {
        synchronized (transport) {
            if (state >= 0 && !dropped) {
                failure = cause;
                state = state == 1 ? Transport.BROKEN : result;
            }
            transport.wake();
        }
    }

    private void shut() {
        DatagramConnection open;
        synchronized (transport) {
            open = connection;
            connection = null;
        }
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            fail(Transport.BROKEN, e); // what cannot be closed is as closed as it gets
        }
    }
}

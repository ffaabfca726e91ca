package nogc.javame;

import java.io.IOException;
import javax.microedition.io.Connector;
import javax.microedition.io.SocketConnection;
import javax.microedition.io.StreamConnection;
import javax.microedition.pki.CertificateException;
import nogc.hal.Transport;

/**
 * A stream of the Generic Connection Framework:
 * <pre>
 *   socket://broker.example:1883           TCP
 *   ssl://broker.example:8883              TLS, as the machine implements it
 *   comm:COM0;baudrate=115200              a serial line
 * </pre>
 * {@link #open}, {@link #read} and {@link #close} do not wait for the network: a thread for each connection does that,
 * and reads ahead into a ring. {@link #write} hands all bytes to the machine and takes as long as that takes: on TCP
 * no time while its send buffer has room, and afterwards until the peer reads or the machine gives the peer up.
 *
 * <p>A machine need not wake a thread that blocks in opening or reading when its connection is closed. Such a thread is
 * left behind until it wakes by itself, and the next connection gets a new one; with {@value #MOST_LEFT_BEHIND} left
 * behind, {@code open} answers UNREACHABLE until one has ended. So the memory is bounded: the ring of the constructor,
 * and one more for each thread left behind.
 *
 * <p>Reading and writing allocate nothing; opening allocates the thread and what the machine makes of a connection.
 * Polled from one thread; {@link #wake} may be called by any.
 */
public class StreamTransport implements Transport {
    /** How many threads of closed connections may still block. */
    public static final int MOST_LEFT_BEHIND = 2;

    private final String ownUrl;
    private final int ringSize;
    private String url;
    private byte[] spareRing;
    private StreamReader reader;
    private int leftBehind;
    private boolean woken;
    private Throwable failure;

    /**
     * Makes a transport to one endpoint, closed.
     *
     * @param url as above, with whatever the machine wants behind it, such as {@code ;bearer_type=gprs}
     * @param ring bytes that are read ahead, at least 1; as many as the receive buffer are enough
     * @throws IllegalArgumentException if the ring is too small or the URL has no scheme
     */
    public StreamTransport(String url, int ring) {
        if (ring < 1 || url.indexOf(':') < 1) {
            throw new IllegalArgumentException("needs a URL such as socket://host:port and a ring of 1 byte or more");
        }
        ownUrl = url;
        this.url = url;
        ringSize = ring;
        spareRing = new byte[ring];
    }

    /**
     * Opens a connection; called on the connection's thread, and may block. A machine that needs more than a URL for
     * it (an access point, a bearer, a certificate) overrides this.
     *
     * @param url of the constructor, or with the host and port of {@link #endpoint}
     * @return a connection that reads and writes
     * @throws IOException if that fails
     */
    protected StreamConnection connect(String url) throws IOException {
        StreamConnection connection = (StreamConnection) Connector.open(url, Connector.READ_WRITE, true);
        if (connection instanceof SocketConnection) {
            sendAtOnce((SocketConnection) connection);
        }
        return connection;
    }

    /** Switches Nagle's algorithm off, where the machine lets us: it would hold an acknowledgement back. */
    private static void sendAtOnce(SocketConnection connection) throws IOException {
        try {
            connection.setSocketOption(SocketConnection.DELAY, 0);
        } catch (IllegalArgumentException e) {
            return; // slower, and right
        }
    }

    /** Allocates a String. Of {@code comm:} there is no other endpoint: {@link #UNSUPPORTED}. */
    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        if (host == null && port == 0) {
            url = ownUrl;
            return 0;
        }
        int from = ownUrl.indexOf("://") + 3;
        int end = ownUrl.indexOf(';') < 0 ? ownUrl.length() : ownUrl.indexOf(';');
        int colon = ownUrl.substring(0, end).lastIndexOf(':');
        if (from < 3 || colon < from || port < 0 || port > 65535 || host != null && length == 0) {
            return UNSUPPORTED;
        }
        StringBuffer made = new StringBuffer(ownUrl.substring(0, from));
        made.append(host == null ? ownUrl.substring(from, colon) : new String(host, offset, length));
        made.append(port == 0 ? ownUrl.substring(colon, end) : ":".concat(String.valueOf(port)));
        url = made.append(ownUrl.substring(end)).toString();
        return 0;
    }

    @Override
    public synchronized int open() {
        if (reader == null) {
            if (leftBehind == MOST_LEFT_BEHIND) {
                return UNREACHABLE;
            }
            reader = new StreamReader(this, url, spareRing == null ? new byte[ringSize] : spareRing);
            spareRing = null;
            reader.start();
        }
        return reader.state();
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int length) {
        return reader == null ? BROKEN : reader.take(buffer, offset, length);
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        StreamReader open = openReader();
        return open == null ? BROKEN : open.write(buffer, offset, length);
    }

    private synchronized StreamReader openReader() {
        return reader == null || reader.state() < 1 ? null : reader;
    }

    @Override
    public void close() {
        StreamReader closing = drop();
        if (closing != null) {
            closing.shut();
        }
    }

    /** Lets go of the reader; null if there is none, or if it closes by itself what it has not opened yet. */
    private synchronized StreamReader drop() {
        StreamReader dropped = reader;
        reader = null;
        if (dropped == null) {
            return null;
        }
        failure = dropped.failure();
        boolean opening = dropped.state() == 0;
        dropped.drop();
        if (dropped.hasEnded()) {
            spareRing = dropped.ring();
        } else {
            leftBehind++;
        }
        return opening ? null : dropped;
    }

    /** With the monitor held: a thread ends; one that was left behind gives its ring back. */
    void readerEnded(byte[] ring, boolean wasLeftBehind) {
        if (wasLeftBehind) {
            leftBehind--;
            spareRing = ring;
        }
        wake();
    }

    /**
     * Waits until something happens: the connection is open or has ended, bytes have come, or another thread calls
     * {@link #wake}. What happened since the last call counts.
     *
     * @param millis longest wait; returns at once if it is not positive
     * @param input whether bytes that came earlier, and an end, count: {@code client.wantsInput()}
     * @throws InterruptedException if the calling thread is interrupted
     */
    public synchronized void await(int millis, boolean input) throws InterruptedException {
        if (!woken && millis > 0 && !(input && reader != null && reader.hasNews())) {
            wait(millis);
        }
        woken = false;
    }

    /** Ends the present or the next {@link #await}; for any thread. */
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** @return threads of closed connections that have not come back yet */
    public synchronized int leftBehind() {
        return leftBehind;
    }

    /** @return what the machine threw when a connection failed last, for a person to read, or null */
    public synchronized Throwable lastFailure() {
        return reader == null || reader.failure() == null ? failure : reader.failure();
    }

    static int codeOf(Throwable failure) {
        if (failure instanceof CertificateException) {
            return INSECURE;
        }
        return failure instanceof IOException ? UNREACHABLE : UNSUPPORTED;
    }
}

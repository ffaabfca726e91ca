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
 * Two threads for each connection wait for the network in place of who polls: one opens it and reads ahead into a
 * ring, one writes out of a second ring. So no method waits for the peer, but {@link #close}: for at most
 * {@value #LONGEST_CLOSE} ms, until the machine has taken what {@link #write} took, a DISCONNECT as a rule. Of a peer
 * that stops reading the client learns by {@code write}, which takes what fits into its ring and then answers 0; the
 * client's own deadlines end the connection.
 *
 * <p>A machine need not wake a thread that blocks in opening, reading or writing when its connection is closed. Such
 * threads are left behind until they wake by themselves, and the next connection gets new ones; with the threads of
 * {@value #MOST_LEFT_BEHIND} connections left behind, {@code open} answers UNREACHABLE until those of one have ended.
 * So the memory is bounded: two rings from the constructor on, and two more from the first connection that begins
 * while the last one's threads run.
 *
 * <p>Reading and writing allocate nothing; opening allocates the two threads and what the machine makes of a
 * connection, and closing a third thread where the writer is stuck. Polled from one thread; {@link #wake} may be called
 * by any.
 */
public class StreamTransport implements Transport {
    /** Of how many closed connections threads may still block. */
    public static final int MOST_LEFT_BEHIND = 2;
    /** How long {@link #close} waits for what was written to go out, in milliseconds. */
    public static final int LONGEST_CLOSE = 1000;

    private final String ownUrl;
    private final int ringSize;
    private final StreamLink[] links = new StreamLink[MOST_LEFT_BEHIND];
    private String url;
    private StreamLink link;
    private boolean woken;
    private Throwable failure;

    /**
     * Makes a transport to one endpoint, closed.
     *
     * @param url as above, with whatever the machine wants behind it, such as {@code ;bearer_type=gprs}
     * @param ring bytes that are read ahead, and bytes that wait to be written, each at least 1; as many as the larger
     *     buffer of the client are enough
     * @throws IllegalArgumentException if the ring is too small or the URL has no scheme
     */
    public StreamTransport(String url, int ring) {
        if (ring < 1) {
            throw new IllegalArgumentException("ring must be at least 1 byte");
        }
        if (url.indexOf(':') < 1) {
            throw new IllegalArgumentException("url needs a scheme, such as socket://host:port, and is ".concat(url));
        }
        ownUrl = url;
        this.url = url;
        ringSize = ring;
        links[0] = new StreamLink(this, ring);
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
        if (link == null) {
            StreamLink free = freeLink();
            if (free == null) {
                return UNREACHABLE;
            }
            free.open(url);
            link = free;
        }
        return link.state();
    }

    private StreamLink freeLink() {
        for (int i = 0; i < links.length; i++) {
            if (links[i] == null) {
                links[i] = new StreamLink(this, ringSize);
            }
            if (!links[i].isBusy()) {
                return links[i];
            }
        }
        return null;
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int length) {
        return link == null ? BROKEN : link.take(buffer, offset, length);
    }

    @Override
    public synchronized int write(byte[] buffer, int offset, int length) {
        return link == null ? BROKEN : link.put(buffer, offset, length);
    }

    @Override
    public synchronized void close() {
        if (link == null) {
            return;
        }
        StreamLink closing = link;
        link = null;
        failure = closing.failure();
        closing.drop();
        awaitWritten(closing);
        if (closing.isWriting()) {
            closing.closeForWriter();
        }
    }

    /** Waits as long as close may, also when the time of day is set meanwhile. */
    private void awaitWritten(StreamLink closing) {
        long left = LONGEST_CLOSE;
        try {
            while (left > 0 && closing.isWriting()) {
                long before = System.currentTimeMillis();
                wait(left);
                long step = System.currentTimeMillis() - before;
                left -= step < 0 ? left : Math.max(1, step);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until something happens: the connection is open or has ended, bytes have come, there is room again for
     * bytes that {@link #write} did not take, or another thread calls {@link #wake}. What happened since the last call
     * counts.
     *
     * @param millis longest wait; returns at once if it is not positive
     * @param input whether bytes that came earlier, and an end, count: {@code client.wantsInput()}
     * @throws InterruptedException if the calling thread is interrupted
     */
    public synchronized void await(int millis, boolean input) throws InterruptedException {
        if (!woken && millis > 0 && !(input && link != null && link.hasNews())) {
            wait(millis);
        }
        woken = false;
    }

    /** Ends the present or the next {@link #await}; for any thread. */
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** @return closed connections whose threads have not all come back yet */
    public synchronized int leftBehind() {
        int count = 0;
        for (int i = 0; i < links.length; i++) {
            if (links[i] != null && links[i] != link && links[i].isBusy()) {
                count++;
            }
        }
        return count;
    }

    /** @return what the machine threw when a connection failed last, for a person to read, or null */
    public synchronized Throwable lastFailure() {
        return link == null || link.failure() == null ? failure : link.failure();
    }

    static int codeOf(Throwable failure) {
        if (failure instanceof CertificateException) {
            return INSECURE;
        }
        return failure instanceof IOException ? UNREACHABLE : UNSUPPORTED;
    }
}

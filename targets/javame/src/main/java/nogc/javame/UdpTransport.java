package nogc.javame;

import java.io.IOException;
import javax.microedition.io.Connector;
import javax.microedition.io.DatagramConnection;
import nogc.hal.DatagramTransport;
import nogc.hal.Transport;

/**
 * Datagrams of the Generic Connection Framework to one peer, such as an MQTT-SN gateway: {@code datagram://host:port},
 * with whatever the machine wants behind it. There is no broadcast, and so no search for gateways; addresses are not
 * told, since each machine writes them its own way.
 *
 * <p>A thread for each connection opens it and reads ahead up to {@value #AHEAD} datagrams, so that neither
 * {@link #open} nor {@link #receive} blocks. {@link #send} blocks as long as the machine does to take a datagram, which
 * is no round trip. A machine need not wake a thread that waits for a datagram when its connection is closed: it is
 * left behind until one comes, and with {@value #MOST_LEFT_BEHIND} of them {@code open} answers UNREACHABLE.
 *
 * <p>Sending and receiving allocate nothing of ours; opening allocates the thread and its buffers. Polled from one
 * thread; {@link #wake} may be called by any.
 */
public class UdpTransport implements DatagramTransport {
    /** Datagrams that may wait to be received; more are lost, as on the way. */
    public static final int AHEAD = 4;
    /** Threads of closed connections that may still wait for a datagram. */
    public static final int MOST_LEFT_BEHIND = 2;

    private final String url;
    private final int longest;
    private DatagramReceiver receiver;
    private int running;
    private boolean woken;
    private Throwable failure;

    /**
     * Makes a transport to one peer, closed.
     *
     * @param url as above
     * @param longest bytes of the longest datagram, at least 1: the larger buffer of the client
     * @throws IllegalArgumentException if that is too small or the URL is none of a peer
     */
    public UdpTransport(String url, int longest) {
        if (longest < 1) {
            throw new IllegalArgumentException("longest must be at least 1 byte");
        }
        if (!url.startsWith("datagram://") || url.startsWith("datagram://:")) {
            throw new IllegalArgumentException("url must be datagram://host:port, and is ".concat(url));
        }
        this.url = url;
        this.longest = longest;
    }

    /**
     * Opens a connection; called on the connection's thread, and may block. A machine that needs more than a URL for it
     * (an access point, a bearer) overrides this.
     *
     * @param url of the constructor
     * @return a connection to that peer
     * @throws IOException if that fails
     */
    protected DatagramConnection connect(String url) throws IOException {
        return (DatagramConnection) Connector.open(url, Connector.READ_WRITE, true);
    }

    @Override
    public synchronized int open() {
        if (receiver == null) {
            if (running >= MOST_LEFT_BEHIND) {
                return Transport.UNREACHABLE;
            }
            receiver = new DatagramReceiver(this, url, longest);
            running++;
            receiver.start();
        }
        return receiver.state();
    }

    @Override
    public synchronized int longest() {
        return receiver == null ? longest : receiver.longest();
    }

    @Override
    public int send(byte[] address, int addressOffset, int addressLength, byte[] buffer, int offset, int length) {
        if (addressLength != 0) {
            return Transport.UNSUPPORTED;
        }
        DatagramReceiver open;
        synchronized (this) {
            open = receiver;
        }
        if (open == null || open.state() <= 0) {
            return Transport.BROKEN;
        }
        return length > open.longest() ? TOO_LONG : open.send(buffer, offset, length);
    }

    @Override
    public int broadcast(int radius, byte[] buffer, int offset, int length) {
        return Transport.UNSUPPORTED;
    }

    @Override
    public synchronized int receive(byte[] buffer, int offset, int length) {
        return receiver == null ? Transport.BROKEN : receiver.take(buffer, offset, length);
    }

    /** The one peer has the empty address. */
    @Override
    public int sender(byte[] address, int offset) {
        return 0;
    }

    /** The one peer has the empty address. */
    @Override
    public int peer(byte[] address, int offset) {
        return 0;
    }

    @Override
    public void close() {
        DatagramReceiver closing;
        synchronized (this) {
            closing = receiver;
            receiver = null;
            failure = closing == null ? failure : closing.failure();
        }
        if (closing != null) {
            closing.drop();
        }
    }

    /** A receiver has ended. */
    synchronized void ended() {
        running--;
        wake();
    }

    /**
     * Waits until something happens: the connection is open or has ended, a datagram has come, or another thread calls
     * {@link #wake}. What happened since the last call counts.
     *
     * @param millis longest wait; returns at once if it is not positive
     * @param input whether a datagram that came earlier counts: {@code client.wantsInput()}
     * @throws InterruptedException if the calling thread is interrupted
     */
    public synchronized void await(int millis, boolean input) throws InterruptedException {
        if (!woken && millis > 0 && !(input && receiver != null && receiver.hasNews())) {
            wait(millis);
        }
        woken = false;
    }

    /** Ends the present or the next {@link #await}; for any thread. */
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** @return what the machine threw when a connection failed last, for a person to read, or null */
    public synchronized Throwable lastFailure() {
        return receiver == null || receiver.failure() == null ? failure : receiver.failure();
    }
}

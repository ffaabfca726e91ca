package nogc.hal.net;

import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.hal.Transport;

/**
 * One stream to whichever of several addresses answers: brokers of a cluster, a spare one. The transport below is led
 * to one address after the other by its {@code endpoint}; a WebSocket or TLS below follows with its names. An address
 * that is reached in another way (TLS where the others are in clear, a modem beside a wire) brings a transport of its
 * own.
 *
 * <p>{@link #open} begins with the first address, or with a random one, and goes on to the next when one fails or has
 * not answered within {@link #attemptTimeout}; once each was tried it answers the code of the last, so that the client
 * backs off before the next round. A stream that stood for {@link #stableAfter} makes its address the one to begin with
 * next time, until {@link #returnAfter} has passed since the first one was left: then that is tried first again. A
 * stream that ended sooner (a broker that takes connections and sends them away) counts as failed: the next opening
 * begins behind it.
 *
 * <p>A server redirection ({@link #endpoint}) goes by the transport in use, and is tried alone; the list is back with
 * {@code endpoint(null, …)}, or when the redirection did not open.
 *
 * <p>No method blocks longer than the transport below does; none allocates after the addresses were added.
 */
public final class EndpointList implements LayeredTransport {
    /** Begins with the first address. */
    public static final int IN_ORDER = 0;
    /** Begins each round anywhere, so that a crowd of devices spreads over the brokers. */
    public static final int RANDOM = 1;

    /**
     * Longest time that one address may take to open, in milliseconds, 0 and less for no limit of ours. The client's
     * {@code Config.connectTimeout} bounds the whole round.
     */
    public int attemptTimeout = 10000;
    /** How long a stream must stand until its address counts as good, in milliseconds; 0 and less: at once. */
    public int stableAfter = 10000;
    /**
     * How long after leaving the first address it is tried first again, in milliseconds; 0 and less: in each round. The
     * clock wraps: a longer pause than 24 days between two rounds may count as a short one.
     */
    public int returnAfter = 300000;

    private final Transport below;
    private final Clock clock;
    private final Entropy entropy;
    private final int order;
    /** The way to each address, and where that is to be led; null: where it leads by itself. */
    private final Transport[] ways;
    private final byte[][] hosts;
    private final int[] ports;
    private int count;

    /** What is open or opening, or was last; null before the first opening of a list without a transport below. */
    private Transport way;
    /** The address to begin a round with, and that of this attempt. */
    private int start;
    private int current;
    private int tried;
    private boolean redirected;
    /** When the first address was left for another one last; valid while {@code start} is not 0. */
    private int leftAt;

    private boolean opening;
    private boolean open;
    private int since;
    private int failure;

    /**
     * A list without addresses.
     *
     * @param below led to each address in turn; used by nobody else. Null if each brings a transport of its own
     * @param clock of the board
     * @param entropy of the board
     * @param order {@link #IN_ORDER} or {@link #RANDOM}
     * @param capacity most addresses, from 1
     * @throws IllegalArgumentException if order or capacity is out of range
     */
    public EndpointList(Transport below, Clock clock, Entropy entropy, int order, int capacity) {
        if (order != IN_ORDER && order != RANDOM || capacity < 1) {
            throw new IllegalArgumentException("order must be IN_ORDER or RANDOM, capacity at least 1");
        }
        this.below = below;
        this.clock = clock;
        this.entropy = entropy;
        this.order = order;
        way = below;
        ways = new Transport[capacity];
        hosts = new byte[capacity][];
        ports = new int[capacity];
    }

    /**
     * Adds an address of the transport below behind the others. While the stream is closed.
     *
     * @param host 1 to 255 visible ASCII bytes; kept, do not change it
     * @param port 1 to 65,535
     * @return 0, or {@link #UNSUPPORTED} if the list is full, the address is none, or there is no transport below
     */
    public int add(byte[] host, int port) {
        boolean good = host != null && HostPort.isHost(host, 0, host.length) && port >= 1 && port <= 65535;
        return good ? add(below, host, port) : UNSUPPORTED;
    }

    /**
     * Adds the address where a transport leads by itself behind the others. While the stream is closed.
     *
     * @param own used by nobody else
     * @return 0, or {@link #UNSUPPORTED} if the list is full or there is no transport
     */
    public int add(Transport own) {
        return add(own, null, 0);
    }

    private int add(Transport by, byte[] host, int port) {
        if (by == null || count == hosts.length) {
            return UNSUPPORTED;
        }
        ways[count] = by;
        hosts[count] = host;
        ports[count++] = port;
        return 0;
    }

    /** @return the transport in use, or that was used last; before the first opening the one below, or null */
    public Transport way() {
        return way;
    }

    /** @return which address the stream is at, or was tried last, 0 for the first; -1 after a redirection */
    public int current() {
        return redirected ? -1 : current;
    }

    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        if (host == null) {
            redirected = false;
            return 0;
        }
        if (way == null) {
            way = ways[0];
        }
        int result = way == null ? UNSUPPORTED : way.endpoint(host, offset, length, port);
        redirected = result >= 0;
        return result;
    }

    @Override
    public int open() {
        if (open) {
            return 1;
        }
        if (failure < 0) {
            return failure;
        }
        if (count == 0 && !redirected) {
            return fail(UNSUPPORTED);
        }
        int result = opening || begin() ? way.open() : UNSUPPORTED;
        if (result == 0 && attemptTimeout > 0 && clock.millis() - since >= attemptTimeout) {
            result = UNREACHABLE;
        }
        while (result < 0 && hasNext()) {
            since = clock.millis();
            result = lead() ? way.open() : UNSUPPORTED;
        }
        if (result > 0) {
            open = true;
            since = clock.millis();
        }
        return result < 0 ? fail(result) : result;
    }

    /** A round begins; whether there is a way to its first address. */
    private boolean begin() {
        opening = true;
        since = clock.millis();
        tried = 0;
        if (redirected) {
            return true;
        }
        if (order == RANDOM && count > 1) {
            start = (entropy.next() >>> 1) % count;
        } else if (start != 0 && clock.millis() - leftAt >= returnAfter) {
            start = 0;
        }
        current = start;
        return lead();
    }

    private boolean lead() {
        way = ways[current];
        byte[] host = hosts[current];
        return way.endpoint(host, 0, host == null ? 0 : host.length, ports[current]) >= 0;
    }

    /** An attempt failed: whether there is another address in this round. */
    private boolean hasNext() {
        way.close();
        if (redirected) {
            redirected = false;
            return false;
        }
        tried++;
        if (tried == count) {
            return false; // the last one is what the caller is told of
        }
        current = behind();
        return true;
    }

    private int fail(int code) {
        failure = code;
        return code;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        return open ? way.read(buffer, offset, length) : BROKEN;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        return open ? way.write(buffer, offset, length) : BROKEN;
    }

    /** Nothing of its own; a list over a layer asks that layer through whoever sleeps on it. */
    @Override
    public boolean wantsRoom() {
        return false;
    }

    @Override
    public boolean wantsRead() {
        return false;
    }

    @Override
    public int patience() {
        return opening && !open && failure == 0 && attemptTimeout > 0
                ? Math.max(attemptTimeout - (clock.millis() - since), 1) : 0;
    }

    @Override
    public void close() {
        if (way != null) {
            way.close();
        }
        if (!redirected && order == IN_ORDER && count > 0) {
            remember();
        }
        open = false;
        opening = false;
        failure = 0;
    }

    /** Where the next round begins. */
    private void remember() {
        if (open) {
            boolean stable = clock.millis() - since >= stableAfter;
            start = stable ? current : behind();
        } else if (opening && failure == 0) {
            start = behind(); // given up from outside, at its connect time-out
        }
    }

    /** The address behind the current one, which is left for it. */
    private int behind() {
        if (current == 0) {
            leftAt = clock.millis();
        }
        return (current + 1) % count;
    }
}

package nogc.hal.net;

import nogc.hal.Transport;

/**
 * A stream through a proxy, over a stream to the proxy: {@link #endpoint} says where the proxy shall lead, and the
 * stream below always leads to the proxy. The proxy resolves the name. Put TLS above it for a secure server.
 *
 * <p>No method blocks longer than the stream below does; none allocates. {@link #open} takes as many round trips as
 * the type says; the caller bounds its time ({@code Config.connectTimeout}). Once open, bytes pass unchanged, and
 * nothing is held inside.
 */
public abstract class ProxyTransport implements LayeredTransport {
    /** The proxy refused to connect, by its rules or because it could not. */
    public static final int PROXY_REFUSED = -87;
    /** The proxy wants credentials, or others than those that it was given. */
    public static final int PROXY_AUTHENTICATION = -88;
    /** What answers there is no such proxy. */
    public static final int NOT_A_PROXY = -89;

    private static final int CLOSED = 0;
    private static final int CONNECTING = 1;
    private static final int ASKING = 2;
    private static final int ANSWERING = 3;
    private static final int OPEN = 4;
    private static final int CHUNK = 64;

    final HostPort target;
    final Request request = new Request(new byte[CHUNK]);
    private final Transport below;
    private final byte[] next = new byte[1];
    private int state;
    private int failure;

    /**
     * @param below the stream to the proxy; used by nobody else
     * @param host of the server, 1 to 255 visible ASCII bytes; kept
     * @param port of the server, 1 to 65,535
     */
    ProxyTransport(Transport below, byte[] host, int port) {
        if (host == null || !HostPort.isHost(host, 0, host.length) || port < 1 || port > 65535) {
            throw new IllegalArgumentException("host must have 1 to 255 visible ASCII characters, port be 1 to 65535");
        }
        this.below = below;
        target = new HostPort(host, port, 0);
    }

    /** Writes the first request. */
    abstract void begin();

    /**
     * Takes one byte of an answer.
     *
     * @return 0 for more; {@link #ASK_AGAIN} if another request was written; 1 once the tunnel is open; or why not
     */
    abstract int accept(int value);

    /** The answer of {@link #accept} behind which another request goes out. */
    static final int ASK_AGAIN = 2;

    @Override
    public final int endpoint(byte[] host, int offset, int length, int port) {
        return target.set(host, offset, length, port) ? 0 : UNSUPPORTED;
    }

    @Override
    public final int open() {
        if (failure < 0) {
            return failure;
        }
        if (state == CLOSED) {
            state = CONNECTING;
        }
        if (state == CONNECTING) {
            int opened = below.open();
            if (opened <= 0) {
                return opened;
            }
            begin();
            state = ASKING;
        }
        while (state == ASKING || state == ANSWERING) {
            int result = state == ASKING ? ask() : hear();
            if (result <= 0) {
                failure = result;
                return result;
            }
        }
        return 1;
    }

    private int ask() {
        int sent = request.send(below);
        if (sent > 0) {
            state = ANSWERING;
        }
        return sent;
    }

    /** Byte by byte: what comes behind the answer belongs to who reads the tunnel. */
    private int hear() {
        int count = below.read(next, 0, 1);
        while (count > 0) {
            int result = accept(next[0] & 0xff);
            if (result != 0) {
                state = result == ASK_AGAIN ? ASKING : result > 0 ? OPEN : state;
                return result;
            }
            count = below.read(next, 0, 1);
        }
        return count;
    }

    @Override
    public final int read(byte[] buffer, int offset, int length) {
        return state == OPEN ? below.read(buffer, offset, length) : BROKEN;
    }

    @Override
    public final int write(byte[] buffer, int offset, int length) {
        return state == OPEN ? below.write(buffer, offset, length) : BROKEN;
    }

    @Override
    public final boolean wantsRoom() {
        return state == ASKING;
    }

    @Override
    public final int patience() {
        return 0;
    }

    @Override
    public final boolean wantsRead() {
        return false;
    }

    @Override
    public final void close() {
        below.close();
        state = CLOSED;
        failure = 0;
    }
}

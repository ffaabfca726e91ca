package nogc.hal.net;

import nogc.hal.Entropy;
import nogc.hal.Transport;

/**
 * MQTT over WebSocket (RFC 6455, [MQTT-6]) on top of any stream: TCP for {@code ws:}, TLS for {@code wss:}, a tunnel
 * through a proxy, a modem. To the client it is a stream again: packets may share frames and be cut by them.
 * <pre>
 *   Client ─▶ WebSocketTransport ─▶ stream ─▶ GET … Upgrade: websocket, then frames of binary data
 * </pre>
 *
 * <p>{@link #open} opens the stream, sends the request and reads the answer; the caller bounds its time
 * ({@code Config.connectTimeout}). Redirections are told, not followed: whether another host may get the credentials is
 * for the application to say. A ping is answered with any later call. {@link #close} says goodbye (1000) if the stream
 * takes it at once, and waits for no answer.
 *
 * <p>No method blocks longer than the stream does; none allocates. Memory is that of the {@link WebSocketOptions} and
 * about 1,000 bytes.
 */
public final class WebSocketTransport implements LayeredTransport {
    /** The answer is not HTTP: another protocol listens there, MQTT or TLS perhaps. */
    public static final int NOT_HTTP = -80;
    /** The server, or a proxy before it, refused by an HTTP status: {@link #httpStatus} says which. */
    public static final int HTTP_REFUSED = -81;
    /** The server sends us elsewhere: {@link #location} says where to. */
    public static final int REDIRECTED = -82;
    /**
     * The answer says 101 but is not one to this request: no upgrade, a wrong Sec-WebSocket-Accept (a cache, or a
     * server that is none), or an extension that was not offered.
     */
    public static final int NOT_UPGRADED = -83;
    /** The server speaks WebSocket, but did not choose the sub-protocol {@code mqtt} [MQTT-6.0.0-4]. */
    public static final int WRONG_SUBPROTOCOL = -84;
    /**
     * The server sent a frame that WebSocket or MQTT forbids: {@link #closeCode} says 1002; 1003 for text
     * [MQTT-6.0.0-1]; 1009 for a frame of 2 GB or more.
     */
    public static final int FRAME_ERROR = -85;
    /** The server closed with another code than 1000 or 1001: {@link #closeCode} says which. */
    public static final int CLOSED = -86;

    private static final int CLOSED_STATE = 0;
    private static final int CONNECTING = 1;
    private static final int REQUESTING = 2;
    private static final int ANSWERING = 3;
    private static final int OPEN = 4;

    private final Transport below;
    private final WebSocketOptions options;
    private final HostPort server;
    private final WebSocketHandshake handshake;
    private final FrameReader in;
    private final FrameWriter out;
    private int state;
    private int failure;

    /**
     * A transport that is closed.
     *
     * @param below the stream to the server; used by nobody else
     * @param entropy of the board, for keys and masks
     * @param options where to
     * @throws IllegalArgumentException if an option is out of range, with a message that says which
     */
    public WebSocketTransport(Transport below, Entropy entropy, WebSocketOptions options) {
        String problem = options.problem();
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        this.below = below;
        this.options = options;
        server = new HostPort(options.host, options.port, options.secure ? 443 : 80);
        out = new FrameWriter(below, entropy, options.transmitBuffer);
        handshake = new WebSocketHandshake(entropy, out.memory());
        in = new FrameReader(below, out, options.receiveBuffer);
    }

    /** As that of the stream below; the Host field follows. {@link #UNSUPPORTED} for a host above 255 bytes. */
    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        if (host != null && !HostPort.isHost(host, offset, length)) {
            return UNSUPPORTED;
        }
        int result = below.endpoint(host, offset, length, port);
        return result < 0 || server.set(host, offset, length, port) ? result : UNSUPPORTED;
    }

    @Override
    public int open() {
        if (failure < 0) {
            return failure;
        }
        if (state == CLOSED_STATE) {
            state = CONNECTING;
            in.reset();
            out.reset();
        }
        if (state == CONNECTING) {
            int opened = below.open();
            if (opened <= 0) {
                return opened;
            }
            if (!options.areHeaders()) {
                return fail(UNSUPPORTED);
            }
            handshake.begin(server, options);
            state = REQUESTING;
        }
        if (state == REQUESTING) {
            int sent = handshake.send(below);
            if (sent <= 0) {
                return sent < 0 ? fail(sent) : 0;
            }
            state = ANSWERING;
        }
        return state == ANSWERING ? readAnswer() : 1;
    }

    /** What came behind the answer stays for {@link #read}. Bounded: no answer is longer than 16,384 bytes. */
    private int readAnswer() {
        int count;
        do {
            count = in.fill();
            while (!in.isEmpty()) {
                int result = handshake.accept(in.next());
                if (result != 0) {
                    state = result > 0 ? OPEN : state;
                    return result > 0 ? 1 : fail(result);
                }
            }
        } while (count == in.capacity());
        return count < 0 ? fail(count) : 0;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (state != OPEN || failure < 0) {
            return state == OPEN ? failure : BROKEN;
        }
        int moved = in.read(buffer, offset, length);
        int flushed = out.flush();
        int result = in.result() < 0 ? in.result() : flushed;
        if (result < 0) {
            fail(result);
        }
        return moved == 0 && result < 0 ? result : moved;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        if (state != OPEN || failure < 0) {
            return state == OPEN ? failure : BROKEN;
        }
        int count = out.write(buffer, offset, length);
        return count < 0 ? fail(count) : count;
    }

    @Override
    public boolean wantsRoom() {
        if (state == OPEN && failure == 0) {
            int flushed = out.flush();
            if (flushed < 0) {
                fail(flushed);
            }
            return flushed == 0;
        }
        return state == REQUESTING;
    }

    @Override
    public int patience() {
        return 0;
    }

    @Override
    public boolean wantsRead() {
        return state == OPEN && (failure < 0 || in.hasStopped());
    }

    private int fail(int code) {
        failure = code;
        return code;
    }

    @Override
    public void close() {
        if (state == OPEN && failure == 0) {
            out.close(FrameHeader.NORMAL);
            out.flush();
        }
        below.close();
        state = CLOSED_STATE;
        failure = 0;
    }

    /**
     * The HTTP status of the last answer, for a person who looks for a fault: 401 and 403 ask for credentials, 404 for
     * another path, 502 and 503 tell of a proxy whose server is down.
     *
     * @return 100 to 999, or 0 if there was none
     */
    public int httpStatus() {
        return handshake.answer().status();
    }

    /**
     * Where the server sent us, after {@link #REDIRECTED}: an absolute URL or a path.
     *
     * @param into where to; room for 256 bytes
     * @param offset first byte to fill
     * @return its length, 0 if there was none; of a longer one the beginning
     */
    public int location(byte[] into, int offset) {
        return handshake.location(into, offset);
    }

    /**
     * The code of the Close frame that ended the last connection, the server's or, after {@link #FRAME_ERROR}, ours.
     *
     * @return 1000 to 4999; 1005 if the server gave none; 0 without a Close frame
     */
    public int closeCode() {
        return in.closeCode();
    }
}

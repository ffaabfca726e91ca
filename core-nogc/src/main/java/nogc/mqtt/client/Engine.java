package nogc.mqtt.client;

import nogc.hal.Entropy;
import nogc.mqtt.Config;
import nogc.mqtt.Listener;
import nogc.mqtt.PacketTrace;
import nogc.mqtt.Result;
import nogc.mqtt.codec.PacketDecoder;
import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.session.Connection;
import nogc.mqtt.session.Session;
import nogc.mqtt.wire.PacketType;

/**
 * The client without input and output: takes bytes and a time, and tells which bytes to write, whether it wants input
 * and when it wants to be called again. No thread, clock or socket is inside, so a test runs it in virtual time and
 * {@link Client} over any transport.
 * <pre>
 *   at(now), then read as below, then tick(now)
 *   connection().wantsOpen()    ─▶ open the transport, then opened(now) or connection().lost(code, now)
 *   inputSpace() &gt; 0            ─▶ put bytes at input()[inputOffset()], then received(count, now)
 *   process()
 *   output() &gt; 0                ─▶ write bytes from outputBuffer()[outputOffset()], then written(count, now)
 *   connection().wantsClose()   ─▶ close the transport, then connection().closed()
 *   sleep for remaining() or until input
 * </pre>
 * Every method is bounded by the buffers and slots, and none allocates.
 */
public final class Engine {
    /** How often a payload source that gave nothing, or a busy store, is asked again, in milliseconds. */
    private static final int STALLED = 10;

    private final Session session;
    private final Connection connection;
    private final PacketDecoder decoder;
    private final PacketEncoder encoder;
    private final PacketTrace trace;
    private final int sendTimeout;
    private final byte[] input;

    // valid for connection
    private int start;
    private int end;
    /** The session refused the next event of the input: it is offered again, and nothing is read before it is taken. */
    private boolean refused;
    /** How much the session owed then: it takes the event once it owes less. */
    private int owed;
    /** The next event of the input was counted and traced. */
    private boolean seen;
    private int lastSent;

    private int now;

    /**
     * Allocates all memory of a client.
     *
     * @param config sizes and options
     * @param protocol {@code new Mqtt311()} or {@code new Mqtt5()}
     * @param entropy for jitter and client identifiers
     * @param listener the application
     * @throws IllegalArgumentException if the configuration is out of range, with a message that says what to change
     */
    public Engine(Config config, Protocol protocol, Entropy entropy, Listener listener) {
        String problem = config.problem();
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        decoder = new PacketDecoder(protocol, config.receiveBuffer, config.maximumPacketSize, config.inboundSlots > 0);
        encoder = new PacketEncoder(protocol, config.transmitBuffer);
        session = new Session(config, protocol, decoder, encoder, entropy, listener);
        connection = session.connection();
        input = new byte[config.receiveBuffer];
        trace = config.trace;
        sendTimeout = config.sendTimeout;
    }

    /** @return what the application calls */
    public Session session() {
        return session;
    }

    /** @return the state of the connection */
    public Connection connection() {
        return connection;
    }

    /**
     * Says what time it is, and no more: read behind it, so that what has come counts before a deadline does.
     *
     * @param time milliseconds, wrapping
     */
    public void at(int time) {
        now = time;
        connection.at(time);
    }

    /**
     * Looks at the time: attempts, deadlines, expiry.
     *
     * @param time milliseconds, wrapping
     */
    public void tick(int time) {
        now = time;
        if (refused) { // it is us who do not read
            session.keepAlive().excuse(now);
        }
        connection.tick(now);
        if (!connection.isOpen()) {
            return;
        }
        if (isMidPacket() && session.keepAlive().patience(now) <= 0) {
            connection.fail(Result.RECEIVE_TIMEOUT);
        }
        if (isWriting() && now - lastSent >= sendTimeout) {
            connection.fail(Result.SEND_TIMEOUT);
        }
    }

    private boolean isMidPacket() {
        return start < end || decoder.isMidPacket();
    }

    private boolean isWriting() {
        return encoder.length() > 0 || session.isStalled();
    }

    /**
     * The transport is open.
     *
     * @param time milliseconds
     */
    public void opened(int time) {
        now = time;
        start = 0;
        end = 0;
        refused = false;
        seen = false;
        lastSent = now;
        decoder.reset();
        connection.opened(now);
    }

    /** @return the array to put received bytes into */
    public byte[] input() {
        return input;
    }

    /** @return index of the first free byte; behind our DISCONNECT 0, over what nobody will look at */
    public int inputOffset() {
        return connection.isOpen() ? end : 0;
    }

    /** @return how many bytes may be put there; 0 while nothing is to be read */
    public int inputSpace() {
        if (!connection.isOpen()) { // nobody looks at what comes behind our DISCONNECT
            return connection.mayRead() ? input.length : 0;
        }
        return refused ? 0 : input.length - end;
    }

    /**
     * Bytes were put into the input.
     *
     * @param count how many
     * @param time milliseconds
     */
    public void received(int count, int time) {
        now = time;
        session.metrics().bytesReceived += count;
        if (!connection.isOpen()) {
            return;
        }
        session.keepAlive().received(now);
        end += count;
    }

    /** Takes the packets of the input, until it is empty, the listener waits, or the connection ends. */
    public void process() {
        if (session.isWaiting()) {
            return;
        }
        refused = false;
        while (connection.isOpen() && !session.isWaiting()) {
            int result;
            if (session.isEnding()) {
                result = session.endMessage(input);
            } else {
                int event = decoder.decode(input, start, end);
                if (event == PacketDecoder.NEED_MORE) {
                    break;
                }
                if (event > 0 && !seen) {
                    see(event);
                }
                result = event < 0 ? event : session.handle(event, input);
                if (result == Session.TAKEN) {
                    start = decoder.consume();
                    seen = false;
                }
            }
            if (result < 0) {
                connection.fail(result);
            } else if (result == Session.NOT_NOW) {
                refused = true;
                owed = session.isWaiting() ? Integer.MAX_VALUE : session.owed();
                break;
            }
        }
        if (start > 0) {
            System.arraycopy(input, start, input, 0, end - start);
            end -= start;
            start = 0;
        }
    }

    /** Counts and traces a packet, once, however often its event is offered; of one in pieces, the first. */
    private void see(int event) {
        seen = true;
        if (event <= PacketType.AUTH || event == PacketDecoder.SKIPPED && !decoder.isMidPacket()) {
            session.metrics().packetsReceived++;
            if (trace != null) {
                trace.packet(false, input, start, Math.min(decoder.packetLength(), end - start));
            }
        }
    }

    /**
     * Commits the store and encodes what may be written.
     *
     * @return how many bytes are to be written
     */
    public int output() {
        boolean idle = !isWriting();
        session.fill(now);
        if (idle) {
            lastSent = now;
        }
        if (encoder.length() == 0) {
            connection.flushed(now);
        }
        return session.isHeld() ? 0 : encoder.length();
    }

    /** @return the array that holds them */
    public byte[] outputBuffer() {
        return encoder.buffer();
    }

    /** @return index of the first of them */
    public int outputOffset() {
        return encoder.start();
    }

    /**
     * The transport took bytes.
     *
     * @param count how many, possibly 0
     * @param time milliseconds
     */
    public void written(int count, int time) {
        now = time;
        if (count > 0) {
            lastSent = now;
            session.sent(count, now);
            encoder.written(count);
            connection.written(now);
            if (encoder.length() == 0) {
                connection.flushed(now);
            }
        }
    }

    /** @return whether bytes wait that the transport did not take */
    public boolean wantsOutput() {
        return encoder.length() > 0 && !session.isHeld();
    }

    /** @return milliseconds until the engine wants to be called again, 0 for at once */
    public int remaining() {
        int remaining = connection.remaining();
        if (connection.wantsClose() || session.wantsCommit()) {
            return 0;
        }
        if (session.isStoreBusy()) {
            remaining = Math.min(remaining, STALLED);
        }
        if (connection.isOpen()) {
            if (encoder.length() == 0 && session.hasMore()) {
                return 0;
            }
            if (refused && !session.isWaiting() && session.owed() < owed) {
                return 0;
            }
            if (session.isStalled()) {
                remaining = Math.min(remaining, STALLED);
            }
            if (isMidPacket() && !refused) {
                remaining = Math.min(remaining, session.keepAlive().patience(now));
            }
            if (isWriting()) {
                remaining = Math.min(remaining, sendTimeout - (now - lastSent));
            }
        }
        return Math.max(0, remaining);
    }
}

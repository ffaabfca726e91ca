package nogc.mqtt.session;

import nogc.hal.Entropy;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.Utf8String;
import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.Property;

/**
 * The life of a connection: when to open one, whether the server accepted it, when to give it up, and when to try
 * again.
 * <pre>
 *            connect()          due            opened          CONNACK
 *    IDLE ─────────────▶ WAITING ───▶ OPENING ───────▶ CONNECTING ───▶ CONNECTED
 *      ▲                  ▲  lost, refused, timed out │     │             │  disconnect(), our own refusal
 *      │                  └───────────────────────────┴─────┴─────────────┤
 *      └─── no further attempt ◀─── LINGERING ◀────── CLOSING ◀───────────┘  (DISCONNECT is being written)
 * </pre>
 * LINGERING: DISCONNECT is written, and the server has the time to close the stream; then WAITING or IDLE. Bytes that
 * nobody has read make a TCP stack close by a reset, which may take DISCONNECT and the acknowledgements ahead of it
 * away from the server; so they are read and passed over.
 *
 * <p>All times are wrapping milliseconds.
 */
public final class Connection {
    private static final int IDLE = 0;
    private static final int WAITING = 1;
    private static final int OPENING = 2;
    private static final int CONNECTING = 3;
    private static final int CONNECTED = 4;
    private static final int CLOSING = 5;
    private static final int LINGERING = 6;

    /** The longest time between two polls: seconds are counted from them. */
    private static final int LONGEST_SLEEP = 3600000;

    /** A delay that ends at the next look at the time, however long ago the last one was. */
    private static final int AT_ONCE = 0;

    private final Config config;
    private final Protocol protocol;
    private final PacketEncoder encoder;
    private final Listener listener;
    private final Session session;
    private final ConnectRequest request;
    private final Backoff backoff;
    private final ServerReference reference;
    private final PropertyReader none = new PropertyReader();

    // valid from connect on, over all its connections
    private int attempts;

    // valid for connection
    private boolean linkUp;
    private boolean closeWanted;
    private boolean aborted;
    private boolean established;
    private boolean stable;
    private int closeCause;

    private int phase = IDLE;
    private int phaseStart;
    private int delay;
    private int now;
    private int secondStart;
    private boolean ticking;

    Connection(Config config, Protocol protocol, PacketEncoder encoder, Entropy entropy, Listener listener,
            Session session) {
        this.config = config;
        this.protocol = protocol;
        this.encoder = encoder;
        this.listener = listener;
        this.session = session;
        request = new ConnectRequest(config, protocol, encoder, entropy, none);
        backoff = new Backoff(config, protocol, entropy);
        reference = new ServerReference(config.serverReference);
    }

    int connect(ConnectOptions chosen) {
        if (phase != IDLE) {
            return Result.ALREADY_CONNECTED;
        }
        int result = request.take(chosen);
        if (result == Result.OK) {
            result = openStore();
        }
        if (result < 0) {
            return result;
        }
        backoff.reset();
        attempts = 0;
        phase = WAITING;
        delay = AT_ONCE;
        return Result.OK;
    }

    private int openStore() {
        Journal journal = session.journal();
        if (!journal.isPresent()) {
            return Result.OK;
        }
        Utf8String id = request.clientId();
        int result = journal.open(id.bytes(), 0, id.length(), protocol.version(), session.live());
        if (result < 0) {
            session.live().undo();
            return result;
        }
        request.bind();
        if (result == 1) {
            request.resume();
        }
        return Result.OK;
    }

    /**
     * The application gave up what is open, and with it the session: without a connection, another client identifier
     * may connect now.
     */
    void forget() {
        request.forget(phase == IDLE);
    }

    int abort() {
        if (phase == IDLE) {
            return Result.NOT_CONNECTED;
        }
        aborted = true;
        return Result.OK;
    }

    ConnectOptions options() {
        return request.options();
    }

    /** @return whether nothing is going on and nothing will */
    public boolean isIdle() {
        return phase == IDLE;
    }

    /** @return which attempt this is since connect, 0 before the first */
    public int attempts() {
        return attempts;
    }

    /** @return whether CONNACK was good and nothing has ended the connection since */
    public boolean isEstablished() {
        return phase == CONNECTED && !aborted;
    }

    /** @return whether packets may be read */
    public boolean isOpen() {
        return (phase == CONNECTED || phase == CONNECTING) && !aborted;
    }

    /** @return whether bytes may be read, if only to be passed over behind our DISCONNECT */
    public boolean mayRead() {
        return phase >= CONNECTING && !aborted;
    }

    /** @return whether the transport is to be opened, or asked how far it is */
    public boolean wantsOpen() {
        return phase == OPENING && !closeWanted;
    }

    /** @return whether the transport is to be closed */
    public boolean wantsClose() {
        return closeWanted;
    }

    /** @return where the server sends us */
    public ServerReference reference() {
        return reference;
    }

    /** What CONNECT said. */
    ConnectRequest request() {
        return request;
    }

    /**
     * Says what time it is.
     *
     * @param time milliseconds
     */
    public void at(int time) {
        now = time;
    }

    /**
     * Looks at the time: attempts, time-outs, expiry.
     *
     * @param time milliseconds
     */
    public void tick(int time) {
        now = time;
        countSeconds();
        session.farewell().tick(now);
        int elapsed = now - phaseStart;
        if (aborted) {
            end(Result.ABORTED, 0, none);
        } else if (session.farewell().isLeaving() && phase < CONNECTING) {
            end(Result.DISCONNECTED, 0, none);
        } else if (phase == WAITING && (delay == AT_ONCE || elapsed >= delay) && !closeWanted) {
            attempt();
        } else if (phase == OPENING && elapsed >= config.connectTimeout) {
            end(Result.CONNECT_TIMEOUT, 0, none);
        } else if (phase == CONNECTING && encoder.length() == 0 && elapsed >= config.connackTimeout) {
            end(Result.CONNACK_TIMEOUT, 0, none);
        } else if (phase == CLOSING && elapsed >= config.sendTimeout
                || phase == LINGERING && elapsed >= config.closeTimeout) {
            end(closeCause, 0, none);
        } else if (phase == CONNECTED) {
            if (!stable && elapsed >= config.stableTime) {
                stable = true;
                backoff.reset();
            }
            if (session.keepAlive().expired(now)) {
                end(Result.PING_TIMEOUT, 0, none);
            }
        }
    }

    private void countSeconds() {
        if (!ticking) {
            ticking = true;
            secondStart = now;
        }
        int seconds = (now - secondStart) / 1000;
        secondStart += seconds * 1000;
        session.advance(seconds);
    }

    private void attempt() {
        session.metrics().connectAttempts++;
        attempts++;
        phase = OPENING;
        phaseStart = now;
        listener.onConnecting(request.options());
        int result = request.begin();
        if (result < 0) {
            end(result, 0, none);
        }
    }

    /**
     * The transport is open: CONNECT goes first [MQTT-3.1.0-1].
     *
     * @param time milliseconds
     */
    public void opened(int time) {
        now = time;
        linkUp = true;
        phase = CONNECTING;
        phaseStart = now;
        session.keepAlive().start(options().keepAlive, now);
        encoder.clear();
        int result = protocol.hasProperties() ? session.authentication().connect(options().authenticator) : Result.OK;
        if (result == Result.OK) {
            result = request.write();
        }
        if (result > 0) {
            session.wrote(result);
        }
        if (result < 0) {
            end(result, 0, none);
        }
    }

    /**
     * The transport failed, while opening or later.
     *
     * @param cause its code
     * @param time milliseconds
     */
    public void lost(int cause, int time) {
        now = time;
        end(phase >= CLOSING ? closeCause : cause, 0, none);
    }

    /** The transport was closed. */
    public void closed() {
        closeWanted = false;
        linkUp = false;
    }

    /** An authentication round: the deadline of CONNACK starts anew. */
    void hold() {
        phaseStart = now;
    }

    /** CONNACK. */
    int accepted(boolean sessionPresent, int reasonCode, PropertyReader properties) {
        if (reasonCode != 0) {
            followReference(reasonCode, properties);
            end(Result.REFUSED, reasonCode, properties);
            return Result.OK;
        }
        int keepAlive = options().keepAlive;
        int result = Result.OK;
        if (protocol.hasProperties()) {
            keepAlive = properties.get(Property.SERVER_KEEP_ALIVE, keepAlive); // [MQTT-3.1.2-21]
            result = session.authentication().connected(properties);
        }
        if (result == Result.OK) {
            result = request.accepted(sessionPresent, properties);
        }
        if (result < 0) {
            return result;
        }
        phase = CONNECTED;
        phaseStart = now;
        established = true;
        stable = false;
        session.metrics().connections++;
        session.keepAlive().start(keepAlive, now);
        session.connected(sessionPresent, properties);
        properties.rewind();
        listener.onConnected(sessionPresent, properties);
        return Result.OK;
    }

    /** DISCONNECT of the server: close, and send nothing back. */
    void left(int reasonCode, PropertyReader properties) {
        followReference(reasonCode, properties);
        end(Result.SERVER_DISCONNECT, reasonCode, properties);
    }

    private void followReference(int reasonCode, PropertyReader properties) {
        if (!protocol.hasProperties()) {
            return;
        }
        if (reasonCode == ReasonCode.USE_ANOTHER_SERVER || reasonCode == ReasonCode.SERVER_MOVED) {
            reference.take(properties, reasonCode == ReasonCode.USE_ANOTHER_SERVER);
        }
        properties.rewind();
    }

    /**
     * We end the connection: with a DISCONNECT where the version has one for this cause and there is room, else at
     * once.
     *
     * @param cause a negative result
     */
    public void fail(int cause) {
        if (!isOpen()) {
            return;
        }
        int reasonCode = reasonToSend(cause);
        if (reasonCode >= 0 && (reasonCode == 0 || protocol.hasProperties()) && !session.isHalfWritten()) {
            session.finishAnswers();
            if (session.wrote(encoder.disconnect(reasonCode, encoder.buffer(), 0, 0))) {
                closeWith(cause);
                return;
            }
        }
        end(cause, 0, none);
    }

    private int reasonToSend(int cause) {
        switch (cause) {
            case Result.UNKNOWN_SESSION:
            case Result.INBOUND_FULL: // no fault of the server's: what we have answered shall reach it
                return ReasonCode.SUCCESS;
            case Result.AUTHENTICATION_FAILED:
                return ReasonCode.UNSPECIFIED_ERROR; // [MQTT-4.12.1-2]
            case Result.STORE_FAILED:
            case Result.STORE_FULL:
                return phase == CONNECTED ? ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR : -1; // CONNECT has not left
            default:
                return Result.isPeerFault(cause) ? -cause : -1;
        }
    }

    /**
     * DISCONNECT is in the transmit buffer: nothing is taken or added any more, and the transport closes once it is
     * written and the server has closed its side, or had the time to.
     */
    void closeWith(int cause) {
        phase = CLOSING;
        phaseStart = now;
        closeCause = cause;
    }

    /**
     * Bytes have left. No deadline measures our own queue: that of CONNACK starts behind CONNECT, and DISCONNECT has
     * its time as long as what stands ahead of it goes on.
     *
     * @param time milliseconds
     */
    public void written(int time) {
        if (phase == CONNECTING || phase == CLOSING) {
            phaseStart = time;
        }
    }

    /**
     * All that was to be written is written; behind a farewell it is the server's turn to close.
     *
     * @param time milliseconds: of the write, ahead of which a store may have taken its time
     */
    public void flushed(int time) {
        now = time;
        if (phase == CLOSING) {
            phase = LINGERING;
            phaseStart = now;
            if (config.closeTimeout == 0) {
                end(closeCause, 0, none);
            }
        }
    }

    /** The one way out of a connection or attempt. */
    private void end(int cause, int reasonCode, PropertyReader properties) {
        boolean was = established;
        boolean over = aborted || session.farewell().isLeaving() || config.stopOnFirstFailure && attempts == 1 && !was;
        closeWanted = linkUp || phase == OPENING;
        established = false;
        aborted = false;
        reference.ended();
        int retry = over ? -1 : backoff.retry(cause, reasonCode);
        delay = Math.max(retry, 0);
        if (Result.isPeerFault(cause)) {
            session.metrics().protocolErrors++;
        }
        if (phase == CONNECTING && encoder.length() == 0 && cause != Result.REFUSED
                && cause != Result.UNKNOWN_SESSION) {
            request.unanswered();
        }
        phase = retry < 0 ? IDLE : WAITING;
        phaseStart = now;
        session.disconnected();
        if (was) {
            listener.onDisconnected(cause, reasonCode, properties, retry);
        } else {
            listener.onConnectFailed(cause, reasonCode, properties, retry);
        }
        if (phase == IDLE) {
            listener.onIdle(cause);
        }
    }

    /**
     * When to look at the time again.
     *
     * @return milliseconds, 0 for at once
     */
    public int remaining() {
        if (aborted || session.farewell().isLeaving() && phase < CONNECTING) {
            return 0;
        }
        int elapsed = now - phaseStart;
        int remaining = LONGEST_SLEEP;
        switch (phase) {
            case WAITING:
                remaining = delay == AT_ONCE ? 0 : delay - elapsed;
                break;
            case OPENING:
                remaining = config.connectTimeout - elapsed;
                break;
            case CONNECTING:
                if (encoder.length() == 0) {
                    remaining = config.connackTimeout - elapsed;
                }
                break;
            case CLOSING:
                remaining = config.sendTimeout - elapsed;
                break;
            case LINGERING:
                remaining = config.closeTimeout - elapsed;
                break;
            case CONNECTED:
                remaining = session.keepAlive().remaining(now);
                if (!stable) {
                    remaining = Math.min(remaining, config.stableTime - elapsed);
                }
                break;
            default:
        }
        remaining = session.farewell().remaining(remaining, now);
        if (session.isExpiring()) {
            remaining = Math.min(remaining, 1000 - (now - secondStart));
        }
        return Math.max(0, Math.min(remaining, LONGEST_SLEEP));
    }
}

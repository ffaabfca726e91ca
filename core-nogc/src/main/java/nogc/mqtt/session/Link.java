package nogc.mqtt.session;

import nogc.hal.Entropy;
import nogc.mqtt.Config;
import nogc.mqtt.Result;
import nogc.mqtt.codec.Protocol;

/**
 * The life of the link to the server, as a state machine over time: it is told what happened and answers what to do. It
 * knows neither session nor packets, and nobody that it would call.
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
 * <p>Every deadline stands in {@link #look}. All times are wrapping milliseconds.
 */
public final class Link {
    /** Answer of {@link #tick}: an attempt is due. The others are 0 for nothing and, for the end, a negative result. */
    static final int ATTEMPT = 1;

    private static final int STABLE = 2;

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
    private final KeepAlive keepAlive;
    private final Farewell farewell = new Farewell();
    private final Backoff backoff;

    // valid from connect on, over all its connections
    private int attempts;

    // valid for connection
    private boolean up;
    private boolean closeWanted;
    private boolean aborted;
    private boolean established;
    private boolean stable;
    private boolean halfReceived;
    private boolean writing;
    private int closeCause;
    private int lastSent;

    private int phase = IDLE;
    private int phaseStart;
    private int delay;
    private int now;

    // what look() saw
    private int due;
    private int next;

    Link(Config config, Protocol protocol, Entropy entropy) {
        this.config = config;
        keepAlive = new KeepAlive(config.pingTimeout, config.exchangeWatch);
        backoff = new Backoff(config, protocol, entropy);
    }

    // What can be asked.

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

    /** Whether CONNECT was written, or is being written, and no good CONNACK was taken: it may come all the same. */
    boolean isUnanswered() {
        return phase >= CONNECTING && !established;
    }

    /** Whether CONNACK was good, and no end of this connection was told since. */
    boolean wasEstablished() {
        return established;
    }

    /** The time that was told last. */
    int now() {
        return now;
    }

    KeepAlive keepAlive() {
        return keepAlive;
    }

    Farewell farewell() {
        return farewell;
    }

    // What happened.

    /**
     * Says what time it is. Whoever has called something that may take long says it again.
     *
     * @param time milliseconds, wrapping
     */
    public void at(int time) {
        now = time;
    }

    /** The application wants a connection. */
    void start() {
        backoff.reset();
        attempts = 0;
        phase = WAITING;
        delay = AT_ONCE;
    }

    /** The application wants none, whatever is going on. */
    void abort() {
        aborted = true;
    }

    /** The transport is to be opened. */
    void opening() {
        attempts++;
        enter(OPENING);
    }

    /** The transport is open: CONNECT goes first [MQTT-3.1.0-1]. */
    void opened(int keepAliveSeconds) {
        up = true;
        lastSent = now;
        enter(CONNECTING);
        keepAlive.start(keepAliveSeconds, now);
    }

    /** An authentication round: the deadline of CONNACK starts anew. */
    void hold() {
        phaseStart = now;
    }

    /** CONNACK was good. */
    void accepted(int keepAliveSeconds) {
        established = true;
        stable = false;
        enter(CONNECTED);
        keepAlive.start(keepAliveSeconds, now);
    }

    /**
     * DISCONNECT is in the transmit buffer: nothing is taken or added any more, and the transport closes once it is
     * written and the server has closed its side, or had the time to.
     */
    void closing(int cause) {
        closeCause = cause;
        enter(CLOSING);
    }

    /** Why the link ended, once the transport has; behind our DISCONNECT the cause is why we sent that. */
    int causeOf(int cause) {
        return phase >= CLOSING ? closeCause : cause;
    }

    /** There was nothing to write so far. */
    void queued() {
        lastSent = now;
    }

    /**
     * Bytes have left. No deadline measures our own queue: that of CONNACK starts behind CONNECT, and DISCONNECT has
     * its time as long as what stands ahead of it goes on.
     */
    void sent(int count) {
        lastSent = now;
        keepAlive.sent(count, now);
        if (phase == CONNECTING || phase == CLOSING) {
            phaseStart = now;
        }
    }

    /**
     * All that was to be written is written; behind a farewell it is the server's turn to close.
     *
     * @return whether that is not waited for, so that the link ends now
     */
    boolean flushed() {
        if (phase != CLOSING) {
            return false;
        }
        enter(LINGERING);
        return config.closeTimeout == 0;
    }

    /** The connection or attempt is over: milliseconds until the next attempt, or -1 for none. */
    int ended(int cause, int reasonCode) {
        boolean over = aborted || farewell.isLeaving()
                || config.stopOnFirstFailure && attempts == 1 && !established;
        int retry = over ? -1 : backoff.retry(cause, reasonCode);
        closeWanted = up || phase == OPENING;
        established = false;
        aborted = false;
        delay = Math.max(retry, 0);
        enter(retry < 0 ? IDLE : WAITING);
        farewell.disconnected(retry < 0);
        return retry;
    }

    /** The transport was closed. */
    public void closed() {
        closeWanted = false;
        up = false;
    }

    private void enter(int following) {
        phase = following;
        phaseStart = now;
    }

    // The deadlines.

    /** What is on the way: a packet whose rest is to come; bytes that are to leave. */
    void expects(boolean rest, boolean room) {
        halfReceived = rest;
        writing = room;
    }

    /** What is due now: {@link #ATTEMPT}, the negative result that ends the link, or 0. */
    int tick() {
        farewell.tick(now);
        if (aborted) {
            return Result.ABORTED;
        }
        if (isLeft()) {
            return Result.DISCONNECTED;
        }
        look();
        if (due == STABLE) {
            stable = true;
            backoff.reset();
            look();
        }
        return due;
    }

    /** Whether the application left ahead of CONNECT, so that there is nobody to tell. */
    private boolean isLeft() {
        return farewell.isLeaving() && phase < CONNECTING;
    }

    /** Looks at every deadline: the first line that is over says what happens, the nearest one when to look again. */
    private void look() {
        int elapsed = now - phaseStart;
        due = 0;
        next = LONGEST_SLEEP;
        switch (phase) {
            case WAITING:
                deadline(delay == AT_ONCE ? 0 : delay - elapsed, closeWanted ? 0 : ATTEMPT);
                break;
            case OPENING:
                deadline(config.connectTimeout - elapsed, Result.CONNECT_TIMEOUT);
                break;
            case CONNECTING:
                if (!writing) {
                    deadline(config.connackTimeout - elapsed, Result.CONNACK_TIMEOUT);
                }
                break;
            case CONNECTED:
                if (!stable) {
                    deadline(config.stableTime - elapsed, STABLE);
                }
                deadline(keepAlive.untilExpired(now), Result.PING_TIMEOUT);
                deadline(keepAlive.untilOverdue(now), Result.ACKNOWLEDGEMENT_TIMEOUT);
                break;
            case CLOSING:
                deadline(config.sendTimeout - elapsed, closeCause);
                break;
            case LINGERING:
                deadline(config.closeTimeout - elapsed, closeCause);
                break;
            default:
        }
        if (halfReceived && isOpen()) {
            deadline(keepAlive.patience(now), Result.RECEIVE_TIMEOUT);
        }
        if (writing && isOpen()) {
            deadline(config.sendTimeout - (now - lastSent), Result.SEND_TIMEOUT);
        }
    }

    private void deadline(int left, int meaning) {
        if (left <= 0 && due == 0) {
            due = meaning;
        }
        next = Math.min(next, left);
    }

    /** Milliseconds until {@link #tick} has something to answer, or PINGREQ is due; 0 for at once. */
    int remaining() {
        if (aborted || isLeft()) {
            return 0;
        }
        look();
        int remaining = farewell.remaining(next, now);
        if (phase == CONNECTED) {
            remaining = Math.min(remaining, keepAlive.untilLook(now));
        }
        return Math.max(0, remaining);
    }
}

package nogc.mqtt.sn;

import nogc.mqtt.Result;

/**
 * Sleep (section 6.14): the gateway keeps messages while the client is silent. The client wakes by itself ahead of the
 * end of the sleep time, collects what is kept and sleeps again; {@code poll} tells how long radio and processor may
 * stop. To send, {@code connect}, publish, and {@link #sleep} again.
 */
public class SnSleep extends SnOption {
    /** Longest sleep in seconds, about 18 hours. */
    public static final int LONGEST = 65535;
    /** Unanswered wakings in a row after which the connection is lost. */
    private static final int LOST_AFTER = 2;

    /**
     * How long before the end of the sleep time the client wakes, in milliseconds, but at most half of it; from 0. The
     * default leaves time for one repeat at the default retry time. Set it before the client is made.
     */
    public int margin = 10000;

    private SnSession session;
    /** Of the sleep that the gateway knows of, in seconds. */
    private int duration;
    /** Of the sleep that is wanted. */
    private int wanted;
    /** DISCONNECT with a duration is wanted or under way. */
    private boolean falling;
    private boolean wakeNow;
    private int since;
    private int unanswered;

    /** An option with the default margin. */
    public SnSleep() {
    }

    /**
     * The client is asleep: nothing is sent and nothing is expected until it wakes by itself. Called inside
     * {@code poll}; the default does nothing.
     *
     * @param result {@link Result#OK}: the gateway confirmed it, or has nothing more;
     *     {@link Result#GATEWAY_LOST}: it did not answer when we woke. It is asked again after the same time, and held
     *     for lost if it does not answer then either
     */
    public void onAsleep(int result) {
    }

    /**
     * Sends the client to sleep once no request is under way and nothing waits to be sent; asleep or awake it changes
     * the sleep time. Choose a keep alive above the sleep time: some gateways go on with it at the server.
     *
     * @param seconds 1 to 65,535
     * @return {@link Result#OK}; {@link Result#NOT_CONNECTED}; {@link Result#INVALID_ARGUMENT}
     */
    public int sleep(int seconds) {
        if (seconds < 1 || seconds > LONGEST) {
            return Result.INVALID_ARGUMENT; // [SN-5.3.3-1] [SN-5.4.21-3]
        }
        if (session == null || !session.isConnected() || session.leaving) {
            return Result.NOT_CONNECTED;
        }
        wanted = seconds;
        falling = true;
        return Result.OK;
    }

    /**
     * Wakes the client now, to collect what the gateway keeps.
     *
     * @return {@link Result#OK}, or {@link Result#NOT_ASLEEP}
     */
    public int wake() {
        if (session == null || session.state != SnSession.ASLEEP) {
            return Result.NOT_ASLEEP;
        }
        wakeNow = true;
        return Result.OK;
    }

    @Override
    String problem() {
        return margin < 0 ? "margin must be 0 or more milliseconds" : null;
    }

    @Override
    void attach(SnSession client) {
        session = client;
    }

    private int left() {
        int millis = duration * 1000;
        return millis - Math.min(margin, millis / 2) - (session.now - since); // [SN-6.14-10]
    }

    @Override
    boolean next() {
        if (falling && session.state >= SnSession.ACTIVE && session.state != SnSession.AWAKE) {
            session.begin(SnType.DISCONNECT); // [SN-6.14-1] [SN-6.14-8]
            return true;
        }
        if (session.state == SnSession.ASLEEP && (wakeNow || left() <= 0)) {
            wakeNow = false;
            session.state = SnSession.AWAKE;
            session.begin(SnType.PINGREQ);
            return true;
        }
        return false;
    }

    @Override
    int remaining() {
        if (session.transaction.isOpen() || !session.isConnected()) {
            return NEVER;
        }
        if (falling || wakeNow) {
            return 0;
        }
        return session.state == SnSession.ASLEEP ? left() : NEVER;
    }

    @Override
    int encode(int type) {
        if (type == SnType.DISCONNECT && falling && !session.farewell) {
            return SnEncoder.word(session.out, session.headroom, type, wanted);
        }
        if (type == SnType.PINGREQ && session.state == SnSession.AWAKE) { // [SN-5.4.19-2]
            return SnEncoder.octets(session.out, session.headroom, type, session.connectOptions.clientId.bytes(), 0,
                    session.connectOptions.clientId.length());
        }
        return 0;
    }

    @Override
    boolean received(SnMessage message) {
        if (message.type() == SnType.DISCONNECT && session.transaction.is(SnType.DISCONNECT) && !session.farewell) {
            falling = false;
            duration = wanted;
            asleep(Result.OK);
            return true;
        }
        if (message.type() == SnType.DISCONNECT && isCopy()) {
            session.metrics.unexpected++;
            return true;
        }
        if (message.type() == SnType.PINGRESP && session.state == SnSession.AWAKE
                && session.transaction.is(SnType.PINGREQ)) {
            asleep(Result.OK); // [SN-6.14-4]
            return true;
        }
        return false;
    }

    /**
     * Whether a DISCONNECT answers one of ours that was answered before: a network doubles and delays, and each repeat
     * has its answer. One that means something is met again at the next waking.
     */
    private boolean isCopy() {
        return session.state == SnSession.ASLEEP && !session.transaction.isOpen()
                && session.now - since < (session.config.retries + 1) * session.config.retryTime;
    }

    private void asleep(int result) {
        unanswered = result == Result.OK ? 0 : unanswered + 1;
        session.transaction.end();
        session.state = SnSession.ASLEEP;
        since = session.now;
        onAsleep(result);
    }

    @Override
    boolean exhausted(int type) {
        if (session.state != SnSession.AWAKE || type != SnType.PINGREQ || unanswered + 1 >= LOST_AFTER) {
            return false;
        }
        asleep(Result.GATEWAY_LOST); // [SN-6.14-6]
        return true;
    }

    @Override
    void connected(boolean clean) {
        forget();
    }

    @Override
    boolean ended(int cause) {
        forget();
        return false;
    }

    private void forget() {
        falling = false;
        wakeNow = false;
        unanswered = 0;
    }
}

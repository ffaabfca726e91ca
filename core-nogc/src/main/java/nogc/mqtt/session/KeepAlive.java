package nogc.mqtt.session;

import nogc.mqtt.ExchangeWatch;

/**
 * When to send PINGREQ, and how long to wait for a sign of life. PINGREQ is due when nothing was sent for a keep alive
 * less a margin (MQTT 5.0, section 3.1.2.10), and when nothing came although something was sent: a link that swallows
 * what we send is found within one and a half keep alives. Any received byte is a sign of life. Times are wrapping
 * milliseconds.
 */
final class KeepAlive {
    /** Answer when nothing is armed. */
    static final int NEVER = Integer.MAX_VALUE;

    /** A PINGREQ that is due but stands behind a half-written packet is looked at again after so many milliseconds. */
    private static final int AGAIN = 50;

    private final int pingTimeout;
    /** Watches whether the server acknowledges: one that lives may still not do so. Null: nobody watches. */
    private final ExchangeWatch watch;

    // valid for connection
    private int interval;
    /** How long nothing may come while we send; with {@link #timeout} at most one and a half keep alives. */
    private int silence;
    /** The longest silence behind PINGREQ, and in the middle of a packet: pingTimeout, at most the keep alive. */
    private int timeout;
    private int lastSent;
    private int lastReceived;
    private int pingSent;
    private boolean waiting;
    /** Bytes that have to leave until PINGREQ has: no deadline measures our own queue. */
    private int ahead;

    KeepAlive(int pingTimeout, ExchangeWatch watch) {
        this.pingTimeout = pingTimeout;
        this.watch = watch;
    }

    /** A new connection, or a new interval from CONNACK [MQTT-3.1.2-21]; 0 seconds is off. */
    void start(int seconds, int now) {
        // A margin for the way: a quarter, at most five seconds.
        int millis = seconds * 1000;
        interval = millis - Math.min(millis >> 2, 5000);
        timeout = millis == 0 ? pingTimeout : Math.min(pingTimeout, millis);
        silence = Math.min(interval, millis + (millis >> 1) - timeout);
        lastSent = now;
        lastReceived = now;
        waiting = false;
        waits(0, 0, now);
    }

    /** Whether somebody watches the exchanges. */
    boolean watches() {
        return watch != null;
    }

    /** Which exchange waits longest for its answer, behind so many bytes that are to be written. */
    void waits(int exchange, int ahead, int now) {
        if (watch != null) {
            watch.waits(exchange, ahead, now);
        }
    }

    /** Bytes left for the server. */
    void sent(int count, int now) {
        lastSent = now;
        if (ahead > 0) {
            ahead -= count;
            pingSent = now;
        }
        if (watch != null) {
            watch.sent(count, now);
        }
    }

    /**
     * Bytes came: the server is alive, and the answer to a ping may stand behind them.
     *
     * @param now milliseconds
     */
    void received(int now) {
        lastReceived = now;
    }

    /** Whether PINGREQ is to be written [MQTT-3.1.2-20]. */
    boolean due(int now) {
        return untilDue(now) <= 0;
    }

    /**
     * Milliseconds until PINGREQ is due. While one waits for its answer no other is sent, unless bytes have come since:
     * the answer may stand behind many more of them, and the server meanwhile wants to hear from us as always.
     */
    private int untilDue(int now) {
        if (interval == 0 || waiting && (ahead > 0 || lastReceived - pingSent <= 0)) {
            return NEVER;
        }
        int next = interval - (now - lastSent);
        return waiting || lastSent - lastReceived <= 0 ? next : Math.min(next, silence - (now - lastReceived));
    }

    /** PINGREQ is the last of so many bytes that are to be written: then its deadline runs, always [MQTT-3.12.4-1]. */
    void pinged(int length, int now) {
        lastSent = now;
        if (!waiting) {
            waiting = true;
            ahead = length;
            pingSent = now;
        }
    }

    /** PINGRESP came; one that nobody asked for is ignored. */
    void answered() {
        waiting = false;
    }

    /**
     * Nothing can be seen, since we do not read: no answer is waited for, and the next PINGREQ comes in its time.
     *
     * @param now milliseconds
     */
    void excuse(int now) {
        waiting = false;
        lastReceived = now;
        if (watch != null) {
            watch.excuse(now);
        }
    }

    /** Milliseconds until an acknowledgement is overdue, or {@link #NEVER}. */
    int untilOverdue(int now) {
        return watch == null ? NEVER : watch.remaining(now);
    }

    /**
     * How long nothing more may come in the middle of a packet.
     *
     * @param now milliseconds
     * @return milliseconds, 0 or less if the time is over
     */
    int patience(int now) {
        return timeout - (now - lastReceived);
    }

    /** Milliseconds until the answer to a PINGREQ is overdue, or {@link #NEVER}. */
    int untilExpired(int now) {
        if (!waiting || ahead > 0) {
            return NEVER; // what stands in our own queue has the send time-out
        }
        return timeout - (now - (lastReceived - pingSent > 0 ? lastReceived : pingSent));
    }

    /** Milliseconds until PINGREQ is to be looked at, or {@link #NEVER}. */
    int untilLook(int now) {
        int next = untilDue(now);
        return next > 0 ? next : AGAIN;
    }
}

package nogc.mqtt.session;

/**
 * When to send PINGREQ, and how long to wait for PINGRESP. Counts from the last byte sent; what comes in does not count
 * (MQTT 5.0, section 3.1.2.10). Times are wrapping milliseconds.
 */
final class KeepAlive {
    /** Answer of {@link #remaining} when nothing is armed. */
    static final int NEVER = Integer.MAX_VALUE;

    /** A PINGREQ that is due but stands behind a half-written packet is looked at again after so many milliseconds. */
    private static final int AGAIN = 50;

    private final int pingTimeout;

    // valid for connection
    private int interval;
    private int lastSent;
    private int pingSent;
    private boolean waiting;

    KeepAlive(int pingTimeout) {
        this.pingTimeout = pingTimeout;
    }

    /** A new connection, or a new interval from CONNACK [MQTT-3.1.2-21]; 0 seconds is off. */
    void start(int seconds, int now) {
        // A margin for the way: a quarter, at most five seconds.
        int millis = seconds * 1000;
        interval = millis - Math.min(millis >> 2, 5000);
        lastSent = now;
        waiting = false;
    }

    /** Bytes left for the server. */
    void sent(int now) {
        lastSent = now;
    }

    /** Whether PINGREQ is to be written [MQTT-3.1.2-20]. */
    boolean due(int now) {
        return interval != 0 && !waiting && now - lastSent >= interval;
    }

    /** PINGREQ was written: its deadline is armed, always [MQTT-3.12.4-1]. */
    void pinged(int now) {
        waiting = true;
        pingSent = now;
        lastSent = now;
    }

    /** PINGRESP came; one that nobody asked for is ignored. */
    void answered() {
        waiting = false;
    }

    /** The answer cannot be seen, since we do not read: none is waited for, and the next PINGREQ comes in its time. */
    void excuse() {
        waiting = false;
    }

    /** The answer may stand behind what is not read yet: the deadline starts anew. */
    void hold(int now) {
        pingSent = now;
    }

    boolean expired(int now) {
        return waiting && now - pingSent >= pingTimeout;
    }

    /** Milliseconds until {@link #due} or {@link #expired}, or {@link #NEVER}. */
    int remaining(int now) {
        if (waiting) {
            return pingTimeout - (now - pingSent);
        }
        return interval == 0 ? NEVER : due(now) ? AGAIN : interval - (now - lastSent);
    }
}

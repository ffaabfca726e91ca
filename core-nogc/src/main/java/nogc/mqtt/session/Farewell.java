package nogc.mqtt.session;

import nogc.mqtt.PropertyWriter;

/** How the application leaves: at once, or as soon as nothing is open, at the latest when a time is over. */
final class Farewell {
    // valid from connect on, over all its connections
    private boolean later;
    private boolean counting;
    private int start;
    private int longest;

    // valid for connection
    private boolean leaving;
    private int reasonCode;
    private PropertyWriter properties;

    /** DISCONNECT is due with this reason and these properties, which may be null. */
    void now(int reason, PropertyWriter chosen) {
        leaving = true;
        reasonCode = reason;
        properties = chosen;
    }

    /** It will be due after so many milliseconds from the next look at the time on. */
    void later(int millis) {
        later = true;
        counting = false;
        longest = millis;
    }

    /** The time. */
    void tick(int now) {
        if (later && !counting) {
            counting = true;
            start = now;
        }
    }

    /** Whether DISCONNECT is due by now; {@code done}: nothing is open. */
    boolean isDue(boolean done, int now) {
        if (!leaving && later && (done || counting && now - start >= longest)) {
            now(0, null);
        }
        return leaving;
    }

    /** So many milliseconds at most until the next look at the time. */
    int remaining(int most, int now) {
        return !later || leaving ? most : counting ? Math.min(most, longest - (now - start)) : 0;
    }

    boolean isLeaving() {
        return leaving;
    }

    /** Whether DISCONNECT goes as soon as nothing is open, or at once. */
    boolean isNear() {
        return leaving || later;
    }

    int reasonCode() {
        return reasonCode;
    }

    PropertyWriter properties() {
        return properties;
    }

    /** The connection ended; {@code idle}: for good. */
    void disconnected(boolean idle) {
        leaving = false;
        properties = null;
        later &= !idle;
    }
}

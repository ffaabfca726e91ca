package nogc.mqtt.session;

/**
 * Counts the seconds that messages with a Message Expiry Interval wait. An interval starts at the next look at the
 * time, since nobody knows when a message is queued how long ago the last look was.
 */
final class Expiry {
    /** How many slots hold one that is not over. */
    private int open;
    /** One of them has not started. */
    private boolean unstarted;
    private int seconds = 1;
    private int secondStart;
    private boolean ticking;

    /** A message takes an interval in seconds along; below 0 is none. */
    void enter(OutboundSlot slot, int interval) {
        slot.expiry = 0;
        if (interval >= 0) {
            open++;
            unstarted = true;
            slot.expiry = ~interval;
        }
    }

    /** A message needs it no more. */
    void forget(OutboundSlot slot) {
        if (slot.expiry != 0) {
            slot.expiry = 0;
            open--;
        }
    }

    /** The seconds that are left of it, -1 for never. */
    int rest(OutboundSlot slot) {
        int expiry = slot.expiry;
        return expiry < 0 ? ~expiry : expiry == 0 ? -1 : Math.max(0, expiry - seconds);
    }

    /** Counts the seconds that have passed; whether {@link #isOver} is to be asked of every slot. */
    boolean tick(int now) {
        if (!ticking) {
            ticking = true;
            secondStart = now;
        }
        int by = (now - secondStart) / 1000;
        secondStart += by * 1000;
        seconds += by;
        if (open == 0 || by == 0 && !unstarted) {
            return false;
        }
        unstarted = false;
        return true;
    }

    /** So many milliseconds at most until the next look at the time. */
    int remaining(int most, int now) {
        return open == 0 ? most : Math.max(0, Math.min(most, 1000 - (now - secondStart)));
    }

    /** Whether a message expired ahead of its first byte; what was sent must be sent again [MQTT-4.3.3-7]. */
    boolean isOver(OutboundSlot slot) {
        if (slot.expiry < 0) {
            start(slot);
            return false;
        }
        return slot.state == OutboundSlot.QUEUED && !slot.has(OutboundSlot.ATTEMPTED)
                && slot.expiry != 0 && seconds >= slot.expiry;
    }

    /** The current second is not counted, so that no interval ends early. */
    private void start(OutboundSlot slot) {
        int expiry = seconds + 1 + ~slot.expiry;
        if (expiry < 0) {
            forget(slot); // beyond what we count to
        } else {
            slot.expiry = expiry;
        }
    }
}

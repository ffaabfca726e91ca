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
        if (interval >= 0 && seconds + interval > 0) { // else beyond what we count to
            open++;
            unstarted = true;
            slot.expiry = seconds + interval;
            slot.raise(OutboundSlot.UNSTARTED);
        }
    }

    /** A message needs it no more. */
    void forget(OutboundSlot slot) {
        if (slot.expiry != 0) {
            slot.expiry = 0;
            slot.lower(OutboundSlot.UNSTARTED);
            open--;
        }
    }

    /** The seconds that are left of it, -1 for never. */
    int rest(OutboundSlot slot) {
        return slot.expiry == 0 ? -1 : Math.max(0, slot.expiry - seconds);
    }

    /** Counts the seconds that have passed; their number if {@link #isOver} is to be asked of every slot, else -1. */
    int tick(int now) {
        if (!ticking) {
            ticking = true;
            secondStart = now;
        }
        int passed = (now - secondStart) / 1000;
        secondStart += passed * 1000;
        seconds += passed;
        if (open == 0 || passed == 0 && !unstarted) {
            return -1;
        }
        unstarted = false;
        return passed;
    }

    /** So many milliseconds at most until the next look at the time. */
    int remaining(int most, int now) {
        return open == 0 ? most : Math.max(0, Math.min(most, 1000 - (now - secondStart)));
    }

    /**
     * Whether a message expired ahead of its first byte; what was sent must be sent again [MQTT-4.3.3-7].
     *
     * @param passed what {@link #tick} answered: so many seconds too early an interval counts that begins now
     */
    boolean isOver(OutboundSlot slot, int passed) {
        if (slot.isUnstarted()) {
            slot.lower(OutboundSlot.UNSTARTED);
            slot.expiry += passed + 1; // the second that has begun is not counted, so that no interval ends early
            if (slot.expiry < 0) {
                forget(slot); // beyond what we count to
            }
            return false;
        }
        return slot.state == OutboundSlot.QUEUED && !slot.isAttempted()
                && slot.expiry != 0 && seconds >= slot.expiry;
    }
}

package nogc.mqtt.session;

/**
 * The send quota of MQTT 5.0, section 4.9: how many QoS 1 and 2 PUBLISH may be unacknowledged at once. It counts what
 * is open instead of what is left, so it can never rise above the server's Receive Maximum. MQTT 3.1.1 has none.
 */
final class FlowControl {
    /** The Receive Maximum of a server that names none, as in MQTT 3.1.1: more than there are slots. */
    static final int UNLIMITED = 65535;

    private int limit = UNLIMITED;
    private int open;
    /** How many of the open ones were cancelled ahead of their PUBACK, so that no slot knows of it. */
    private int cancelled;

    /** A new connection: nothing is open on it [MQTT-4.9.0-1]. */
    void reset(int receiveMaximum) {
        limit = receiveMaximum;
        open = 0;
        cancelled = 0;
    }

    /** Whether a PUBLISH may go [MQTT-3.3.4-7]. */
    boolean permits() {
        return limit == UNLIMITED || open < limit;
    }

    /** How many more may go. */
    int left() {
        return limit - open;
    }

    /** Spends a unit for a slot's PUBLISH, first or resent [MQTT-4.9.0-2]. */
    void spend(OutboundSlot slot) {
        slot.raise(OutboundSlot.COUNTED);
        open++;
    }

    /**
     * Frees the unit of a slot: at PUBACK, PUBCOMP and a PUBREC that refuses. One that this connection did not spend is
     * none.
     */
    void restore(OutboundSlot slot) {
        if (slot.isCounted()) {
            slot.lower(OutboundSlot.COUNTED);
            open--;
        }
    }

    /** A slot is about to be freed ahead of the PUBACK that frees its unit, which the server still counts. */
    void cancel(OutboundSlot slot) {
        slot.lower(OutboundSlot.COUNTED);
        cancelled++;
    }

    /** A PUBACK that no slot waits for: the unit of a cancelled message is free, if there is one. */
    void restoreCancelled() {
        if (cancelled > 0) {
            cancelled--;
            open--;
        }
    }
}

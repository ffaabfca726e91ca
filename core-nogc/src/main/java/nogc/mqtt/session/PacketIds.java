package nogc.mqtt.session;

/** Hands out packet identifiers: one pool for PUBLISH, SUBSCRIBE and UNSUBSCRIBE [MQTT-2.2.1-3]. */
final class PacketIds {
    private final OutboundSlots slots;
    private int last;

    PacketIds(OutboundSlots slots) {
        this.slots = slots;
    }

    /**
     * An identifier, 1 to 65,535, that no open exchange holds. There are at most 1,023 of these, so one is always free.
     */
    int next() {
        do {
            last = last == 0xffff ? 1 : last + 1;
        } while (slots.find(last) != null);
        return last;
    }
}

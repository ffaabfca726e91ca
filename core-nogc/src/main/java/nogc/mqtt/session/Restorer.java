package nogc.mqtt.session;

import nogc.mqtt.Result;
import nogc.mqtt.SessionStore;

/** Puts the records of a store back into the slots, as if they had been sent on a connection that was lost. */
final class Restorer implements SessionStore.Restore {
    private final Outbound outbound;
    private final OutboundSlots slots;
    private final InboundSlots inbound;
    private final TxRing ring;

    Restorer(Outbound outbound, OutboundSlots slots, InboundSlots inbound, TxRing ring) {
        this.outbound = outbound;
        this.slots = slots;
        this.inbound = inbound;
        this.ring = ring;
    }

    @Override
    public int restorePublish(int packetId, int qos, boolean retain, byte[] record, int offset, int topicLength,
            int propertiesLength, int payloadLength) {
        int length = topicLength + propertiesLength + payloadLength;
        int slot = slots.free() == 0 ? OutboundSlots.NONE : outbound.reserve(length, OutboundSlots.SENT);
        if (slot == OutboundSlots.NONE) {
            return Result.FULL;
        }
        System.arraycopy(record, offset, ring.bytes(), slots.get(slot, OutboundSlots.OFFSET), length);
        slots.set(slot, OutboundSlots.FLAGS,
                qos | (retain ? OutboundSlots.RETAIN : 0) | OutboundSlots.ATTEMPTED | OutboundSlots.WHOLE
                        | OutboundSlots.OWN);
        slots.set(slot, OutboundSlots.PACKET_ID, packetId);
        slots.set(slot, OutboundSlots.TOPIC_LENGTH, topicLength);
        slots.set(slot, OutboundSlots.PROPERTIES_LENGTH, propertiesLength);
        slots.set(slot, OutboundSlots.PAYLOAD_LENGTH, payloadLength);
        slots.set(slot, OutboundSlots.ALIAS, 0);
        slots.set(slot, OutboundSlots.EXTRA, 0);
        return Result.OK;
    }

    @Override
    public int restoreRelease(int packetId) {
        if (slots.free() == 0) {
            return Result.FULL;
        }
        int slot = slots.take(OutboundSlots.SENT);
        slots.set(slot, OutboundSlots.FLAGS, 2 | OutboundSlots.ATTEMPTED | OutboundSlots.OWN);
        slots.set(slot, OutboundSlots.PACKET_ID, packetId);
        slots.set(slot, OutboundSlots.EXTRA, 0);
        outbound.release(slot);
        slots.state(slot, OutboundSlots.RELEASED);
        return Result.OK;
    }

    @Override
    public int restoreReceived(int packetId) {
        return inbound.restore(packetId) ? Result.OK : Result.FULL;
    }

    /** The store failed or holds more than fits: nothing of its session stays, since another one may be opened next. */
    void undo() {
        int slot = slots.oldest();
        while (slot != OutboundSlots.NONE) {
            int next = slots.next(slot);
            if (slots.has(slot, OutboundSlots.OWN)) {
                outbound.discard(slot);
            }
            slot = next;
        }
        for (int packetId = inbound.anyReceived(); packetId != 0; packetId = inbound.anyReceived()) {
            inbound.release(packetId);
        }
    }
}

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
        OutboundSlot slot = outbound.reserve(length, OutboundSlot.SENT);
        if (slot == null) {
            return Result.FULL;
        }
        System.arraycopy(record, offset, ring.bytes(), slot.offset, length);
        slot.flags = qos | (retain ? OutboundSlot.RETAIN : 0) | OutboundSlot.ATTEMPTED | OutboundSlot.WHOLE
                | OutboundSlot.OWN;
        slot.packetId = packetId;
        slot.topicLength = topicLength;
        slot.propertiesLength = propertiesLength;
        slot.payloadLength = payloadLength;
        slot.alias = 0;
        slot.tag = 0;
        slot.extra = 0;
        return Result.OK;
    }

    @Override
    public int restoreRelease(int packetId) {
        if (slots.free() == 0) {
            return Result.FULL;
        }
        OutboundSlot slot = slots.take(OutboundSlot.SENT);
        slot.flags = 2 | OutboundSlot.ATTEMPTED | OutboundSlot.OWN;
        slot.packetId = packetId;
        slot.tag = 0;
        slot.extra = 0;
        outbound.release(slot);
        slots.state(slot, OutboundSlot.RELEASED);
        return Result.OK;
    }

    @Override
    public int restoreReceived(int packetId) {
        return inbound.restore(packetId) ? Result.OK : Result.FULL;
    }

    /** The store failed or holds more than fits: nothing of its session stays, since another one may be opened next. */
    void undo() {
        OutboundSlot slot = slots.oldest();
        while (slot != null) {
            OutboundSlot next = slot.next;
            if (slot.has(OutboundSlot.OWN)) {
                outbound.discard(slot);
            }
            slot = next;
        }
        for (int packetId = inbound.anyReceived(); packetId != 0; packetId = inbound.anyReceived()) {
            inbound.release(packetId);
        }
    }
}

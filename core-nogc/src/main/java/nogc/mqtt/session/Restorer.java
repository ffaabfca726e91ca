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
        if (slots.find(packetId) != OutboundSlots.NONE) {
            return Result.OK; // the store is opened again after a failure
        }
        int length = topicLength + propertiesLength + payloadLength;
        int slot = slots.free() == 0 ? OutboundSlots.NONE : outbound.reserve(length, OutboundSlots.SENT);
        if (slot == OutboundSlots.NONE) {
            return Result.FULL;
        }
        System.arraycopy(record, offset, ring.bytes(), slots.get(slot, OutboundSlots.OFFSET), length);
        slots.set(slot, OutboundSlots.FLAGS,
                qos | (retain ? OutboundSlots.RETAIN : 0) | OutboundSlots.ATTEMPTED | OutboundSlots.OWN);
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
        if (slots.find(packetId) != OutboundSlots.NONE) {
            return Result.OK;
        }
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
        return inbound.isReceived(packetId) || inbound.restore(packetId) ? Result.OK : Result.FULL;
    }
}

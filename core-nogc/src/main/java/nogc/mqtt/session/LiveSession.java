package nogc.mqtt.session;

import nogc.mqtt.Result;
import nogc.mqtt.SessionRecords;
import nogc.mqtt.SessionStore;
import nogc.mqtt.StoredMessage;

/**
 * What lives, for a store: puts the records that it replays into the slots, as if a connection had been lost behind
 * them, and gives a snapshot of the slots as records.
 */
final class LiveSession implements SessionStore.Live {
    private final Output output;
    private final Outbound outbound;
    private final OutboundSlots slots;
    private final InboundSlots inbound;
    private final Journal journal;
    private final StoredMessage view = new StoredMessage();

    LiveSession(Output output, Outbound outbound, OutboundSlots slots, InboundSlots inbound, Journal journal) {
        this.output = output;
        this.outbound = outbound;
        this.slots = slots;
        this.inbound = inbound;
        this.journal = journal;
    }

    @Override
    public int publish(StoredMessage message) {
        done(message.packetId);
        if (!output.canHoldHead(message.topicLength, message.propertiesLength) || !slots.canKeep(message.length())) {
            return Result.BUFFER_TOO_SMALL;
        }
        OutboundSlot slot = slots.reserve(message.length(), OutboundSlot.QUEUED);
        if (slot == null) {
            return Result.FULL;
        }
        System.arraycopy(message.bytes, message.offset, slots.bytes(), slot.offset, message.length());
        slot.qos = message.qos;
        slot.flags = (message.retain ? OutboundSlot.RETAIN : 0) | (message.pulled ? OutboundSlot.PULLED : 0)
                | OutboundSlot.OWN | OutboundSlot.RECORDED;
        slot.packetId = message.packetId;
        slot.topicLength = message.topicLength;
        slot.propertiesLength = message.propertiesLength;
        slot.payloadLength = message.payloadLength;
        slot.alias = 0;
        slot.tag = message.tag;
        slots.expiry.enter(slot, message.expiry);
        return message.sent ? sent(message.packetId) : Result.OK;
    }

    @Override
    public int sent(int packetId) {
        OutboundSlot slot = slots.find(packetId);
        if (slot != null && slot.state == OutboundSlot.QUEUED) {
            slot.raise(OutboundSlot.ATTEMPTED | OutboundSlot.WHOLE | OutboundSlot.MARKED);
            slots.state(slot, OutboundSlot.SENT);
        }
        return Result.OK;
    }

    @Override
    public int release(int packetId, int tag) {
        OutboundSlot slot = slots.find(packetId);
        if (slot == null) {
            slot = slots.take(OutboundSlot.SENT);
            if (slot == null) {
                return Result.FULL;
            }
            slot.qos = 2;
            slot.flags = OutboundSlot.OWN | OutboundSlot.RECORDED;
            slot.packetId = packetId;
            slot.tag = tag;
        }
        if (slot.state != OutboundSlot.RELEASED) {
            slot.raise(OutboundSlot.ATTEMPTED);
            outbound.release(slot);
            slots.state(slot, OutboundSlot.RELEASED);
        } else {
            slot.raise(OutboundSlot.GIVEN_UP);
        }
        return Result.OK;
    }

    @Override
    public int done(int packetId) {
        OutboundSlot slot = slots.find(packetId);
        if (slot != null) {
            slots.free(slot);
        }
        return Result.OK;
    }

    @Override
    public int receive(int packetId, byte[] state, int offset, int length) {
        if (state != null && !journal.keep(state, offset, length)) {
            return Result.FULL;
        }
        return packetId == 0 || inbound.awaitsPubrel(packetId) || inbound.restore(packetId) ? Result.OK : Result.FULL;
    }

    @Override
    public int forget(int packetId) {
        inbound.release(packetId);
        return Result.OK;
    }

    /** Another session may be opened next, or the application wants none of this one: nothing of it stays. */
    void undo() {
        OutboundSlot slot = slots.oldest();
        while (slot != null) {
            OutboundSlot next = slot.next;
            if (slot.isOwn() && !slot.isCancelled()) {
                slots.free(slot);
            }
            slot = next;
        }
        for (int packetId = inbound.anyReceived(); packetId != 0; packetId = inbound.anyReceived()) {
            inbound.release(packetId);
        }
    }

    @Override
    public int snapshot(SessionRecords sink) {
        int result = journal.stateLength() == 0 ? Result.OK
                : sink.receive(0, journal.state(), 0, journal.stateLength());
        for (OutboundSlot slot = slots.oldest(); slot != null && result == Result.OK; slot = slot.next) {
            if (slot.state <= OutboundSlot.SENT && slot.isRecorded()) {
                slot.describe(view, slots.bytes(), slots.expiry.rest(slot));
                result = sink.publish(view);
            }
        }
        if (result == Result.OK) {
            result = releases(sink);
        }
        for (int number = 0; number < inbound.taken() && result == Result.OK; number++) {
            int packetId = inbound.taken(number);
            result = packetId == 0 ? Result.OK : sink.receive(packetId, null, 0, 0);
        }
        return result;
    }

    /** In the order of the PUBRECs, each found by a look at all slots. */
    private int releases(SessionRecords sink) {
        int result = Result.OK;
        OutboundSlot last = null;
        do {
            OutboundSlot first = null;
            for (OutboundSlot slot = slots.oldest(); slot != null; slot = slot.next) {
                if ((slot.state == OutboundSlot.RELEASE || slot.state == OutboundSlot.RELEASED)
                        && (last == null || slot.place - last.place > 0)
                        && (first == null || slot.place - first.place < 0)) {
                    first = slot;
                }
            }
            if (first != null) {
                result = sink.release(first.packetId, first.tag);
                if (first.isGivenUp() && result == Result.OK) {
                    result = sink.release(first.packetId, first.tag);
                }
            }
            last = first;
        } while (last != null && result == Result.OK);
        return result;
    }
}

package nogc.mqtt.session;

import nogc.mqtt.Result;
import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.wire.PacketType;

/**
 * Decides what is written next; the only place that does. First what is half written, then acknowledgements and
 * control, then PUBREL, then PUBLISH within the send quota. Encodes into the transmit buffer until that is full.
 */
final class Scheduler {
    private final Output output;
    private final PacketEncoder encoder;
    private final Journal journal;
    private final OutboundSlots slots;
    private final Answers answers;
    private final PublishWriter publishWriter;
    private final KeepAlive keepAlive;

    Scheduler(Output output, Journal journal, OutboundSlots slots, Answers answers, PublishWriter publishWriter,
            KeepAlive keepAlive) {
        this.output = output;
        encoder = output.encoder;
        this.journal = journal;
        this.slots = slots;
        this.answers = answers;
        this.publishWriter = publishWriter;
        this.keepAlive = keepAlive;
    }

    /**
     * Ahead of DISCONNECT: completes what is half written, and writes the acknowledgements that are ready; false while
     * there is no room for them.
     */
    boolean finishAnswers() {
        output.full(false);
        while (publishWriter.finish() && !journal.isDirty() && answers.write()) {
            continue;
        }
        return !publishWriter.isHalfWritten() && !output.isFull();
    }

    /**
     * Writes until the transmit buffer is full, nothing may go, or a record waits to be made durable. The number of
     * steps is bounded by that buffer and the slots.
     */
    void fill(int now) {
        output.full(false);
        // Asked in this order: finish() may complete a message, and that makes the journal dirty.
        while (publishWriter.finish() && (journal.isDirty() ? writePing(now) : writePacket(now))) {
            continue;
        }
    }

    /**
     * Ahead of the commit: says of each message that may go in this poll that a byte of it may have left. At least of
     * the first, so that it goes however full the transmit buffer is.
     */
    int mark() {
        if (!journal.isPresent() || publishWriter.isHalfWritten()) {
            return Result.OK;
        }
        int permits = slots.quota.left();
        int room = Math.max(1, encoder.room());
        OutboundSlot slot = slots.firstQueued();
        while (slot != null && permits > 0 && room > 0) {
            if (slot.state == OutboundSlot.QUEUED) {
                if (slot.qos > 0) {
                    permits--;
                    int result = slot.isMarked() ? Result.OK : journal.sent(slot);
                    if (result < 0) {
                        return result;
                    }
                }
                room -= encoder.publishPacketSize(slot.topicLength, slot.propertiesLength, 0, slot.qos,
                        slot.payloadLength);
            }
            slot = slot.next;
        }
        return Result.OK;
    }

    /** The one packet that goes also while a record is not durable yet, since it depends on none. */
    private boolean writePing(int now) {
        if (!keepAlive.due(now) || !output.wrote(encoder.pingreq())) {
            return false;
        }
        keepAlive.pinged(encoder.length(), now);
        return true;
    }

    private boolean writePacket(int now) {
        if (!answers.isEmpty()) {
            return answers.write();
        }
        if (keepAlive.due(now)) {
            return writePing(now);
        }
        if (slots.requests() > 0) {
            return writeRequest(slots.first(OutboundSlot.REQUEST));
        }
        if (slots.releases() > 0) {
            return writeRelease(slots.firstRelease());
        }
        OutboundSlot next = slots.firstQueued();
        return next != null && !next.isCancelled() && publishWriter.write(next);
    }

    private boolean writeRequest(OutboundSlot slot) {
        int offset = slots.start(slot);
        int propertiesLength = slot.propertiesLength;
        int filtersLength = slot.payloadLength;
        int packetId = slot.packetId;
        byte[] bytes = slots.bytes();
        int filters = offset + propertiesLength;
        int written = slot.isUnsubscribe()
                ? encoder.unsubscribe(packetId, bytes, offset, propertiesLength, bytes, filters, filtersLength)
                : encoder.subscribe(packetId, bytes, offset, propertiesLength, bytes, filters, filtersLength);
        if (!output.wrote(written)) {
            return false;
        }
        slots.state(slot, OutboundSlot.REQUESTED);
        return true;
    }

    private boolean writeRelease(OutboundSlot slot) {
        if (!output.wrote(encoder.acknowledge(PacketType.PUBREL, slot.packetId, 0))) {
            return false;
        }
        slots.state(slot, OutboundSlot.RELEASED);
        return true;
    }
}

package nogc.mqtt.session;

import nogc.mqtt.Config;
import nogc.mqtt.Metrics;
import nogc.mqtt.PacketTrace;
import nogc.mqtt.PayloadSource;
import nogc.mqtt.PayloadSources;
import nogc.mqtt.Result;
import nogc.mqtt.TopicAliases;
import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.wire.PacketType;

/**
 * Decides what is written next; the only place that does. First what is half written, then acknowledgements and
 * control, then PUBREL, then PUBLISH within the send quota. Encodes into the transmit buffer until that is full.
 */
final class Scheduler {
    private final PacketEncoder encoder;
    private final PacketTrace trace;
    private final Metrics metrics;
    private final Journal journal;
    private final Outbound outbound;
    private final OutboundSlots slots;
    private final InboundSlots inbound;
    private final Replies replies;
    private final TxRing ring;
    private final FlowControl flow;
    private final ServerLimits limits;
    private final KeepAlive keepAlive;
    private final TopicAliases aliases;
    private final PayloadSources sources;

    // valid for connection
    private OutboundSlot body;
    private int position;
    private boolean stalled;
    private boolean full;
    private boolean sourceFailed;
    private boolean topicKnown;

    Scheduler(Config config, PacketEncoder encoder, Metrics metrics, Journal journal, Outbound outbound,
            OutboundSlots slots, InboundSlots inbound, Replies replies, TxRing ring, FlowControl flow,
            ServerLimits limits, KeepAlive keepAlive) {
        this.encoder = encoder;
        trace = config.trace;
        this.metrics = metrics;
        this.journal = journal;
        this.outbound = outbound;
        this.slots = slots;
        this.inbound = inbound;
        this.replies = replies;
        this.ring = ring;
        this.flow = flow;
        this.limits = limits;
        this.keepAlive = keepAlive;
        aliases = config.outboundAliases;
        sources = config.payloadSources;
    }

    /** Whether a PUBLISH is half written, so that no other packet may go. */
    boolean isHalfWritten() {
        return body != null;
    }

    /** Whether it is the one with this packet identifier. */
    boolean isHalfWritten(int packetId) {
        return body != null && body.packetId == packetId;
    }

    /** Whether a payload source gave nothing when it was last asked. */
    boolean isStalled() {
        return stalled;
    }

    /** Whether it stopped only because the transmit buffer was full. */
    boolean isFull() {
        return full;
    }

    /** Whether a payload source failed: the packet that it began can only be cut off. */
    boolean hasSourceFailed() {
        return sourceFailed;
    }

    /** Completes what is half written, and nothing else. */
    boolean finishBody() {
        return body == null || writeBody();
    }

    /**
     * Ahead of DISCONNECT: completes what is half written, and writes the acknowledgements that are ready; false while
     * there is no room for them.
     */
    boolean finishAnswers() {
        full = false;
        while (finishBody() && !journal.isDirty() && writeAnswer()) {
            continue;
        }
        return body == null && !full;
    }

    private boolean writeAnswer() {
        if (!replies.isEmpty()) {
            return writeReply();
        }
        int entry = inbound.firstReady();
        return entry != InboundSlots.STALE && writeAcknowledgement(entry);
    }

    private boolean writeAcknowledgement(int entry) {
        if (!wrote(encoder.acknowledge(inbound.isPubrec(entry) ? PacketType.PUBREC : PacketType.PUBACK,
                inbound.packetId(entry), inbound.reasonCode(entry)))) {
            return false;
        }
        inbound.written();
        return true;
    }

    /**
     * Writes until the transmit buffer is full, nothing may go, or a record waits to be made durable. The number of
     * steps is bounded by that buffer and the slots.
     */
    void fill(int now) {
        full = false;
        while (finishBody() && (journal.isDirty() ? writePing(now) : writePacket(now))) { // a completion makes a record
            continue;
        }
    }

    /**
     * Ahead of the commit: says of each message that may go in this poll that a byte of it may have left. At least of
     * the first, so that it goes however full the transmit buffer is.
     */
    int mark() {
        if (!journal.isPresent() || body != null) {
            return Result.OK;
        }
        int permits = flow.left();
        int room = Math.max(1, encoder.room());
        OutboundSlot slot = slots.queued() == 0 ? null : slots.firstQueued();
        while (slot != null && permits > 0 && room > 0) {
            if (slot.state == OutboundSlot.QUEUED) {
                if (slot.qos() > 0) {
                    permits--;
                    int result = slot.has(OutboundSlot.MARKED) ? Result.OK : journal.sent(slot);
                    if (result < 0) {
                        return result;
                    }
                }
                room -= encoder.publishPacketSize(slot.topicLength, slot.propertiesLength, 0, slot.qos(),
                        slot.payloadLength);
            }
            slot = slot.next;
        }
        return Result.OK;
    }

    /** The one packet that goes also while a record is not durable yet, since it depends on none. */
    private boolean writePing(int now) {
        if (!keepAlive.due(now) || !wrote(encoder.pingreq())) {
            return false;
        }
        keepAlive.pinged(encoder.length(), now);
        return true;
    }

    private boolean writePacket(int now) {
        if (!replies.isEmpty()) {
            return writeReply();
        }
        int entry = inbound.firstReady();
        if (entry != InboundSlots.STALE) {
            return writeAcknowledgement(entry);
        }
        if (keepAlive.due(now)) {
            return writePing(now);
        }
        if (slots.requests() > 0) {
            return writeRequest(slots.first(OutboundSlot.REQUEST));
        }
        if (slots.releases() > 0) {
            return writeRelease(outbound.firstRelease());
        }
        return slots.queued() > 0 && writePublish(slots.firstQueued());
    }

    private boolean writeReply() {
        if (!wrote(encoder.acknowledge(replies.packetType(), replies.packetId(), replies.reasonCode()))) {
            return false;
        }
        replies.written();
        return true;
    }

    private boolean writeRequest(OutboundSlot slot) {
        int offset = Requests.start(slot, ring);
        int propertiesLength = slot.propertiesLength;
        int filtersLength = slot.payloadLength;
        int packetId = slot.packetId;
        byte[] bytes = ring.bytes();
        int filters = offset + propertiesLength;
        int written = slot.has(OutboundSlot.UNSUBSCRIBE)
                ? encoder.unsubscribe(packetId, bytes, offset, propertiesLength, bytes, filters, filtersLength)
                : encoder.subscribe(packetId, bytes, offset, propertiesLength, bytes, filters, filtersLength);
        if (!wrote(written)) {
            return false;
        }
        slots.state(slot, OutboundSlot.REQUESTED);
        return true;
    }

    private boolean writeRelease(OutboundSlot slot) {
        if (!wrote(encoder.acknowledge(PacketType.PUBREL, slot.packetId, 0))) {
            return false;
        }
        slots.state(slot, OutboundSlot.RELEASED);
        return true;
    }

    /**
     * Writes the head of a PUBLISH, DUP set if it was attempted before, and as much of the payload as there is room
     * for.
     */
    private boolean writePublish(OutboundSlot slot) {
        int qos = slot.qos();
        if (qos > 0 && !flow.permits()) {
            return false; // an empty quota delays nothing but PUBLISH [MQTT-3.3.4-8]
        }
        if (qos > 0 && journal.isPresent() && !slot.has(OutboundSlot.MARKED)) {
            full = true; // the next commit allows it
            return false;
        }
        boolean attempted = slot.has(OutboundSlot.ATTEMPTED);
        int refusal = outbound.checkLimits(slot);
        if (refusal == Result.OK && slot.has(OutboundSlot.PULLED) && slot.source == null) {
            slot.source = sources == null ? null : sources.open(slot.tag, slot.payloadLength);
            refusal = slot.source == null ? Result.SOURCE_FAILED : Result.OK;
        }
        if (refusal < 0) {
            outbound.giveUp(slot, refusal);
            return true;
        }
        int topic = slot.offset;
        int topicLength = slot.topicLength;
        byte[] bytes = ring.bytes();
        int alias = limits.topicAliasMaximum() == 0 || aliases == null ? 0 : alias(slot, bytes, topic, topicLength);
        if (alias > 0 && outbound.checkSize(slot, topicKnown ? 0 : topicLength, alias) < 0) {
            alias = 0;
        }
        int written = encoder.publish(qos, attempted && qos > 0, slot.has(OutboundSlot.RETAIN), slot.packetId,
                bytes, topic, topicKnown && alias > 0 ? 0 : topicLength, bytes, topic + topicLength,
                slot.propertiesLength, alias, slot.payloadLength);
        if (!wrote(written)) {
            return false;
        }
        if (alias > 0 && !topicKnown) {
            aliases.put(alias, bytes, topic, topicLength);
        }
        if (qos > 0) {
            flow.spend(slot);
        }
        if (attempted) {
            metrics.resent++;
        }
        slot.raise(OutboundSlot.ATTEMPTED);
        slots.state(slot, OutboundSlot.WRITING);
        body = slot;
        position = 0;
        return true;
    }

    /**
     * The alias for a topic, 0 for none; {@link #topicKnown} tells whether the server knows it by now on this
     * connection.
     */
    private int alias(OutboundSlot slot, byte[] bytes, int topic, int topicLength) {
        int limit = Math.min(limits.topicAliasMaximum(), aliases.maximum());
        int alias = aliases.find(bytes, topic, topicLength);
        int wanted = slot.alias;
        topicKnown = alias > 0 && (wanted == 0 || wanted == alias);
        if (topicKnown) {
            return alias;
        }
        if (wanted > 0) {
            return wanted <= limit && aliases.next(topicLength, limit) > 0 ? wanted : 0; // [MQTT-3.2.2-17], or no room
        }
        return aliases.automatic() ? aliases.next(topicLength, limit) : 0;
    }

    /** Goes on with the payload of the half-written PUBLISH; true once it is whole. */
    private boolean writeBody() {
        if (sourceFailed) {
            return false; // once is for good: the packet can only be cut off
        }
        int length = body.payloadLength;
        PayloadSource source = body.source;
        stalled = false;
        while (position < length) {
            int room = encoder.room();
            if (room == 0) {
                full = true;
                return false;
            }
            int count;
            if (source == null) {
                int payload = body.offset + body.topicLength + body.propertiesLength;
                count = encoder.payload(ring.bytes(), payload + position, length - position);
            } else {
                int most = Math.min(room, length - position);
                count = source.read(position, encoder.buffer(), encoder.end(), most);
                if (count < 0 || count > most) {
                    sourceFailed = true;
                    return false;
                }
                if (count == 0) {
                    stalled = true;
                    return false;
                }
                encoder.appended(count);
            }
            position += count;
        }
        OutboundSlot slot = body;
        body = null;
        if (slot.qos() == 0) {
            outbound.complete(slot, Result.OK, 0, null);
        } else {
            slots.state(slot, OutboundSlot.SENT);
            slot.raise(OutboundSlot.WHOLE);
        }
        return true;
    }

    /**
     * Counts and traces a packet of so many bytes at the end of the transmit buffer; false for 0: there was no room.
     */
    boolean wrote(int length) {
        if (length == 0) {
            full = true;
            return false;
        }
        metrics.packetsSent++;
        if (trace != null) {
            trace.packet(true, encoder.buffer(), encoder.end() - length, length);
        }
        return true;
    }

    /**
     * The connection ended; a message whose source failed ends with it. Call it before {@link Outbound#disconnected}.
     */
    void disconnected() {
        OutboundSlot slot = body;
        body = null;
        stalled = false;
        full = false;
        if (sourceFailed) {
            sourceFailed = false;
            outbound.giveUp(slot, Result.SOURCE_FAILED);
        }
        if (aliases != null) {
            aliases.clear(); // [MQTT-3.3.2-7]
        }
    }
}

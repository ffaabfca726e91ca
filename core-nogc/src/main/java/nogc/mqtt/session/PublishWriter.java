package nogc.mqtt.session;

import nogc.mqtt.Config;
import nogc.mqtt.Metrics;
import nogc.mqtt.PayloadSource;
import nogc.mqtt.PayloadSources;
import nogc.mqtt.Result;
import nogc.mqtt.TopicAliases;
import nogc.mqtt.codec.PacketEncoder;

/**
 * Writes one PUBLISH at a time: its head, as this connection wants it, and then its payload, over as many fillings of
 * the transmit buffer as it takes. Nothing else may be written between the two.
 */
final class PublishWriter {
    private final Output output;
    private final PacketEncoder encoder;
    private final Metrics metrics;
    private final Journal journal;
    private final OutboundSlots slots;
    private final Outbound outbound;
    private final ServerLimits limits;
    private final TopicAliases aliases;
    private final PayloadSources sources;

    // valid for connection
    private OutboundSlot body;
    private int position;
    private boolean stalled;
    private boolean sourceFailed;
    private boolean topicKnown;

    PublishWriter(Config config, Output output, Metrics metrics, Journal journal, OutboundSlots slots,
            Outbound outbound) {
        this.output = output;
        encoder = output.encoder;
        this.metrics = metrics;
        this.journal = journal;
        this.slots = slots;
        this.outbound = outbound;
        limits = output.limits;
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

    /** Whether a payload source failed: the packet that it began can only be cut off. */
    boolean hasSourceFailed() {
        return sourceFailed;
    }

    /**
     * Writes the head of a PUBLISH, DUP set if it was attempted before, and as much of the payload as there is room
     * for.
     */
    boolean write(OutboundSlot slot) {
        int qos = slot.qos;
        if (qos > 0 && !slots.quota.permits()) {
            return false; // an empty quota delays nothing but PUBLISH [MQTT-3.3.4-8]
        }
        if (qos > 0 && journal.isPresent() && !slot.isMarked()) {
            output.full(true); // the next commit allows it
            return false;
        }
        boolean attempted = slot.isAttempted();
        int refusal = checkLimits(slot);
        if (refusal == Result.OK && slot.isPulled() && slot.source == null) {
            slot.source = sources == null ? null : sources.open(slot.tag, slot.payloadLength);
            refusal = slot.source == null ? Result.SOURCE_FAILED : Result.OK;
        }
        if (refusal < 0) {
            outbound.giveUp(slot, refusal);
            return true;
        }
        int topic = slot.offset;
        int topicLength = slot.topicLength;
        byte[] bytes = slots.bytes();
        int alias = limits.topicAliasMaximum() == 0 || aliases == null ? 0 : alias(slot, bytes, topic, topicLength);
        if (alias > 0 && checkSize(slot, topicKnown ? 0 : topicLength, alias) < 0) {
            alias = 0;
        }
        int written = encoder.publish(qos, attempted, slot.isRetained(), slot.packetId,
                bytes, topic, topicKnown && alias > 0 ? 0 : topicLength, bytes, topic + topicLength,
                slot.propertiesLength, alias, slot.payloadLength);
        if (!output.wrote(written)) {
            return false;
        }
        if (alias > 0 && !topicKnown) {
            aliases.put(alias, bytes, topic, topicLength);
        }
        if (qos > 0) {
            slots.quota.spend(slot);
            slot.raise(OutboundSlot.ATTEMPTED);
        }
        if (attempted) {
            metrics.resent++;
        }
        slots.state(slot, OutboundSlot.WRITING);
        body = slot;
        position = 0;
        return true;
    }

    /** Whether the server of this connection takes a queued message [MQTT-3.2.2-11, -14, -15]. */
    private int checkLimits(OutboundSlot slot) {
        int result = limits.checkPublish(slot.qos, slot.isRetained(), 0);
        return result < 0 || limits.maximumPacketSize() == 0 ? result // a packet of any server was asked for at publish
                : checkSize(slot, slot.topicLength, slot.alias);
    }

    /** Whether it takes the packet that a message becomes with this much of its topic and this alias. */
    private int checkSize(OutboundSlot slot, int topicLength, int alias) {
        int size = encoder.publishPacketSize(topicLength, slot.propertiesLength, alias, slot.qos,
                slot.payloadLength);
        return size == Integer.MAX_VALUE ? Result.PACKET_TOO_LARGE : limits.checkSize(size);
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

    /** Completes what is half written; true once nothing is. */
    boolean finish() {
        return body == null || writeBody();
    }

    /** Goes on with the payload of the half-written PUBLISH; true once it is whole. */
    private boolean writeBody() {
        if (sourceFailed) {
            return false; // not asked again: the rest of this packet can never come, so the connection ends
        }
        int length = body.payloadLength;
        PayloadSource source = body.source;
        stalled = false;
        while (position < length) {
            int room = encoder.room();
            if (room == 0) {
                output.full(true);
                return false;
            }
            int count;
            if (source == null) {
                int payload = body.offset + body.topicLength + body.propertiesLength;
                count = encoder.payload(slots.bytes(), payload + position, length - position);
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
        if (slot.qos == 0) {
            outbound.complete(slot, Result.OK, 0, null);
        } else {
            slots.state(slot, OutboundSlot.SENT);
            slot.raise(OutboundSlot.WHOLE);
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
        if (sourceFailed) {
            sourceFailed = false;
            outbound.giveUp(slot, Result.SOURCE_FAILED);
        }
        if (aliases != null) {
            aliases.clear(); // [MQTT-3.3.2-7]
        }
    }
}

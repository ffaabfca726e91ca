package nogc.mqtt.session;

import nogc.mqtt.Config;
import nogc.mqtt.Listener;
import nogc.mqtt.Metrics;
import nogc.mqtt.PayloadSource;
import nogc.mqtt.PayloadSources;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicAliases;
import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.PacketType;
import nogc.mqtt.wire.Property;
import nogc.mqtt.wire.VarInt;

/**
 * Messages on their way out: accepts them, follows their acknowledgements, and says what a lost connection does to
 * each.
 */
final class Outbound {
    private final Protocol protocol;
    private final Listener listener;
    private final Metrics metrics;
    private final Journal journal;
    private final OutboundSlots slots;
    private final TxRing ring;
    private final PacketIds ids;
    private final FlowControl flow;
    private final ServerLimits limits;
    private final Replies replies;
    private final PacketEncoder encoder;
    private final TopicAliases aliases;
    private final PayloadSources sources;
    private final int headCapacity;
    private final boolean republishQos2;
    private final boolean pubackEndsQos2;
    private final PropertyReader none;
    private final PropertyReader scratch;
    private final Expiry expiry = new Expiry();
    private int releases;

    Outbound(Config config, Protocol protocol, Listener listener, Metrics metrics, Journal journal, OutboundSlots slots,
            TxRing ring, PacketIds ids, FlowControl flow, ServerLimits limits, Replies replies,
            PacketEncoder encoder, PropertyReader none, PropertyReader scratch) {
        this.protocol = protocol;
        this.listener = listener;
        this.metrics = metrics;
        this.journal = journal;
        this.slots = slots;
        this.ring = ring;
        this.ids = ids;
        this.flow = flow;
        this.limits = limits;
        this.replies = replies;
        this.encoder = encoder;
        this.none = none;
        this.scratch = scratch;
        aliases = config.outboundAliases;
        sources = config.payloadSources;
        headCapacity = config.transmitBuffer;
        republishQos2 = config.republishQos2;
        pubackEndsQos2 = config.pubackEndsQos2;
    }

    /** Queues a message; of {@code payload} and {@code source} one is null. Returns its handle or why not. */
    int publish(Topic topic, byte[] payload, PayloadSource source, int offset, int length, int qos, boolean retain,
            PropertyWriter properties, int tag) {
        int propertiesLength = properties == null ? 0 : properties.length();
        int result = checkArguments(topic, payload, source, offset, length, qos);
        if (result == Result.OK) {
            result = checkOptions(topic, properties, propertiesLength);
        }
        int kept = source == null ? length : 0;
        if (result == Result.OK) {
            result = checkSizes(topic, length, kept, qos, retain, propertiesLength);
        }
        if (result < 0) {
            return result;
        }
        int recordLength = topic.length() + propertiesLength + kept;
        if (qos > 0 && source != null && journal.isPresent() && sources == null) {
            return Result.SOURCE_NOT_KEPT; // nobody could give the payload again after a power cut
        }
        if (qos > 0 && !journal.isReady()) {
            return Result.NOT_CONNECTED; // connect tells the store for whom it keeps
        }
        OutboundSlot slot = reserve(recordLength, OutboundSlot.QUEUED);
        if (slot == null) {
            return Result.FULL;
        }
        byte[] bytes = ring.bytes();
        int at = slot.offset;
        System.arraycopy(topic.bytes(), 0, bytes, at, topic.length());
        at += topic.length();
        if (propertiesLength > 0) {
            System.arraycopy(properties.bytes(), 0, bytes, at, propertiesLength);
        }
        if (source == null && length > 0) {
            System.arraycopy(payload, offset, bytes, at + propertiesLength, length);
        }
        slot.source = source;
        slot.flags = qos | (retain ? OutboundSlot.RETAIN : 0) | (source != null ? OutboundSlot.PULLED : 0);
        slot.topicLength = topic.length();
        slot.propertiesLength = propertiesLength;
        slot.payloadLength = length;
        slot.alias = topic.alias();
        slot.tag = tag;
        expiry.enter(slot, interval(properties, propertiesLength));
        if (qos > 0) {
            slot.packetId = ids.next();
            result = journal.publish(slot, ring, expiry.rest(slot));
            if (result < 0) {
                discard(slot);
                return result;
            }
        }
        return slot.handle();
    }

    private static int checkArguments(Topic topic, byte[] payload, PayloadSource source, int offset, int length,
            int qos) {
        if (topic == null || topic.length() == 0) {
            return Result.INVALID_TOPIC;
        }
        if (qos < 0 || qos > 2) {
            return Result.INVALID_QOS;
        }
        if (source == null && length > 0
                && (payload == null || offset < 0 || offset > payload.length || length > payload.length - offset)) {
            return Result.INVALID_ARGUMENT;
        }
        return length < 0 ? Result.INVALID_ARGUMENT : Result.OK;
    }

    private int checkOptions(Topic topic, PropertyWriter properties, int propertiesLength) {
        if (!protocol.hasProperties()) {
            return propertiesLength > 0 || topic.alias() > 0 ? Result.NOT_IN_PROTOCOL : Result.OK;
        }
        if (propertiesLength > 0 && ((properties.packets() >> PacketType.PUBLISH & 1) == 0
                || properties.contains(Property.SUBSCRIPTION_IDENTIFIER) // [MQTT-3.3.4-6]
                || properties.contains(Property.TOPIC_ALIAS))) { // it belongs to a connection: Topic.setAlias
            return Result.INVALID_PROPERTY;
        }
        return topic.alias() > 0 && (aliases == null || topic.alias() > aliases.maximum())
                ? Result.TOPIC_ALIAS_NOT_AVAILABLE : Result.OK;
    }

    private int checkSizes(Topic topic, int length, int kept, int qos, boolean retain, int propertiesLength) {
        int packetSize = length > VarInt.MAX ? Integer.MAX_VALUE
                : encoder.publishPacketSize(topic.length(), propertiesLength, topic.alias(), qos, length);
        if (packetSize == Integer.MAX_VALUE) {
            return Result.PACKET_TOO_LARGE;
        }
        return canFit(topic.length(), propertiesLength, kept) ? limits.checkPublish(qos, retain, packetSize)
                : Result.BUFFER_TOO_SMALL;
    }

    /**
     * Whether a message can ever be kept and written: its head in the transmit buffer, its record in the ring. One that
     * cannot would stop everything behind it for good.
     */
    boolean canFit(int topicLength, int propertiesLength, int kept) {
        // Head: fixed header 5, topic length 2, identifier 2, property length up to 4, alias 3.
        return 5 + 2 + 2 + 4 + 3 + topicLength + propertiesLength <= headCapacity
                && topicLength + propertiesLength + kept <= ring.capacity();
    }

    /** Whether the server of this connection takes a queued message [MQTT-3.2.2-11, -14, -15]. */
    int checkLimits(OutboundSlot slot) {
        int result = limits.checkPublish(slot.qos(), slot.has(OutboundSlot.RETAIN), 0);
        return result < 0 ? result
                : checkSize(slot, slot.topicLength, slot.alias);
    }

    /** Whether it takes the packet that a message becomes with this much of its topic and this alias. */
    int checkSize(OutboundSlot slot, int topicLength, int alias) {
        int size = encoder.publishPacketSize(topicLength, slot.propertiesLength, alias, slot.qos(),
                slot.payloadLength);
        return size == Integer.MAX_VALUE ? Result.PACKET_TOO_LARGE : limits.checkSize(size);
    }

    /** Takes ring and slot together, or neither: then null. */
    OutboundSlot reserve(int recordLength, int state) {
        if (slots.isFull(state)) {
            return null;
        }
        int offset = ring.reserve(recordLength);
        if (offset == TxRing.NO_ROOM && recordLength <= ring.free()) {
            slots.compact(ring);
            offset = ring.reserve(recordLength);
        }
        if (offset == TxRing.NO_ROOM) {
            return null;
        }
        OutboundSlot slot = slots.take(state);
        slot.offset = offset;
        return slot;
    }

    /** The Message Expiry Interval, -1 for none. */
    private int interval(PropertyWriter properties, int propertiesLength) {
        if (propertiesLength == 0 || !properties.contains(Property.MESSAGE_EXPIRY_INTERVAL)) {
            return -1;
        }
        scratch.wrap(properties.bytes(), 0, propertiesLength);
        return scratch.get(Property.MESSAGE_EXPIRY_INTERVAL, 0); // more than 68 years are for ever
    }

    /** What is left of the Message Expiry Intervals. */
    Expiry expiry() {
        return expiry;
    }

    /** Drops what has expired. */
    void tick(int now) {
        if (!expiry.tick(now)) {
            return;
        }
        OutboundSlot slot = slots.oldest();
        while (slot != null) {
            OutboundSlot next = slot.next;
            if (expiry.isOver(slot)) {
                metrics.expired++;
                complete(slot, Result.EXPIRED, 0, none);
            }
            slot = next;
        }
    }

    /** PUBACK. */
    int acknowledged(int packetId, int reasonCode, PropertyReader properties) {
        OutboundSlot slot = slots.find(packetId);
        if (!isAwaited(slot)) {
            metrics.unknownAcknowledgements++;
            return Result.OK;
        }
        if (slot.qos() == 2 && !pubackEndsQos2) {
            return Result.PROTOCOL_ERROR; // [MQTT-4.3.3-3]
        }
        int result = reasonCode >= ReasonCode.UNSPECIFIED_ERROR ? Result.REFUSED
                : slot.qos() == 2 ? Result.QOS_DOWNGRADED : Result.OK;
        complete(slot, result, reasonCode, properties);
        return Result.OK;
    }

    /** PUBREC. */
    int received(int packetId, int reasonCode, PropertyReader properties) {
        OutboundSlot slot = slots.find(packetId);
        int state = slot == null ? OutboundSlot.FREE : slot.state;
        if (state == OutboundSlot.RELEASED || state == OutboundSlot.RELEASE) {
            slots.state(slot, OutboundSlot.RELEASE); // the server asks again: so do we answer
            return Result.OK;
        }
        if (!isAwaited(slot)) {
            metrics.unknownAcknowledgements++;
            if (reasonCode < ReasonCode.UNSPECIFIED_ERROR) {
                replies.add(PacketType.PUBREL, packetId,
                        protocol.hasProperties() ? ReasonCode.PACKET_IDENTIFIER_NOT_FOUND : 0);
            }
            return Result.OK;
        }
        if (slot.qos() != 2) {
            return Result.PROTOCOL_ERROR;
        }
        if (reasonCode >= ReasonCode.UNSPECIFIED_ERROR) {
            complete(slot, Result.REFUSED, reasonCode, properties); // no PUBREL [MQTT-4.3.3-4]
            return Result.OK;
        }
        int result = journal.release(slot);
        if (result == Result.OK) {
            release(slot);
        }
        return result; // if it failed: PUBLISH again, on another connection
    }

    /** From here on only PUBREL is sent [MQTT-4.3.3-6]: the payload is not needed any more. */
    void release(OutboundSlot slot) {
        expiry.forget(slot);
        slot.place = ++releases;
        slots.state(slot, OutboundSlot.RELEASE);
        slot.source = null;
        releaseBytes(slot);
    }

    /** PUBCOMP; a reason code of 0x92 tells that the server had forgotten: the exchange is over all the same. */
    int completed(int packetId, int reasonCode, PropertyReader properties) {
        OutboundSlot slot = slots.find(packetId);
        if (slot == null || slot.state != OutboundSlot.RELEASED && slot.state != OutboundSlot.RELEASE) {
            metrics.unknownAcknowledgements++;
        } else {
            complete(slot, Result.OK, reasonCode, properties);
        }
        return Result.OK;
    }

    /** A PUBLISH that the server may have: wholly sent, also if that was on an earlier connection. */
    private boolean isAwaited(OutboundSlot slot) {
        return slot != null && (slot.state == OutboundSlot.SENT
                || slot.state == OutboundSlot.QUEUED && slot.has(OutboundSlot.ATTEMPTED));
    }

    /** Ends a message: slot, identifier, quota and bytes are free before the application hears of it. */
    void complete(OutboundSlot slot, int result, int reasonCode, PropertyReader properties) {
        int handle = slot.handle();
        int tag = slot.tag;
        boolean told = slot.has(OutboundSlot.GIVEN_UP);
        if (slot.qos() > 0) {
            journal.done(slot.packetId);
        }
        discard(slot);
        if (!told) {
            listener.onPublished(handle, tag, result, reasonCode, properties == null ? none : properties);
        }
    }

    /**
     * Ends a message that may not or cannot be sent. At QoS 2 the server may have it from the last connection and hold
     * its identifier, under which a new message would be taken for this one and lost. PUBREL has the server let go of
     * it: it answers PUBCOMP whether it knows the identifier or not [MQTT-4.3.3-11], and until then that is not free.
     */
    void giveUp(OutboundSlot slot, int result) {
        if (slot.qos() < 2 || !slot.has(OutboundSlot.WHOLE)) {
            complete(slot, result, 0, null);
            return;
        }
        release(slot);
        slot.raise(OutboundSlot.GIVEN_UP);
        journal.givenUp(slot); // behind them, so that a snapshot has them
        listener.onPublished(slot.handle(), slot.tag, result, 0, none);
    }

    /** A message is no part of a session any more: only its end is still to be told. */
    void forget(OutboundSlot slot) {
        expiry.forget(slot);
        slots.state(slot, OutboundSlot.SENT);
        slot.packetId = 0;
        slot.flags &= OutboundSlot.OWN | OutboundSlot.GIVEN_UP | OutboundSlot.PULLED;
    }

    /** Frees what a message holds. */
    void discard(OutboundSlot slot) {
        expiry.forget(slot);
        flow.restore(slot);
        releaseBytes(slot);
        slots.free(slot);
    }

    /** Gives the record of a slot back to the ring, which frees what lies before the oldest record still in use. */
    void releaseBytes(OutboundSlot slot) {
        if (slot.offset == TxRing.NO_ROOM) {
            return;
        }
        ring.release(slot.recordLength());
        slot.offset = TxRing.NO_ROOM;
        OutboundSlot oldest = slots.oldest();
        while (oldest != null && oldest.offset == TxRing.NO_ROOM) {
            oldest = oldest.next;
        }
        if (oldest == null) {
            ring.releaseAll();
        } else {
            ring.releaseTo(oldest.offset);
        }
    }

    /** What a lost connection does to each message; requests are the business of {@link Requests}. */
    void disconnected() {
        OutboundSlot slot = slots.oldest();
        while (slot != null) {
            OutboundSlot next = slot.next;
            slot.lower(OutboundSlot.COUNTED);
            if (slot.state == OutboundSlot.WRITING) {
                if (slot.qos() == 0) {
                    complete(slot, Result.CONNECTION_LOST, 0, none); // at most once: half of it may have arrived
                } else {
                    slots.state(slot, OutboundSlot.SENT);
                }
            }
            slot = next;
        }
    }

    /**
     * Session Present 1: what is open goes again, in the order first sent, under the same identifiers [MQTT-4.4.0-1].
     */
    void resumed() {
        for (OutboundSlot slot = slots.oldest(); slot != null; slot = slot.next) {
            if (slot.state == OutboundSlot.SENT) {
                slots.state(slot, OutboundSlot.QUEUED);
            } else if (slot.state == OutboundSlot.RELEASED) {
                slots.state(slot, OutboundSlot.RELEASE);
            }
        }
        slots.rewindQueue();
    }

    /**
     * Session Present 0 over a session of ours: nothing can be resumed, only started anew, settled or given up, as all
     * is that the application dropped by its Clean Start [MQTT-3.2.2-5].
     */
    void sessionLost(boolean dropped) {
        OutboundSlot slot = slots.oldest();
        while (slot != null) {
            OutboundSlot next = slot.next;
            int state = slot.state;
            if (state == OutboundSlot.RELEASE || state == OutboundSlot.RELEASED) {
                complete(slot, Result.OK, 0, none); // PUBREC said that the server has it
            } else if (isAwaited(slot)) {
                if (slot.qos() == 2 && !republishQos2 || dropped) {
                    complete(slot, Result.SESSION_LOST, 0, none);
                } else {
                    slot.lower(OutboundSlot.ATTEMPTED | OutboundSlot.WHOLE);
                    slots.state(slot, OutboundSlot.QUEUED);
                }
            }
            slot = next;
        }
        slots.rewindQueue();
    }

    /** The PUBREL to write next: in the order of the PUBRECs [MQTT-4.6.0-4]. There must be one. */
    OutboundSlot firstRelease() {
        OutboundSlot first = slots.first(OutboundSlot.RELEASE);
        for (OutboundSlot slot = first.next; slot != null; slot = slot.next) {
            if (slot.state == OutboundSlot.RELEASE && slot.place - first.place < 0) {
                first = slot;
            }
        }
        return first;
    }
}

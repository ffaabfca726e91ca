package nogc.mqtt.session;

import nogc.mqtt.Config;
import nogc.mqtt.Listener;
import nogc.mqtt.Metrics;
import nogc.mqtt.PayloadSource;
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
    private final int headCapacity;
    private final boolean republishQos2;
    private final PropertyReader none = new PropertyReader();
    private int releases;
    private int expiring;
    private boolean unstarted;
    private int seconds = 1;

    Outbound(Config config, Protocol protocol, Listener listener, Metrics metrics, Journal journal, OutboundSlots slots,
            TxRing ring, PacketIds ids, FlowControl flow, ServerLimits limits, Replies replies,
            PacketEncoder encoder) {
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
        aliases = config.outboundAliases;
        headCapacity = config.transmitBuffer;
        republishQos2 = config.republishQos2;
    }

    /** Queues a message; of {@code payload} and {@code source} one is null. Returns its handle or why not. */
    int publish(Topic topic, byte[] payload, PayloadSource source, int offset, int length, int qos, boolean retain,
            PropertyWriter properties) {
        int propertiesLength = properties == null ? 0 : properties.length();
        int result = checkArguments(topic, payload, source, offset, length, qos);
        if (result == Result.OK) {
            result = checkOptions(topic, properties, propertiesLength);
        }
        if (result == Result.OK) {
            result = checkSizes(topic, length, qos, retain, propertiesLength);
        }
        if (result < 0) {
            return result;
        }
        int kept = source == null ? length : 0;
        int recordLength = topic.length() + propertiesLength + kept;
        if (recordLength > ring.capacity()) {
            return Result.BUFFER_TOO_SMALL;
        }
        if (qos > 0 && source != null && journal.isPresent()) {
            return Result.INVALID_ARGUMENT; // a pulled payload is not there any more after a power cut
        }
        if (qos > 0 && !journal.isReady()) {
            return Result.NOT_CONNECTED; // connect tells the store for whom it keeps
        }
        int slot = slots.free() == 0 ? OutboundSlots.NONE : reserve(recordLength, OutboundSlots.QUEUED);
        if (slot == OutboundSlots.NONE) {
            return Result.FULL;
        }
        byte[] bytes = ring.bytes();
        int at = slots.get(slot, OutboundSlots.OFFSET);
        System.arraycopy(topic.bytes(), 0, bytes, at, topic.length());
        at += topic.length();
        if (propertiesLength > 0) {
            System.arraycopy(properties.bytes(), 0, bytes, at, propertiesLength);
        }
        if (source == null && length > 0) {
            System.arraycopy(payload, offset, bytes, at + propertiesLength, length);
        }
        slots.source(slot, source);
        slots.set(slot, OutboundSlots.FLAGS, qos | (retain ? OutboundSlots.RETAIN : 0));
        slots.set(slot, OutboundSlots.TOPIC_LENGTH, topic.length());
        slots.set(slot, OutboundSlots.PROPERTIES_LENGTH, propertiesLength);
        slots.set(slot, OutboundSlots.PAYLOAD_LENGTH, length);
        slots.set(slot, OutboundSlots.ALIAS, topic.alias());
        slots.set(slot, OutboundSlots.EXTRA, expiry(properties, propertiesLength));
        if (qos > 0) {
            slots.set(slot, OutboundSlots.PACKET_ID, ids.next());
            result = journal.publish(slots, slot, ring);
            if (result < 0) {
                discard(slot);
                return result;
            }
        }
        return slots.handle(slot);
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

    private int checkSizes(Topic topic, int length, int qos, boolean retain, int propertiesLength) {
        int packetSize = length > VarInt.MAX ? Integer.MAX_VALUE
                : encoder.publishPacketSize(topic.length(), propertiesLength, topic.alias(), qos, length);
        if (packetSize == Integer.MAX_VALUE) {
            return Result.PACKET_TOO_LARGE;
        }
        // Head: fixed header 5, topic length 2, identifier 2, property length up to 4, alias 3.
        if (5 + 2 + 2 + 4 + 3 + topic.length() + propertiesLength > headCapacity) {
            return Result.BUFFER_TOO_SMALL;
        }
        return limits.checkPublish(qos, retain, packetSize);
    }

    /** Whether the server of this connection takes a queued message [MQTT-3.2.2-11, -14, -15]. */
    int checkLimits(int slot) {
        int result = limits.checkPublish(slots.qos(slot), slots.has(slot, OutboundSlots.RETAIN), 0);
        return result < 0 ? result
                : checkSize(slot, slots.get(slot, OutboundSlots.TOPIC_LENGTH), slots.get(slot, OutboundSlots.ALIAS));
    }

    /** Whether it takes the packet that a message becomes with this much of its topic and this alias. */
    int checkSize(int slot, int topicLength, int alias) {
        int size = encoder.publishPacketSize(topicLength, slots.get(slot, OutboundSlots.PROPERTIES_LENGTH), alias,
                slots.qos(slot), slots.get(slot, OutboundSlots.PAYLOAD_LENGTH));
        return size == Integer.MAX_VALUE ? Result.PACKET_TOO_LARGE : limits.checkSize(size);
    }

    /** Takes ring and slot together, or neither. */
    int reserve(int recordLength, int state) {
        int offset = ring.reserve(recordLength);
        if (offset == TxRing.NO_ROOM) {
            return OutboundSlots.NONE;
        }
        int slot = slots.take(state);
        slots.set(slot, OutboundSlots.OFFSET, offset);
        return slot;
    }

    /**
     * What a slot notes of the Message Expiry Interval. The interval starts at the next look at the time, since nobody
     * knows here how long ago the last one was.
     */
    private int expiry(PropertyWriter properties, int propertiesLength) {
        if (propertiesLength == 0 || !properties.contains(Property.MESSAGE_EXPIRY_INTERVAL)) {
            return 0;
        }
        none.wrap(properties.bytes(), 0, propertiesLength);
        int interval = none.get(Property.MESSAGE_EXPIRY_INTERVAL, 0);
        none.wrap(properties.bytes(), 0, 0);
        if (interval < 0) {
            return 0; // more than 68 years
        }
        expiring++;
        unstarted = true;
        return ~interval;
    }

    /**
     * Seconds have passed: drops what expired before its first byte was sent; what was sent must be sent again
     * [MQTT-4.3.3-7].
     */
    void advance(int by) {
        seconds += by;
        if (expiring == 0 || by == 0 && !unstarted) {
            return;
        }
        unstarted = false;
        int slot = slots.oldest();
        while (slot != OutboundSlots.NONE) {
            int next = slots.next(slot);
            if (slots.get(slot, OutboundSlots.EXTRA) < 0) {
                start(slot);
            } else if (isExpired(slot)) {
                metrics.expired++;
                complete(slot, Result.EXPIRED, 0, none);
            }
            slot = next;
        }
    }

    /** The current second is not counted, so that no interval ends early. */
    private void start(int slot) {
        int expiry = seconds + 1 + ~slots.get(slot, OutboundSlots.EXTRA);
        if (expiry < 0) {
            forgetExpiry(slot); // beyond what we count to
        } else {
            slots.set(slot, OutboundSlots.EXTRA, expiry);
        }
    }

    private boolean isExpired(int slot) {
        int expiry = slots.get(slot, OutboundSlots.EXTRA);
        return slots.state(slot) == OutboundSlots.QUEUED && !slots.has(slot, OutboundSlots.ATTEMPTED)
                && expiry != 0 && seconds >= expiry;
    }

    boolean isExpiring() {
        return expiring > 0;
    }

    /** PUBACK. */
    int acknowledged(int packetId, int reasonCode, PropertyReader properties) {
        int slot = slots.find(packetId);
        if (!isAwaited(slot)) {
            metrics.unknownAcknowledgements++;
            return Result.OK;
        }
        int result = reasonCode >= ReasonCode.UNSPECIFIED_ERROR ? Result.REFUSED
                : slots.qos(slot) == 2 ? Result.QOS_DOWNGRADED : Result.OK;
        complete(slot, result, reasonCode, properties);
        return Result.OK;
    }

    /** PUBREC. */
    int received(int packetId, int reasonCode, PropertyReader properties) {
        int slot = slots.find(packetId);
        int state = slot == OutboundSlots.NONE ? OutboundSlots.FREE : slots.state(slot);
        if (state == OutboundSlots.RELEASED || state == OutboundSlots.RELEASE) {
            slots.state(slot, OutboundSlots.RELEASE); // the server asks again: so do we answer
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
        if (slots.qos(slot) != 2) {
            return Result.PROTOCOL_ERROR;
        }
        if (reasonCode >= ReasonCode.UNSPECIFIED_ERROR) {
            complete(slot, Result.REFUSED, reasonCode, properties); // no PUBREL [MQTT-4.3.3-4]
            return Result.OK;
        }
        int result = journal.release(packetId);
        if (result == Result.OK) {
            release(slot);
        }
        return result; // if it failed: PUBLISH again, on another connection
    }

    /** From here on only PUBREL is sent [MQTT-4.3.3-6]: the payload is not needed any more. */
    void release(int slot) {
        forgetExpiry(slot);
        slots.set(slot, OutboundSlots.EXTRA, ++releases);
        slots.state(slot, OutboundSlots.RELEASE);
        slots.source(slot, null);
        releaseBytes(slot);
    }

    /** PUBCOMP; a reason code of 0x92 tells that the server had forgotten: the exchange is over all the same. */
    int completed(int packetId, int reasonCode, PropertyReader properties) {
        int slot = slots.find(packetId);
        if (slot == OutboundSlots.NONE || slots.state(slot) != OutboundSlots.RELEASED
                && slots.state(slot) != OutboundSlots.RELEASE) {
            metrics.unknownAcknowledgements++;
        } else {
            complete(slot, Result.OK, reasonCode, properties);
        }
        return Result.OK;
    }

    /** A PUBLISH that the server may have: wholly sent, also if that was on an earlier connection. */
    private boolean isAwaited(int slot) {
        return slot != OutboundSlots.NONE && (slots.state(slot) == OutboundSlots.SENT
                || slots.state(slot) == OutboundSlots.QUEUED && slots.has(slot, OutboundSlots.ATTEMPTED));
    }

    /** Ends a message: slot, identifier, quota and bytes are free before the application hears of it. */
    void complete(int slot, int result, int reasonCode, PropertyReader properties) {
        int handle = slots.handle(slot);
        boolean told = slots.has(slot, OutboundSlots.GIVEN_UP);
        if (slots.qos(slot) > 0) {
            journal.done(slots.get(slot, OutboundSlots.PACKET_ID));
        }
        discard(slot);
        if (!told) {
            listener.onPublished(handle, result, reasonCode, properties == null ? none : properties);
        }
    }

    /**
     * Ends a message that may not or cannot be sent. At QoS 2 the server may have it from the last connection and hold
     * its identifier, under which a new message would be taken for this one and lost. PUBREL has the server let go of
     * it: it answers PUBCOMP whether it knows the identifier or not [MQTT-4.3.3-11], and until then that is not free.
     */
    void giveUp(int slot, int result) {
        if (slots.qos(slot) < 2 || !slots.has(slot, OutboundSlots.WHOLE)) {
            complete(slot, result, 0, null);
            return;
        }
        int handle = slots.handle(slot);
        journal.givenUp(slots.get(slot, OutboundSlots.PACKET_ID));
        release(slot);
        slots.raise(slot, OutboundSlots.GIVEN_UP);
        listener.onPublished(handle, result, 0, none);
    }

    /** Frees what a message holds. */
    void discard(int slot) {
        forgetExpiry(slot);
        flow.restore(slots, slot);
        releaseBytes(slot);
        slots.free(slot);
    }

    private void forgetExpiry(int slot) {
        int state = slots.state(slot);
        if (state <= OutboundSlots.SENT && slots.get(slot, OutboundSlots.EXTRA) != 0) {
            slots.set(slot, OutboundSlots.EXTRA, 0);
            expiring--;
        }
    }

    /** Gives the record of a slot back to the ring, which frees what lies before the oldest record still in use. */
    void releaseBytes(int slot) {
        slots.set(slot, OutboundSlots.OFFSET, TxRing.NO_ROOM);
        int oldest = slots.oldest();
        while (oldest != OutboundSlots.NONE && slots.get(oldest, OutboundSlots.OFFSET) == TxRing.NO_ROOM) {
            oldest = slots.next(oldest);
        }
        if (oldest == OutboundSlots.NONE) {
            ring.releaseAll();
        } else {
            ring.releaseTo(slots.get(oldest, OutboundSlots.OFFSET));
        }
    }

    /** What a lost connection does to each message; requests are the business of {@link Requests}. */
    void disconnected() {
        int slot = slots.oldest();
        while (slot != OutboundSlots.NONE) {
            int next = slots.next(slot);
            slots.lower(slot, OutboundSlots.COUNTED);
            if (slots.state(slot) == OutboundSlots.WRITING) {
                if (slots.qos(slot) == 0) {
                    complete(slot, Result.CONNECTION_LOST, 0, none); // at most once: half of it may have arrived
                } else {
                    slots.state(slot, OutboundSlots.SENT);
                }
            }
            slot = next;
        }
    }

    /**
     * Session Present 1: what is open goes again, in the order first sent, under the same identifiers [MQTT-4.4.0-1].
     */
    void resumed() {
        for (int slot = slots.oldest(); slot != OutboundSlots.NONE; slot = slots.next(slot)) {
            if (slots.state(slot) == OutboundSlots.SENT) {
                slots.state(slot, OutboundSlots.QUEUED);
            } else if (slots.state(slot) == OutboundSlots.RELEASED) {
                slots.state(slot, OutboundSlots.RELEASE);
            }
        }
        slots.rewindQueue();
    }

    /**
     * Session Present 0 over a session of ours: nothing can be resumed, only started anew, settled or given up
     * [MQTT-3.2.2-5].
     */
    void sessionLost() {
        int slot = slots.oldest();
        while (slot != OutboundSlots.NONE) {
            int next = slots.next(slot);
            int state = slots.state(slot);
            if (state == OutboundSlots.RELEASE || state == OutboundSlots.RELEASED) {
                complete(slot, Result.OK, 0, none); // PUBREC said that the server has it
            } else if (isAwaited(slot)) {
                if (slots.qos(slot) == 2 && !republishQos2) {
                    complete(slot, Result.SESSION_LOST, 0, none);
                } else {
                    slots.lower(slot, OutboundSlots.ATTEMPTED | OutboundSlots.WHOLE);
                    slots.state(slot, OutboundSlots.QUEUED);
                }
            }
            slot = next;
        }
        slots.rewindQueue();
    }

    /** The PUBREL to write next: in the order of the PUBRECs [MQTT-4.6.0-4]. There must be one. */
    int firstRelease() {
        int first = slots.first(OutboundSlots.RELEASE);
        for (int slot = slots.next(first); slot != OutboundSlots.NONE; slot = slots.next(slot)) {
            if (slots.state(slot) == OutboundSlots.RELEASE
                    && slots.get(slot, OutboundSlots.EXTRA) - slots.get(first, OutboundSlots.EXTRA) < 0) {
                first = slot;
            }
        }
        return first;
    }
}

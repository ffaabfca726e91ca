package nogc.mqtt.session;

import nogc.mqtt.Config;
import nogc.mqtt.PayloadSource;
import nogc.mqtt.PayloadSources;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicAliases;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.PacketType;
import nogc.mqtt.wire.Property;
import nogc.mqtt.wire.VarInt;

/** Takes messages of the application: checks them, copies them, and records them ahead of their first byte. */
public final class Publishing {
    private final Protocol protocol;
    private final Output output;
    private final Journal journal;
    private final OutboundSlots slots;
    private final TopicAliases aliases;
    private final PayloadSources sources;
    private final PropertyReader scratch;
    /** Null: then a message without room is refused. */
    private final GivingWay givingWay;

    Publishing(Config config, Protocol protocol, Output output, Journal journal, OutboundSlots slots,
            PropertyReader scratch, GivingWay givingWay) {
        this.protocol = protocol;
        this.output = output;
        this.journal = journal;
        this.slots = slots;
        this.scratch = scratch;
        this.givingWay = givingWay;
        aliases = config.outboundAliases;
        sources = config.payloadSources;
    }

    /**
     * {@code Client.publish}, all forms of it. Bounded, allocates nothing.
     *
     * @param topic Topic Name, copied
     * @param payload array of the payload, copied; null if it is empty or comes from a source
     * @param source of the payload, or null
     * @param offset of the payload in its array
     * @param length bytes of payload
     * @param qos 0, 1 or 2
     * @param retain RETAIN flag
     * @param properties copied; or null
     * @param tag any number
     * @return a positive handle, or why not
     */
    public int publish(Topic topic, byte[] payload, PayloadSource source, int offset, int length, int qos,
            boolean retain, PropertyWriter properties, int tag) {
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
        OutboundSlot slot = slots.reserve(recordLength, OutboundSlot.QUEUED);
        if (givingWay != null) {
            givingWay.to(topic, qos, tag);
            if (slot == null && givingWay.makeRoom(recordLength)) {
                slot = slots.reserve(recordLength, OutboundSlot.QUEUED);
            }
        }
        if (slot == null) {
            return Result.FULL;
        }
        byte[] bytes = slots.bytes();
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
        slot.qos = qos;
        slot.flags = (retain ? OutboundSlot.RETAIN : 0) | (source != null ? OutboundSlot.PULLED : 0);
        slot.topicLength = topic.length();
        slot.propertiesLength = propertiesLength;
        slot.payloadLength = length;
        slot.alias = topic.alias();
        slot.tag = tag;
        slots.expiry.enter(slot, interval(properties, propertiesLength));
        result = qos == 0 ? Result.OK : record(slot);
        if (result < 0) {
            slots.free(slot);
            return result;
        }
        return slot.handle();
    }

    /** Has a message in the store before it is accepted. */
    private int record(OutboundSlot slot) {
        slot.packetId = givingWay == null ? slots.nextId() : givingWay.identifier();
        int result = journal.publish(slot, slots.bytes(), slots.expiry.rest(slot));
        if (givingWay != null) {
            while (result == Result.STORE_FULL && givingWay.makeRoomInStore(slot.recordLength())) {
                slot.packetId = givingWay.identifier();
                result = journal.publish(slot, slots.bytes(), slots.expiry.rest(slot));
            }
            if (result < 0) {
                givingWay.refused();
            }
        }
        return result;
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
                : output.encoder.publishPacketSize(topic.length(), propertiesLength, topic.alias(), qos, length);
        if (packetSize == Integer.MAX_VALUE) {
            return Result.PACKET_TOO_LARGE;
        }
        if (!output.canHoldHead(topic.length(), propertiesLength)
                || !slots.canKeep(topic.length() + propertiesLength + kept)) {
            return Result.BUFFER_TOO_SMALL;
        }
        return output.limits.checkPublish(qos, retain, packetSize);
    }

    /** The Message Expiry Interval, -1 for none. */
    private int interval(PropertyWriter properties, int propertiesLength) {
        if (propertiesLength == 0 || !properties.contains(Property.MESSAGE_EXPIRY_INTERVAL)) {
            return -1;
        }
        scratch.wrap(properties.bytes(), 0, propertiesLength);
        return scratch.get(Property.MESSAGE_EXPIRY_INTERVAL, 0); // more than 68 years are for ever
    }
}

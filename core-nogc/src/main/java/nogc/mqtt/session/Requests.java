package nogc.mqtt.session;

import nogc.mqtt.Config;
import nogc.mqtt.Listener;
import nogc.mqtt.Metrics;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.BigEndian;
import nogc.mqtt.wire.PacketType;
import nogc.mqtt.wire.Property;
import nogc.mqtt.wire.VarInt;

/**
 * SUBSCRIBE and UNSUBSCRIBE: they share slots, identifiers and ring with messages, go ahead of them, and end with their
 * answer or with the connection, since they are no session state. A record is properties and filters in wire form.
 */
final class Requests {
    private final Protocol protocol;
    private final Listener listener;
    private final Metrics metrics;
    private final OutboundSlots slots;
    private final ServerLimits limits;
    /** The largest request; 0 without inbound slots: who takes no messages subscribes to none. */
    private final int packetCapacity;
    private final PropertyReader none;

    // valid for session
    /**
     * The fixed list is to be subscribed: the server has a new session, and no SUBACK for it came yet. At first it is
     * owed in any case, and behind a CONNECT without an answer: "session present" may speak of the one that this made.
     */
    private boolean listOwed = true;

    // valid for connection
    private boolean listWaiting;

    Requests(Config config, Protocol protocol, Listener listener, Metrics metrics, OutboundSlots slots,
            ServerLimits limits, PropertyReader none) {
        this.protocol = protocol;
        this.listener = listener;
        this.metrics = metrics;
        this.slots = slots;
        this.limits = limits;
        packetCapacity = config.inboundSlots == 0 ? 0 : config.transmitBuffer;
        this.none = none;
    }

    /** Queues a SUBSCRIBE with one filter. */
    int subscribe(TopicFilter filter, int qos) {
        if (filter == null || filter.length() == 0) {
            return Result.INVALID_TOPIC_FILTER;
        }
        if (qos < 0 || qos > 2) {
            return Result.INVALID_QOS;
        }
        int size = size(0, filter.length() + 3);
        int result = protocol.hasProperties()
                ? limits.checkSubscribe(filter.hasWildcard(), filter.isShared(), false, size) : Result.OK;
        if (result == Result.OK) {
            result = reserve(0, filter.length() + 3, 1, 0, size);
        }
        if (result < 0) {
            return result;
        }
        OutboundSlot slot = slots.newest();
        int at = putFilter(slots.start(slot), filter);
        slots.bytes()[at] = (byte) qos;
        return slot.handle();
    }

    /** CONNACK: a new session has no subscriptions. */
    void connected(boolean sessionPresent) {
        listOwed |= !sessionPresent;
        listWaiting = listOwed;
    }

    /** The server may have made a session of which nobody told us, or another session may follow. */
    void oweList() {
        listOwed = true;
    }

    /** Queues the fixed list, which may be null, where that is due and there is room for it; whether it did. */
    boolean subscribeList(Subscriptions list) {
        if (!listWaiting || list == null) {
            return false;
        }
        int result = subscribe(list, null, OutboundSlot.OWN);
        listWaiting = result == Result.FULL;
        if (result < 0 && !listWaiting) {
            listener.onSubscribed(0, result, slots.bytes(), 0, 0, none);
        }
        return result >= 0;
    }

    /** Queues a SUBSCRIBE with a list of filters; {@code flags} is 0 or {@link OutboundSlot#OWN}. */
    int subscribe(Subscriptions list, PropertyWriter properties, int flags) {
        int propertiesLength = properties == null ? 0 : properties.length();
        int result = check(list, propertiesLength == 0 ? null : properties, PacketType.SUBSCRIBE);
        if (result < 0) {
            return result;
        }
        int size = size(propertiesLength, list.length());
        result = limits.checkSubscribe(list.hasWildcard(), list.hasShared(),
                propertiesLength > 0 && properties.contains(Property.SUBSCRIPTION_IDENTIFIER), size);
        if (result == Result.OK) {
            result = reserve(propertiesLength, list.length(), list.count(), flags, size);
        }
        if (result < 0) {
            return result;
        }
        OutboundSlot slot = slots.newest();
        int at = putProperties(slot, properties, propertiesLength);
        System.arraycopy(list.bytes(), 0, slots.bytes(), at, list.length());
        return slot.handle();
    }

    /** Queues an UNSUBSCRIBE with one filter. */
    int unsubscribe(TopicFilter filter) {
        if (filter == null || filter.length() == 0) {
            return Result.INVALID_TOPIC_FILTER;
        }
        int size = size(0, filter.length() + 2);
        int result = limits.checkSize(size);
        if (result == Result.OK) {
            result = reserve(0, filter.length() + 2, 1, OutboundSlot.UNSUBSCRIBE, size);
        }
        if (result < 0) {
            return result;
        }
        OutboundSlot slot = slots.newest();
        putFilter(slots.start(slot), filter);
        return slot.handle();
    }

    /** Queues an UNSUBSCRIBE with a list of filters, whose options do not matter. */
    int unsubscribe(Subscriptions list, PropertyWriter properties) {
        int propertiesLength = properties == null ? 0 : properties.length();
        int result = check(list, propertiesLength == 0 ? null : properties, PacketType.UNSUBSCRIBE);
        if (result < 0) {
            return result;
        }
        int length = list.length() - list.count(); // without the options
        int size = size(propertiesLength, length);
        result = limits.checkSize(size);
        if (result == Result.OK) {
            result = reserve(propertiesLength, length, list.count(), OutboundSlot.UNSUBSCRIBE, size);
        }
        if (result < 0) {
            return result;
        }
        OutboundSlot slot = slots.newest();
        int at = putProperties(slot, properties, propertiesLength);
        int from = 0;
        while (from < list.length()) {
            int entry = 2 + BigEndian.u16(list.bytes(), from);
            System.arraycopy(list.bytes(), from, slots.bytes(), at, entry);
            at += entry;
            from += entry + 1;
        }
        return slot.handle();
    }

    private int check(Subscriptions list, PropertyWriter properties, int packetType) {
        if (list != null && list.problem() < 0) {
            return list.problem();
        }
        if (list == null || list.count() == 0) {
            return Result.INVALID_ARGUMENT; // [MQTT-3.8.3-2], [MQTT-3.10.3-2]
        }
        if (!protocol.hasProperties()) {
            return properties != null || packetType == PacketType.SUBSCRIBE && list.options() != 0
                    ? Result.NOT_IN_PROTOCOL : Result.OK;
        }
        return properties != null && (properties.packets() >> packetType & 1) == 0 ? Result.INVALID_PROPERTY
                : Result.OK;
    }

    private int size(int propertiesLength, int filtersLength) {
        int remaining = 2 + filtersLength;
        if (protocol.hasProperties()) {
            remaining += VarInt.length(propertiesLength) + propertiesLength;
        }
        return 1 + VarInt.length(remaining) + remaining;
    }

    /** Takes a slot with its record, which is the newest then; {@link Result#OK} or why there is no room. */
    private int reserve(int propertiesLength, int filtersLength, int count, int flags, int size) {
        int length = propertiesLength + filtersLength;
        if (size > packetCapacity || !slots.canKeepRequest(length)) {
            return Result.BUFFER_TOO_SMALL;
        }
        OutboundSlot slot = slots.reserveRequest(length);
        if (slot == null) {
            return Result.FULL;
        }
        slot.qos = 0;
        slot.flags = flags;
        slot.topicLength = 0;
        slot.propertiesLength = propertiesLength;
        slot.payloadLength = filtersLength;
        slot.filters = count;
        return Result.OK;
    }

    private int putProperties(OutboundSlot slot, PropertyWriter properties, int length) {
        int at = slots.start(slot);
        if (length > 0) {
            System.arraycopy(properties.bytes(), 0, slots.bytes(), at, length);
        }
        return at + length;
    }

    private int putFilter(int at, TopicFilter filter) {
        int to = BigEndian.putU16(slots.bytes(), at, filter.length());
        System.arraycopy(filter.bytes(), 0, slots.bytes(), to, filter.length());
        return to + filter.length();
    }

    /**
     * SUBACK or UNSUBACK: codes go to filters by position, and there must be as many [MQTT-3.8.4-6], [MQTT-3.11.3-1].
     */
    int answered(boolean unsubscribe, int packetId, byte[] codes, int offset, int count, PropertyReader properties) {
        OutboundSlot slot = slots.find(packetId);
        if (slot == null || slot.state != OutboundSlot.REQUESTED
                || slot.isUnsubscribe() != unsubscribe) {
            metrics.unknownAcknowledgements++;
            return Result.OK;
        }
        boolean hasCodes = !unsubscribe || protocol.hasProperties();
        if (hasCodes && count != slot.filters) {
            return Result.PROTOCOL_ERROR;
        }
        int result = hasCodes ? Result.REFUSED : Result.OK;
        for (int i = 0; i < count; i++) {
            if ((codes[offset + i] & 0xff) < ReasonCode.UNSPECIFIED_ERROR) {
                result = Result.OK;
            }
        }
        if (slot.isOwn()) {
            listOwed = false;
        }
        complete(slot, result, codes, offset, count, properties);
        return Result.OK;
    }

    /** The connection ended: none of them lives on. */
    void disconnected() {
        listWaiting = false;
        OutboundSlot slot = packetCapacity == 0 ? null : slots.oldest();
        while (slot != null) {
            if (slot.state >= OutboundSlot.REQUEST) {
                complete(slot, Result.CONNECTION_LOST, slots.bytes(), 0, 0, none);
                slot = slots.oldest(); // the next one may have given way to what the application published just now
            } else {
                slot = slot.next;
            }
        }
    }

    private void complete(OutboundSlot slot, int result, byte[] codes, int offset, int count,
            PropertyReader properties) {
        int handle = slot.handle();
        boolean unsubscribe = slot.isUnsubscribe();
        slots.free(slot);
        if (unsubscribe) {
            listener.onUnsubscribed(handle, result, codes, offset, count, properties);
        } else {
            listener.onSubscribed(handle, result, codes, offset, count, properties);
        }
    }
}

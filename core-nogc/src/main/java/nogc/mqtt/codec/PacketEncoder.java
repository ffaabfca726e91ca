package nogc.mqtt.codec;

import nogc.mqtt.ReasonCode;
import nogc.mqtt.wire.BigEndian;
import nogc.mqtt.wire.PacketType;
import nogc.mqtt.wire.Property;
import nogc.mqtt.wire.VarInt;

/**
 * Writes packets into the transmit buffer, which it owns, one behind the other without gaps.
 * <pre>
 *   0 ......... start ............ end ........ capacity
 *   | written  | to be written    | room       |
 * </pre>
 * Every size is known before a packet starts, so nothing is written twice or moved; that of CONNECT is not, which
 * {@link ConnectEncoder} writes. A method that appends returns the bytes appended, or 0 when they do not fit now: then
 * nothing was changed. Arguments are the caller's duty; nothing is checked twice. Work is linear in the bytes. Only the
 * constructor allocates.
 */
public final class PacketEncoder {
    /** A topic alias in wire form: identifier and two bytes. */
    private static final int ALIAS = 3;

    private final Protocol protocol;
    private final byte[] buffer;
    private int start;
    private int end;

    /**
     * An empty encoder.
     *
     * @param protocol the version
     * @param capacity size of the transmit buffer in bytes, 0 or more
     * @throws IllegalArgumentException if capacity is negative
     */
    public PacketEncoder(Protocol protocol, int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("capacity must be 0 or more bytes");
        }
        this.protocol = protocol;
        buffer = new byte[capacity];
    }

    /**
     * The transmit buffer.
     *
     * @return always the same array
     */
    public byte[] buffer() {
        return buffer;
    }

    /**
     * Where the bytes to be written start.
     *
     * @return an offset into {@link #buffer()}
     */
    public int start() {
        return start;
    }

    /**
     * The offset after the bytes to be written.
     *
     * @return an offset into {@link #buffer()}
     */
    public int end() {
        return end;
    }

    /**
     * How many bytes are to be written.
     *
     * @return bytes
     */
    public int length() {
        return end - start;
    }

    /**
     * How many bytes may be appended now.
     *
     * @return bytes; all of the capacity once everything was written
     */
    public int room() {
        return buffer.length - end;
    }

    /** Forgets everything: the connection is gone. */
    public void clear() {
        start = 0;
        end = 0;
    }

    /**
     * Tells that the transport took bytes from {@link #start()} on.
     *
     * @param count bytes, 0 to {@link #length()}
     */
    public void written(int count) {
        start += count;
        if (start == end) {
            start = 0;
            end = 0;
        }
    }

    /**
     * Tells that the caller put bytes of a payload into {@link #buffer()} at {@link #end()}.
     *
     * @param count bytes, 0 to {@link #room()}
     */
    public void appended(int count) {
        end += count;
    }

    /** What follows the first byte and the Remaining Length of a PUBLISH, up to the payload. */
    private int publishBody(int topicLength, int propertiesLength, int alias, int qos) {
        int size = 2 + topicLength + (qos > 0 ? 2 : 0); // [MQTT-2.2.1-2; 3.1.1: MQTT-2.3.1-5]
        if (protocol.hasProperties()) {
            int block = propertiesLength + (alias > 0 ? ALIAS : 0);
            size += VarInt.length(block) + block; // [MQTT-2.2.2-1]
        }
        return size;
    }

    /**
     * The size of what {@link #publish} appends.
     *
     * @param topicLength 0 to 65,535 bytes
     * @param propertiesLength bytes of properties without the alias
     * @param alias 0 for none
     * @param qos 0 to 2
     * @param payloadLength bytes
     * @return bytes of the PUBLISH before its payload
     */
    public int publishHeadSize(int topicLength, int propertiesLength, int alias, int qos, int payloadLength) {
        int body = publishBody(topicLength, propertiesLength, alias, qos);
        return 1 + VarInt.length(body + payloadLength) + body;
    }

    /**
     * The size of a whole PUBLISH, to be compared with the server's Maximum Packet Size [MQTT-3.2.2-15].
     *
     * @param topicLength 0 to 65,535 bytes
     * @param propertiesLength bytes of properties without the alias
     * @param alias 0 for none
     * @param qos 0 to 2
     * @param payloadLength bytes, 0 to 268,435,455
     * @return bytes, or {@link Integer#MAX_VALUE} if no Remaining Length can express it
     */
    public int publishPacketSize(int topicLength, int propertiesLength, int alias, int qos, int payloadLength) {
        int remaining = publishBody(topicLength, propertiesLength, alias, qos) + payloadLength;
        return remaining > VarInt.MAX ? Integer.MAX_VALUE : 1 + VarInt.length(remaining) + remaining;
    }

    /**
     * Appends a PUBLISH up to its payload, which must follow next and be exactly as long as announced.
     *
     * @param qos 0 to 2
     * @param dup true for a repetition [MQTT-3.3.1-1]; not with QoS 0 [MQTT-3.3.1-2]
     * @param retain the RETAIN flag
     * @param packetId 1 to 65,535; not used at QoS 0
     * @param topic where the checked Topic Name lies
     * @param topicOffset of its first byte
     * @param topicLength its number of bytes, 0 only beside an alias that the server knows
     * @param properties where the checked properties lie, in wire form without their length; not used in 3.1.1
     * @param propertiesOffset of their first byte
     * @param propertiesLength their number of bytes
     * @param alias topic alias, 0 for none; not used in 3.1.1
     * @param payloadLength bytes of payload to come; the whole packet may not exceed 268,435,460 bytes
     * @return bytes appended, or 0
     */
    public int publish(int qos, boolean dup, boolean retain, int packetId,
            byte[] topic, int topicOffset, int topicLength,
            byte[] properties, int propertiesOffset, int propertiesLength, int alias, int payloadLength) {
        int body = publishBody(topicLength, propertiesLength, alias, qos);
        int remaining = body + payloadLength;
        int size = 1 + VarInt.length(remaining) + body;
        if (size > buffer.length - end) {
            return 0;
        }
        byte[] b = buffer;
        int at = end;
        b[at] = (byte) (PacketType.PUBLISH << 4 | (dup ? PacketType.DUP : 0) | qos << PacketType.QOS_SHIFT
            | (retain ? PacketType.RETAIN : 0));
        int position = VarInt.put(b, at + 1, remaining);
        position = BigEndian.putU16(b, position, topicLength);
        int topicPosition = position;
        position += topicLength;
        if (qos > 0) {
            position = BigEndian.putU16(b, position, packetId);
        }
        if (protocol.hasProperties()) {
            position = VarInt.put(b, position, propertiesLength + (alias > 0 ? ALIAS : 0));
            if (alias > 0) {
                b[position] = Property.TOPIC_ALIAS;
                position = BigEndian.putU16(b, position + 1, alias);
            }
            if (propertiesLength > 0) {
                System.arraycopy(properties, propertiesOffset, b, position, propertiesLength);
            }
        }
        // The call comes last: in the middle, every value above would be saved and loaded again around it.
        System.arraycopy(topic, topicOffset, b, topicPosition, topicLength);
        end += size;
        return size;
    }

    /**
     * Appends as much of a payload as there is room for.
     *
     * @param b where it lies
     * @param offset of the first byte
     * @param length number of bytes
     * @return bytes appended, 0 to {@code length}
     */
    public int payload(byte[] b, int offset, int length) {
        int count = Math.min(buffer.length - end, length);
        System.arraycopy(b, offset, buffer, end, count);
        end += count;
        return count;
    }

    /**
     * Appends PUBACK, PUBREC, PUBREL or PUBCOMP without properties.
     *
     * @param packetType which
     * @param packetId 1 to 65,535
     * @param reasonCode 0 to 255; left out when 0 and in 3.1.1
     * @return bytes appended, or 0
     */
    public int acknowledge(int packetType, int packetId, int reasonCode) {
        int remaining = reasonCode != 0 && protocol.hasProperties() ? 3 : 2; // section 3.4.2.1
        if (2 + remaining > room()) {
            return 0;
        }
        buffer[end] = (byte) PacketType.firstByte(packetType); // PUBREL: 0x62 [MQTT-3.6.1-1]
        buffer[end + 1] = (byte) remaining;
        BigEndian.putU16(buffer, end + 2, packetId);
        if (remaining == 3) {
            buffer[end + 4] = (byte) reasonCode;
        }
        end += 2 + remaining;
        return 2 + remaining;
    }

    /**
     * Appends SUBSCRIBE.
     *
     * @param packetId 1 to 65,535
     * @param properties checked properties in wire form without their length; not used in 3.1.1
     * @param propertiesOffset of their first byte
     * @param propertiesLength their number of bytes
     * @param filters checked filters in wire form, one at least: length, Topic Filter, options byte, … [MQTT-3.8.3-2]
     * @param filtersOffset of their first byte
     * @param filtersLength their number of bytes
     * @return bytes appended, or 0
     */
    public int subscribe(int packetId, byte[] properties, int propertiesOffset, int propertiesLength,
            byte[] filters, int filtersOffset, int filtersLength) {
        return request(PacketType.SUBSCRIBE, packetId, properties, propertiesOffset, propertiesLength,
            filters, filtersOffset, filtersLength);
    }

    /**
     * Appends UNSUBSCRIBE.
     *
     * @param packetId 1 to 65,535
     * @param properties checked properties in wire form without their length; not used in 3.1.1
     * @param propertiesOffset of their first byte
     * @param propertiesLength their number of bytes
     * @param filters checked filters in wire form, one at least: length, Topic Filter, … [MQTT-3.10.3-2]
     * @param filtersOffset of their first byte
     * @param filtersLength their number of bytes
     * @return bytes appended, or 0
     */
    public int unsubscribe(int packetId, byte[] properties, int propertiesOffset, int propertiesLength,
            byte[] filters, int filtersOffset, int filtersLength) {
        return request(PacketType.UNSUBSCRIBE, packetId, properties, propertiesOffset, propertiesLength,
            filters, filtersOffset, filtersLength);
    }

    private int request(int packetType, int packetId, byte[] properties, int propertiesOffset, int propertiesLength,
            byte[] filters, int filtersOffset, int filtersLength) {
        int remaining = 2 + filtersLength;
        if (protocol.hasProperties()) {
            remaining += VarInt.length(propertiesLength) + propertiesLength;
        }
        int size = begin(packetType, remaining);
        if (size == 0) {
            return 0;
        }
        end = BigEndian.putU16(buffer, end, packetId);
        if (protocol.hasProperties()) {
            appendProperties(properties, propertiesOffset, propertiesLength);
        }
        System.arraycopy(filters, filtersOffset, buffer, end, filtersLength);
        end += filtersLength;
        return size;
    }

    /** Writes the fixed header if the whole packet fits; returns its size or 0. */
    int begin(int packetType, int remaining) {
        int size = 1 + VarInt.length(remaining) + remaining;
        if (size > room()) {
            return 0;
        }
        buffer[end] = (byte) PacketType.firstByte(packetType);
        end = VarInt.put(buffer, end + 1, remaining);
        return size;
    }

    private void appendProperties(byte[] properties, int offset, int length) {
        end = VarInt.put(buffer, end, length);
        if (length > 0) {
            System.arraycopy(properties, offset, buffer, end, length);
            end += length;
        }
    }

    /**
     * Appends PINGREQ.
     *
     * @return 2, or 0
     */
    public int pingreq() {
        return begin(PacketType.PINGREQ, 0);
    }

    /**
     * Whether a client may send a reason code in DISCONNECT (table 3-10).
     *
     * @param code 0 to 255
     * @return true if so
     */
    public static boolean isDisconnectReason(int code) {
        return code == ReasonCode.SUCCESS || code == ReasonCode.DISCONNECT_WITH_WILL
                || code >= ReasonCode.UNSPECIFIED_ERROR && code <= ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR
                || code == ReasonCode.TOPIC_NAME_INVALID
                || code >= ReasonCode.RECEIVE_MAXIMUM_EXCEEDED && code <= ReasonCode.PAYLOAD_FORMAT_INVALID;
    }

    /**
     * Appends DISCONNECT.
     *
     * @param reasonCode 0 to 255; not used in 3.1.1
     * @param properties checked properties in wire form without their length; not used in 3.1.1
     * @param offset of their first byte
     * @param length their number of bytes
     * @return bytes appended, or 0
     */
    public int disconnect(int reasonCode, byte[] properties, int offset, int length) {
        return reason(PacketType.DISCONNECT, reasonCode, properties, offset, length);
    }

    /**
     * Appends AUTH; 5.0 only.
     *
     * @param reasonCode 0x18 or 0x19 [MQTT-3.15.2-1]
     * @param properties checked properties in wire form without their length, among them the Authentication Method
     * @param offset of their first byte
     * @param length their number of bytes
     * @return bytes appended, or 0
     */
    public int auth(int reasonCode, byte[] properties, int offset, int length) {
        return reason(PacketType.AUTH, reasonCode, properties, offset, length);
    }

    /** Both end early where they can: E0 00, E0 01 cc; of AUTH only F0 00 is a short form (3.14.2.1, 3.15.2.1). */
    private int reason(int packetType, int reasonCode, byte[] properties, int offset, int length) {
        boolean hasCode = protocol.hasProperties() && (reasonCode != 0 || length != 0);
        boolean hasBlock = hasCode && (length != 0 || packetType == PacketType.AUTH);
        int size = begin(packetType, (hasCode ? 1 : 0) + (hasBlock ? VarInt.length(length) + length : 0));
        if (size != 0 && hasCode) {
            buffer[end++] = (byte) reasonCode;
            if (hasBlock) {
                appendProperties(properties, offset, length);
            }
        }
        return size;
    }
}

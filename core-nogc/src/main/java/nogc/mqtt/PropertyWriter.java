package nogc.mqtt;

import nogc.mqtt.wire.BigEndian;
import nogc.mqtt.wire.PacketType;
import nogc.mqtt.wire.Property;
import nogc.mqtt.wire.TopicRules;
import nogc.mqtt.wire.Utf8;
import nogc.mqtt.wire.VarInt;

/**
 * Collects the properties of a packet to be sent (5.0 section 2.2.2), in the order given, already encoded.
 *
 * <p>Each is checked when it is put; one that is refused leaves what was there before. The same writer may serve any
 * number of packets: sending copies it. Which packets it suits is what {@link #packets()} tells and what every call
 * that takes a writer checks. Sizing: each property takes 1 byte plus its value; a string its length + 2, a user
 * property name + value + 4. Only the constructor allocates.
 */
public final class PropertyWriter {
    private final byte[] bytes;
    private int length;
    private int packets;
    /** Bit {@code id} of the properties with ids up to 31, and bit {@code id - 32} of the others. */
    private int low;
    private int high;

    /**
     * An empty writer.
     *
     * @param capacity bytes for all properties together, 0 or more
     * @throws IllegalArgumentException if capacity is negative
     */
    public PropertyWriter(int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("capacity must be 0 or more bytes");
        }
        bytes = new byte[capacity];
        clear();
    }

    /** Forgets all properties. */
    public void clear() {
        length = 0;
        low = 0;
        high = 0;
        packets = -1;
    }

    /**
     * Takes over all properties of another writer in place of its own.
     *
     * @param other whose properties are copied
     * @return {@link Result#OK}, or {@link Result#BUFFER_TOO_SMALL}, which leaves what was there before
     */
    public int set(PropertyWriter other) {
        if (other.length > bytes.length) {
            return Result.BUFFER_TOO_SMALL;
        }
        System.arraycopy(other.bytes, 0, bytes, 0, other.length);
        length = other.length;
        packets = other.packets;
        low = other.low;
        high = other.high;
        return Result.OK;
    }

    /**
     * Adds a property that is a number.
     *
     * @param id a constant of {@link Property} of a number type, but for the topic alias, which {@link Topic#setAlias}
     *     asks for
     * @param value a flag 0 or 1; a Two Byte Integer 0 to 65,535; a Four Byte Integer as 32 bits; a Subscription
     *     Identifier 1 to 268,435,455; not 0 where {@link Property#isZeroForbidden} says so
     * @return {@link Result#OK}, {@link Result#INVALID_PROPERTY} if it is not of a number type or there already,
     *     {@link Result#INVALID_ARGUMENT} for a value out of range, {@link Result#BUFFER_TOO_SMALL}
     */
    public int put(int id, int value) {
        int type = Property.type(id);
        if (type < Property.BYTE || type > Property.U32 || id == Property.TOPIC_ALIAS || contains(id)) {
            return Result.INVALID_PROPERTY;
        }
        if (!isInRange(type, value) || value == 0 && Property.isZeroForbidden(id)) {
            return Result.INVALID_ARGUMENT;
        }
        int size = type == Property.VARINT ? VarInt.length(value) : type; // the others' constants are their sizes
        if (size >= room()) {
            return Result.BUFFER_TOO_SMALL;
        }
        int offset = begin(id);
        switch (type) {
            case Property.BYTE:
                bytes[offset++] = (byte) value;
                break;
            case Property.U16:
                offset = BigEndian.putU16(bytes, offset, value);
                break;
            case Property.U32:
                offset = BigEndian.putI32(bytes, offset, value);
                break;
            default:
                offset = VarInt.put(bytes, offset, value);
        }
        length = offset;
        return Result.OK;
    }

    private static boolean isInRange(int type, int value) {
        switch (type) {
            case Property.BYTE:
                return value == 0 || value == 1;
            case Property.U16:
                return value >= 0 && value <= 65535;
            case Property.VARINT:
                return value >= 0 && value <= VarInt.MAX;
            default:
                return true;
        }
    }

    /**
     * Adds a property that is a string.
     *
     * @param id a constant of {@link Property} of type string
     * @param value any; of a Response Topic it must be a Topic Name [MQTT-3.3.2-14]
     * @return {@link Result#OK}, {@link Result#INVALID_PROPERTY} if it is not of type string or there already,
     *     {@link Result#INVALID_ARGUMENT} for null, {@link Result#INVALID_TOPIC} for a Response Topic that is empty or
     *     has a wildcard, {@link Result#BUFFER_TOO_SMALL}
     */
    public int put(int id, Utf8String value) {
        if (value == null) {
            return Result.INVALID_ARGUMENT;
        }
        if (Property.type(id) != Property.STRING) {
            return Result.INVALID_PROPERTY;
        }
        return putBytes(id, value.bytes(), 0, value.length());
    }

    /**
     * Adds a property that is binary, or a string given as bytes.
     *
     * @param id a constant of {@link Property} of type binary or string
     * @param b where the value lies
     * @param offset of its first byte
     * @param length its number of bytes, 0 to 65,535
     * @return as {@link #put(int, Utf8String)}, and {@link Result#INVALID_ARGUMENT} for a range outside of the array or
     *     too long, {@link Result#INVALID_STRING} for a string that is ill formed
     */
    public int put(int id, byte[] b, int offset, int length) {
        if (!isRange(b, offset, length)) {
            return Result.INVALID_ARGUMENT;
        }
        int type = Property.type(id);
        if (type == Property.STRING) {
            if (!Utf8.isValid(b, offset, length)) {
                return Result.INVALID_STRING; // [MQTT-1.5.4-1, -2]
            }
        } else if (type != Property.BINARY) {
            return Result.INVALID_PROPERTY;
        }
        return putBytes(id, b, offset, length);
    }

    private int putBytes(int id, byte[] b, int offset, int length) {
        if (contains(id)) {
            return Result.INVALID_PROPERTY;
        }
        if (id == Property.RESPONSE_TOPIC && !TopicRules.isTopicName(b, offset, length)) {
            return Result.INVALID_TOPIC; // [MQTT-3.3.2-14]
        }
        if (length + 2 >= room()) {
            return Result.BUFFER_TOO_SMALL;
        }
        append(begin(id), b, offset, length);
        return Result.OK;
    }

    /**
     * Adds a user property; they keep their order and may repeat.
     *
     * @param name any string
     * @param value any string
     * @return {@link Result#OK}, {@link Result#INVALID_ARGUMENT} for null, {@link Result#BUFFER_TOO_SMALL}
     */
    public int putUserProperty(Utf8String name, Utf8String value) {
        if (name == null || value == null) {
            return Result.INVALID_ARGUMENT;
        }
        return putPair(name.bytes(), 0, name.length(), value.bytes(), 0, value.length());
    }

    /**
     * Adds a user property given as bytes.
     *
     * @param name where the name lies
     * @param nameOffset of its first byte
     * @param nameLength its number of bytes, 0 to 65,535
     * @param value where the value lies
     * @param valueOffset of its first byte
     * @param valueLength its number of bytes, 0 to 65,535
     * @return {@link Result#OK}, {@link Result#INVALID_ARGUMENT} for a range outside of its array or too long,
     *     {@link Result#INVALID_STRING} if either is ill formed [MQTT-1.5.7-1], {@link Result#BUFFER_TOO_SMALL}
     */
    public int putUserProperty(byte[] name, int nameOffset, int nameLength,
            byte[] value, int valueOffset, int valueLength) {
        if (!isRange(name, nameOffset, nameLength) || !isRange(value, valueOffset, valueLength)) {
            return Result.INVALID_ARGUMENT;
        }
        if (!Utf8.isValid(name, nameOffset, nameLength) || !Utf8.isValid(value, valueOffset, valueLength)) {
            return Result.INVALID_STRING;
        }
        return putPair(name, nameOffset, nameLength, value, valueOffset, valueLength);
    }

    private int putPair(byte[] name, int nameOffset, int nameLength, byte[] value, int valueOffset, int valueLength) {
        if (nameLength + valueLength + 4 >= room()) {
            return Result.BUFFER_TOO_SMALL;
        }
        append(begin(Property.USER_PROPERTY), name, nameOffset, nameLength);
        append(length, value, valueOffset, valueLength);
        return Result.OK;
    }

    private static boolean isRange(byte[] b, int offset, int length) {
        return b != null && offset >= 0 && length >= 0 && length <= b.length - offset && length <= 65535;
    }

    private int room() {
        return bytes.length - length;
    }

    /** Writes the identifier of a property that is known to fit, and returns the offset of its value. */
    private int begin(int id) {
        if (id < 32) {
            low |= 1 << id;
        } else {
            high |= 1 << (id & 31);
        }
        packets &= clientPackets(id);
        bytes[length] = (byte) id;
        return length + 1;
    }

    /** As the table of the standard, less what only a server puts in packets that both may send [MQTT-3.3.4-6]. */
    private static int clientPackets(int id) {
        if (id == Property.SUBSCRIPTION_IDENTIFIER) {
            return 1 << PacketType.SUBSCRIBE;
        }
        return id == Property.SERVER_REFERENCE ? 1 << PacketType.CONNACK : Property.packets(id);
    }

    private void append(int to, byte[] b, int offset, int length) {
        int start = BigEndian.putU16(bytes, to, length);
        System.arraycopy(b, offset, bytes, start, length);
        this.length = start + length;
    }

    /**
     * The properties in wire form from index 0 on, without the Property Length. Not a copy: do not change it.
     *
     * @return the same array all life long
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * The size of all properties in wire form.
     *
     * @return bytes
     */
    public int length() {
        return length;
    }

    /**
     * Whether a property was put.
     *
     * @param id a constant of {@link Property}
     * @return true if so
     */
    public boolean contains(int id) {
        return Property.type(id) != 0 && ((id < 32 ? low : high) & 1 << (id & 31)) != 0;
    }

    /**
     * The packets that may carry all of these properties when a client sends them.
     *
     * @return a bit {@code 1 << PacketType.X} for each, {@link Property#WILL} for the will; all ones when empty
     */
    public int packets() {
        return packets;
    }
}

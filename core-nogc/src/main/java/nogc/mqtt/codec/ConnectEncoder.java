package nogc.mqtt.codec;

import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Utf8String;
import nogc.mqtt.wire.BigEndian;
import nogc.mqtt.wire.PacketType;
import nogc.mqtt.wire.Property;
import nogc.mqtt.wire.VarInt;

/**
 * Writes CONNECT from the options of the application and what the configuration announces.
 * <pre>
 *   10 │ length │ 00 04 M Q T T │ version │ flags │ keep alive (2) │ [properties] │ client identifier
 *      │ [[will properties] will topic, will payload] │ [user name] │ [password]        [MQTT-3.1.3-1]
 *   flags   user name │ password │ will retain │ will QoS (2) │ will │ clean start │ 0
 * </pre>
 */
public final class ConnectEncoder {
    private static final int USER_NAME = 0x80;
    private static final int PASSWORD = 0x40;
    private static final int WILL_RETAIN = 0x20;
    private static final int WILL_QOS_SHIFT = 3;
    private static final int WILL = 0x04;
    private static final int CLEAN_START = 0x02;
    private static final int LONGEST = 65535;
    /** What every CONNECT has ahead of its properties: name and number of the protocol, flags, keep alive. */
    private static final int FIXED = 10;

    private final Protocol protocol;
    private final PacketEncoder out;
    private final int receiveMaximum;
    private final int maximumPacketSize;
    private final int topicAliasMaximum;

    /**
     * An encoder for one client.
     *
     * @param config what CONNECT announces: inbound slots as Receive Maximum, Maximum Packet Size, inbound aliases
     * @param protocol the version
     * @param out where it writes to
     */
    public ConnectEncoder(Config config, Protocol protocol, PacketEncoder out) {
        this.protocol = protocol;
        this.out = out;
        receiveMaximum = Math.max(1, config.inboundSlots); // 0 is none of its values (section 3.1.2.11.3)
        maximumPacketSize = config.maximumPacketSize;
        topicAliasMaximum = config.inboundAliases == null ? 0 : config.inboundAliases.maximum();
    }

    /**
     * Checks what the application wants to connect with. Bounded, allocates nothing.
     *
     * @param options the options
     * @param clientId the client identifier to use
     * @param cleanStart Clean Start or Clean Session
     * @return {@link Result#OK} or the application's mistake
     */
    public int check(ConnectOptions options, Utf8String clientId, boolean cleanStart) {
        if (options.keepAlive < 0 || options.keepAlive > LONGEST
                || isOutside(options.password, options.passwordOffset, options.passwordLength)
                || isOutside(options.willPayload, options.willPayloadOffset, options.willPayloadLength)) {
            return Result.INVALID_ARGUMENT;
        }
        if (options.willTopic != null && options.willTopic.length() == 0) {
            return Result.INVALID_TOPIC;
        }
        if (options.willQos < 0 || options.willQos > 2) {
            return Result.INVALID_QOS; // [MQTT-3.1.2-12; 3.1.1: MQTT-3.1.2-14]
        }
        return protocol.hasProperties() ? checkProperties(options)
                : checkWithoutProperties(options, clientId, cleanStart);
    }

    /** The number of bytes that an array and a length with the default {@link ConnectOptions#WHOLE} stand for. */
    private static int length(byte[] bytes, int offset, int length) {
        return length != ConnectOptions.WHOLE ? length : bytes == null ? 0 : bytes.length - offset;
    }

    private static boolean isOutside(byte[] bytes, int offset, int chosen) {
        int length = length(bytes, offset, chosen);
        int capacity = bytes == null ? 0 : bytes.length;
        return length < 0 || length > LONGEST || offset < 0 || offset > capacity || length > capacity - offset;
    }

    private static int checkProperties(ConnectOptions options) {
        PropertyWriter own = options.properties;
        if (own != null && ((own.packets() >> PacketType.CONNECT & 1) == 0
                || own.contains(Property.SESSION_EXPIRY_INTERVAL) || own.contains(Property.RECEIVE_MAXIMUM)
                || own.contains(Property.MAXIMUM_PACKET_SIZE) || own.contains(Property.TOPIC_ALIAS_MAXIMUM)
                || own.contains(Property.AUTHENTICATION_METHOD) || own.contains(Property.AUTHENTICATION_DATA))) {
            return Result.INVALID_PROPERTY; // these follow from Config and from the fields of ConnectOptions
        }
        return options.willProperties != null && (options.willProperties.packets() & Property.WILL) == 0
                ? Result.INVALID_PROPERTY : Result.OK;
    }

    private static int checkWithoutProperties(ConnectOptions options, Utf8String clientId, boolean cleanStart) {
        if (options.authenticator != null || options.sessionExpiry != 0 || hasBytes(options.properties)
                || hasBytes(options.willProperties)) {
            return Result.NOT_IN_PROTOCOL;
        }
        if (options.password != null && options.userName == null) {
            return Result.PASSWORD_WITHOUT_USER_NAME; // [3.1.1: MQTT-3.1.2-22]
        }
        // [3.1.1: MQTT-3.1.3-7]
        return clientId.length() == 0 && !cleanStart ? Result.CLIENT_IDENTIFIER_REQUIRED : Result.OK;
    }

    private static boolean hasBytes(PropertyWriter properties) {
        return properties != null && properties.length() > 0;
    }

    /**
     * How large CONNECT is. Bounded, allocates nothing.
     *
     * @param options checked options
     * @param clientId the client identifier to use
     * @return bytes of the whole packet
     */
    public int size(ConnectOptions options, Utf8String clientId) {
        int remaining = remaining(options, clientId);
        return 1 + VarInt.length(remaining) + remaining;
    }

    /** What follows the Remaining Length. */
    private int remaining(ConnectOptions options, Utf8String clientId) {
        int size = FIXED + 2 + clientId.length();
        if (protocol.hasProperties()) {
            size += withLength(propertiesLength(options));
        }
        if (options.willTopic != null) {
            size += 2 + options.willTopic.length() + 2
                    + length(options.willPayload, options.willPayloadOffset, options.willPayloadLength);
            if (protocol.hasProperties()) {
                size += withLength(length(options.willProperties));
            }
        }
        if (options.userName != null) {
            size += 2 + options.userName.length();
        }
        if (options.password != null) {
            size += 2 + length(options.password, options.passwordOffset, options.passwordLength);
        }
        return size;
    }

    /** Properties and their Property Length. */
    private static int withLength(int properties) {
        return VarInt.length(properties) + properties;
    }

    private int propertiesLength(ConnectOptions options) {
        return 3 + (options.sessionExpiry != 0 ? 5 : 0) + (maximumPacketSize != 0 ? 5 : 0)
                + (topicAliasMaximum != 0 ? 3 : 0) + length(options.properties) + length(authentication(options));
    }

    private static PropertyWriter authentication(ConnectOptions options) {
        return options.authenticator == null ? null : options.authenticator.properties();
    }

    /**
     * Writes CONNECT as the first packet of a connection; the transmit buffer must be empty.
     *
     * @param options checked options; of an authenticator, its properties are ready
     * @param clientId the client identifier to use
     * @param cleanStart Clean Start or Clean Session
     * @return the size of the packet, or 0 if the transmit buffer is too small for it
     */
    public int encode(ConnectOptions options, Utf8String clientId, boolean cleanStart) {
        int size = out.length() != 0 ? 0 : out.begin(PacketType.CONNECT, remaining(options, clientId));
        if (size == 0) {
            return 0;
        }
        boolean will = options.willTopic != null;
        putU16(4);
        putU16('M' << 8 | 'Q');
        putU16('T' << 8 | 'T');
        putU16(protocol.version() << 8 | (options.userName != null ? USER_NAME : 0)
                | (options.password != null ? PASSWORD : 0)
                | (will ? WILL | options.willQos << WILL_QOS_SHIFT | (options.willRetain ? WILL_RETAIN : 0) : 0)
                | (cleanStart ? CLEAN_START : 0)); // bit 0 stays 0 [MQTT-3.1.2-3]
        putU16(options.keepAlive);
        if (protocol.hasProperties()) {
            putProperties(options);
        }
        putString(clientId);
        if (will) {
            if (protocol.hasProperties()) {
                putVarInt(length(options.willProperties));
                putRaw(options.willProperties);
            }
            putString(options.willTopic);
            putBinary(options.willPayload, options.willPayloadOffset, options.willPayloadLength);
        }
        if (options.userName != null) {
            putString(options.userName);
        }
        if (options.password != null) {
            putBinary(options.password, options.passwordOffset, options.passwordLength);
        }
        return size;
    }

    /** The properties; one that would say its default is left out. */
    private void putProperties(ConnectOptions options) {
        putVarInt(propertiesLength(options));
        if (options.sessionExpiry != 0) {
            putU32(Property.SESSION_EXPIRY_INTERVAL, options.sessionExpiry);
        }
        putByte(Property.RECEIVE_MAXIMUM);
        putU16(receiveMaximum);
        if (maximumPacketSize != 0) {
            putU32(Property.MAXIMUM_PACKET_SIZE, maximumPacketSize);
        }
        if (topicAliasMaximum != 0) {
            putByte(Property.TOPIC_ALIAS_MAXIMUM);
            putU16(topicAliasMaximum);
        }
        putRaw(options.properties);
        putRaw(authentication(options));
    }

    private void putU32(int id, int value) {
        putByte(id);
        putU16(value >>> 16);
        putU16(value & 0xffff);
    }

    private void putByte(int value) {
        out.buffer()[out.end()] = (byte) value;
        out.appended(1);
    }

    private void putU16(int value) {
        BigEndian.putU16(out.buffer(), out.end(), value);
        out.appended(2);
    }

    private void putVarInt(int value) {
        out.appended(VarInt.put(out.buffer(), out.end(), value) - out.end());
    }

    /** Bytes behind their length: a string or Binary Data. */
    private void putBytes(byte[] bytes, int offset, int length) {
        putU16(length);
        putRaw(bytes, offset, length);
    }

    private void putRaw(byte[] bytes, int offset, int length) {
        System.arraycopy(bytes, offset, out.buffer(), out.end(), length);
        out.appended(length);
    }

    private void putString(Utf8String string) {
        putBytes(string.bytes(), 0, string.length());
    }

    private void putBinary(byte[] bytes, int offset, int length) {
        if (bytes == null) {
            putU16(0);
        } else {
            putBytes(bytes, offset, length(bytes, offset, length));
        }
    }

    private static int length(PropertyWriter properties) {
        return properties == null ? 0 : properties.length();
    }

    private void putRaw(PropertyWriter properties) {
        if (properties != null) {
            putRaw(properties.bytes(), 0, properties.length());
        }
    }
}

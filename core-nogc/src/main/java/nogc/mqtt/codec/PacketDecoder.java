package nogc.mqtt.codec;

import nogc.mqtt.Result;
import nogc.mqtt.wire.BigEndian;
import nogc.mqtt.wire.PacketType;
import nogc.mqtt.wire.TopicRules;
import nogc.mqtt.wire.Utf8;
import nogc.mqtt.wire.VarInt;

/**
 * Turns the bytes of a connection into events, one packet or piece of a packet at a time, and checks every one of them.
 *
 * <pre>
 *   while ((event = decoder.decode(buffer, start, end)) &gt; 0) {
 *       … what packet() tells about the event …
 *       start = decoder.consume();
 *   }
 *   event == NEED_MORE: append bytes to the buffer;  event &lt; 0: DISCONNECT with that reason code, close
 * </pre>
 * {@link #decode} changes nothing until {@link #consume}: asked again with the same bytes it answers the same, and it
 * does not matter how the input is split. Three sizes of PUBLISH give different events:
 * <pre>
 *   whole packet &lt;= capacity        PUBLISH, complete
 *   topic, properties &lt;= capacity   PUBLISH, not complete; PAYLOAD until payloadRemaining() is 0
 *   larger still                    SKIPPED any number of times; OVERSIZE with QoS, packet identifier, topic alias
 * </pre>
 * With a maximum of at most the capacity nothing comes in pieces. MQTT 5.0 announces it: more is an error; MQTT 3.1.1
 * cannot: a larger PUBLISH is OVERSIZE once its head is there, then SKIPPED to its end.
 *
 * Knows no session: order of packets, unknown identifiers and alias tables are not its business. Work is linear in the
 * bytes of one packet. Only the constructor allocates.
 */
public final class PacketDecoder {
    /** No whole packet is there, nor (of a large PUBLISH) a whole head or a payload byte. */
    public static final int NEED_MORE = 0;
    /** A piece of the payload of a PUBLISH that was reported as not complete. */
    public static final int PAYLOAD = 16;
    /** A PUBLISH has passed by whose head exceeds the capacity. Its QoS, packet identifier and alias are known. */
    public static final int OVERSIZE = 17;
    /** Bytes of such a PUBLISH to be passed over. */
    public static final int SKIPPED = 18;
    /** The smallest capacity: a fixed header and a topic length must fit in any case. */
    public static final int MINIMUM_CAPACITY = 8;

    /** Bit per packet type that a server sends, in 3.1.1. */
    private static final int FROM_SERVER = 1 << PacketType.CONNACK | 1 << PacketType.PUBLISH | 1 << PacketType.PUBACK
        | 1 << PacketType.PUBREC | 1 << PacketType.PUBREL | 1 << PacketType.PUBCOMP | 1 << PacketType.SUBACK
        | 1 << PacketType.UNSUBACK | 1 << PacketType.PINGRESP;
    private static final int FROM_SERVER_5 = FROM_SERVER | 1 << PacketType.DISCONNECT | 1 << PacketType.AUTH;

    private final Protocol protocol;
    private final int capacity;
    private final int maximumPacketSize;
    /** Asked wherever code for PUBLISH begins, so that an image whose decoder takes none has none of it. */
    private final boolean takesMessages;
    /** Whether a PUBLISH may exceed the capacity, and comes in pieces then; asked in the same way. */
    private final boolean takesParts;
    private final boolean passesOver; // a PUBLISH beyond the maximum; only where none comes in pieces
    private final PacketView packet = new PacketView();
    private final ControlDecoder control;
    private final OversizedPublish oversized = new OversizedPublish();

    // valid for connection: set by consume() alone
    /** 0 at the start of a packet, else what is still coming of a PUBLISH: PAYLOAD or SKIPPED. */
    private int mode;
    /** Bytes of the packet that are still coming. */
    private int remaining;
    /** What was found wrong in skipped bytes, or OK. */
    private int fault;

    // valid for packet: set by decode()
    /** Where the bytes lie that {@link #consumePart} passes over. */
    private byte[] skipped;
    /** Which piece of a packet was found; left as it was by a whole packet, since only pieces are asked for theirs. */
    private int event;
    private int next;

    /**
     * A decoder at the start of a connection.
     *
     * @param protocol the version
     * @param capacity size of the receive buffer in bytes, at least {@link #MINIMUM_CAPACITY}
     * @param maximumPacketSize the Maximum Packet Size announced in CONNECT, or 0 for none
     * @throws IllegalArgumentException if the capacity is too small or the maximum negative
     */
    public PacketDecoder(Protocol protocol, int capacity, int maximumPacketSize) {
        this(protocol, capacity, maximumPacketSize, true);
    }

    /**
     * The same, perhaps for a client that never subscribes: a firmware image whose only decoder takes no messages has
     * no code for them.
     *
     * @param protocol the version
     * @param capacity size of the receive buffer in bytes, at least {@link #MINIMUM_CAPACITY}
     * @param maximumPacketSize the Maximum Packet Size announced in CONNECT, or 0 for none
     * @param takesMessages false if PUBLISH is {@link Result#QUOTA_EXCEEDED}, whatever its size
     * @throws IllegalArgumentException if the capacity is too small or the maximum negative
     */
    public PacketDecoder(Protocol protocol, int capacity, int maximumPacketSize, boolean takesMessages) {
        if (capacity < MINIMUM_CAPACITY) {
            throw new IllegalArgumentException("capacity must be at least 8 bytes");
        }
        if (maximumPacketSize < 0) {
            throw new IllegalArgumentException("maximumPacketSize must be 0 (none) or more bytes");
        }
        this.protocol = protocol;
        this.capacity = capacity;
        this.maximumPacketSize = maximumPacketSize;
        this.takesMessages = takesMessages;
        takesParts = takesMessages && (maximumPacketSize == 0 || maximumPacketSize > capacity);
        passesOver = takesMessages && !takesParts && !protocol.hasProperties();
        control = new ControlDecoder(protocol, packet);
    }

    /** @return always the same view, of the event that {@link #decode} has returned last */
    public PacketView packet() {
        return packet;
    }

    /** Forgets a half-received packet: a new connection starts. */
    public void reset() {
        mode = 0;
        remaining = 0;
        fault = Result.OK;
    }

    /**
     * Whether the head of a large PUBLISH was consumed and its end was not.
     *
     * @return true between the two
     */
    public boolean isMidPacket() {
        return mode != 0;
    }

    /** @return whether a PUBLISH may come in pieces; false if none may be larger than the capacity */
    public boolean takesParts() {
        return takesParts;
    }

    /** @return whether a PUBLISH that is too large is {@link #OVERSIZE} and {@link #SKIPPED}, and no error */
    public boolean passesOver() {
        return takesParts || passesOver;
    }

    /**
     * Looks at the next packet or piece.
     *
     * @param b the receive buffer
     * @param offset of the first byte that is not consumed
     * @param end the offset after the last byte received
     * @return a packet type of {@link PacketType}, {@link #PAYLOAD}, {@link #SKIPPED}, {@link #OVERSIZE},
     *     {@link #NEED_MORE}, or, for a connection that must be closed, {@link Result#MALFORMED_PACKET},
     *     {@link Result#PROTOCOL_ERROR}, {@link Result#TOPIC_ALIAS_INVALID} (alias 0),
     *     {@link Result#MAXIMUM_PACKET_SIZE_EXCEEDED}, {@link Result#QUOTA_EXCEEDED} (any other packet than PUBLISH
     *     that exceeds the capacity, and PUBLISH where no messages are taken)
     */
    public int decode(byte[] b, int offset, int end) {
        if (mode != 0) {
            return takesParts ? decodeRest(b, offset, end) : decodeSkipped(offset, end);
        }
        if (offset >= end) {
            return NEED_MORE;
        }
        int first = b[offset] & 0xFF;
        int type = first >> 4;
        if (type == PacketType.PUBLISH && !takesMessages) {
            return Result.QUOTA_EXCEEDED;
        }
        int wrong = type == PacketType.PUBLISH ? takePublishFlags(first) : checkFirst(first);
        if (wrong != Result.OK) {
            return wrong;
        }
        int length = VarInt.get(b, offset + 1, end);
        if (length < 0) {
            return length == VarInt.INCOMPLETE ? NEED_MORE : Result.MALFORMED_PACKET; // [MQTT-1.5.5-1]
        }
        int body = offset + 1 + VarInt.length(length);
        int size = body - offset + length;
        packet.packetStart = offset;
        packet.packetLength = size;
        if (size > capacity || maximumPacketSize != 0 && size > maximumPacketSize) {
            return decodeLarge(type, size, b, body, end);
        }
        if (size > end - offset) {
            return NEED_MORE;
        }
        int packetEnd = offset + size;
        next = packetEnd;
        packet.complete = true;
        return type == PacketType.PUBLISH ? decodePublish(b, body, packetEnd)
                : control.decode(type, b, body, packetEnd);
    }

    /** QoS 3 [MQTT-3.3.1-4]; DUP at QoS 0 [MQTT-3.3.1-2]. */
    private int takePublishFlags(int first) {
        packet.flags = first;
        if ((first & PacketType.QOS_MASK) == PacketType.QOS_MASK) {
            return Result.MALFORMED_PACKET;
        }
        return (first & (PacketType.QOS_MASK | PacketType.DUP)) == PacketType.DUP ? Result.PROTOCOL_ERROR : Result.OK;
    }

    /** Reserved flags [MQTT-2.1.3-1; 3.1.1: MQTT-2.2.2-2]; packets that only a client sends. */
    private int checkFirst(int first) {
        int type = first >> 4;
        int allowed = protocol.hasProperties() ? FROM_SERVER_5 : FROM_SERVER;
        if ((allowed >> type & 1) == 0) {
            return type == 0 ? Result.MALFORMED_PACKET : Result.PROTOCOL_ERROR; // 0 is reserved (table 2-1)
        }
        return first == PacketType.firstByte(type) ? Result.OK : Result.MALFORMED_PACKET;
    }

    /**
     * Reads topic, packet identifier and properties.
     *
     * @param b the receive buffer
     * @param body offset of the topic's length
     * @param available the offset after the bytes that are there, at most that after the packet
     * @return PUBLISH, NEED_MORE if the head is cut off by {@code available}, or what is wrong
     */
    private int decodePublish(byte[] b, int body, int available) {
        int packetEnd = packet.packetStart + packet.packetLength;
        int topic = body + 2;
        if (topic > available) {
            return cutOff(topic, packetEnd);
        }
        int length = BigEndian.u16(b, body);
        boolean hasId = (packet.flags & PacketType.QOS_MASK) != 0; // none at QoS 0 [MQTT-2.2.1-2; 3.1.1: MQTT-2.3.1-5]
        int position = topic + length + (hasId ? 2 : 0);
        if (position > available) {
            return cutOff(position, packetEnd);
        }
        if (!TopicRules.isTopicName(b, topic, length) && (length != 0 || !protocol.hasProperties())) {
            // empty in 3.1.1 [MQTT-4.7.3-1], ill formed [MQTT-3.3.2-1], or with a wildcard [MQTT-3.3.2-2]
            return length != 0 && Utf8.isValidFrom(b, topic, topic + length) ? Result.PROTOCOL_ERROR
                    : Result.MALFORMED_PACKET;
        }
        packet.topicOffset = topic; // written as early as can be, not to be kept across the call for the properties
        packet.topicLength = length;
        int id = 0;
        if (hasId) {
            id = BigEndian.u16(b, position - 2);
            if (id == 0) {
                return Result.PROTOCOL_ERROR; // [MQTT-2.2.1-4; 3.1.1: MQTT-2.3.1-1]
            }
        }
        packet.packetId = id;
        if (available < packetEnd && isBlockCutOff(b, position, available)) {
            return NEED_MORE;
        }
        position = protocol.properties(b, position, packetEnd, PacketType.PUBLISH, packet.properties);
        if (position < 0) {
            return position;
        }
        if (packet.topicLength == 0 && packet.properties.topicAlias() == 0) {
            return Result.PROTOCOL_ERROR; // section 3.3.4: nothing says which topic this is
        }
        packet.payloadOffset = position;
        packet.payloadLength = available - position;
        return PacketType.PUBLISH;
    }

    /** What a field that ends beyond the bytes that are there means. */
    private static int cutOff(int fieldEnd, int packetEnd) {
        return fieldEnd > packetEnd ? Result.MALFORMED_PACKET : NEED_MORE;
    }

    private boolean isBlockCutOff(byte[] b, int position, int available) {
        if (!protocol.hasProperties()) {
            return false;
        }
        int length = VarInt.get(b, position, available);
        return length == VarInt.INCOMPLETE || length > available - position - VarInt.length(length);
    }

    /** A packet beyond the capacity or our Maximum Packet Size. */
    private int decodeLarge(int type, int size, byte[] b, int body, int end) {
        if (maximumPacketSize != 0 && size > maximumPacketSize) {
            return type == PacketType.PUBLISH && passesOver ? decodeTooLarge(b, body, end)
                    : Result.MAXIMUM_PACKET_SIZE_EXCEEDED; // [MQTT-3.1.2-24]
        }
        if (type != PacketType.PUBLISH || !takesParts) {
            return Result.QUOTA_EXCEEDED;
        }
        int packetEnd = packet.packetStart + size;
        int result = decodePublish(b, body, Math.min(end, packet.packetStart + capacity));
        packet.complete = false;
        if (result == PacketType.PUBLISH) {
            event = PacketType.PUBLISH;
            next = packet.payloadOffset;
            packet.payloadLength = 0;
            packet.totalPayloadLength = packetEnd - packet.payloadOffset;
            packet.payloadRemaining = packet.totalPayloadLength;
            packet.topicAlias = packet.properties.topicAlias();
        } else if (result == NEED_MORE && end - packet.packetStart >= capacity) {
            event = SKIPPED;
            skipped = b;
            next = Math.min(end, packetEnd);
            packet.topicOffset = body + 2;
            packet.topicLength = BigEndian.u16(b, body);
            return SKIPPED;
        }
        return result;
    }

    /** A PUBLISH that is passed over: its head must fit. */
    private int decodeTooLarge(byte[] b, int body, int end) {
        int most = packet.packetStart + Math.min(packet.packetLength, capacity);
        int result = decodePublish(b, body, Math.min(end, most));
        next = packet.payloadOffset;
        return result == PacketType.PUBLISH ? OVERSIZE
                : result == NEED_MORE && end >= most ? Result.MAXIMUM_PACKET_SIZE_EXCEEDED : result;
    }

    /** What follows that head. */
    private int decodeSkipped(int offset, int end) {
        next = Math.min(offset + remaining, end);
        packet.packetStart = offset;
        packet.packetLength = remaining;
        return next == offset ? NEED_MORE : SKIPPED;
    }

    /** What follows the head of a large PUBLISH. */
    private int decodeRest(byte[] b, int offset, int end) {
        if (fault != Result.OK) {
            return fault;
        }
        if (remaining == 0) { // all of it was skipped
            if (!oversized.isWhole()) {
                return Result.MALFORMED_PACKET;
            }
            int alias = oversized.topicAlias;
            if (packet.topicLength == 0 && alias == 0) {
                return protocol.hasProperties() ? Result.PROTOCOL_ERROR : Result.MALFORMED_PACKET;
            }
            packet.packetId = oversized.packetId;
            packet.topicAlias = packet.topicLength == 0 ? 0 : alias; // without a topic it still means what it meant
            event = OVERSIZE;
            next = offset;
            return OVERSIZE;
        }
        if (offset >= end) {
            return NEED_MORE;
        }
        skipped = b;
        packet.packetStart = offset;
        event = mode;
        packet.payloadOffset = offset;
        packet.payloadLength = Math.min(remaining, end - offset);
        packet.payloadRemaining = remaining - packet.payloadLength;
        next = offset + packet.payloadLength;
        return event;
    }

    /**
     * Takes the event that {@link #decode} has just returned; only after one that was positive.
     *
     * @return the offset after it, where the next {@code decode} starts
     */
    public int consume() {
        if (!packet.complete && takesParts) {
            consumePart();
        } else if (passesOver) {
            remaining = packet.packetStart + packet.packetLength - next;
            mode = remaining == 0 ? 0 : SKIPPED;
        }
        return next;
    }

    private void consumePart() {
        switch (event) {
            case PacketType.PUBLISH:
                mode = PAYLOAD;
                remaining = packet.totalPayloadLength;
                break;
            case PAYLOAD:
                remaining = packet.payloadRemaining;
                if (remaining == 0) {
                    mode = 0;
                }
                break;
            case SKIPPED:
                if (mode == 0) {
                    mode = SKIPPED;
                    remaining = packet.packetStart + packet.packetLength - next;
                    oversized.start(packet.topicLength, packet.qos(), protocol.hasProperties());
                    fault = oversized.pass(skipped, packet.topicOffset, next);
                } else {
                    remaining = packet.payloadRemaining;
                    fault = oversized.pass(skipped, packet.packetStart, next);
                }
                break;
            default:
                mode = 0;
        }
    }
}

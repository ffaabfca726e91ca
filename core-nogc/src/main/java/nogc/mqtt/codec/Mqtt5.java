package nogc.mqtt.codec;

import nogc.mqtt.PropertyReader;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.wire.BigEndian;
import nogc.mqtt.wire.PacketType;
import nogc.mqtt.wire.Property;
import nogc.mqtt.wire.TopicRules;
import nogc.mqtt.wire.Utf8;
import nogc.mqtt.wire.VarInt;

/**
 * MQTT 5.0 (OASIS Committee Specification 01, 31 October 2018).
 *
 * <p>Malformed Packet is what cannot be read: lengths, UTF-8, an unknown, foreign or mistyped property. Protocol Error
 * is what can be read but is forbidden: repetitions, values out of range, a missing companion (section 1.2).
 */
public final class Mqtt5 extends Protocol {
    // Sets of the reason codes 0x80 to 0x9F: shifts count modulo 32, so 1 << 0x80 is bit 0.
    private static final int COMMON = 1 << ReasonCode.UNSPECIFIED_ERROR | 1 << ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR
        | 1 << ReasonCode.NOT_AUTHORIZED;
    /** Section 3.4.2.1, 3.5.2.1. */
    private static final int PUBACK = COMMON | 1 << ReasonCode.TOPIC_NAME_INVALID
        | 1 << ReasonCode.PACKET_IDENTIFIER_IN_USE | 1 << ReasonCode.QUOTA_EXCEEDED
        | 1 << ReasonCode.PAYLOAD_FORMAT_INVALID;
    /** Section 3.6.2.1, 3.7.2.1. */
    private static final int PUBREL = 1 << ReasonCode.PACKET_IDENTIFIER_NOT_FOUND;
    /** Section 3.11.3. */
    private static final int UNSUBACK = COMMON | 1 << ReasonCode.TOPIC_FILTER_INVALID
        | 1 << ReasonCode.PACKET_IDENTIFIER_IN_USE;
    /** Section 3.9.3; the two codes above 0x9F stand in {@link #isReasonCode}. */
    private static final int SUBACK = UNSUBACK | 1 << ReasonCode.QUOTA_EXCEEDED
        | 1 << ReasonCode.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED;
    /** What section 3.2.2.2 and the server's part of 3.14.2.1 share. */
    private static final int CLOSING = COMMON | 1 << ReasonCode.MALFORMED_PACKET | 1 << ReasonCode.PROTOCOL_ERROR
        | 1 << ReasonCode.SERVER_BUSY | 1 << ReasonCode.BAD_AUTHENTICATION_METHOD | 1 << ReasonCode.TOPIC_NAME_INVALID
        | 1 << ReasonCode.PACKET_TOO_LARGE | 1 << ReasonCode.QUOTA_EXCEEDED | 1 << ReasonCode.PAYLOAD_FORMAT_INVALID
        | 1 << ReasonCode.RETAIN_NOT_SUPPORTED | 1 << ReasonCode.QOS_NOT_SUPPORTED | 1 << ReasonCode.USE_ANOTHER_SERVER
        | 1 << ReasonCode.SERVER_MOVED | 1 << ReasonCode.CONNECTION_RATE_EXCEEDED;
    /** Section 3.2.2.2. */
    private static final int CONNACK = CLOSING | 1 << ReasonCode.UNSUPPORTED_PROTOCOL_VERSION
        | 1 << ReasonCode.CLIENT_IDENTIFIER_NOT_VALID | 1 << ReasonCode.BAD_USER_NAME_OR_PASSWORD
        | 1 << ReasonCode.SERVER_UNAVAILABLE | 1 << ReasonCode.BANNED;
    /** Section 3.14.2.1, with 0x8C of table 2-6; the three codes above 0x9F stand in {@link #isReasonCode}. */
    private static final int DISCONNECT = CLOSING | 1 << ReasonCode.SERVER_SHUTTING_DOWN
        | 1 << ReasonCode.KEEP_ALIVE_TIMEOUT | 1 << ReasonCode.SESSION_TAKEN_OVER | 1 << ReasonCode.TOPIC_FILTER_INVALID
        | 1 << ReasonCode.RECEIVE_MAXIMUM_EXCEEDED | 1 << ReasonCode.TOPIC_ALIAS_INVALID
        | 1 << ReasonCode.MESSAGE_RATE_TOO_HIGH | 1 << ReasonCode.ADMINISTRATIVE_ACTION
        | 1 << ReasonCode.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED;

    // Bits of the properties seen in a block.
    private static final int SESSION_EXPIRY = 1 << Property.SESSION_EXPIRY_INTERVAL;
    private static final int METHOD = 1 << Property.AUTHENTICATION_METHOD;
    private static final int DATA = 1 << Property.AUTHENTICATION_DATA;

    /** Protocol version 5. */
    public Mqtt5() {
    }

    @Override
    public int version() {
        return 5;
    }

    @Override
    public boolean hasProperties() {
        return true;
    }

    @Override
    public int properties(byte[] b, int offset, int end, int packetType, PropertyReader out) {
        int length = VarInt.get(b, offset, end);
        if (length < 0) {
            return Result.MALFORMED_PACKET; // [MQTT-1.5.5-1], or there is none at all [MQTT-2.2.2-1]
        }
        int start = offset + VarInt.length(length);
        if (length > end - start) {
            return Result.MALFORMED_PACKET;
        }
        if (length == 0 && packetType != PacketType.AUTH) { // the common case; AUTH always has properties
            out.wrap(b, start, 0);
            return start;
        }
        return check(b, start, start + length, packetType, out);
    }

    private static int check(byte[] b, int start, int end, int packetType, PropertyReader out) {
        int low = 0; // bit id: seen, for ids up to 31
        int high = 0; // bit id - 32
        int topicAlias = 0; // taken here, since every PUBLISH is asked for it
        int offset = start;
        while (offset < end) {
            int id = b[offset++];
            // Ahead of the table the two that PUBLISH has most: any number in every packet, and one in PUBLISH alone.
            if (id == Property.USER_PROPERTY) {
                high |= 1 << Property.USER_PROPERTY;
                offset = checkString(b, offset, end);
                if (offset >= 0) {
                    offset = checkString(b, offset, end);
                }
            } else if (id == Property.TOPIC_ALIAS && packetType == PacketType.PUBLISH && topicAlias == 0) {
                if (end - offset < 2) {
                    return Result.MALFORMED_PACKET;
                }
                topicAlias = BigEndian.u16(b, offset);
                if (topicAlias == 0) {
                    return Result.TOPIC_ALIAS_INVALID; // [MQTT-3.3.2-8]
                }
                high |= 1 << Property.TOPIC_ALIAS;
                offset += 2;
            } else {
                int row = Property.row(id);
                if ((row >> packetType & 1) == 0) {
                    return Result.MALFORMED_PACKET; // section 2.2.2.2: unknown, or not in this packet
                }
                int bit = 1 << id; // modulo 32
                if (id < 32) {
                    boolean mayRepeat = id == Property.SUBSCRIPTION_IDENTIFIER && packetType == PacketType.PUBLISH;
                    if ((low & bit) != 0 && !mayRepeat) {
                        return Result.PROTOCOL_ERROR; // [MQTT-3.3.4-4] lets that one repeat
                    }
                    low |= bit;
                } else {
                    if ((high & bit) != 0) {
                        return Result.PROTOCOL_ERROR;
                    }
                    high |= bit;
                }
                offset = checkValue(b, offset, end, id, row >> Property.TYPE_SHIFT);
            }
            if (offset < 0) {
                return offset;
            }
        }
        out.wrap(b, start, end - start, low, high, topicAlias);
        return isCompanyRight(low, packetType) ? end : Result.PROTOCOL_ERROR;
    }

    /** Returns the offset after a property's value, or a negative result, as all the checks below. */
    private static int checkValue(byte[] b, int offset, int end, int id, int type) {
        if (type < Property.STRING) {
            return checkNumber(b, offset, end, id, type);
        }
        if (type == Property.BINARY) {
            return fieldEnd(b, offset, end);
        }
        int next = checkString(b, offset, end);
        boolean isWrongTopic = id == Property.RESPONSE_TOPIC && next >= 0
            && !TopicRules.isTopicName(b, offset + 2, next - offset - 2);
        return isWrongTopic ? Result.PROTOCOL_ERROR : next; // [MQTT-3.3.2-14, MQTT-4.7.3-1]
    }

    private static int checkString(byte[] b, int offset, int end) {
        int next = fieldEnd(b, offset, end);
        boolean isIllFormed = next >= 0 && !Utf8.isValid(b, offset + 2, next - offset - 2);
        return isIllFormed ? Result.MALFORMED_PACKET : next; // [MQTT-1.5.4-1, -2, MQTT-1.5.7-1]
    }

    /** Where a field ends that starts with its length in two bytes. */
    private static int fieldEnd(byte[] b, int offset, int end) {
        if (end - offset < 2) {
            return Result.MALFORMED_PACKET;
        }
        int next = offset + 2 + BigEndian.u16(b, offset);
        return next <= end ? next : Result.MALFORMED_PACKET;
    }

    private static int checkNumber(byte[] b, int offset, int end, int id, int type) {
        int value;
        int size;
        if (type == Property.VARINT) {
            value = VarInt.get(b, offset, end);
            if (value < 0) {
                return Result.MALFORMED_PACKET; // [MQTT-1.5.5-1]
            }
            size = VarInt.length(value);
        } else {
            size = type; // BYTE, U16 and U32 are their sizes
            if (size > end - offset) {
                return Result.MALFORMED_PACKET;
            }
            value = size == 1 ? b[offset] : size == 2 ? BigEndian.u16(b, offset) : BigEndian.i32(b, offset);
            if (size == 1 && (value & ~1) != 0) {
                return Result.PROTOCOL_ERROR; // e.g. 3.3.2.3.2, 3.2.2.3.4: every byte property is 0 or 1
            }
        }
        if (value == 0 && Property.isZeroForbidden(id)) {
            return Result.PROTOCOL_ERROR;
        }
        return offset + size;
    }

    /** What must and what must not stand together. */
    private static boolean isCompanyRight(int low, int packetType) {
        if ((low & (METHOD | DATA)) == DATA) {
            return false; // sections 3.2.2.3.18 and 3.15.2.2.3: data needs a method
        }
        if (packetType == PacketType.AUTH) {
            return (low & METHOD) != 0; // section 3.15.2.2.2
        }
        return packetType != PacketType.DISCONNECT || (low & SESSION_EXPIRY) == 0; // [MQTT-3.14.2-2]
    }

    @Override
    public boolean isReasonCode(int packetType, int code) {
        if (code == ReasonCode.SUCCESS) {
            return true; // every packet with reason codes knows it
        }
        if (code >= 0x80 && code <= 0x9F) {
            return (errors(packetType) & 1 << code) != 0;
        }
        switch (packetType) {
            case PacketType.PUBACK: // [MQTT-3.4.2-1]
            case PacketType.PUBREC: // [MQTT-3.5.2-1]
                return code == ReasonCode.NO_MATCHING_SUBSCRIBERS;
            case PacketType.SUBACK: // [MQTT-3.9.3-2]
                return code == ReasonCode.GRANTED_QOS_1 || code == ReasonCode.GRANTED_QOS_2
                    || code == ReasonCode.SUBSCRIPTION_IDENTIFIERS_NOT_SUPPORTED
                    || code == ReasonCode.WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED;
            case PacketType.UNSUBACK: // [MQTT-3.11.3-2]
                return code == ReasonCode.NO_SUBSCRIPTION_EXISTED;
            case PacketType.DISCONNECT: // [MQTT-3.14.2-1]
                return code >= ReasonCode.MAXIMUM_CONNECT_TIME
                    && code <= ReasonCode.WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED;
            case PacketType.AUTH: // [MQTT-3.15.2-1]; 0x19 is the client's
                return code == ReasonCode.CONTINUE_AUTHENTICATION;
            default:
                return false;
        }
    }

    private static int errors(int packetType) {
        switch (packetType) {
            case PacketType.CONNACK: // [MQTT-3.2.2-8]
                return CONNACK;
            case PacketType.PUBACK:
            case PacketType.PUBREC:
                return PUBACK;
            case PacketType.PUBREL: // [MQTT-3.6.2-1]
            case PacketType.PUBCOMP: // [MQTT-3.7.2-1]
                return PUBREL;
            case PacketType.SUBACK:
                return SUBACK;
            case PacketType.UNSUBACK:
                return UNSUBACK;
            case PacketType.DISCONNECT:
                return DISCONNECT;
            default:
                return 0;
        }
    }
}

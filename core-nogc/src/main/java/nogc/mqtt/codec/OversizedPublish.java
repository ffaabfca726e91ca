package nogc.mqtt.codec;

import nogc.mqtt.Result;
import nogc.mqtt.wire.Property;
import nogc.mqtt.wire.Utf8;

/**
 * Watches a PUBLISH pass whose topic and properties do not fit the receive buffer, and remembers what the session must
 * know although nobody will see the message: the packet identifier, to answer it, and the topic alias, since what that
 * alias stood for is no longer true.
 * <pre>
 *   topic | packet identifier (QoS 1, 2) | Property Length, properties (5.0) | payload
 *   drop  | PACKET_IDENTIFIER            | BLOCK_LENGTH, PROPERTY, …         | PAYLOAD
 * </pre>
 * The topic is dropped while the state is that of what follows it, and checked on the way. One byte at a time but for
 * what it drops: rare, so it is small rather than fast.
 */
final class OversizedPublish {
    private static final int PACKET_IDENTIFIER = 0;
    private static final int PACKET_IDENTIFIER_LOW = 1;
    private static final int BLOCK_LENGTH = 2;
    private static final int PROPERTY = 3;
    private static final int NUMBER = 4;
    private static final int ALIAS = 5;
    private static final int ALIAS_LOW = 6;
    private static final int STRING_LENGTH = 7;
    private static final int STRING_LENGTH_LOW = 8;
    private static final int PAYLOAD = 9;

    int packetId;
    int topicAlias;

    private boolean hasProperties;
    private int state;
    /** Bytes to pass over before the state counts. */
    private int drop;
    /** Bytes of the property block that are neither read nor about to be dropped. */
    private int block;
    /** A number, as far as it has come; in the topic, a character: a state of {@link Utf8#next}. */
    private int value;
    private int shift;
    /** Strings of the current property that are still to come. */
    private int strings;

    /** Starts in front of the first byte of the topic. */
    void start(int topicLength, int qos, boolean withProperties) {
        packetId = 0;
        topicAlias = 0;
        value = 0;
        shift = 0;
        drop = topicLength;
        hasProperties = withProperties;
        state = qos > 0 ? PACKET_IDENTIFIER : afterIdentifier();
    }

    private int afterIdentifier() {
        return hasProperties ? BLOCK_LENGTH : PAYLOAD;
    }

    /** Takes the bytes from offset to end; returns OK or what is wrong with them. */
    int pass(byte[] b, int offset, int end) {
        while (offset < end) {
            if (drop > 0) {
                int count = Math.min(drop, end - offset);
                drop -= count;
                boolean topic = state <= BLOCK_LENGTH || state == PAYLOAD;
                int result = topic ? checkTopic(b, offset, offset + count) : Result.OK;
                if (result != Result.OK) {
                    return result;
                }
                offset += count;
            } else if (isBehindHead()) {
                state = PAYLOAD;
                return Result.OK;
            } else {
                int result = take(b[offset++] & 0xFF);
                if (result != Result.OK) {
                    return result;
                }
            }
        }
        return Result.OK;
    }

    /** Well-formed UTF-8 [MQTT-3.3.2-1] without wildcards [MQTT-3.3.2-2]. */
    private int checkTopic(byte[] b, int offset, int end) {
        for (int i = offset; i < end; i++) {
            value = Utf8.next(value, b[i] & 0xFF);
            if (value < 0) {
                return Result.MALFORMED_PACKET;
            }
            if (b[i] == '+' || b[i] == '#') {
                return Result.PROTOCOL_ERROR;
            }
        }
        return drop == 0 && value != 0 ? Result.MALFORMED_PACKET : Result.OK;
    }

    /** Whether the packet may end here. */
    boolean isWhole() {
        return drop == 0 && isBehindHead();
    }

    private boolean isBehindHead() {
        return state == PAYLOAD || state == PROPERTY && block == 0;
    }

    private int take(int c) {
        switch (state) {
            case PACKET_IDENTIFIER:
                packetId = c << 8;
                state = PACKET_IDENTIFIER_LOW;
                return Result.OK;
            case PACKET_IDENTIFIER_LOW:
                packetId |= c;
                state = afterIdentifier();
                return packetId == 0 ? Result.PROTOCOL_ERROR : Result.OK; // [MQTT-2.2.1-4]
            case BLOCK_LENGTH:
                value |= (c & 0x7F) << shift;
                shift += 7;
                if (c < 0x80) {
                    block = value;
                    state = PROPERTY;
                    return c == 0 && shift > 7 ? Result.MALFORMED_PACKET : Result.OK; // [MQTT-1.5.5-1]
                }
                return shift == 28 ? Result.MALFORMED_PACKET : Result.OK;
            default:
                if (block == 0) {
                    return Result.MALFORMED_PACKET; // the block ends within a value
                }
                block--;
                return takeOfBlock(c);
        }
    }

    private int takeOfBlock(int c) {
        switch (state) {
            case PROPERTY:
                return begin(c);
            case NUMBER:
                if (c < 0x80) {
                    state = PROPERTY;
                }
                return Result.OK;
            case ALIAS:
                topicAlias = c << 8;
                state = ALIAS_LOW;
                return Result.OK;
            case ALIAS_LOW:
                topicAlias |= c;
                state = PROPERTY;
                return topicAlias == 0 ? Result.TOPIC_ALIAS_INVALID : Result.OK; // [MQTT-3.3.2-8]
            case STRING_LENGTH:
                value = c << 8;
                state = STRING_LENGTH_LOW;
                return Result.OK;
            default:
                state = --strings > 0 ? STRING_LENGTH : PROPERTY;
                return dropOfBlock(value | c);
        }
    }

    private int begin(int id) {
        int type = Property.type(id);
        strings = type == Property.PAIR ? 2 : 1;
        switch (type) {
            case 0:
                return Result.MALFORMED_PACKET;
            case Property.BYTE:
            case Property.U32:
                return dropOfBlock(type); // these constants are sizes
            case Property.U16:
                if (id == Property.TOPIC_ALIAS) {
                    state = ALIAS;
                    return Result.OK;
                }
                return dropOfBlock(type);
            case Property.VARINT:
                state = NUMBER;
                return Result.OK;
            default:
                state = STRING_LENGTH;
                return Result.OK;
        }
    }

    private int dropOfBlock(int count) {
        if (count > block) {
            return Result.MALFORMED_PACKET;
        }
        drop = count;
        block -= count;
        return Result.OK;
    }
}

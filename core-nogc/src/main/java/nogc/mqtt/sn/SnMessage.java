package nogc.mqtt.sn;

import nogc.mqtt.wire.BigEndian;

/**
 * A view of one received message. {@link #parse} checks its length once; after that the accessors of its type cannot
 * fail. Reused, allocates nothing; what it points to is valid as long as the datagram.
 * <pre>
 *                             │ at                                    at
 * PUBLISH, SUBACK             │ Flags  TopicId  MsgId  Code or data    1
 * REGISTER, REGACK, PUBACK    │        TopicId  MsgId  Code or name    0
 * SUBSCRIBE, UNSUBSCRIBE      │ Flags           MsgId  name           -1
 * PUBREC, PUBREL, PUBCOMP, UNSUBACK │           MsgId                 -2
 * CONNECT                     │ Flags  ProtocolId  Duration  ClientId  0
 * all others                  │                        Code or data   -4
 * </pre>
 */
public final class SnMessage {
    /** {@link #parse}: not one whole message of a known type. */
    public static final int MALFORMED = -1;

    /** Least octets behind the type, a digit for each type from the right; F: there is no such type. */
    private static final int LEAST_00 = 0x0015F113;
    private static final int LEAST_08 = 0x22555400;
    private static final int LEAST_10 = 0x002464F2;
    private static final int LEAST_18 = 0xFF1010F0;
    private static final int NO_SUCH_TYPE = 15;

    private byte[] bytes;
    private int type;
    /** Behind the type. */
    private int body;
    /** Where TopicId is or would be: see the table. */
    private int fields;
    private int end;

    /**
     * Looks at a datagram. Bounded, allocates nothing.
     *
     * @param b where it lies
     * @param offset its first octet
     * @param length its length
     * @return a type of {@link SnType} but ENCAPSULATED, or {@link #MALFORMED}
     */
    public int parse(byte[] b, int offset, int length) {
        type = MALFORMED;
        if (length < 2) {
            return MALFORMED;
        }
        int total = b[offset] & 0xFF;
        int at = offset + 1;
        if (total == 1) { // [SN-5.2.1-2]
            if (length < 4) {
                return MALFORMED;
            }
            total = BigEndian.u16(b, at);
            at += 2;
        }
        int code = b[at] & 0xFF;
        at++;
        int least = least(code);
        end = offset + length;
        if (total != length || least == NO_SUCH_TYPE || end - at < least) { // [SN-5.2.1-5] [SN-5.2.1-6] [SN-5.2.2-1]
            return MALFORMED;
        }
        bytes = b;
        body = at;
        fields = at + shift(code);
        if (hasTopicIdType(code) && (flags() & SnFlags.TOPIC_ID_TYPE) == SnFlags.TOPIC_ID_TYPE) {
            return MALFORMED; // [SN-5.3.4-6]
        }
        type = code;
        return type;
    }

    private static int least(int code) {
        int row;
        switch (code >> 3) {
            case 0:
                row = LEAST_00;
                break;
            case 1:
                row = LEAST_08;
                break;
            case 2:
                row = LEAST_10;
                break;
            case 3:
                row = LEAST_18;
                break;
            default:
                return NO_SUCH_TYPE;
        }
        return row >>> 4 * (code & 7) & 15;
    }

    private static int shift(int code) {
        switch (code) {
            case SnType.PUBLISH:
            case SnType.SUBACK:
                return 1;
            case SnType.REGISTER:
            case SnType.REGACK:
            case SnType.PUBACK:
            case SnType.CONNECT:
                return 0;
            case SnType.SUBSCRIBE:
            case SnType.UNSUBSCRIBE:
                return -1;
            case SnType.PUBREC:
            case SnType.PUBREL:
            case SnType.PUBCOMP:
            case SnType.UNSUBACK:
                return -2;
            default:
                return -4;
        }
    }

    /** In SUBACK the bits mean nothing, and hold anything [SN-5.4.16-1]. */
    private static boolean hasTopicIdType(int code) {
        return code == SnType.PUBLISH || code == SnType.SUBSCRIBE || code == SnType.UNSUBSCRIBE;
    }

    /** @return what {@link #parse} returned */
    public int type() {
        return type;
    }

    /** @return Flags of CONNECT, WILLTOPIC, WILLTOPICUPD, PUBLISH, SUBSCRIBE, SUBACK, UNSUBSCRIBE */
    public int flags() {
        return bytes[body] & 0xFF;
    }

    /** @return TopicId of REGISTER, REGACK, PUBLISH, PUBACK, SUBACK */
    public int topicId() {
        return BigEndian.u16(bytes, fields);
    }

    /** @return MsgId of all that have one */
    public int msgId() {
        return BigEndian.u16(bytes, fields + 2);
    }

    /** @return ReturnCode of CONNACK, REGACK, PUBACK, SUBACK, WILLTOPICRESP, WILLMSGRESP */
    public int returnCode() {
        return bytes[fields + 4] & 0xFF;
    }

    /** @return Duration of CONNECT in seconds */
    public int keepAlive() {
        return BigEndian.u16(bytes, fields + 2);
    }

    /** @return Duration of ADVERTISE in seconds */
    public int advertiseDuration() {
        return BigEndian.u16(bytes, body + 1);
    }

    /** @return Duration of a client's DISCONNECT in seconds, or 0 if it has none */
    public int sleepDuration() {
        return end - body < 2 ? 0 : BigEndian.u16(bytes, body);
    }

    /** @return ProtocolId of CONNECT */
    public int protocolId() {
        return bytes[body + 1] & 0xFF;
    }

    /** @return GwId of ADVERTISE and GWINFO */
    public int gatewayId() {
        return bytes[body] & 0xFF;
    }

    /** @return Radius of SEARCHGW */
    public int radius() {
        return bytes[body] & 0xFF;
    }

    /** @return the array that holds the datagram */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * @return index of the variable last field: data of PUBLISH, name of REGISTER, SUBSCRIBE and UNSUBSCRIBE, ClientId
     *     of CONNECT and PINGREQ, octets of WILLMSG and WILLMSGUPD
     */
    public int dataOffset() {
        return fields + 4;
    }

    /** @return its number of octets, 0 and more */
    public int dataLength() {
        return end - fields - 4;
    }

    /** @return index behind a first octet: GwAdd of GWINFO, topic of WILLTOPIC and WILLTOPICUPD */
    public int tailOffset() {
        return body + 1;
    }

    /** @return its number of octets; -1 for a WILLTOPIC or WILLTOPICUPD without Flags, which deletes the will */
    public int tailLength() {
        return end - body - 1;
    }

    /** @return the two octets of an id or a short name in SUBSCRIBE and UNSUBSCRIBE; -1 if there is one only */
    public int filterId() {
        return dataLength() < 2 ? -1 : BigEndian.u16(bytes, fields + 4);
    }
}

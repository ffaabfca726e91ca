package nogc.mqtt.sn;

import nogc.mqtt.Utf8String;
import nogc.mqtt.wire.BigEndian;

/**
 * Writes each message of MQTT-SN 1.2, of client and gateway, into an array that has room for it: {@link #size} says how
 * much. Each method returns the index behind the message, allocates nothing and is bounded by its length.
 * <pre>
 * up to 255 octets   Length (1)        │ MsgType (1) │ …
 * more               0x01 │ Length (2) │ MsgType (1) │ …      Length counts itself
 * </pre>
 */
public final class SnEncoder {
    /** Longest message with one octet of Length. */
    public static final int LONGEST_SHORT = 255;
    /** Octets in front of a message's fields in the short form. */
    public static final int HEADER = 2;
    /** Octets in front of the data of PUBLISH in the short form. */
    public static final int PUBLISH_HEADER = 7;

    private static final int PROTOCOL_ID = 1;

    private SnEncoder() {
    }

    /**
     * The two octets of a short name as the number that stands in TopicId [SN-5.4.12-3].
     *
     * @param name of two octets
     * @return 0 to 65,535
     */
    public static int shortName(Utf8String name) {
        return BigEndian.u16(name.bytes(), 0);
    }

    /**
     * The whole size of a message.
     *
     * @param fields its octets behind the type
     * @return octets, Length and type included
     */
    public static int size(int fields) {
        return fields + HEADER > LONGEST_SHORT ? fields + 4 : fields + HEADER;
    }

    /**
     * The whole size of a PUBLISH.
     *
     * @param length octets of its payload
     * @return octets
     */
    public static int publishSize(int length) {
        return size(5 + length);
    }

    /** Length and type; returns the index of the first field. */
    private static int header(byte[] b, int offset, int type, int fields) {
        int at = offset;
        int total = size(fields);
        if (total > LONGEST_SHORT) { // [SN-5.2.1-3]
            b[at] = 1;
            at = BigEndian.putU16(b, at + 1, total);
        } else {
            b[at] = (byte) total;
            at++;
        }
        b[at] = (byte) type;
        return at + 1;
    }

    private static int copy(byte[] b, int offset, byte[] from, int fromOffset, int length) {
        if (length > 0) {
            System.arraycopy(from, fromOffset, b, offset, length);
        }
        return offset + length;
    }

    /**
     * A message without fields: WILLTOPICREQ, WILLMSGREQ, PINGREQ, PINGRESP, DISCONNECT; WILLTOPIC and WILLTOPICUPD
     * that delete the will.
     *
     * @param b where to
     * @param offset its first octet
     * @param type of {@link SnType}
     * @return index behind it
     */
    public static int empty(byte[] b, int offset, int type) {
        return header(b, offset, type, 0);
    }

    /**
     * A message of octets alone: WILLMSG, WILLMSGUPD, PINGREQ with a client identifier.
     *
     * @param b where to
     * @param offset its first octet
     * @param type of {@link SnType}
     * @param data where the octets are
     * @param dataOffset the first one
     * @param dataLength their number
     * @return index behind it
     */
    public static int octets(byte[] b, int offset, int type, byte[] data, int dataOffset, int dataLength) {
        return copy(b, header(b, offset, type, dataLength), data, dataOffset, dataLength);
    }

    /**
     * A message with one octet: SEARCHGW (radius), CONNACK, WILLTOPICRESP, WILLMSGRESP (return code).
     *
     * @param b where to
     * @param offset its first octet
     * @param type of {@link SnType}
     * @param value the octet
     * @return index behind it
     */
    public static int octet(byte[] b, int offset, int type, int value) {
        int at = header(b, offset, type, 1);
        b[at] = (byte) value;
        return at + 1;
    }

    /**
     * A message with two octets: PUBREC, PUBREL, PUBCOMP, UNSUBACK (MsgId), DISCONNECT of a client (sleep duration).
     *
     * @param b where to
     * @param offset its first octet
     * @param type of {@link SnType}
     * @param value 0 to 65,535
     * @return index behind it
     */
    public static int word(byte[] b, int offset, int type, int value) {
        return BigEndian.putU16(b, header(b, offset, type, 2), value);
    }

    /**
     * A message with a first octet and more behind it: GWINFO (GwId, GwAdd), WILLTOPIC, WILLTOPICUPD (Flags, topic).
     *
     * @param b where to
     * @param offset its first octet
     * @param type of {@link SnType}
     * @param first the octet
     * @param data where the rest is
     * @param dataOffset its first octet
     * @param dataLength its length
     * @return index behind it
     */
    public static int octetAndOctets(byte[] b, int offset, int type, int first, byte[] data, int dataOffset,
            int dataLength) {
        int at = header(b, offset, type, 1 + dataLength);
        b[at] = (byte) first;
        return copy(b, at + 1, data, dataOffset, dataLength);
    }

    /**
     * ADVERTISE: {@code 05 00 GwId Duration}.
     *
     * @param b where to
     * @param offset its first octet
     * @param gatewayId 0 to 255
     * @param duration seconds until the next one
     * @return index behind it
     */
    public static int advertise(byte[] b, int offset, int gatewayId, int duration) {
        int at = header(b, offset, SnType.ADVERTISE, 3);
        b[at] = (byte) gatewayId;
        return BigEndian.putU16(b, at + 1, duration);
    }

    /**
     * CONNECT: {@code n 04 Flags 01 Duration ClientId}.
     *
     * @param b where to
     * @param offset its first octet
     * @param flags WILL, CLEAN_SESSION
     * @param keepAlive seconds
     * @param clientId where it is
     * @param clientIdOffset its first octet
     * @param clientIdLength its length
     * @return index behind it
     */
    public static int connect(byte[] b, int offset, int flags, int keepAlive, byte[] clientId, int clientIdOffset,
            int clientIdLength) {
        int at = header(b, offset, SnType.CONNECT, 4 + clientIdLength);
        b[at] = (byte) flags;
        b[at + 1] = PROTOCOL_ID;
        at = BigEndian.putU16(b, at + 2, keepAlive);
        return copy(b, at, clientId, clientIdOffset, clientIdLength);
    }

    /**
     * REGISTER: {@code n 0A TopicId MsgId name}.
     *
     * @param b where to
     * @param offset its first octet
     * @param topicId 0 of a client
     * @param msgId 1 to 65,535
     * @param name where it is
     * @param nameOffset its first octet
     * @param nameLength its length
     * @return index behind it
     */
    public static int register(byte[] b, int offset, int topicId, int msgId, byte[] name, int nameOffset,
            int nameLength) {
        int at = BigEndian.putU16(b, header(b, offset, SnType.REGISTER, 4 + nameLength), topicId);
        return copy(b, BigEndian.putU16(b, at, msgId), name, nameOffset, nameLength);
    }

    /**
     * REGACK or PUBACK: {@code 07 type TopicId MsgId ReturnCode}.
     *
     * @param b where to
     * @param offset its first octet
     * @param type of {@link SnType}
     * @param topicId as in what it answers
     * @param msgId as in what it answers
     * @param returnCode of {@link SnReturnCode}
     * @return index behind it
     */
    public static int acknowledgement(byte[] b, int offset, int type, int topicId, int msgId, int returnCode) {
        int at = BigEndian.putU16(b, header(b, offset, type, 5), topicId);
        at = BigEndian.putU16(b, at, msgId);
        b[at] = (byte) returnCode;
        return at + 1;
    }

    /**
     * PUBLISH: {@code n 0C Flags TopicId MsgId data}.
     *
     * @param b where to
     * @param offset its first octet
     * @param flags DUP, QoS, Retain, TopicIdType
     * @param topicId the id, or the two octets of a short name
     * @param msgId 0 at QoS 0 and -1
     * @param data where it is
     * @param dataOffset its first octet
     * @param dataLength its length, 0 and more
     * @return index behind it
     */
    public static int publish(byte[] b, int offset, int flags, int topicId, int msgId, byte[] data, int dataOffset,
            int dataLength) {
        int at = header(b, offset, SnType.PUBLISH, 5 + dataLength);
        b[at] = (byte) flags;
        at = BigEndian.putU16(b, at + 1, topicId);
        return copy(b, BigEndian.putU16(b, at, msgId), data, dataOffset, dataLength);
    }

    /**
     * SUBSCRIBE or UNSUBSCRIBE: {@code n type Flags MsgId filter}.
     *
     * @param b where to
     * @param offset its first octet
     * @param type of {@link SnType}
     * @param flags QoS (SUBSCRIBE), TopicIdType
     * @param msgId 1 to 65,535
     * @param filter where the name, the two octets of an id or those of a short name are
     * @param filterOffset its first octet
     * @param filterLength its length
     * @return index behind it
     */
    public static int subscribe(byte[] b, int offset, int type, int flags, int msgId, byte[] filter, int filterOffset,
            int filterLength) {
        int at = header(b, offset, type, 3 + filterLength);
        b[at] = (byte) flags;
        return copy(b, BigEndian.putU16(b, at + 1, msgId), filter, filterOffset, filterLength);
    }

    /**
     * SUBACK: {@code 08 13 Flags TopicId MsgId ReturnCode}.
     *
     * @param b where to
     * @param offset its first octet
     * @param flags the granted QoS
     * @param topicId that PUBLISH will use, 0 for a wildcard filter
     * @param msgId of the SUBSCRIBE
     * @param returnCode of {@link SnReturnCode}
     * @return index behind it
     */
    public static int suback(byte[] b, int offset, int flags, int topicId, int msgId, int returnCode) {
        int at = header(b, offset, SnType.SUBACK, 6);
        b[at] = (byte) flags;
        at = BigEndian.putU16(b, at + 1, topicId);
        at = BigEndian.putU16(b, at, msgId);
        b[at] = (byte) returnCode;
        return at + 1;
    }

    /**
     * A forwarder's envelope, in front of a whole message: {@code n FE Ctrl NodeId}, where n ends with NodeId.
     *
     * @param b where to
     * @param offset its first octet
     * @param radius 0 of a client or forwarder, 0 to 3 of a gateway
     * @param nodeId where the wireless node's address is
     * @param nodeIdOffset its first octet
     * @param nodeIdLength its length, at most 252
     * @return index behind it, where the message follows
     */
    public static int envelope(byte[] b, int offset, int radius, byte[] nodeId, int nodeIdOffset, int nodeIdLength) {
        return octetAndOctets(b, offset, SnType.ENCAPSULATED, radius, nodeId, nodeIdOffset, nodeIdLength);
    }
}

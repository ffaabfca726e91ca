package nogc.mqtt.codec;

import nogc.mqtt.PropertyReader;
import nogc.mqtt.wire.PacketType;

/**
 * The packet, or piece of one, of the event that a {@link PacketDecoder} has just returned: the decoder fills it, and
 * others read it. Each accessor names the events that it belongs to; with another one its answer means nothing. Offsets
 * are valid until the bytes in the receive buffer move. Accessors take constant time and allocate nothing.
 */
public final class PacketView {
    final PropertyReader properties = new PropertyReader();
    boolean complete = true;
    int packetStart;
    int packetLength;
    int flags;
    int packetId;
    int reasonCode;
    boolean sessionPresent;
    int topicOffset;
    int topicLength;
    /** Only of an event that is not complete; that of a whole PUBLISH is among its {@link #properties}. */
    int topicAlias;
    int payloadOffset;
    int payloadLength;
    int payloadRemaining;
    /** Only of an event that is not complete; that of a whole PUBLISH is {@link #payloadLength}. */
    int totalPayloadLength;
    int codesOffset;
    int codesCount;

    /** One for each decoder. */
    PacketView() {
    }

    /**
     * The QoS of a PUBLISH, during its payload too, and of {@link PacketDecoder#OVERSIZE}.
     *
     * @return 0 to 2
     */
    public int qos() {
        return (flags & PacketType.QOS_MASK) >> PacketType.QOS_SHIFT;
    }

    /**
     * The DUP flag of a PUBLISH.
     *
     * @return true if the server may have sent it before
     */
    public boolean dup() {
        return (flags & PacketType.DUP) != 0;
    }

    /**
     * The RETAIN flag of a PUBLISH.
     *
     * @return the flag
     */
    public boolean retain() {
        return (flags & PacketType.RETAIN) != 0;
    }

    /**
     * The packet identifier of an acknowledgement, of a PUBLISH, during its payload too, and of
     * {@link PacketDecoder#OVERSIZE}.
     *
     * @return 1 to 65,535, or 0 for a packet without one
     */
    public int packetId() {
        return packetId;
    }

    /**
     * The reason code (3.1.1: return code) of CONNACK, PUBACK, PUBREC, PUBREL, PUBCOMP, DISCONNECT and AUTH.
     *
     * @return 0 to 255, one that a server may send there
     */
    public int reasonCode() {
        return reasonCode;
    }

    /**
     * The Session Present flag of CONNACK.
     *
     * @return the flag
     */
    public boolean sessionPresent() {
        return sessionPresent;
    }

    /**
     * Where the Topic Name of a PUBLISH starts.
     *
     * @return an offset into the receive buffer
     */
    public int topicOffset() {
        return topicOffset;
    }

    /**
     * The length of the Topic Name of a PUBLISH.
     *
     * @return 1 to 65,535 bytes; 0 only if {@link #topicAlias()} stands for it
     */
    public int topicLength() {
        return topicLength;
    }

    /**
     * The topic alias of a PUBLISH; of {@link PacketDecoder#OVERSIZE} the one whose earlier meaning is void, since it
     * now stands for a topic that was skipped.
     *
     * @return 1 to 65,535, or 0 for none
     */
    public int topicAlias() {
        return complete ? properties.topicAlias() : topicAlias;
    }

    /**
     * Where the payload of a complete PUBLISH or a piece of it starts.
     *
     * @return an offset into the receive buffer
     */
    public int payloadOffset() {
        return payloadOffset;
    }

    /**
     * The length of that payload or piece.
     *
     * @return bytes; of {@link PacketDecoder#PAYLOAD} at least 1, of a PUBLISH that is not complete 0
     */
    public int payloadLength() {
        return payloadLength;
    }

    /**
     * How much of the payload follows after this PUBLISH or piece.
     *
     * @return bytes; 0 says that the message ends with this event
     */
    public int payloadRemaining() {
        return complete ? 0 : payloadRemaining;
    }

    /**
     * The length of the whole payload of a PUBLISH, during its pieces too.
     *
     * @return bytes
     */
    public int totalPayloadLength() {
        return complete ? payloadLength : totalPayloadLength;
    }

    /**
     * Whether this event is all of its packet.
     *
     * @return false for a PUBLISH whose payload follows in pieces, and for those pieces
     */
    public boolean isComplete() {
        return complete;
    }

    /**
     * Where the codes of SUBACK or UNSUBACK (5.0) start, one byte per filter in the order of the request.
     *
     * @return an offset into the receive buffer
     */
    public int codesOffset() {
        return codesOffset;
    }

    /**
     * The number of those codes.
     *
     * @return at least 1, but 0 for the UNSUBACK of 3.1.1
     */
    public int codesCount() {
        return codesCount;
    }

    /**
     * The properties of the packet; not of a payload piece, since the bytes may have moved.
     *
     * @return always the same view, empty for a packet without any
     */
    public PropertyReader properties() {
        return properties;
    }

    /**
     * Where this packet or piece starts.
     *
     * @return an offset into the receive buffer
     */
    public int packetStart() {
        return packetStart;
    }

    /**
     * The size of the whole packet, header included, during its pieces too.
     *
     * @return 2 to 268,435,460 bytes
     */
    public int packetLength() {
        return packetLength;
    }
}

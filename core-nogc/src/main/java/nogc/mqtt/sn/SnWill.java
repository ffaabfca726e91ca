package nogc.mqtt.sn;

import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;

/**
 * The will: that of {@link ConnectOptions} is sent when the gateway asks for it while connecting, and topic and message
 * can be changed while connected. Without {@code willTopic} a connection with cleanStart 0 keeps the will that an
 * earlier one left [SN-6.3-4]. A gateway that answers the will with DISCONNECT ends the attempt as
 * {@link Result#WILL_REFUSED}.
 */
public class SnWill extends SnOption {
    private SnSession session;
    private boolean deleting;
    private boolean topicDue;
    private boolean messageDue;
    /** Null deletes the will. */
    private Topic topic;
    private int topicFlags;
    private byte[] message;
    private int messageOffset;
    private int messageLength;

    /** An option without settings. */
    public SnWill() {
    }

    /**
     * An update ended. Called inside {@code poll}; the default does nothing.
     *
     * @param ofMessage whether it was that of the message, else that of the topic
     * @param result {@link Result#OK}, {@link Result#CONGESTED}, {@link Result#NOT_SUPPORTED} (common),
     *     TOPIC_ID_UNKNOWN, REFUSED, CONNECTION_LOST
     * @param returnCode of the gateway, else 0
     */
    public void onUpdated(boolean ofMessage, int result, int returnCode) {
    }

    /**
     * Whether the next connections delete the will that the gateway has, while the rest of the session stays: for
     * cleanStart 0 without a {@code willTopic} [SN-6.3-3].
     *
     * @param delete true to delete it
     */
    public void deleteAtConnect(boolean delete) {
        deleting = delete;
    }

    /**
     * Changes topic, QoS and retain of the will.
     *
     * @param willTopic unchanged until {@link #onUpdated}
     * @param qos 0, 1 or 2
     * @param retain whether the will is retained
     * @return {@link Result#OK}; {@link Result#NOT_CONNECTED}: not active; {@link Result#FULL}: an update is under way;
     *     INVALID_TOPIC, INVALID_QOS, DATAGRAM_TOO_LARGE
     */
    public int updateTopic(Topic willTopic, int qos, boolean retain) {
        int refusal = topicRefusal(willTopic, qos);
        return refusal != Result.OK ? refusal : update(willTopic, SnFlags.of(qos, retain, 0));
    }

    /**
     * Deletes the will, topic and message.
     *
     * @return as {@link #updateTopic}
     */
    public int delete() {
        return update(null, 0);
    }

    private int update(Topic willTopic, int flags) {
        int refusal = session == null ? Result.NOT_CONNECTED : topicDue ? Result.FULL : session.mayRequest();
        if (refusal == Result.OK) {
            topic = willTopic;
            topicFlags = flags;
            topicDue = true;
        }
        return refusal;
    }

    /**
     * Changes the message of the will.
     *
     * @param payload unchanged until {@link #onUpdated}
     * @param offset its first byte
     * @param length its number of bytes
     * @return as {@link #updateTopic}; INVALID_ARGUMENT
     */
    public int updateMessage(byte[] payload, int offset, int length) {
        if (payload == null || offset < 0 || length < 0 || length > payload.length - offset) {
            return Result.INVALID_ARGUMENT;
        }
        int refusal = session == null ? Result.NOT_CONNECTED : messageDue ? Result.FULL : session.mayRequest();
        if (refusal == Result.OK && !session.fits(length)) {
            refusal = Result.DATAGRAM_TOO_LARGE;
        }
        if (refusal == Result.OK) {
            message = payload;
            messageOffset = offset;
            messageLength = length;
            messageDue = true;
        }
        return refusal;
    }

    private int topicRefusal(Topic willTopic, int qos) {
        if (willTopic == null || willTopic.length() == 0) {
            return Result.INVALID_TOPIC;
        }
        if (qos < 0 || qos > 2) {
            return Result.INVALID_QOS; // [SN-5.4.7-2]
        }
        return session != null && !session.fits(1 + willTopic.length()) ? Result.DATAGRAM_TOO_LARGE : Result.OK;
    }

    @Override
    void attach(SnSession client) {
        session = client;
        session.features |= SnSession.WILL;
    }

    @Override
    int check(ConnectOptions options) {
        session.will = options.willTopic != null || deleting;
        if (options.willTopic == null) {
            return Result.OK;
        }
        int length = payloadLength(options);
        if (length < 0 || options.willPayloadOffset < 0 || (options.willPayload == null ? length > 0
                : length > options.willPayload.length - options.willPayloadOffset)) {
            return Result.INVALID_ARGUMENT;
        }
        int refusal = topicRefusal(options.willTopic, options.willQos);
        return refusal == Result.OK && !session.fits(length) ? Result.DATAGRAM_TOO_LARGE : refusal;
    }

    private static int payloadLength(ConnectOptions options) {
        if (options.willPayloadLength != ConnectOptions.WHOLE) {
            return options.willPayloadLength;
        }
        return options.willPayload == null ? 0 : options.willPayload.length - options.willPayloadOffset;
    }

    @Override
    boolean received(SnMessage received) {
        switch (received.type()) {
            case SnType.WILLTOPICREQ:
                return asked(SnType.CONNECT, SnType.WILLTOPIC);
            case SnType.WILLMSGREQ:
                return asked(SnType.WILLTOPIC, SnType.WILLMSG);
            case SnType.WILLTOPICRESP:
                return answered(SnType.WILLTOPICUPD, received.returnCode());
            case SnType.WILLMSGRESP:
                return answered(SnType.WILLMSGUPD, received.returnCode());
            default:
                return false;
        }
    }

    /** The gateway asks for what follows; once more if it did not get it. */
    private boolean asked(int after, int type) {
        if (session.transaction.is(type)) {
            session.transaction.sendAgain();
        } else if (session.transaction.is(after) && session.will) {
            session.begin(type); // [SN-6.2-2]
        } else {
            return false; // [SN-6.2-5]
        }
        return true;
    }

    private boolean answered(int type, int code) {
        if (!session.transaction.is(type)) {
            return false;
        }
        session.transaction.end();
        completed(type == SnType.WILLMSGUPD, session.refuse(code, type), code); // [SN-6.4-2]
        return true;
    }

    private void completed(boolean ofMessage, int result, int code) {
        if (ofMessage) {
            messageDue = false;
        } else {
            topicDue = false;
        }
        onUpdated(ofMessage, result, code);
    }

    @Override
    int encode(int type) {
        ConnectOptions options = session.connectOptions;
        switch (type) {
            case SnType.WILLTOPIC:
                return encodeTopic(type, options.willTopic, SnFlags.of(options.willQos, options.willRetain, 0));
            case SnType.WILLMSG:
                return SnEncoder.octets(session.out, session.headroom, type, options.willPayload,
                        options.willPayloadOffset, payloadLength(options));
            case SnType.WILLTOPICUPD:
                return encodeTopic(type, topic, topicFlags);
            case SnType.WILLMSGUPD:
                return SnEncoder.octets(session.out, session.headroom, type, message, messageOffset, messageLength);
            default:
                return 0;
        }
    }

    private int encodeTopic(int type, Topic willTopic, int flags) {
        return willTopic == null ? SnEncoder.empty(session.out, session.headroom, type) // [SN-5.4.7-3]
                : SnEncoder.octetAndOctets(session.out, session.headroom, type, flags, willTopic.bytes(), 0,
                        willTopic.length());
    }

    private boolean mayUpdate(int type, boolean due) {
        return due && session.state == SnSession.ACTIVE && !session.isCongested(type);
    }

    @Override
    boolean next() {
        if (mayUpdate(SnType.WILLTOPICUPD, topicDue)) {
            session.begin(SnType.WILLTOPICUPD);
        } else if (mayUpdate(SnType.WILLMSGUPD, messageDue)) {
            session.begin(SnType.WILLMSGUPD);
        } else {
            return false;
        }
        return true;
    }

    @Override
    int remaining() {
        if (session.transaction.isOpen() || !topicDue && !messageDue || session.state != SnSession.ACTIVE) {
            return NEVER;
        }
        return mayUpdate(SnType.WILLTOPICUPD, topicDue) || mayUpdate(SnType.WILLMSGUPD, messageDue) ? 0
                : session.congestionLeft();
    }

    @Override
    boolean ended(int cause) {
        if (topicDue) {
            completed(false, Result.CONNECTION_LOST, 0);
        }
        if (messageDue) {
            completed(true, Result.CONNECTION_LOST, 0);
        }
        return false;
    }
}

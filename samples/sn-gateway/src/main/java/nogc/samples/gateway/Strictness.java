package nogc.samples.gateway;

import nogc.mqtt.sn.SnFlags;
import nogc.mqtt.sn.SnMessage;
import nogc.mqtt.sn.SnType;
import nogc.mqtt.wire.TopicRules;
import nogc.mqtt.wire.Utf8;

/**
 * What a client may send: everything that the standard says about a message by itself. The sentences are few and fixed,
 * so that a flood of bad datagrams costs no memory.
 */
final class Strictness {
    private static final int LONGEST_CLIENT_IDENTIFIER = 23;
    private static final int RESERVED_ID = 0xFFFF;
    /** The flags that CONNECT, PUBLISH, SUBSCRIBE and UNSUBSCRIBE, WILLTOPIC may have set. */
    private static final int OF_CONNECT = SnFlags.WILL | SnFlags.CLEAN_SESSION;
    private static final int OF_PUBLISH = SnFlags.DUP | SnFlags.QOS | SnFlags.RETAIN | SnFlags.TOPIC_ID_TYPE;
    /** The text of section 5.4.15 gives it DUP, section 5.3.4 does not: both are taken. */
    private static final int OF_SUBSCRIBE = SnFlags.DUP | SnFlags.QOS | SnFlags.TOPIC_ID_TYPE;
    private static final int OF_WILL = SnFlags.QOS | SnFlags.RETAIN;
    private static final String FLAGS = "a flag that its message does not have";

    private Strictness() {
    }

    /** What is wrong with a message of a client, or null. */
    static String fault(SnMessage message) {
        switch (message.type()) {
            case SnType.SEARCHGW:
            case SnType.WILLMSG:
            case SnType.WILLMSGUPD:
            case SnType.PINGRESP:
                return null;
            case SnType.CONNECT:
                return connect(message);
            case SnType.WILLTOPIC:
            case SnType.WILLTOPICUPD:
                return will(message);
            case SnType.REGISTER:
                return register(message);
            case SnType.PUBLISH:
                return publish(message);
            case SnType.SUBSCRIBE:
            case SnType.UNSUBSCRIBE:
                return subscribe(message);
            case SnType.REGACK:
            case SnType.PUBACK:
                return message.msgId() == 0 && message.returnCode() == 0 ? "an acknowledgement of MsgId 0" : null;
            case SnType.PUBREC:
            case SnType.PUBREL:
            case SnType.PUBCOMP:
                return message.msgId() == 0 ? "an acknowledgement of MsgId 0" : null;
            case SnType.PINGREQ:
                return message.dataLength() == 0 ? null : clientIdentifier(message);
            case SnType.DISCONNECT:
                return message.dataLength() == 0 || message.dataLength() == 2 ? null
                        : "a DISCONNECT whose duration has not two octets";
            case SnType.ADVERTISE:
            case SnType.GWINFO:
                return null; // of other gateways and of clients that answer for one
            default:
                return "a message that only gateways send";
        }
    }

    private static String clientIdentifier(SnMessage message) {
        if (message.dataLength() < 1 || message.dataLength() > LONGEST_CLIENT_IDENTIFIER) {
            return "a client identifier that has not 1 to 23 octets";
        }
        for (int i = 0; i < message.dataLength(); i++) {
            int c = message.bytes()[message.dataOffset() + i];
            if (c < 0x20 || c == 0x7F) { // also what is not ASCII, and what would disturb the operator's screen
                return "a client identifier that is not printable ASCII";
            }
        }
        return null;
    }

    private static String connect(SnMessage message) {
        if ((message.flags() & ~OF_CONNECT) != 0) {
            return FLAGS;
        }
        return message.protocolId() != 1 ? "a CONNECT of another protocol version" : clientIdentifier(message);
    }

    private static String will(SnMessage message) {
        if (message.tailLength() < 0) {
            return null;
        }
        if ((message.flags() & ~OF_WILL) != 0) {
            return FLAGS;
        }
        return SnFlags.qos(message.flags()) < 0 ? "a will of QoS -1"
                : topicName(message.bytes(), message.tailOffset(), message.tailLength());
    }

    private static String topicName(byte[] b, int offset, int length) {
        return length > 0 && Utf8.isValid(b, offset, length) && TopicRules.isTopicName(b, offset, length) ? null
                : "a topic name that is empty, has a wildcard, or is not UTF-8";
    }

    private static String register(SnMessage message) {
        if (message.topicId() != 0) {
            return "a REGISTER of a client whose TopicId is not 0";
        }
        return message.msgId() == 0 ? "a REGISTER of MsgId 0"
                : topicName(message.bytes(), message.dataOffset(), message.dataLength());
    }

    private static String publish(SnMessage message) {
        int qos = SnFlags.qos(message.flags());
        int kind = message.flags() & SnFlags.TOPIC_ID_TYPE;
        if ((message.flags() & ~OF_PUBLISH) != 0 || qos < 1 && (message.flags() & SnFlags.DUP) != 0) {
            return FLAGS;
        }
        if (message.msgId() == 0 != qos < 1) {
            return "a PUBLISH whose MsgId is 0 at QoS 1 and 2, or not 0 at QoS 0 and -1";
        }
        if (qos < 0 && kind == SnFlags.NORMAL) {
            return "a PUBLISH of QoS -1 to a registered topic";
        }
        if (kind == SnFlags.SHORT) {
            return topicName(message.bytes(), message.dataOffset() - 4, 2);
        }
        return message.topicId() == 0 || message.topicId() == RESERVED_ID ? "a reserved TopicId" : null;
    }

    private static String subscribe(SnMessage message) {
        int kind = message.flags() & SnFlags.TOPIC_ID_TYPE;
        if ((message.flags() & ~OF_SUBSCRIBE) != 0) {
            return FLAGS;
        }
        if (SnFlags.qos(message.flags()) < 0) {
            return "a subscription at QoS -1";
        }
        if (message.msgId() == 0) {
            return "a subscription of MsgId 0";
        }
        if (kind == SnFlags.PREDEFINED) {
            return message.dataLength() == 2 && message.filterId() > 0 && message.filterId() != RESERVED_ID ? null
                    : "a reserved TopicId";
        }
        boolean good = message.dataLength() > 0 && Utf8.isValid(message.bytes(), message.dataOffset(),
                message.dataLength()) && TopicRules.isTopicFilter(message.bytes(), message.dataOffset(),
                message.dataLength());
        return good && (kind == SnFlags.NORMAL || message.dataLength() == 2) ? null
                : "a topic filter that is empty, malformed, or not UTF-8";
    }
}

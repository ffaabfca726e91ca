package nogc.samples.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import nogc.mqtt.sn.SnFlags;
import nogc.mqtt.sn.SnMessage;
import nogc.mqtt.sn.SnReturnCode;
import nogc.mqtt.sn.SnType;

/**
 * What a node publishes, to the broker. One message of QoS 1 or 2 is under way at a time, as the standard wants; it is
 * acknowledged once the broker has acknowledged it, so that it is never in our hands alone.
 */
final class Uplink {
    private static final int FREE = 0;
    /** The broker's side did not take it yet. */
    private static final int HELD = 1;
    /** The broker has not acknowledged it yet. */
    private static final int AT_BROKER = 2;
    /** QoS 2: the broker has it, PUBREC was sent. */
    private static final int RECEIVED = 3;
    /** For so long a second message of a MsgId without DUP is taken for a copy that the network made. */
    private static final int COPY = 1000;

    private final String client;
    private final NodeSender sender;
    private final TopicIds topics;
    private final Settings settings;
    private final NodeRecords records;
    private final OperatorLog log;
    private final Upstream upstream;

    private int state = FREE;
    private int msgId;
    private int qos;
    private int topicId;
    private boolean retain;
    private String topic;
    private byte[] payload;
    private int number;
    private long handedAt;
    /** The last exchange of QoS 2 that came to its end. */
    private int endedMsgId;
    private long endedAt;

    Uplink(String client, NodeSender sender, TopicIds topics, Settings settings, NodeRecords records, OperatorLog log,
            Upstream upstream) {
        this.client = client;
        this.sender = sender;
        this.topics = topics;
        this.settings = settings;
        this.records = records;
        this.log = log;
        this.upstream = upstream;
    }

    /** The session is over. */
    void clear() {
        state = FREE;
        endedMsgId = 0;
        payload = null;
    }

    /** What was under way when the gateway was killed, as far as the broker's side has it. */
    void restore(JournalImage image) {
        JournalImage.Handed handed = image.handed;
        if (image.received != 0) {
            state = RECEIVED;
            msgId = image.received;
            qos = 2;
        } else if (handed != null && upstream.adopt(handed.number())) {
            state = AT_BROKER;
            number = handed.number();
            msgId = handed.msgId();
            topicId = handed.topicId();
            qos = handed.qos();
        }
    }

    /** What is needed to begin the journal anew. */
    void record(NodeRecords into) {
        if (state == RECEIVED) {
            into.received(msgId);
        } else if (state != FREE) {
            into.handed(number, msgId, topicId, qos);
        }
    }

    void register(SnMessage message, long now) {
        String name = new String(message.bytes(), message.dataOffset(), message.dataLength(), StandardCharsets.UTF_8);
        int id = topics.id(name);
        if (id == 0) {
            log.refuse(now, client, "a topic, since its table is full (--topics)");
            sender.acknowledge(SnType.REGACK, 0, message.msgId(), SnReturnCode.NOT_SUPPORTED);
            return;
        }
        topics.known(id);
        sender.acknowledge(SnType.REGACK, id, message.msgId(), SnReturnCode.ACCEPTED);
    }

    void publish(SnMessage message, long now) {
        int ofQos = SnFlags.qos(message.flags());
        if (ofQos > 0 && isCopy(message, ofQos, now)) {
            return;
        }
        String name = topicOf(settings.predefined, client, topics, message);
        if (name == null) {
            log.refuse(now, client, "a PUBLISH to a topic id that it has not registered, or that is not predefined");
            sender.acknowledge(SnType.PUBACK, message.topicId(), message.msgId(), SnReturnCode.INVALID_TOPIC_ID);
            return;
        }
        byte[] data = Arrays.copyOfRange(message.bytes(), message.dataOffset(),
                message.dataOffset() + message.dataLength());
        boolean retained = (message.flags() & SnFlags.RETAIN) != 0;
        if (ofQos == 0) {
            if (!upstream.publish(0, name, data, 0, retained)) {
                log.refuse(now, client, "a PUBLISH of QoS 0, since the broker does not take it now");
            }
            return;
        }
        state = HELD;
        handedAt = now;
        msgId = message.msgId();
        topicId = message.topicId();
        qos = ofQos;
        retain = retained;
        topic = name;
        payload = data;
        number = upstream.number();
        records.handed(number, msgId, topicId, qos); // ahead of the broker's side: what that keeps is known to be its
        work();
    }

    /** Whether there is nothing to do but, perhaps, to answer again. */
    private boolean isCopy(SnMessage message, int ofQos, long now) {
        boolean same = message.msgId() == msgId && ofQos == qos;
        if (state == RECEIVED && same) {
            sender.msgId(SnType.PUBREC, msgId);
            return true;
        }
        if (state == HELD || state == AT_BROKER) {
            if (!same) {
                log.refuse(now, client, "a second message while one is under way");
            }
            return true;
        }
        if (ofQos == 2 && message.msgId() == endedMsgId
                && ((message.flags() & SnFlags.DUP) != 0 || now - endedAt < COPY)) {
            sender.msgId(SnType.PUBREC, endedMsgId);
            return true;
        }
        return false;
    }

    /** The name that a PUBLISH means, or null. */
    static String topicOf(Predefined predefined, String client, TopicIds topics, SnMessage message) {
        switch (message.flags() & SnFlags.TOPIC_ID_TYPE) {
            case SnFlags.SHORT:
                return new String(message.bytes(), message.dataOffset() - 4, 2, StandardCharsets.UTF_8);
            case SnFlags.PREDEFINED:
                return predefined.topic(client, message.topicId());
            default:
                return topics.name(message.topicId());
        }
    }

    /** Hands over what the broker's side did not take yet. */
    void work() {
        if (state == HELD && upstream.publish(number, topic, payload, qos, retain)) {
            state = AT_BROKER;
            payload = null;
        }
    }

    boolean isHeld() {
        return state == HELD;
    }

    void published(int ofNumber, boolean accepted) {
        if (state != AT_BROKER || ofNumber != number) {
            return;
        }
        if (!accepted) {
            state = FREE;
            log.refuse(handedAt, client, "a message, which the broker refused");
            sender.acknowledge(SnType.PUBACK, topicId, msgId, SnReturnCode.NOT_SUPPORTED);
        } else if (qos == 1) {
            state = FREE;
            sender.acknowledge(SnType.PUBACK, topicId, msgId, SnReturnCode.ACCEPTED);
        } else {
            records.received(msgId);
            state = RECEIVED;
            sender.msgId(SnType.PUBREC, msgId);
        }
    }

    /** It was lost on its way to the broker: the next copy of the node goes there. */
    void again(int ofNumber) {
        if (state == AT_BROKER && ofNumber == number) {
            state = FREE;
        }
    }

    void pubrel(int released, long now) {
        if (state == RECEIVED && released == msgId) {
            records.received(0);
            state = FREE;
            endedMsgId = msgId;
            endedAt = now;
        }
        sender.msgId(SnType.PUBCOMP, released);
    }
}

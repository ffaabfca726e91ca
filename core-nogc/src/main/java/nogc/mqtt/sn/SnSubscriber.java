package nogc.mqtt.sn;

import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.wire.BigEndian;
import nogc.mqtt.wire.TopicRules;

/**
 * Subscribes and receives, at QoS 0 and 1. It keeps the names that the gateway gave ids to, over a reconnect too, until
 * the gateway gives them others or a clean session ends them.
 */
public class SnSubscriber extends SnOption {
    private final SnTopics names;
    private final Message view = new Message();
    private final byte[] codes = new byte[1];
    private int[] predefinedIds;
    private Topic[] predefinedNames;
    private SnSession session;
    /** That of the connect options when the connection began. */
    private Subscriptions list;
    /** Where in it the next filter stands, or {@link #NEVER}. */
    private int listed = NEVER;
    private int topicIdType;
    private int topicId;

    /**
     * Allocates the table of names.
     *
     * @param topics how many topics without wildcards may be subscribed to, and names under wildcards received, 0 to
     *     255; the gateway keeps what is beyond them (return code "congestion")
     * @param topicLength longest of these names in bytes, 0 to 1,024
     * @throws IllegalArgumentException if a size is out of range
     */
    public SnSubscriber(int topics, int topicLength) {
        if (topics < 0 || topics > 255 || topicLength < 0 || topicLength > 1024) {
            throw new IllegalArgumentException("topics must be 0 to 255, topicLength 0 to 1024 bytes");
        }
        names = new SnTopics(topics, topicLength);
    }

    /**
     * Names the predefined topic ids, in parallel arrays that are referenced. Then a message of such an id has its
     * name, and one of another predefined id is refused as unknown; else each is delivered with an empty topic.
     *
     * @param ids 1 to 65,534
     * @param topics their names
     */
    public void predefine(int[] ids, Topic[] topics) {
        predefinedIds = ids;
        predefinedNames = topics;
    }

    /** @return inside {@code onMessage}: how its topic came, of {@link SnFlags}: NORMAL, PREDEFINED or SHORT */
    public int topicIdType() {
        return topicIdType;
    }

    /** @return inside {@code onMessage}: the topic id, or the two octets of a short name, 0 to 65,535 */
    public int topicId() {
        return topicId;
    }

    @Override
    void attach(SnSession client) {
        session = client;
        session.features |= SnSession.SUBSCRIBE;
    }

    final SnSession session() {
        return session;
    }

    @Override
    int check(ConnectOptions options) {
        return options.subscriptions != null && options.subscriptions.options() != 0 ? Result.NOT_IN_PROTOCOL
                : Result.OK;
    }

    @Override
    int encode(int type) {
        if (type != SnType.SUBSCRIBE && type != SnType.UNSUBSCRIBE) {
            return 0;
        }
        SnQueue queue = session.queue;
        int record = session.transaction.record();
        return SnEncoder.subscribe(session.out, session.headroom, type, queue.flags(record), queue.msgId(record),
                queue.bytes(), queue.dataOffset(record), queue.dataLength(record));
    }

    @Override
    boolean received(SnMessage message) {
        switch (message.type()) {
            case SnType.SUBACK:
                return suback(message);
            case SnType.UNSUBACK:
                return unsuback(message);
            case SnType.REGISTER:
                return register(message);
            case SnType.REGACK:
                registered(message);
                return false;
            case SnType.PUBLISH:
                return publish(message);
            default:
                return false;
        }
    }

    private boolean suback(SnMessage message) {
        if (!session.transaction.is(SnType.SUBSCRIBE, message.msgId())) {
            return false;
        }
        int record = session.transaction.record();
        int code = message.returnCode();
        int result = session.refuse(code, SnType.SUBSCRIBE); // [SN-6.9-2]
        codes[0] = (byte) code;
        if (result == Result.OK) {
            int granted = SnFlags.qos(message.flags()); // the other bits are noise [SN-D-9]
            codes[0] = (byte) (granted < 0 ? SnFlags.qos(session.queue.flags(record)) : granted);
            result = map(record, message.topicId());
        }
        completed(record, result, 1);
        return true;
    }

    /** Keeps the id of a subscribed name [SN-5.4.16-2]. */
    private int map(int record, int id) {
        SnQueue queue = session.queue;
        int offset = queue.dataOffset(record);
        int length = queue.dataLength(record);
        if (id == 0 || id == 0xFFFF || (queue.flags(record) & SnFlags.TOPIC_ID_TYPE) != SnFlags.NORMAL
                || TopicRules.hasWildcard(queue.bytes(), offset, length)) {
            return Result.OK;
        }
        return assign(queue.bytes(), offset, length, id) ? Result.OK : Result.TOPIC_TABLE_FULL;
    }

    /** A known id gets the new name, a known name the new id [SN-6.5-6]; false if there is no room. */
    private boolean assign(byte[] name, int offset, int length, int id) {
        int former = names.ofId(id);
        if (former != SnTopics.NONE) {
            names.setId(former, 0);
            names.release(former);
        }
        int entry = names.fits(length) ? names.add(name, offset, length) : SnTopics.NONE;
        if (entry == SnTopics.NONE) {
            return false;
        }
        names.setId(entry, id);
        return true;
    }

    /**
     * The gateway gave the name an id because we publish to it, and takes us to know it when it sends a message. A name
     * that comes to us in no other way gives its place to one that does.
     */
    private void registered(SnMessage message) {
        if (!session.transaction.is(SnType.REGISTER, message.msgId())
                || message.returnCode() != SnReturnCode.ACCEPTED) {
            return;
        }
        SnTopics topics = session.topics;
        int topic = session.queue.topic(session.transaction.record());
        byte[] bytes = topics.names();
        int offset = topics.offset(topic);
        int length = topics.length(topic);
        boolean known = names.find(bytes, offset, length) != SnTopics.NONE;
        if (assign(bytes, offset, length, message.topicId()) && !known) {
            names.release(names.find(bytes, offset, length));
        }
    }

    private boolean unsuback(SnMessage message) {
        if (!session.transaction.is(SnType.UNSUBSCRIBE, message.msgId())) {
            return false;
        }
        int record = session.transaction.record();
        SnQueue queue = session.queue;
        int entry = queue.flags(record) != SnFlags.NORMAL ? SnTopics.NONE
                : names.find(queue.bytes(), queue.dataOffset(record), queue.dataLength(record));
        if (entry != SnTopics.NONE) {
            names.release(entry);
        }
        completed(record, Result.OK, 0);
        return true;
    }

    private void completed(int record, int result, int count) {
        int handle = session.queue.handle(record);
        boolean subscribed = session.queue.type(record) == SnType.SUBSCRIBE;
        session.remove(record);
        if (subscribed) {
            session.listener.onSubscribed(handle, result, codes, 0, count, session.noProperties);
        } else {
            session.listener.onUnsubscribed(handle, result, codes, 0, count, session.noProperties);
        }
    }

    private boolean register(SnMessage message) {
        if (!session.isConnected()) {
            return false;
        }
        int id = message.topicId();
        int offset = message.dataOffset();
        int length = message.dataLength();
        int code = SnReturnCode.ACCEPTED;
        if (id == 0 || id == 0xFFFF) {
            code = SnReturnCode.INVALID_TOPIC_ID; // [SN-5.3.11-1]
        } else if (!names.fits(length) || !TopicRules.isTopicName(message.bytes(), offset, length)) {
            code = SnReturnCode.NOT_SUPPORTED; // [SN-6.10-3]
        } else if (!assign(message.bytes(), offset, length, id)) {
            code = SnReturnCode.CONGESTION; // [SN-6.5-7]
        }
        answer(SnType.REGACK, message, code);
        return true;
    }

    private void answer(int type, SnMessage message, int code) {
        session.send(SnEncoder.acknowledgement(session.out, session.headroom, type, message.topicId(),
                message.msgId(), code));
    }

    private boolean publish(SnMessage message) {
        int qos = SnFlags.qos(message.flags());
        if (!session.isConnected() || qos < 0 || !pointTo(message)) {
            return false;
        }
        if (qos == 2) {
            receivedQos2(message);
        } else {
            int answer = deliver(message);
            if (answer != Listener.WAIT && qos == 1) {
                acknowledge(message, answer);
            }
        }
        return true;
    }

    /** Here without a memory of identifiers, so refused. */
    void receivedQos2(SnMessage message) {
        answer(SnType.PUBACK, message, SnReturnCode.NOT_SUPPORTED);
    }

    final void acknowledge(SnMessage message, int answer) {
        answer(SnType.PUBACK, message, isRefusal(answer) ? SnReturnCode.NOT_SUPPORTED : SnReturnCode.ACCEPTED);
    }

    static boolean isRefusal(int answer) {
        return answer >= 0x80;
    }

    /** Gives the message to the listener; what it answers. */
    final int deliver(SnMessage message) {
        int flags = message.flags();
        int length = message.dataLength();
        view.wrapPayload(message.bytes(), message.dataOffset(), length, 0, length);
        topicIdType = flags & SnFlags.TOPIC_ID_TYPE;
        topicId = message.topicId();
        int answer = session.listener.onMessage(view);
        if (answer == Listener.WAIT) {
            session.held = true;
        } else {
            session.metrics.delivered++;
        }
        return answer;
    }

    /** Points the view at topic and flags; false for an unknown topic. */
    private boolean pointTo(SnMessage message) {
        int id = message.topicId();
        switch (message.flags() & SnFlags.TOPIC_ID_TYPE) {
            case SnFlags.SHORT:
                int offset = message.dataOffset() - 4;
                pointTo(message, message.bytes(), offset, message.bytes()[offset + 1] == 0 ? 1 : 2); // [SN-D-6]
                return true;
            case SnFlags.PREDEFINED:
                return pointToPredefined(message, id);
            default:
                int entry = names.ofId(id);
                if (entry != SnTopics.NONE) {
                    pointTo(message, names.names(), names.offset(entry), names.length(entry));
                }
                return entry != SnTopics.NONE;
        }
    }

    private boolean pointToPredefined(SnMessage message, int id) {
        if (predefinedIds == null) {
            pointTo(message, codes, 0, 0);
            return true;
        }
        for (int i = 0; i < predefinedIds.length; i++) {
            if (predefinedIds[i] == id) {
                pointTo(message, predefinedNames[i].bytes(), 0, predefinedNames[i].length());
                return true;
            }
        }
        return false; // [SN-6.7-2]
    }

    private void pointTo(SnMessage message, byte[] topic, int offset, int length) {
        int flags = message.flags();
        view.wrapHead(topic, offset, length, SnFlags.qos(flags), (flags & SnFlags.RETAIN) != 0,
                (flags & SnFlags.DUP) != 0, message.msgId(), session.noProperties);
    }

    /** The next filter of the connect options, once nothing else waits [SN-6.3-5]. */
    @Override
    boolean next() {
        if (session.state != SnSession.ACTIVE || listed == NEVER) {
            return false;
        }
        if (listed >= list.length()) {
            listed = NEVER;
            return false;
        }
        int length = BigEndian.u16(list.bytes(), listed);
        int qos = list.bytes()[listed + 2 + length] & 3;
        int result = qos == 2 && (session.features & SnSession.SUBSCRIBE_QOS2) == 0 ? Result.NOT_CONFIGURED
                : SnRequests.enqueue(session, SnType.SUBSCRIBE, SnFlags.of(qos, false, SnFlags.NORMAL), 0,
                        list.bytes(), listed + 2, length);
        if (result == Result.FULL) {
            return false;
        }
        listed += length + 3;
        if (result < 0) {
            session.listener.onSubscribed(0, result, codes, 0, 0, session.noProperties);
        }
        return true;
    }

    @Override
    int remaining() {
        return session.state == SnSession.ACTIVE && listed != NEVER && session.queue.isEmpty()
                && !session.transaction.isOpen() ? 0 : NEVER;
    }

    @Override
    void connected(boolean clean) {
        if (clean) {
            names.clear(); // [SN-6.3-1]
        }
        list = session.connectOptions.subscriptions;
        listed = list == null ? NEVER : 0;
    }

    @Override
    boolean ended(int cause) {
        listed = NEVER;
        SnQueue queue = session.queue;
        int record = queue.first();
        while (record != SnQueue.NONE) {
            int type = queue.type(record);
            if (type == SnType.SUBSCRIBE || type == SnType.UNSUBSCRIBE) {
                completed(record, Result.CONNECTION_LOST, 0);
                record = queue.at(record);
            } else {
                record = queue.next(record);
            }
        }
        return false;
    }
}

package nogc.mqtt.sn;

import nogc.mqtt.Result;
import nogc.mqtt.Topic;

/** What the application publishes, from the call to the acknowledgement: REGISTER, then PUBLISH at QoS -1, 0 and 1. */
final class SnPublishing {
    /** Of PUBLISH behind the type, in front of the data. */
    private static final int PUBLISH_FIELDS = 5;
    /** Of REGISTER behind the type, in front of the name. */
    private static final int REGISTER_FIELDS = 4;

    private final SnSession session;
    private final SnQueue queue;
    private final SnTopics topics;
    private final SnTransaction transaction;

    SnPublishing(SnSession session) {
        this.session = session;
        queue = session.queue;
        topics = session.topics;
        transaction = session.transaction;
    }

    /** Queues a message to a name; a handle or the refusal. */
    int publish(Topic topic, byte[] payload, int offset, int length, int qos, boolean retain, int tag) {
        if (topic == null || topic.length() == 0) {
            return Result.INVALID_TOPIC;
        }
        if (qos == -1) {
            return Result.TOPIC_NEEDS_CONNECTION; // [SN-6.8-2]
        }
        int refusal = refusal(payload, offset, length, qos);
        if (refusal != Result.OK) {
            return refusal;
        }
        if (!topics.fits(topic.length()) || !session.fits(REGISTER_FIELDS + topic.length())) {
            return Result.BUFFER_TOO_SMALL;
        }
        int entry = topics.add(topic.bytes(), 0, topic.length());
        if (entry == SnTopics.NONE) {
            return Result.TOPIC_TABLE_FULL; // [SN-6.5-7]
        }
        return enqueue(SnFlags.of(qos, retain, SnFlags.NORMAL), entry, payload, offset, length, tag);
    }

    /** Queues a message to a predefined id or a short name; a handle or the refusal. */
    int publish(int topicIdType, int topicId, byte[] payload, int offset, int length, int qos, boolean retain,
            int tag) {
        int refusal = refusal(payload, offset, length, qos);
        return refusal != Result.OK ? refusal
                : enqueue(SnFlags.of(qos, retain, topicIdType), topicId, payload, offset, length, tag);
    }

    private int refusal(byte[] payload, int offset, int length, int qos) {
        if (qos < -1 || qos > 2) {
            return Result.INVALID_QOS;
        }
        if (qos == 2 && (session.features & SnSession.PUBLISH_QOS2) == 0) {
            return Result.NOT_CONFIGURED;
        }
        if (length < 0 || offset < 0
                || (payload == null ? length > 0 : length > payload.length - offset)) {
            return Result.INVALID_ARGUMENT;
        }
        if (!session.fits(PUBLISH_FIELDS + length)) {
            return Result.DATAGRAM_TOO_LARGE; // [SN-5.2.1-4]
        }
        if (SnQueue.HEAD + length > queue.capacity()) {
            return Result.BUFFER_TOO_SMALL;
        }
        return SnQueue.HEAD + length > queue.free() ? Result.FULL : Result.OK;
    }

    private int enqueue(int flags, int topic, byte[] payload, int offset, int length, int tag) {
        int handle = session.nextHandle();
        int at = queue.add(SnType.PUBLISH, flags, topic, handle, tag, length);
        if (length > 0) {
            System.arraycopy(payload, offset, queue.bytes(), at, length);
        }
        return handle;
    }

    /** The longest payload that a datagram takes. */
    int largestPayload() {
        int room = session.longest - session.headroom;
        int inShortForm = Math.min(room, SnEncoder.LONGEST_SHORT) - SnEncoder.PUBLISH_HEADER;
        return Math.max(inShortForm, room - SnEncoder.PUBLISH_HEADER - 2);
    }

    /** Forgets the name of a topic; a message that waits for it keeps it. */
    int forget(Topic topic) {
        if (topic == null || topic.length() == 0) {
            return Result.INVALID_TOPIC;
        }
        int entry = topics.find(topic.bytes(), 0, topic.length());
        if (entry == SnTopics.NONE) {
            return Result.INVALID_TOPIC;
        }
        for (int record = queue.first(); record != SnQueue.NONE; record = queue.next(record)) {
            if (isNormal(record) && queue.topic(record) == entry) {
                return Result.FULL;
            }
        }
        topics.remove(entry);
        return Result.OK;
    }

    private boolean isNormal(int record) {
        int type = queue.type(record);
        return (type == SnType.PUBLISH || type == SnType.PUBREL)
                && (queue.flags(record) & SnFlags.TOPIC_ID_TYPE) == SnFlags.NORMAL;
    }

    /** Writes the first message of QoS -1, in whatever state [SN-6.8-3]; true if there was one. */
    boolean sendUnconnected() {
        int record = firstUnconnected();
        if (record == SnQueue.NONE) {
            return false;
        }
        session.carry(record, encode(record, queue.topic(record)));
        return true;
    }

    /** The first message of QoS -1, or NONE. */
    int firstUnconnected() {
        if (session.isCongested(SnType.PUBLISH)) {
            return SnQueue.NONE; // [SN-6.6-3]
        }
        for (int record = queue.first(); record != SnQueue.NONE; record = queue.next(record)) {
            if ((queue.flags(record) & SnFlags.QOS) == SnFlags.QOS) {
                return record;
            }
        }
        return SnQueue.NONE;
    }

    /** The first record that nothing holds back, or NONE. */
    int firstReady() {
        int record = queue.first();
        while (record != SnQueue.NONE && isHeldBack(record)) {
            record = queue.next(record);
        }
        return record;
    }

    private boolean isHeldBack(int record) {
        int type = queue.type(record);
        switch (type) {
            case SnType.PUBLISH:
                return session.isCongested(SnType.PUBLISH)
                        || needsRegistration(record) && session.isCongested(SnType.REGISTER);
            case SnType.PUBREL:
                return false;
            default:
                return session.isCongested(SnType.SUBSCRIBE);
        }
    }

    private boolean needsRegistration(int record) {
        return isNormal(record) && topics.id(queue.topic(record)) == 0;
    }

    /** Begins, or at QoS 0 writes, the first record that nothing holds back; true if there was one. */
    boolean next() {
        int record = firstReady();
        if (record == SnQueue.NONE) {
            return false;
        }
        int type = queue.type(record);
        int qos = SnFlags.qos(queue.flags(record));
        if (type == SnType.PUBLISH && !session.fits(PUBLISH_FIELDS + queue.dataLength(record))) {
            session.published(record, Result.DATAGRAM_TOO_LARGE, 0); // the transport turned out to carry less
        } else if (type == SnType.PUBLISH && needsRegistration(record)) {
            transaction.begin(SnType.REGISTER, record, session.nextMsgId());
        } else if (type == SnType.PUBLISH && qos == 0) {
            session.carry(record, encode(record, topicId(record)));
        } else {
            if (queue.msgId(record) == 0) {
                queue.setMsgId(record, session.nextMsgId());
            }
            transaction.begin(type, record, queue.msgId(record));
        }
        return true;
    }

    private int topicId(int record) {
        return isNormal(record) ? topics.id(queue.topic(record)) : queue.topic(record);
    }

    private int encode(int record, int topicId) {
        int flags = queue.flags(record) & ~SnQueue.REGISTERED_AGAIN;
        return SnEncoder.publish(session.out, session.headroom, flags, topicId, queue.msgId(record), queue.bytes(),
                queue.dataOffset(record), queue.dataLength(record));
    }

    /** Writes the PUBLISH under way; the next time it is a repeat [SN-5.3.4-1]. */
    int encodePublish() {
        int record = transaction.record();
        int end = encode(record, topicId(record));
        queue.setFlags(record, queue.flags(record) | SnFlags.DUP);
        return end;
    }

    int encodeRegister() {
        int entry = queue.topic(transaction.record());
        return SnEncoder.register(session.out, session.headroom, 0, transaction.msgId(), topics.names(),
                topics.offset(entry), topics.length(entry));
    }

    void regack(SnMessage message) {
        if (!transaction.is(SnType.REGISTER, message.msgId())) { // [SN-5.4.11-2]
            session.metrics.unexpected++;
            return;
        }
        int record = transaction.record();
        int topicId = message.topicId();
        transaction.end();
        if (message.returnCode() != SnReturnCode.ACCEPTED) {
            int result = session.refuse(message.returnCode(), SnType.REGISTER);
            // One that was sent before may have arrived: it does not end as if it had not, but waits.
            if (result != Result.CONGESTED || queue.msgId(record) == 0) {
                session.published(record, result, message.returnCode()); // [SN-6.5-2]
            }
        } else if (topicId == 0 || topicId == 0xFFFF) {
            session.published(record, Result.TOPIC_ID_UNKNOWN, 0); // [SN-5.3.11-1]
        } else {
            topics.setId(queue.topic(record), topicId);
        }
    }

    void puback(SnMessage message) {
        int code = message.returnCode();
        if (message.msgId() == 0) { // it answers QoS 0 [SN-5.4.13-2]
            refusedUnsupervised(message.topicId(), code);
            return;
        }
        if (!transaction.is(SnType.PUBLISH, message.msgId())) { // TopicId may be anything [SN-D-8]
            session.metrics.unexpected++;
            return;
        }
        int record = transaction.record();
        boolean qos2 = SnFlags.qos(queue.flags(record)) == 2;
        if (code == SnReturnCode.ACCEPTED && qos2 || isOfEarlierId(record, message)) {
            session.metrics.unexpected++; // [SN-5.4.13-4]
        } else if (code == SnReturnCode.INVALID_TOPIC_ID && mayRegisterAgain(record)) {
            transaction.end();
            topics.setId(queue.topic(record), 0); // [SN-6.6-2]
            queue.setMsgId(record, 0);
            queue.setFlags(record, queue.flags(record) & ~SnFlags.DUP | SnQueue.REGISTERED_AGAIN); // [SN-6.6-4]
        } else {
            if (code == SnReturnCode.INVALID_TOPIC_ID && isNormal(record)) {
                topics.setId(queue.topic(record), 0);
            }
            session.published(record, session.refuse(code, SnType.PUBLISH), code);
        }
    }

    /** Refuses a copy that went out under an id that the topic no longer has; the one under way may be accepted. */
    private boolean isOfEarlierId(int record, SnMessage puback) {
        return puback.returnCode() == SnReturnCode.INVALID_TOPIC_ID && isNormal(record) && puback.topicId() != 0
                && puback.topicId() != topics.id(queue.topic(record));
    }

    private boolean mayRegisterAgain(int record) {
        return isNormal(record) && (queue.flags(record) & SnQueue.REGISTERED_AGAIN) == 0;
    }

    private void refusedUnsupervised(int topicId, int code) {
        session.refuse(code, SnType.PUBLISH);
        int entry = topicId == 0 ? SnTopics.NONE : topics.ofId(topicId);
        if (code == SnReturnCode.INVALID_TOPIC_ID && entry != SnTopics.NONE) {
            topics.setId(entry, 0);
            int record = transaction.record();
            if (transaction.is(SnType.PUBLISH) && isNormal(record) && queue.topic(record) == entry) {
                transaction.end(); // what is under way has no id any more: registered again, then repeated
            }
        }
    }
}

package nogc.mqtt.sn;

import nogc.mqtt.Result;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.wire.BigEndian;

/** The application's calls that subscribe and unsubscribe, into the queue. Bounded, allocates nothing. */
final class SnRequests {
    /** Of SUBSCRIBE behind the type, in front of the filter. */
    private static final int FIELDS = 3;

    private SnRequests() {
    }

    static int subscribe(SnSession session, TopicFilter filter, int qos) {
        int refusal = refusal(session, qos);
        return refusal != Result.OK ? refusal
                : enqueue(session, SnType.SUBSCRIBE, SnFlags.of(qos, false, SnFlags.NORMAL), filter);
    }

    static int subscribe(SnSession session, int topicIdType, int topicId, int qos) {
        int refusal = refusal(session, qos);
        return refusal != Result.OK ? refusal
                : enqueue(session, SnType.SUBSCRIBE, SnFlags.of(qos, false, topicIdType), topicId);
    }

    static int unsubscribe(SnSession session, TopicFilter filter) {
        int refusal = refusal(session, 0);
        return refusal != Result.OK ? refusal : enqueue(session, SnType.UNSUBSCRIBE, SnFlags.NORMAL, filter);
    }

    static int unsubscribe(SnSession session, int topicIdType, int topicId) {
        int refusal = refusal(session, 0);
        return refusal != Result.OK ? refusal : enqueue(session, SnType.UNSUBSCRIBE, topicIdType, topicId);
    }

    private static int refusal(SnSession session, int qos) {
        if ((session.features & SnSession.SUBSCRIBE) == 0) {
            return Result.NOT_CONFIGURED;
        }
        if (qos < 0 || qos > 2) {
            return Result.INVALID_QOS; // [SN-5.4.15-2]
        }
        if (qos == 2 && (session.features & SnSession.SUBSCRIBE_QOS2) == 0) {
            return Result.NOT_CONFIGURED;
        }
        return session.mayRequest(); // [SN-6.14-9]
    }

    private static int enqueue(SnSession session, int type, int flags, TopicFilter filter) {
        if (filter == null || filter.length() == 0) {
            return Result.INVALID_TOPIC_FILTER;
        }
        return enqueue(session, type, flags, session.nextHandle(), filter.bytes(), 0, filter.length());
    }

    private static int enqueue(SnSession session, int type, int flags, int topicId) {
        if (topicId < 1 || topicId > 65534) {
            return Result.INVALID_ARGUMENT;
        }
        int handle = enqueue(session, type, flags, session.nextHandle(), null, 0, 2);
        if (handle > 0) {
            BigEndian.putU16(session.queue.bytes(), session.queue.lastOctets(2), topicId);
        }
        return handle;
    }

    /** The handle, or why the request cannot be queued. */
    static int enqueue(SnSession session, int type, int flags, int handle, byte[] filter, int offset, int length) {
        if (!session.fits(FIELDS + length)) {
            return Result.DATAGRAM_TOO_LARGE;
        }
        if (SnQueue.HEAD + length > session.queue.capacity()) {
            return Result.BUFFER_TOO_SMALL;
        }
        if (SnQueue.HEAD + length > session.queue.free()) {
            return Result.FULL;
        }
        int at = session.queue.add(type, flags, 0, handle, 0, length);
        if (filter != null) {
            System.arraycopy(filter, offset, session.queue.bytes(), at, length);
        }
        return handle;
    }
}

package nogc.mqtt.sn;

/** The topics that an {@link SnSleepingClient} is subscribed to: a list through the topics themselves. */
final class SnSubscriptions {
    private SnTopic first;

    /** SUBACK came, with the id that PUBLISH will use, or with none [SN-5.4.16-2]. */
    void add(SnTopic topic, int id) {
        if (!contains(topic)) {
            topic.next = first;
            first = topic;
        }
        registered(topic, id);
    }

    /** A clean session knows none [SN-6.3-1]. */
    void clear() {
        for (SnTopic at = first; at != null; at = at.next) {
            at.forgetInboundId();
        }
        first = null;
    }

    private boolean contains(SnTopic topic) {
        SnTopic at = first;
        while (at != null && at != topic) {
            at = at.next;
        }
        return at != null;
    }

    /**
     * The gateway gave the topic an id, and takes us to know it when it sends a message: also when we asked for it in
     * order to publish.
     */
    void registered(SnTopic topic, int id) {
        if (!isAssignable(id) || topic.topicIdType != SnFlags.NORMAL) {
            return;
        }
        SnTopic former = find(SnFlags.NORMAL, id);
        if (former != null) {
            former.forgetInboundId(); // an id means one name [SN-6.5-6]
        }
        if (contains(topic)) {
            topic.inboundId = id;
        }
    }

    static boolean isAssignable(int id) {
        return id != 0 && id != 0xFFFF; // [SN-5.3.11-1]
    }

    /** REGISTER of the gateway: what REGACK says. Names that nobody subscribed to are refused [SN-6.10-3]. */
    int register(SnMessage message) {
        if (!isAssignable(message.topicId())) {
            return SnReturnCode.INVALID_TOPIC_ID;
        }
        SnTopic at = first;
        while (at != null && (at.name == null
                || !at.name.contentEquals(message.bytes(), message.dataOffset(), message.dataLength()))) {
            at = at.next;
        }
        if (at == null) {
            return SnReturnCode.NOT_SUPPORTED;
        }
        registered(at, message.topicId());
        return SnReturnCode.ACCEPTED;
    }

    /** The topic that a PUBLISH of the gateway means, or null. */
    SnTopic find(int topicIdType, int id) {
        SnTopic at = first;
        while (at != null && !at.isMeant(topicIdType, id)) {
            at = at.next;
        }
        return at;
    }
}

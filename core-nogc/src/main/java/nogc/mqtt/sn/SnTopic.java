package nogc.mqtt.sn;

import nogc.mqtt.Topic;

/**
 * A topic of an {@link SnSleepingClient} with the ids that stand for it on the wire: registered (section 6.5),
 * predefined, or a short name (6.7). It remembers what id the gateway gave, so that no table does: an object belongs to
 * one client. Allocates nothing.
 */
public final class SnTopic {
    /** Null where nothing is to be registered. */
    final Topic name;
    /** {@link SnFlags#NORMAL}, {@link SnFlags#PREDEFINED} or {@link SnFlags#SHORT}. */
    final int topicIdType;
    /** What PUBLISH says; 0 for none. */
    int topicId;
    /** The connection that the id was registered in: the gateway may give another one in the next [SN-D-3]. */
    int connection;
    /** What a PUBLISH of the gateway says; 0 for none. It lives as long as the session. */
    int inboundId;
    /** The next one that is subscribed to. */
    SnTopic next;

    /**
     * A topic that is registered when it is first published to in a connection.
     *
     * @param name the topic name, not to be changed afterwards
     * @throws IllegalArgumentException if it is null or empty
     */
    public SnTopic(Topic name) {
        if (name == null || name.length() == 0) {
            throw new IllegalArgumentException("name must be a topic name of at least one byte");
        }
        this.name = name;
        topicIdType = SnFlags.NORMAL;
    }

    /**
     * A topic that needs no registration.
     *
     * @param topicIdType {@link SnFlags#PREDEFINED} or {@link SnFlags#SHORT}
     * @param topicId the predefined id, 1 to 65,534, or a short name as {@link SnEncoder#shortName} gives it
     * @throws IllegalArgumentException if one of them is out of range
     */
    public SnTopic(int topicIdType, int topicId) {
        if (topicIdType != SnFlags.PREDEFINED && topicIdType != SnFlags.SHORT) {
            throw new IllegalArgumentException("topicIdType must be PREDEFINED or SHORT");
        }
        if (topicId < 1 || topicId > 65534) {
            throw new IllegalArgumentException("topicId must be 1 to 65534"); // [SN-5.3.11-1]
        }
        name = null;
        this.topicIdType = topicIdType;
        this.topicId = topicId;
        inboundId = topicId;
    }

    /** Whether it has no id in this connection. */
    boolean isUnregistered(int now) {
        return topicIdType == SnFlags.NORMAL && (topicId == 0 || connection != now);
    }

    /** The gateway's own id for it is not known any more. */
    void forgetInboundId() {
        if (topicIdType == SnFlags.NORMAL) {
            inboundId = 0;
        }
    }

    /** Whether a PUBLISH of the gateway with this id is to it. */
    boolean isMeant(int type, int id) {
        if (type == topicIdType) {
            return inboundId == id;
        }
        return type == SnFlags.SHORT && name != null && name.length() <= 2 && id == firstOctets(); // [SN-D-6]
    }

    private int firstOctets() {
        return name.length() == 2 ? SnEncoder.shortName(name) : (name.bytes()[0] & 0xFF) << 8;
    }
}

package nogc.mqtt;

import nogc.mqtt.wire.TopicRules;

/**
 * A Topic Filter to subscribe to or to sort messages by, checked once and reused. One made with a capacity is empty,
 * matches nothing and cannot be subscribed to until it is set.
 */
public final class TopicFilter extends Utf8String {
    /**
     * A filter with its value, whose size is also the capacity. For start-up: it throws and allocates.
     *
     * @param filter the Topic Filter
     * @throws IllegalArgumentException if it is none, with a message that says why and at which index
     */
    public TopicFilter(String filter) {
        super(filter);
    }

    /**
     * A filter to be set later.
     *
     * @param capacity the most bytes it will hold, 0 to 65,535
     */
    public TopicFilter(int capacity) {
        super(capacity);
    }

    /**
     * Whether messages of a topic fall under this filter; of a shared filter what follows {@code $share/name/} counts.
     *
     * @param topic the topic
     * @return true if it matches
     */
    public boolean matches(Topic topic) {
        return matches(topic.bytes(), 0, topic.length());
    }

    /**
     * Whether messages of a topic fall under this filter.
     *
     * @param topic where the Topic Name lies
     * @param offset of its first byte
     * @param length its number of bytes
     * @return true if it matches
     */
    public boolean matches(byte[] topic, int offset, int length) {
        return TopicRules.matches(bytes(), 0, length(), topic, offset, length);
    }

    /**
     * Whether this asks for a shared subscription.
     *
     * @return true if it starts with {@code $share/}
     */
    public boolean isShared() {
        return TopicRules.isShared(bytes(), 0, length());
    }

    /**
     * Whether this has a wildcard.
     *
     * @return true if {@code +} or {@code #} occurs
     */
    public boolean hasWildcard() {
        return TopicRules.hasWildcard(bytes(), 0, length());
    }

    /** {@link Result#INVALID_TOPIC_FILTER} for an empty one, a misplaced wildcard or a bad {@code $share} prefix. */
    @Override
    protected int check(byte[] b, int offset, int length) {
        return TopicRules.isTopicFilter(b, offset, length) ? Result.OK : Result.INVALID_TOPIC_FILTER;
    }

    @Override
    protected int check(String value) {
        return TopicRules.isTopicFilter(value) ? Result.OK : Result.INVALID_TOPIC_FILTER;
    }
}

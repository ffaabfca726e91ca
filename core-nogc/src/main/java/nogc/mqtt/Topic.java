package nogc.mqtt;

import nogc.mqtt.wire.TopicRules;

/**
 * A Topic Name to publish to, checked once and reused: at least one byte, no wildcard. One made with a capacity is
 * empty and not publishable until it is set.
 */
public final class Topic extends Utf8String {
    private int alias;

    /**
     * A topic with its name, whose size is also the capacity. For start-up: it throws and allocates.
     *
     * @param name the Topic Name
     * @throws IllegalArgumentException if it is no Topic Name, with a message that says why and at which index
     */
    public Topic(String name) {
        super(name);
    }

    /**
     * A topic to be set later.
     *
     * @param capacity the most bytes it will hold, 0 to 65,535
     * @throws IllegalArgumentException if capacity is out of range
     */
    public Topic(int capacity) {
        super(capacity);
    }

    /**
     * The topic alias asked for with {@link #setAlias}.
     *
     * @return 1 to 65,535, or 0 for none
     */
    public int alias() {
        return alias;
    }

    /**
     * Asks for a topic alias (5.0): the first PUBLISH of a connection maps it, later ones send it in place of the name.
     *
     * @param alias 1 to the server's Topic Alias Maximum, or 0 for none
     * @return {@link Result#OK}, or {@link Result#INVALID_ARGUMENT} outside of 0 to 65,535
     */
    public int setAlias(int alias) {
        if (alias < 0 || alias > 65535) {
            return Result.INVALID_ARGUMENT;
        }
        this.alias = alias;
        return Result.OK;
    }

    /** {@link Result#INVALID_TOPIC} if empty or with a wildcard [MQTT-3.3.2-2, MQTT-4.7.3-1]. */
    @Override
    protected int check(byte[] b, int offset, int length) {
        return TopicRules.isTopicName(b, offset, length) ? Result.OK : Result.INVALID_TOPIC;
    }

    @Override
    protected int check(String value) {
        return TopicRules.isTopicName(value) ? Result.OK : Result.INVALID_TOPIC;
    }
}

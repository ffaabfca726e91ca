package nogc.mqtt;

/**
 * A table from topic alias to topic for one direction of one connection (MQTT 5.0, section 3.3.2.3.4). An option:
 * {@link TopicAliasTable} is the implementation, and an image that does not name it has none of it.
 */
public abstract class TopicAliases {
    /** @return the largest alias, 1 to 65,535 */
    public abstract int maximum();

    /** @return whether the session gives aliases to topics by itself (outbound only) */
    public abstract boolean automatic();

    /** Forgets all: a new connection starts with an empty table [MQTT-3.3.2-7]. */
    public abstract void clear();

    /**
     * Maps an alias.
     *
     * @param alias 1 to {@link #maximum()}
     * @param topic array of the topic
     * @param offset its first byte
     * @param length its number of bytes
     * @return {@link Result#OK}, or {@link Result#BUFFER_TOO_SMALL}
     */
    public abstract int put(int alias, byte[] topic, int offset, int length);

    /**
     * Finds a mapped topic, which counts as a use of it.
     *
     * @param topic array of the topic
     * @param offset its first byte
     * @param length its number of bytes
     * @return its alias, or 0
     */
    public abstract int find(byte[] topic, int offset, int length);

    /**
     * The alias to use next for a topic that has none: one that is not mapped, else the one unused for longest.
     *
     * @param length of the topic
     * @param limit largest alias that the peer takes
     * @return an alias, or 0 if the topic does not fit
     */
    public abstract int next(int length, int limit);

    /** @return the array that holds the topics */
    public abstract byte[] bytes();

    /**
     * Where a topic stands in {@link #bytes()}.
     *
     * @param alias 1 to {@link #maximum()}
     * @return index of its first byte
     */
    public abstract int offset(int alias);

    /**
     * How long a topic is.
     *
     * @param alias 1 to {@link #maximum()}
     * @return number of bytes, 0 if the alias is not mapped
     */
    public abstract int length(int alias);
}

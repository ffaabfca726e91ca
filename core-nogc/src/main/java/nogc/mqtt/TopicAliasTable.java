package nogc.mqtt;

/**
 * Topic aliases in one array of {@code maximum × topicCapacity} bytes. Look-up is linear; nothing allocates after
 * construction.
 */
public final class TopicAliasTable extends TopicAliases {
    private final byte[] topics;
    private final int[] lengths;
    /** When each alias was used last, counted in uses. */
    private final int[] used;
    private final int topicCapacity;
    private final boolean automatic;
    private int uses;

    /**
     * Makes an empty table.
     *
     * @param maximum largest alias, 1 to 65,535
     * @param topicCapacity longest topic in bytes. Inbound: a longer one ends the connection with 0x97; take the
     *     longest that the receive buffer can hold. Outbound: a longer one goes without an alias
     * @param automatic outbound: the session gives aliases by itself, the one unused for longest first
     * @throws IllegalArgumentException if a number is out of range, or their product is 2^31 or more
     */
    public TopicAliasTable(int maximum, int topicCapacity, boolean automatic) {
        if (maximum < 1 || maximum > 65535) {
            throw new IllegalArgumentException("maximum must be 1 to 65535");
        }
        if (topicCapacity < 1 || topicCapacity > 65535) {
            throw new IllegalArgumentException("topicCapacity must be 1 to 65535");
        }
        if (maximum * topicCapacity < 0) { // below 2^32, so it cannot come back to a positive number
            throw new IllegalArgumentException("maximum * topicCapacity must be below 2^31 bytes");
        }
        topics = new byte[maximum * topicCapacity];
        lengths = new int[maximum];
        used = new int[maximum];
        this.topicCapacity = topicCapacity;
        this.automatic = automatic;
    }

    @Override
    public int maximum() {
        return lengths.length;
    }

    @Override
    public boolean automatic() {
        return automatic;
    }

    @Override
    public void clear() {
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = 0;
        }
    }

    @Override
    public int put(int alias, byte[] topic, int offset, int length) {
        if (length > topicCapacity) {
            return Result.BUFFER_TOO_SMALL;
        }
        System.arraycopy(topic, offset, topics, offset(alias), length);
        lengths[alias - 1] = length;
        used[alias - 1] = ++uses;
        return Result.OK;
    }

    @Override
    public int find(byte[] topic, int offset, int length) {
        for (int alias = 1; alias <= lengths.length; alias++) {
            if (lengths[alias - 1] == length && same(topic, offset, length, offset(alias))) {
                used[alias - 1] = ++uses;
                return alias;
            }
        }
        return 0;
    }

    private boolean same(byte[] topic, int offset, int length, int at) {
        for (int i = 0; i < length; i++) {
            if (topic[offset + i] != topics[at + i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int next(int length, int limit) {
        if (length > topicCapacity) {
            return 0;
        }
        int oldest = 0;
        for (int i = 0; i < limit && i < lengths.length; i++) {
            if (lengths[i] == 0) {
                return i + 1;
            }
            if (used[i] - used[oldest] < 0) {
                oldest = i;
            }
        }
        return oldest + 1;
    }

    @Override
    public byte[] bytes() {
        return topics;
    }

    @Override
    public int offset(int alias) {
        return (alias - 1) * topicCapacity;
    }

    @Override
    public int length(int alias) {
        return lengths[alias - 1];
    }
}

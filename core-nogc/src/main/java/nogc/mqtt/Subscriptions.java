package nogc.mqtt;

import nogc.mqtt.wire.BigEndian;

/**
 * A list of topic filters with their options, in the form in which SUBSCRIBE carries them. Reused without allocation.
 * <pre>
 * each entry   length (2) │ filter │ options (1):  0 0 │ retain handling (2) │ retain as published │ no local │ QoS (2)
 * </pre>
 */
public final class Subscriptions {
    /** Option bit: the server does not send us what we publish ourselves (5.0). */
    public static final int NO_LOCAL = 0x04;
    /** Option bit: keep the RETAIN flag as published (5.0). */
    public static final int RETAIN_AS_PUBLISHED = 0x08;
    /** Option bits: retained messages only if the subscription is new (5.0). */
    public static final int RETAINED_IF_NEW = 0x10;
    /** Option bits: no retained messages (5.0). */
    public static final int NO_RETAINED = 0x20;

    private final byte[] bytes;
    private int length;
    private int count;
    private int problem;
    private int allOptions;
    private boolean wildcard;
    private boolean shared;

    /**
     * Makes an empty list.
     *
     * @param capacity bytes, 0 or more: for each filter its length and 3
     * @throws IllegalArgumentException if capacity is negative
     */
    public Subscriptions(int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("capacity must be 0 or more bytes");
        }
        bytes = new byte[capacity];
    }

    /** Empties the list. */
    public void clear() {
        length = 0;
        count = 0;
        problem = Result.OK;
        allOptions = 0;
        wildcard = false;
        shared = false;
    }

    /**
     * Adds a filter. Bounded, allocates nothing.
     *
     * @param filter a topic filter; its bytes are copied
     * @param qos 0 to 2, the most that the server shall send
     * @param options sum of the option bits of this class; 0 for MQTT 3.1.1
     * @return {@link Result#OK}, {@link Result#INVALID_TOPIC_FILTER} if it is empty, {@link Result#INVALID_QOS},
     *     {@link Result#INVALID_ARGUMENT} for other bits [MQTT-3.8.3-5], {@link Result#NO_LOCAL_ON_SHARED},
     * {@link Result#BUFFER_TOO_SMALL}
     */
    public int add(TopicFilter filter, int qos, int options) {
        int result = check(filter, qos, options);
        if (result < 0) {
            problem = problem < 0 ? problem : result;
            return result;
        }
        int at = BigEndian.putU16(bytes, length, filter.length());
        System.arraycopy(filter.bytes(), 0, bytes, at, filter.length());
        at += filter.length();
        bytes[at] = (byte) (options | qos);
        length = at + 1;
        count++;
        allOptions |= options;
        wildcard |= filter.hasWildcard();
        shared |= filter.isShared();
        return Result.OK;
    }

    private int check(TopicFilter filter, int qos, int options) {
        if (filter.length() == 0) {
            return Result.INVALID_TOPIC_FILTER;
        }
        if (qos < 0 || qos > 2) {
            return Result.INVALID_QOS;
        }
        if ((options & ~0x3c) != 0 || (options & 0x30) == 0x30) {
            return Result.INVALID_ARGUMENT;
        }
        if ((options & NO_LOCAL) != 0 && filter.isShared()) {
            return Result.NO_LOCAL_ON_SHARED; // [MQTT-3.8.3-4]
        }
        return filter.length() + 3 > bytes.length - length ? Result.BUFFER_TOO_SMALL : Result.OK;
    }

    /**
     * Why the list is not what the application wanted: what the first {@link #add} that was refused since
     * {@link #clear} answered. While there is such a reason, {@code connect}, {@code subscribe} and {@code unsubscribe}
     * refuse the list with it.
     *
     * @return {@link Result#OK}, or a negative result
     */
    public int problem() {
        return problem;
    }

    /** @return the array that holds the entries from index 0 */
    public byte[] bytes() {
        return bytes;
    }

    /** @return number of bytes in use */
    public int length() {
        return length;
    }

    /** @return number of filters */
    public int count() {
        return count;
    }

    /** @return all option bits of all filters, without QoS: not 0 needs MQTT 5.0 */
    public int options() {
        return allOptions;
    }

    /** @return whether a filter has a wildcard */
    public boolean hasWildcard() {
        return wildcard;
    }

    /** @return whether a filter is shared */
    public boolean hasShared() {
        return shared;
    }
}

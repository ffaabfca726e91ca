package nogc.mqtt.session;

/**
 * Keeps the bytes of queued and unacknowledged messages: a ring of contiguous records that are reserved at its head and
 * released at its tail, oldest first. A record never wraps; the gap at the end of the array waits until the tail has
 * passed it. Where records between others were given back, {@link OutboundSlots#compact} makes that room one piece.
 * Knows no packets: a record is topic, properties and payload, without header and alias, because the
 * connection that it will be written to is not known yet.
 * <pre>
 *          tail            head                     head            tail
 *            ▼               ▼                        ▼               ▼
 * │  free    │ records       │  free  │      │ records │  free         │ records │gap│
 * </pre>
 */
final class TxRing {
    /** Answer of {@link #reserve} when there is no room. */
    static final int NO_ROOM = -1;

    private final byte[] bytes;
    private final int capacity;
    private int head;
    private int tail;
    private boolean empty = true;
    private int used;

    /** {@code beside} bytes behind the ring are the own room of a request, which no record of a message takes. */
    TxRing(int capacity, int beside) {
        bytes = new byte[capacity + beside];
        this.capacity = capacity;
    }

    byte[] bytes() {
        return bytes;
    }

    int capacity() {
        return capacity;
    }

    /** Bytes beside the ring: they start at {@link #capacity}. */
    int beside() {
        return bytes.length - capacity;
    }

    /** How many bytes no record uses, in however many pieces. */
    int free() {
        return capacity - used;
    }

    /** A record of so many bytes is not needed any more; its room is free once {@link #releaseTo} has passed it. */
    void release(int length) {
        used -= length;
    }

    /** Takes {@code length} contiguous bytes and returns their offset, or {@link #NO_ROOM} and takes nothing. */
    int reserve(int length) {
        int offset = head;
        if (empty || head > tail) {
            if (length > capacity - head) {
                if (length > tail) {
                    return NO_ROOM;
                }
                offset = 0;
            }
        } else if (length > tail - head) {
            return NO_ROOM;
        }
        head = offset + length;
        empty = false;
        used += length;
        return offset;
    }

    /** The same for one that never meets another: it lies at the start. */
    int reserveAll(int length) {
        if (length > capacity) {
            return NO_ROOM;
        }
        used += length;
        return 0;
    }

    /** Gives back all before {@code oldest}, the offset of the oldest record that is still needed. */
    void releaseTo(int oldest) {
        tail = oldest;
    }

    /** Moves a record, and returns where it stands now. */
    int move(int from, int to, int length) {
        if (from != to) {
            System.arraycopy(bytes, from, bytes, to, length);
        }
        return to;
    }

    /** All records lie together: the oldest at {@code oldest}, and the newest ends at {@code end}. */
    void compacted(int oldest, int end) {
        tail = oldest;
        head = end;
    }

    /** Gives back everything. */
    void releaseAll() {
        head = 0;
        tail = 0;
        empty = true;
    }
}

package nogc.javame;

/**
 * Bytes between two threads, in a fixed array. Whoever calls holds the monitor of the transport, but one side may use
 * its stretch of the array without it: the free stretch belongs to who fills the ring, the filled one to who empties
 * it. Bounded, allocates nothing.
 */
final class ByteRing {
    private final byte[] bytes;
    private int first;
    private int count;

    ByteRing(int size) {
        bytes = new byte[size];
    }

    byte[] bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean isFull() {
        return count == bytes.length;
    }

    void clear() {
        first = 0;
        count = 0;
    }

    /** Where the free stretch begins; of the length {@link #freeLength}. */
    int freeOffset() {
        return (first + count) % bytes.length;
    }

    /** Bytes that may be filled in a row. */
    int freeLength() {
        return Math.min(bytes.length - count, bytes.length - freeOffset());
    }

    void filled(int length) {
        count += length;
    }

    /** Where the filled stretch begins; of the length {@link #filledLength}. */
    int filledOffset() {
        return first;
    }

    /** Bytes that may be taken in a row. */
    int filledLength() {
        return Math.min(count, bytes.length - first);
    }

    void emptied(int length) {
        first = (first + length) % bytes.length;
        count -= length;
    }

    /** Takes in what there is room for; how many bytes that were. */
    int put(byte[] buffer, int offset, int length) {
        int done = 0;
        while (done < length && !isFull()) {
            int stretch = Math.min(freeLength(), length - done);
            System.arraycopy(buffer, offset + done, bytes, freeOffset(), stretch);
            filled(stretch);
            done += stretch;
        }
        return done;
    }

    /** Gives out what there is; how many bytes that were. */
    int take(byte[] buffer, int offset, int length) {
        int done = 0;
        while (done < length && !isEmpty()) {
            int stretch = Math.min(filledLength(), length - done);
            System.arraycopy(bytes, first, buffer, offset + done, stretch);
            emptied(stretch);
            done += stretch;
        }
        return done;
    }
}

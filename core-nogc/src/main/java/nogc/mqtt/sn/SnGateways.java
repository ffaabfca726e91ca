package nogc.mqtt.sn;

import nogc.hal.DatagramTransport;

/**
 * The gateways that were heard of, in a list of fixed size. When it is full, the one heard of longest ago gives way,
 * but never the one in use [SN-6.1-4]. Bounded by its size, allocates nothing after construction.
 */
final class SnGateways {
    /** No gateway. */
    static final int NONE = -1;
    /** {@link #keep}: known beforehand. */
    static final int FOR_EVER = Integer.MAX_VALUE;

    private final byte[] ids;
    private final byte[] addresses;
    private final byte[] lengths;
    /** When each was heard of last. */
    private final int[] heard;
    /** For how many milliseconds that holds; 0 for a free place. */
    private final int[] valid;
    /** Counts up with each failure of any of them: the largest failed last. */
    private final int[] failed;
    private int failures;
    private boolean news;

    SnGateways(int capacity) {
        ids = new byte[capacity];
        addresses = new byte[capacity * DatagramTransport.LONGEST_ADDRESS];
        lengths = new byte[capacity];
        heard = new int[capacity];
        valid = new int[capacity];
        failed = new int[capacity];
    }

    int capacity() {
        return ids.length;
    }

    boolean isTaken(int index) {
        return valid[index] != 0;
    }

    int id(int index) {
        return ids[index] & 0xFF;
    }

    byte[] addresses() {
        return addresses;
    }

    int offset(int index) {
        return index * DatagramTransport.LONGEST_ADDRESS;
    }

    int length(int index) {
        return lengths[index];
    }

    private int find(int id) {
        for (int i = 0; i < ids.length; i++) {
            if (isTaken(i) && id(i) == id) {
                return i;
            }
        }
        return NONE;
    }

    /** Where a new gateway goes. */
    private int place(int inUse, int now) {
        int oldest = NONE;
        for (int i = 0; i < ids.length; i++) {
            if (!isTaken(i)) {
                return i;
            }
            if (i != inUse && (oldest == NONE || now - heard[i] > now - heard[oldest])) {
                oldest = i;
            }
        }
        return oldest;
    }

    /** A gateway was heard of: its place, old or new, or NONE if there is none. */
    int hear(int id, byte[] address, int offset, int length, int now, int inUse) {
        int index = find(id);
        news = index == NONE || !isAt(index, address, offset, length);
        if (index == NONE) {
            index = place(inUse, now);
            if (index == NONE) {
                return NONE;
            }
            ids[index] = (byte) id;
            failed[index] = 0;
            valid[index] = 0;
        }
        System.arraycopy(address, offset, addresses, offset(index), length);
        lengths[index] = (byte) length;
        heard[index] = now;
        return index;
    }

    /** Whether the one that was heard of last was not on the list, or elsewhere. */
    boolean isNews() {
        return news;
    }

    /** For how many milliseconds it holds that a gateway was heard of, at least 1; or {@link #FOR_EVER}, for good. */
    void keep(int index, int millis) {
        if (valid[index] != FOR_EVER) {
            valid[index] = millis;
        }
    }

    private boolean isAt(int index, byte[] address, int offset, int length) {
        boolean same = lengths[index] == length;
        for (int i = 0; same && i < length; i++) {
            same = addresses[offset(index) + i] == address[offset + i];
        }
        return same;
    }

    /** Takes what was not heard of in its time off the list, but not the one in use [SN-6.1-5]. */
    void expire(int inUse, int now) {
        for (int i = 0; i < ids.length; i++) {
            if (i != inUse && isTaken(i) && valid[i] != FOR_EVER && now - heard[i] >= valid[i]) {
                valid[i] = 0;
            }
        }
    }

    /** A gateway failed: it is tried last now. */
    void fail(int index) {
        failures++;
        failed[index] = failures;
    }

    /** The gateway that failed longest ago or never, or NONE. */
    int best() {
        int best = NONE;
        for (int i = 0; i < ids.length; i++) {
            if (isTaken(i) && (best == NONE || failed[i] < failed[best])) {
                best = i;
            }
        }
        return best;
    }

    int count() {
        int count = 0;
        for (int i = 0; i < ids.length; i++) {
            count += isTaken(i) ? 1 : 0;
        }
        return count;
    }
}

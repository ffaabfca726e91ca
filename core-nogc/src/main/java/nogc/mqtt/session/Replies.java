package nogc.mqtt.session;

/**
 * Acknowledgements that wait for nothing: PUBCOMP, and PUBREL for an unknown identifier. A short queue; when it is
 * full, reading stops.
 */
final class Replies {
    /** How many may wait for room in the transmit buffer. */
    private static final int CAPACITY = 8;

    private final int[] entries = new int[CAPACITY];
    private int first;
    private int count;

    boolean isFull() {
        return count == entries.length;
    }

    int count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void clear() {
        first = 0;
        count = 0;
    }

    /** There must be room. */
    void add(int packetType, int packetId, int reasonCode) {
        int index = first + count++;
        entries[index >= entries.length ? index - entries.length : index] =
                packetType << 24 | reasonCode << 16 | packetId;
    }

    int packetType() {
        return entries[first] >> 24;
    }

    int reasonCode() {
        return entries[first] >> 16 & 0xff;
    }

    int packetId() {
        return entries[first] & 0xffff;
    }

    void written() {
        first = first + 1 == entries.length ? 0 : first + 1;
        count--;
    }
}

package nogc.mqtt.wire;

/**
 * The Variable Byte Integer (5.0 section 1.5.5; the Remaining Length of 3.1.1 section 2.2.3).
 * <pre>
 *   value               bytes (7 bits each, least significant first, bit 7: another one follows)
 *   0 .. 127            0xxxxxxx
 *   128 .. 16,383       1xxxxxxx 0xxxxxxx
 *   .. 2,097,151        1xxxxxxx 1xxxxxxx 0xxxxxxx
 *   .. 268,435,455      1xxxxxxx 1xxxxxxx 1xxxxxxx 0xxxxxxx
 * </pre>
 * Bounded: at most four bytes are touched. Allocates nothing.
 */
public final class VarInt {
    /** The largest value. */
    public static final int MAX = 268435455;
    /** The last byte is not there yet. */
    public static final int INCOMPLETE = -1;
    /** Longer than four bytes, or not the shortest form [MQTT-1.5.5-1]. */
    public static final int MALFORMED = -2;

    private VarInt() {
    }

    /**
     * The size of a value on the wire.
     *
     * @param value 0 to {@link #MAX}
     * @return 1 to 4 bytes
     */
    public static int length(int value) {
        if (value < 0x80) {
            return 1;
        }
        if (value < 0x4000) {
            return 2;
        }
        return value < 0x200000 ? 3 : 4;
    }

    /**
     * Writes a value in its shortest form [MQTT-1.5.5-1].
     *
     * @param b where to
     * @param offset of the first byte
     * @param value 0 to {@link #MAX}
     * @return the offset after the last byte written
     */
    public static int put(byte[] b, int offset, int value) {
        while (value >= 0x80) {
            b[offset++] = (byte) (value | 0x80);
            value >>>= 7;
        }
        b[offset] = (byte) value;
        return offset + 1;
    }

    /**
     * Reads a value. Since only the shortest form passes, {@link #length} of the result tells how many bytes it took.
     *
     * @param b where from
     * @param offset of the first byte
     * @param end the offset after the last byte that is there
     * @return the value, {@link #INCOMPLETE} or {@link #MALFORMED}
     */
    public static int get(byte[] b, int offset, int end) {
        if (offset >= end) {
            return INCOMPLETE;
        }
        int first = b[offset];
        return first >= 0 ? first : getLonger(b, offset, end);
    }

    private static int getLonger(byte[] b, int offset, int end) {
        int value = b[offset] & 0x7F;
        for (int shift = 7; shift < 28; shift += 7) {
            if (++offset >= end) {
                return INCOMPLETE;
            }
            int next = b[offset];
            value |= (next & 0x7F) << shift;
            if (next > 0) {
                return value;
            }
            if (next == 0) {
                return MALFORMED; // a last byte of 0 adds nothing: a shorter form exists [MQTT-1.5.5-1]
            }
        }
        return MALFORMED; // the fourth byte announces a fifth
    }
}

package nogc.mqtt.wire;

/**
 * The UTF-8 Encoded String (5.0 section 1.5.4, 3.1.1 section 1.5.3) without its two length bytes.
 *
 * <p>Well formed means: shortest form, no surrogates, nothing above U+10FFFF [MQTT-1.5.4-1], no U+0000 [MQTT-1.5.4-2].
 * U+FEFF is a character like any other [MQTT-1.5.4-3]. Control characters and non-characters are let through: the
 * standard only advises against them. Work is linear in the length. Allocates nothing.
 */
public final class Utf8 {
    private Utf8() {
    }

    /**
     * Whether bytes are well formed.
     *
     * @param b where from
     * @param offset of the first byte
     * @param length number of bytes
     * @return true if they are, also for no bytes at all
     */
    public static boolean isValid(byte[] b, int offset, int length) {
        int end = offset + length;
        if (length < 4) {
            return isValidFrom(b, offset, end);
        }
        // Four at a time, and then the last four, whichever of them were seen: no rest is left for a loop of its own.
        // The bound stands beside end, since the compiler of JDK 17 splits a loop up to "end - 4" into three parts; for
        // topics of some 20 bytes (make bench BENCH=DecodePublish) that costs more than it gains.
        for (int i = offset; end - i > 4; i += 4) {
            if (!isAscii(b, i)) {
                return isValidFrom(b, i, end);
            }
        }
        return isAscii(b, end - 4) || isValidFrom(b, end - 4, end);
    }

    /** Whether four bytes are ASCII but not U+0000. */
    private static boolean isAscii(byte[] b, int offset) {
        return b[offset] > 0 && b[offset + 1] > 0 && b[offset + 2] > 0 && b[offset + 3] > 0;
    }

    /**
     * The same a byte at a time: where it is rarely asked for, and {@link #isValid} is not in the image for it.
     *
     * @param b where from
     * @param offset of the first byte
     * @param end the offset after the last one
     * @return true if they are well formed
     */
    public static boolean isValidFrom(byte[] b, int offset, int end) {
        while (offset < end) {
            int step = b[offset] > 0 ? 1 : sequence(b, offset, end);
            if (step == 0) {
                return false;
            }
            offset += step;
        }
        return true;
    }

    /**
     * The length of the multi-byte character that starts here.
     * <pre>
     *   U+0080  .. U+07FF    C2..DF 80..BF
     *   U+0800  .. U+FFFF    E0..EF 80..BF 80..BF          after E0: A0..BF, after ED: 80..9F
     *   U+10000 .. U+10FFFF  F0..F4 80..BF 80..BF 80..BF   after F0: 90..BF, after F4: 80..8F
     * </pre>
     *
     * @return 2 to 4, or 0 if it is ill formed, cut off, U+0000 or ASCII
     */
    static int sequence(byte[] b, int offset, int end) {
        int lead = b[offset] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (length > end - offset) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((b[offset + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = b[offset + 1] & 0xFF;
        boolean overlong = lead == 0xE0 && second < 0xA0 || lead == 0xF0 && second < 0x90;
        boolean surrogate = lead == 0xED && second >= 0xA0;
        boolean beyond = lead == 0xF4 && second >= 0x90;
        return overlong || surrogate || beyond ? 0 : length;
    }

    /**
     * Takes one byte after the other, for a text that is never in one place. The state is how many bytes of a character
     * are to come, and the smallest and the largest that the next one may be, at bits 16, 8 and 0.
     *
     * @param state 0 in front of the first byte, then what the byte before gave
     * @param c the byte, 0 to 255
     * @return the next state, 0 where the text may end, or -1 if it is ill formed
     */
    public static int next(int state, int c) {
        if (state > 0) {
            int more = (state >> 16) - 1;
            return c < (state >> 8 & 0xFF) || c > (state & 0xFF) ? -1 : more == 0 ? 0 : more << 16 | 0x80BF;
        }
        if (c < 0x80) {
            return c == 0 ? -1 : 0;
        }
        if (c < 0xC2 || c > 0xF4) {
            return -1;
        }
        int more = c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
        int smallest = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
        int largest = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
        return more << 16 | smallest << 8 | largest;
    }

    /**
     * The number of bytes that a string takes.
     *
     * @param string any
     * @return 0 or more, or -1 if it holds U+0000 or a lone surrogate, which no UTF-8 can express
     */
    public static int length(String string) {
        int count = string.length();
        int length = count;
        for (int i = 0; i < count; i++) {
            int c = string.charAt(i);
            if (c >= 0x80) {
                length++;
                if (c >= 0x800) {
                    length++;
                    if (isSurrogate(c)) {
                        if (!isPair(string, i)) {
                            return -1;
                        }
                        i++; // two chars counted as 1 + 3 make the 4 bytes
                    }
                }
            } else if (c == 0) {
                return -1;
            }
        }
        return length;
    }

    /**
     * Encodes a string.
     *
     * @param string one for which {@link #length} is not negative
     * @param b where to, with that much room
     * @param offset of the first byte
     * @return the offset after the last byte written
     */
    public static int put(String string, byte[] b, int offset) {
        int count = string.length();
        for (int i = 0; i < count; i++) {
            int c = string.charAt(i);
            if (c < 0x80) {
                b[offset++] = (byte) c;
            } else if (c < 0x800) {
                b[offset++] = (byte) (0xC0 | c >> 6);
                b[offset++] = (byte) (0x80 | c & 0x3F);
            } else {
                if (isSurrogate(c)) {
                    c = 0x10000 + ((c & 0x3FF) << 10 | string.charAt(++i) & 0x3FF);
                    b[offset++] = (byte) (0xF0 | c >> 18);
                    b[offset++] = (byte) (0x80 | c >> 12 & 0x3F);
                } else {
                    b[offset++] = (byte) (0xE0 | c >> 12);
                }
                b[offset++] = (byte) (0x80 | c >> 6 & 0x3F);
                b[offset++] = (byte) (0x80 | c & 0x3F);
            }
        }
        return offset;
    }

    private static boolean isSurrogate(int c) {
        return (c & 0xF800) == 0xD800;
    }

    /** Whether a high surrogate stands at index and a low one follows. */
    private static boolean isPair(String string, int index) {
        return (string.charAt(index) & 0xFC00) == 0xD800 && index + 1 < string.length()
            && (string.charAt(index + 1) & 0xFC00) == 0xDC00;
    }
}

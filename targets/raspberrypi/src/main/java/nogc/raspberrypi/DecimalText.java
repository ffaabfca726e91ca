package nogc.raspberrypi;

/** Numbers as the kernel writes them: {@code -12.345}, with a line's end or nothing behind them. */
final class DecimalText {
    private DecimalText() {
    }

    /** The number of up to nine digits that a text ends with from an offset on, or -1. */
    static int number(String text, int offset) {
        int value = 0;
        for (int at = offset; at < text.length(); at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9 || at - offset == 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return offset < text.length() ? value : -1;
    }

    /**
     * Reads a number and moves its point. Allocates nothing.
     *
     * @param text where from
     * @param offset its first byte
     * @param end the offset behind its last one
     * @param places by how many places the point moves to the right, or, if negative, to the left; what is then behind
     *     it is dropped
     * @return the number, or {@link Sensor#NO_READING} if it is none or does not fit an int
     */
    static int scaled(byte[] text, int offset, int end, int places) {
        int at = offset;
        boolean negative = at < end && text[at] == '-';
        at += negative ? 1 : 0;
        long value = 0;
        int digits = 0;
        int behind = -1;
        for (; at < end && text[at] != '\n'; at++) {
            int digit = text[at] - '0';
            if (text[at] == '.' && behind < 0 && digits > 0) {
                behind = 0;
            } else if (digit < 0 || digit > 9) {
                return Sensor.NO_READING;
            } else if (behind < 0 || behind < places) {
                value = 10 * value + digit;
                behind += behind < 0 ? 0 : 1;
                digits++;
                if (value > Integer.MAX_VALUE) {
                    return Sensor.NO_READING;
                }
            }
        }
        if (digits == 0) {
            return Sensor.NO_READING;
        }
        for (int i = Math.max(behind, 0); i < places && value <= Integer.MAX_VALUE; i++) {
            value *= 10;
        }
        for (int i = places; i < 0; i++) {
            value /= 10;
        }
        if (value > Integer.MAX_VALUE) {
            return Sensor.NO_READING;
        }
        return (int) (negative ? -value : value);
    }
}

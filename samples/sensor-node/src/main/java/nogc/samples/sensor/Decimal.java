package nogc.samples.sensor;

/** Decimal text in a byte array, without strings: thousandths as {@code -12.345}, and whole numbers. */
final class Decimal {
    /** The answer of {@link #parseThousandths} to text that is no number. */
    static final int NO_NUMBER = Integer.MIN_VALUE;
    /** The largest amount that {@link #parseThousandths} takes, in whole units. */
    static final int LARGEST = 9999;

    private Decimal() {
    }

    /**
     * Writes a whole number.
     *
     * @param out where to
     * @param offset first byte to fill; up to 11 are
     * @param value any number
     * @return the offset after the last digit
     */
    static int put(byte[] out, int offset, int value) {
        int at = offset;
        int rest = value;
        if (value < 0) {
            out[at++] = '-';
        } else {
            rest = -value; // the negative side holds Integer.MIN_VALUE too
        }
        int digits = 1;
        for (int n = rest; n < -9; n /= 10) {
            digits++;
        }
        for (int i = at + digits - 1; i >= at; i--) {
            out[i] = (byte) ('0' - rest % 10);
            rest /= 10;
        }
        return at + digits;
    }

    /**
     * Writes thousandths with three decimals.
     *
     * @param out where to
     * @param offset first byte to fill; up to 12 are
     * @param thousandths any number
     * @return the offset after the last digit
     */
    static int putThousandths(byte[] out, int offset, int thousandths) {
        int at = offset;
        int whole = thousandths / 1000;
        int part = thousandths % 1000;
        if (thousandths < 0 && whole == 0) {
            out[at++] = '-'; // -0.5 has no whole number to carry the sign
        }
        at = put(out, at, whole);
        part = part < 0 ? -part : part;
        out[at++] = '.';
        out[at++] = (byte) ('0' + part / 100);
        out[at++] = (byte) ('0' + part / 10 % 10);
        out[at++] = (byte) ('0' + part % 10);
        return at;
    }

    /**
     * Writes thousandths with fewer decimals, rounded half away from zero.
     *
     * @param out where to
     * @param offset first byte to fill; up to 12 are
     * @param thousandths any number
     * @param decimals 0 to 3
     * @return the offset after the last digit
     */
    static int putRounded(byte[] out, int offset, int thousandths, int decimals) {
        int step = 1;
        for (int i = decimals; i < 3; i++) {
            step *= 10;
        }
        int whole = Math.abs(thousandths / 1000);
        int part = (Math.abs(thousandths % 1000) + step / 2) / step;
        if (part == 1000 / step) {
            part = 0;
            whole++;
        }
        int at = offset;
        if (thousandths < 0 && (whole | part) != 0) {
            out[at++] = '-';
        }
        at = put(out, at, whole);
        if (decimals > 0) {
            out[at++] = '.';
        }
        for (int place = 100 / step; place > 0; place /= 10) {
            out[at++] = (byte) ('0' + part / place % 10);
        }
        return at;
    }

    /**
     * Reads {@code [+-]digits[.digits]} with at most three decimals, between -9999.999 and 9999.999.
     *
     * @param text where from
     * @param offset its first byte
     * @param length its number of bytes
     * @return thousandths, or {@link #NO_NUMBER}
     */
    static int parseThousandths(byte[] text, int offset, int length) {
        int at = offset;
        int end = offset + length;
        boolean negative = false;
        if (at < end && (text[at] == '-' || text[at] == '+')) {
            negative = text[at++] == '-';
        }
        int value = 0;
        int digits = 0;
        int decimals = -1;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (text[at] == '.' && decimals < 0 && digits > 0) {
                decimals = 0;
            } else if (digit >= 0 && digit <= 9 && value <= LARGEST * 1000 && decimals < 3) {
                value = value * 10 + digit;
                digits++;
                decimals = decimals < 0 ? decimals : decimals + 1;
            } else {
                return NO_NUMBER;
            }
        }
        if (digits == 0 || decimals == 0) {
            return NO_NUMBER;
        }
        return scaled(value, decimals < 0 ? 0 : decimals, negative);
    }

    private static int scaled(int value, int decimals, boolean negative) {
        int thousandths = value;
        for (int i = decimals; i < 3; i++) {
            if (thousandths > LARGEST * 100 + 99) {
                return NO_NUMBER;
            }
            thousandths *= 10;
        }
        if (thousandths > LARGEST * 1000 + 999) {
            return NO_NUMBER;
        }
        return negative ? -thousandths : thousandths;
    }
}

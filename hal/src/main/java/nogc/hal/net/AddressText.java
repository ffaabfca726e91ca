package nogc.hal.net;

/** Addresses as text, told from names: IPv4 as four decimal numbers, IPv6 as of RFC 4291, section 2.2. */
final class AddressText {
    static final int IPV4 = 4;
    static final int IPV6 = 16;

    private AddressText() {
    }

    /**
     * Reads an address. What several programs read differently is none: numbers with leading zeros, fewer than four of
     * them, a zone behind {@code %}.
     *
     * @param text where it is, without brackets
     * @param offset its first byte
     * @param length number of bytes
     * @param into from its beginning on: room for {@link #IPV6} bytes, of which any may be changed
     * @return {@link #IPV4}, {@link #IPV6}, or 0 if it is a name
     */
    static int parse(byte[] text, int offset, int length, byte[] into) {
        int end = offset + length;
        return isIpv4(text, offset, end, into, 0) ? IPV4 : isIpv6(text, offset, end, into) ? IPV6 : 0;
    }

    private static boolean isIpv4(byte[] text, int start, int end, byte[] into, int place) {
        int at = start;
        for (int i = 0; i < IPV4; i++) {
            int value = 0;
            int first = at;
            while (at < end && at < first + 3 && text[at] >= '0' && text[at] <= '9') {
                value = value * 10 + text[at++] - '0';
            }
            boolean leads = at > first + 1 && text[first] == '0';
            boolean ends = i == IPV4 - 1 ? at == end : at < end && text[at] == '.';
            if (at == first || leads || value > 255 || !ends) {
                return false;
            }
            into[place + i] = (byte) value;
            at++;
        }
        return true;
    }

    private static boolean isIpv6(byte[] text, int start, int end, byte[] into) {
        int at = start;
        int filled = 0;
        int gap = -1;
        if (isGap(text, at, end)) {
            gap = 0;
            at += 2;
        }
        while (at < end) {
            int first = at;
            int value = 0;
            int digit = digit(text[at]);
            while (digit >= 0) {
                value = value << 4 | digit;
                at++;
                digit = at < end ? digit(text[at]) : -1;
            }
            if (at < end && text[at] == '.' && filled <= IPV6 - IPV4 && isIpv4(text, first, end, into, filled)) {
                filled += IPV4;
                break;
            }
            if (at == first || at > first + 4 || filled == IPV6) {
                return false;
            }
            into[filled++] = (byte) (value >> 8);
            into[filled++] = (byte) value;
            if (gap < 0 && isGap(text, at, end)) {
                gap = filled;
                at += 2;
            } else if (at < end && (text[at++] != ':' || at == end)) {
                return false;
            }
        }
        if (gap >= 0 && filled < IPV6) {
            spread(into, gap, filled);
            return true;
        }
        return gap < 0 && filled == IPV6;
    }

    private static boolean isGap(byte[] text, int at, int end) {
        return at + 1 < end && text[at] == ':' && text[at + 1] == ':';
    }

    private static int digit(byte c) {
        int letter = c | 0x20;
        return c >= '0' && c <= '9' ? c - '0' : letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    /** Moves what stands behind the gap to the end, and makes the gap zero. */
    private static void spread(byte[] into, int gap, int filled) {
        int to = IPV6;
        for (int from = filled; from > gap;) {
            into[--to] = into[--from];
        }
        while (to > gap) {
            into[--to] = 0;
        }
    }
}

package nogc.hal.net;

/** Base64 with padding (RFC 4648), one way. */
final class Base64 {
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private Base64() {
    }

    /** Bytes that so many become. */
    static int length(int bytes) {
        return (bytes + 2) / 3 * 4;
    }

    /**
     * Writes the digits of some bytes.
     *
     * @return how many digits
     */
    static int encode(byte[] from, int offset, int length, byte[] into, int at) {
        int out = at;
        for (int i = 0; i < length; i += 3) {
            int left = length - i;
            int bits = (from[offset + i] & 0xff) << 16
                    | (left > 1 ? (from[offset + i + 1] & 0xff) << 8 : 0)
                    | (left > 2 ? from[offset + i + 2] & 0xff : 0);
            into[out++] = (byte) DIGITS.charAt(bits >>> 18);
            into[out++] = (byte) DIGITS.charAt(bits >>> 12 & 63);
            into[out++] = (byte) (left > 1 ? DIGITS.charAt(bits >>> 6 & 63) : '=');
            into[out++] = (byte) (left > 2 ? DIGITS.charAt(bits & 63) : '=');
        }
        return out - at;
    }
}

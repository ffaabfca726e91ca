package nogc.javase.tls;

import java.util.Arrays;

/** As much of DER (X.690) as private keys need: a cursor over elements, and the writing of one. */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;
    /** Constructed, context-specific tag 0: the parameters of an EC key. */
    static final int CONTEXT_0 = 0xA0;

    private final byte[] bytes;
    private int at;
    private final int end;

    private Der(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    /** A cursor at the first element. */
    static Der of(byte[] bytes) {
        return new Der(bytes, 0, bytes.length);
    }

    /** Whether an element with this tag is next. */
    boolean isNext(int tag) {
        return at < end && (bytes[at] & 0xFF) == tag;
    }

    /**
     * Goes past the next element.
     *
     * @return a cursor over its content
     * @throws IllegalArgumentException if it has another tag or does not fit
     */
    Der next(int tag) {
        if (!isNext(tag) || at + 2 > end) {
            throw new IllegalArgumentException("no element with tag " + tag + " at " + at);
        }
        int length = bytes[at + 1] & 0xFF;
        int start = at + 2;
        if (length >= 0x80) { // 82 01 0A: two bytes of length follow
            int count = length - 0x80;
            if (count < 1 || count > 3 || start + count > end) {
                throw new IllegalArgumentException("a length of " + count + " bytes at " + at);
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = length << 8 | bytes[start + i] & 0xFF;
            }
            start += count;
        }
        if (length > end - start) {
            throw new IllegalArgumentException("an element beyond the end at " + at);
        }
        at = start + length;
        return new Der(bytes, start, at);
    }

    /** The content that is left. */
    byte[] rest() {
        return Arrays.copyOfRange(bytes, at, end);
    }

    /** An element of some parts, one behind the other. */
    static byte[] element(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        int count = length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
        byte[] element = new byte[2 + count + length];
        element[0] = (byte) tag;
        element[1] = (byte) (count == 0 ? length : 0x80 + count);
        for (int i = 0; i < count; i++) {
            element[2 + i] = (byte) (length >>> 8 * (count - 1 - i));
        }
        int at = 2 + count;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, element, at, part.length);
            at += part.length;
        }
        return element;
    }
}

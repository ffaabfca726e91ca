package nogc.stm32.build.library;

import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * Strings as bytes and back in the charsets of {@code StandardCharsets}: what is malformed becomes {@code ?} or U+FFFD,
 * as often as on a JVM. Those of TeaVM 0.15 forget where they are at a surrogate that stands alone.
 */
public final class Charsets {
    private static final char REPLACEMENT = '\ufffd';

    private Charsets() {
    }

    static byte[] encoded(String text, String charset) {
        switch (charset) {
            case "UTF-8":
                return utf8(text);
            case "US-ASCII":
                return single(text, 0x7f);
            case "ISO-8859-1":
                return single(text, 0xff);
            default:
                return utf16(text, charset.equals("UTF-16LE"), charset.equals("UTF-16") && !text.isEmpty() ? 2 : 0);
        }
    }

    /** How many characters of a pair begin here: two, or one. */
    private static int paired(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at)) && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1)) ? 2 : 1;
    }

    static byte[] utf8(String text) {
        byte[] bytes = new byte[text.length() * 3]; // a pair of two takes four
        int count = 0;
        for (int at = 0; at < text.length(); at++) {
            int character = text.charAt(at);
            if (character < 0x80) {
                bytes[count++] = (byte) character;
            } else if (character < 0x800) {
                bytes[count++] = (byte) (0xc0 | character >> 6);
                bytes[count++] = (byte) (0x80 | character & 0x3f);
            } else if (paired(text, at) == 2) {
                int codePoint = Character.toCodePoint((char) character, text.charAt(++at));
                bytes[count++] = (byte) (0xf0 | codePoint >> 18);
                bytes[count++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
                bytes[count++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
                bytes[count++] = (byte) (0x80 | codePoint & 0x3f);
            } else if (Character.isSurrogate((char) character)) {
                bytes[count++] = '?';
            } else {
                bytes[count++] = (byte) (0xe0 | character >> 12);
                bytes[count++] = (byte) (0x80 | character >> 6 & 0x3f);
                bytes[count++] = (byte) (0x80 | character & 0x3f);
            }
        }
        return Arrays.copyOf(bytes, count);
    }

    private static byte[] single(String text, int most) {
        byte[] bytes = new byte[text.length()];
        int count = 0;
        for (int at = 0; at < text.length(); at += paired(text, at)) {
            char character = text.charAt(at);
            bytes[count++] = character <= most ? (byte) character : (byte) '?';
        }
        return Arrays.copyOf(bytes, count);
    }

    /** @param count bytes of a mark of the order, which is big-endian */
    private static byte[] utf16(String text, boolean littleEndian, int count) {
        byte[] bytes = new byte[count + text.length() * 2];
        if (count > 0) {
            bytes[0] = (byte) 0xfe;
            bytes[1] = (byte) 0xff;
        }
        int partner = -1; // where the second of a pair is
        for (int at = 0; at < text.length(); at++) {
            int character = text.charAt(at);
            if (paired(text, at) == 2) {
                partner = at + 1;
            } else if (at != partner && Character.isSurrogate((char) character)) {
                character = REPLACEMENT;
            }
            bytes[count++] = (byte) (littleEndian ? character : character >> 8);
            bytes[count++] = (byte) (littleEndian ? character >> 8 : character);
        }
        return bytes;
    }

    /** What {@code ClassLibrary} has {@code String.initWithBytes} call. */
    static char[] decoded(byte[] bytes, int offset, int length, Charset charset) {
        return decoded(bytes, offset, length, charset.name());
    }

    static char[] decoded(byte[] bytes, int offset, int length, String charset) {
        if ((offset | length) < 0 || length > bytes.length - offset) {
            throw new StringIndexOutOfBoundsException("index out of bounds");
        }
        char[] chars = new char[length];
        int end = offset + length;
        int count;
        switch (charset) {
            case "UTF-8":
                count = utf8(bytes, offset, end, chars);
                break;
            case "US-ASCII":
                count = single(bytes, offset, end, chars, 0x7f);
                break;
            case "ISO-8859-1":
                count = single(bytes, offset, end, chars, 0xff);
                break;
            default:
                count = utf16(bytes, offset, end, chars, charset);
                break;
        }
        return Arrays.copyOf(chars, count);
    }

    private static int single(byte[] bytes, int at, int end, char[] chars, int most) {
        int count = 0;
        while (at < end) {
            int value = bytes[at++] & 0xff;
            chars[count++] = value <= most ? (char) value : REPLACEMENT;
        }
        return count;
    }

    /**
     * What is no character is replaced once for as many bytes as could have begun one; a surrogate, whole or cut off,
     * is one of three.
     */
    private static int utf8(byte[] bytes, int at, int end, char[] chars) {
        int count = 0;
        while (at < end) {
            int first = bytes[at++] & 0xff;
            int wanted = first < 0x80 ? 0 : first < 0xc2 || first > 0xf4 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
            int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80; // of the second byte
            int most = first == 0xf4 ? 0x8f : 0xbf;
            int value = wanted <= 0 ? first : first & 0x3f >> wanted;
            while (wanted > 0 && at < end && (bytes[at] & 0xff) >= least && (bytes[at] & 0xff) <= most) {
                value = value << 6 | bytes[at++] & 0x3f;
                wanted--;
                least = 0x80;
                most = 0xbf;
            }
            if (wanted != 0 || value < 0x10000 && Character.isSurrogate((char) value)) {
                chars[count++] = REPLACEMENT;
            } else if (value < 0x10000) {
                chars[count++] = (char) value;
            } else {
                chars[count++] = Character.highSurrogate(value);
                chars[count++] = Character.lowSurrogate(value);
            }
        }
        return count;
    }

    /** A pair whose second half is none is replaced as one, and so is what is left at the end. */
    private static int utf16(byte[] bytes, int at, int end, char[] chars, String charset) {
        boolean littleEndian = charset.equals("UTF-16LE");
        int count = 0;
        if (charset.equals("UTF-16") && end - at >= 2) { // a mark of the order
            littleEndian = unit(bytes, at, false) == 0xfffe;
            at += littleEndian || unit(bytes, at, false) == 0xfeff ? 2 : 0;
        }
        while (at + 1 < end) {
            char unit = unit(bytes, at, littleEndian);
            at += 2;
            if (Character.isHighSurrogate(unit)) {
                if (at + 1 >= end) {
                    at = end - 1;
                    break;
                }
                char next = unit(bytes, at, littleEndian);
                at += 2;
                if (Character.isLowSurrogate(next)) {
                    chars[count++] = unit;
                    chars[count++] = next;
                } else {
                    chars[count++] = REPLACEMENT;
                }
            } else {
                chars[count++] = Character.isLowSurrogate(unit) ? REPLACEMENT : unit;
            }
        }
        if (at < end) {
            chars[count++] = REPLACEMENT;
        }
        return count;
    }

    private static char unit(byte[] bytes, int at, boolean littleEndian) {
        int first = bytes[at] & 0xff;
        int second = bytes[at + 1] & 0xff;
        return (char) (littleEndian ? first | second << 8 : first << 8 | second);
    }
}

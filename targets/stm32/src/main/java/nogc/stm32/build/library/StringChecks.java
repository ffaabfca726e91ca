package nogc.stm32.build.library;

/** Called first in those of {@code String}; {@code made} are its constructors. */
public final class StringChecks {
    private StringChecks() {
    }

    static void substring(String text, int begin, int end) {
        range(begin, end, text.length());
    }

    static void getChars(String text, int begin, int end, char[] target, int at) {
        range(begin, end, text.length());
        span(at, end - begin, target.length);
    }

    static void made(char[] chars, int offset, int count) {
        span(offset, count, chars.length);
    }

    static void made(int[] codePoints, int offset, int count) {
        span(offset, count, codePoints.length);
        for (int i = 0; i < count; i++) {
            codePoint(codePoints[offset + i]);
        }
    }

    /** Where the search begins: an empty string is found behind the last character, too. */
    static int indexOf(String text, String wanted, int from) {
        return Math.min(from, text.length());
    }

    static void offsetByCodePoints(String text, int index, int count) {
        position(index, text.length());
    }

    static void position(int index, int length) {
        if (index < 0 || index > length) {
            throw new IndexOutOfBoundsException("index out of bounds");
        }
    }

    static void range(int begin, int end, int length) {
        if (begin < 0 || begin > end || end > length) {
            throw new StringIndexOutOfBoundsException("index out of bounds");
        }
    }

    static void span(int offset, int count, int length) {
        if ((offset | count) < 0 || offset > length - count) {
            throw new StringIndexOutOfBoundsException("index out of bounds");
        }
    }

    static void index(int index, int length) {
        if (index < 0 || index >= length) {
            throw new StringIndexOutOfBoundsException("index out of bounds");
        }
    }

    static void codePoint(int codePoint) {
        if (!Character.isValidCodePoint(codePoint)) {
            throw new IllegalArgumentException("no code point");
        }
    }
}

package nogc.stm32.build.library;

import java.io.IOException;

/**
 * Called first in those of {@code AbstractStringBuilder}, which {@code StringBuilder} and {@code StringBuffer} have.
 * What such a check gives back stands for the argument of its type.
 */
public final class BuilderChecks {
    private BuilderChecks() {
    }

    static void charAt(CharSequence builder, int index) {
        StringChecks.index(index, builder.length());
    }

    static void setCharAt(CharSequence builder, int index, char character) {
        StringChecks.index(index, builder.length());
    }

    static void substring(CharSequence builder, int begin, int end) {
        StringChecks.range(begin, end, builder.length());
    }

    static void getChars(CharSequence builder, int begin, int end, char[] target, int at) {
        StringChecks.range(begin, end, builder.length());
        span(at, end - begin, target.length);
    }

    /** What becomes longer does so by characters 0. */
    static void setLength(CharSequence builder, int length) throws IOException {
        if (length < 0) {
            throw new StringIndexOutOfBoundsException("index out of bounds");
        }
        while (builder.length() < length) {
            ((Appendable) builder).append('\0');
        }
    }

    /** Called by whatever inserts, and appends, something else than a string. */
    static void insertSpace(CharSequence builder, int start, int end) {
        StringChecks.range(0, start, builder.length());
    }

    static void insert(CharSequence builder, int index, char[] chars, int offset, int length) {
        StringChecks.span(offset, length, chars.length);
    }

    static void append(CharSequence builder, char[] chars, int offset, int length) {
        span(offset, length, chars.length);
    }

    static CharSequence insert(CharSequence builder, int index, CharSequence text) {
        return orWord(text);
    }

    static CharSequence insert(CharSequence builder, int index, CharSequence text, int start, int end) {
        return orWord(text);
    }

    static CharSequence append(CharSequence builder, CharSequence text) {
        return orWord(text);
    }

    private static CharSequence orWord(CharSequence text) {
        return text == null ? "null" : text;
    }

    static void appendCodePoint(CharSequence builder, int codePoint) {
        StringChecks.codePoint(codePoint);
    }

    static void offsetByCodePoints(CharSequence builder, int index, int count) {
        StringChecks.position(index, builder.length());
    }

    /** Where the search begins. */
    static int indexOf(CharSequence builder, String wanted, int from) {
        return Math.max(0, Math.min(from, builder.length()));
    }

    /** A pair of surrogates is one character, and so its halves change places first. */
    static void reverse(CharSequence builder) {
        for (int i = 1; i < builder.length(); i++) {
            char high = builder.charAt(i - 1);
            char low = builder.charAt(i);
            if (Character.isHighSurrogate(high) && Character.isLowSurrogate(low)) {
                set(builder, i - 1, low);
                set(builder, i++, high);
            }
        }
    }

    private static void set(CharSequence builder, int index, char character) {
        if (builder instanceof StringBuffer buffer) {
            buffer.setCharAt(index, character);
        } else {
            ((StringBuilder) builder).setCharAt(index, character);
        }
    }

    private static void span(int offset, int count, int length) {
        if ((offset | count) < 0 || offset > length - count) {
            throw new IndexOutOfBoundsException("index out of bounds");
        }
    }
}

package nogc.stm32.build.library;

import java.nio.charset.Charset;

/** In the place of those of {@code String} that make new ones, or ask what kind a character is. */
public final class TextMethods {
    private TextMethods() {
    }

    static byte[] getBytes(String text) {
        return Charsets.utf8(text);
    }

    static byte[] getBytes(String text, Charset charset) {
        return Charsets.encoded(text, charset.name());
    }

    static boolean regionMatches(String text, boolean ignoresCase, int from, String other, int otherFrom, int length) {
        if (!ignoresCase) {
            return text.regionMatches(from, other, otherFrom, length);
        }
        if (from < 0 || otherFrom < 0 || from > (long) text.length() - length
                || otherFrom > (long) other.length() - length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (folded(text.charAt(from + i)) != folded(other.charAt(otherFrom + i))) {
                return false;
            }
        }
        return true;
    }

    private static char folded(char character) {
        return Character.toLowerCase(Character.toUpperCase(character));
    }

    static boolean equalsIgnoreCase(String text, String other) {
        return text == other || other != null && other.length() == text.length()
                && text.regionMatches(true, 0, other, 0, text.length());
    }

    static int compareToIgnoreCase(String text, String other) {
        int length = Math.min(text.length(), other.length());
        for (int i = 0; i < length; i++) {
            int difference = folded(text.charAt(i)) - folded(other.charAt(i));
            if (difference != 0) {
                return difference;
            }
        }
        return text.length() - other.length();
    }

    static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static String replace(String text, char old, char replacement) {
        if (text.indexOf(old) < 0) {
            return text;
        }
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = chars[i] == old ? replacement : chars[i];
        }
        return new String(chars);
    }

    static String join(CharSequence delimiter, CharSequence... elements) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < elements.length; i++) {
            joined.append(i == 0 ? "" : delimiter).append(elements[i]);
        }
        return joined.toString();
    }
}

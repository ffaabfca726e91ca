package nogc.stm32.build.library;

/** In the place of those of {@code String} that need no memory, and that the profile {@code bare} has, too. */
public final class StringMethods {
    private StringMethods() {
    }

    static boolean startsWith(String text, String prefix, int from) {
        return regionMatches(text, from, prefix, 0, prefix.length());
    }

    static boolean regionMatches(String text, int from, String other, int otherFrom, int length) {
        if (from < 0 || otherFrom < 0 || from > (long) text.length() - length
                || otherFrom > (long) other.length() - length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(from + i) != other.charAt(otherFrom + i)) {
                return false;
            }
        }
        return true;
    }
}

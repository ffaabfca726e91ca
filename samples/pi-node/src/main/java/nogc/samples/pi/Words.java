package nogc.samples.pi;

import java.util.ArrayList;
import java.util.List;

/** Forms of words, told without regular expressions: their classes are a third of what a start would load. */
final class Words {
    private Words() {
    }

    /** Parts a text at its white space. */
    static String[] of(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inWord = i < text.length() && text.charAt(i) > ' ';
            if (inWord && start < 0) {
                start = i;
            } else if (!inWord && start >= 0) {
                words.add(text.substring(start, i));
                start = -1;
            }
        }
        return words.toArray(new String[0]);
    }

    /** Whether it is a number of decimal digits, at least one and at most so many. */
    static boolean isNumber(String text, int most) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= most;
    }

    /** Whether it has 1 to 32 letters, digits, {@code -} and {@code _}. */
    static boolean isName(String text) {
        return !text.isEmpty() && text.length() <= 32 && text.equals(asName(text));
    }

    /** With {@code _} in place of what is in no name. */
    static String asName(String text) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean good = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_';
            name.append(good ? c : '_');
        }
        return name.toString();
    }

    /** How many digits stand at its beginning. */
    static int digits(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}

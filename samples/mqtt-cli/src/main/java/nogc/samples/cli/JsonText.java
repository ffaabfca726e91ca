package nogc.samples.cli;

/** Tells whether a text is one JSON value (RFC 8259), so that it may stand inside another. */
final class JsonText {
    /** Deeper nesting is no value that we would print as it is. */
    private static final int DEEPEST = 100;

    private final String text;
    private int next;

    private JsonText(String text) {
        this.text = text;
    }

    static boolean isValue(String text) {
        JsonText reader = new JsonText(text);
        return reader.value(0) && reader.next == text.length();
    }

    private boolean value(int depth) {
        blanks();
        char c = peek();
        boolean good = depth <= DEEPEST && switch (c) {
            case '{' -> members('}', true, depth);
            case '[' -> members(']', false, depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
        blanks();
        return good;
    }

    private boolean members(char end, boolean named, int depth) {
        next++;
        blanks();
        if (peek() == end) {
            next++;
            return true;
        }
        while (true) {
            blanks();
            if (named && !(string() && colon()) || !value(depth + 1)) {
                return false;
            }
            char c = peek();
            next++;
            if (c == end) {
                return true;
            }
            if (c != ',') {
                return false;
            }
        }
    }

    private boolean colon() {
        blanks();
        return peek() == ':' && ++next > 0;
    }

    private boolean string() {
        if (peek() != '"') {
            return false;
        }
        for (next++; next < text.length(); next++) {
            char c = text.charAt(next);
            if (c == '"') {
                next++;
                return true;
            }
            if (c < ' ' || c == '\\' && !escape()) {
                return false;
            }
        }
        return false;
    }

    private boolean escape() {
        next++;
        if (peek() != 'u') {
            return "\"\\/bfnrt".indexOf(peek()) >= 0;
        }
        for (int i = 0; i < 4; i++) {
            next++;
            if (Character.digit(peek(), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean word(String word) {
        boolean there = text.startsWith(word, next);
        next += word.length();
        return there;
    }

    private boolean number() {
        int start = next;
        while ("+-.eE0123456789".indexOf(peek()) >= 0 && next < text.length()) {
            next++;
        }
        return text.substring(start, next).matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    }

    private void blanks() {
        while (next < text.length() && " \t\n\r".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
    }

    private char peek() {
        return next < text.length() ? text.charAt(next) : 0;
    }
}

package nogc.hal.net;

import java.util.ArrayList;
import java.util.List;

/** A command as the modem reads it: a name and, behind {@code =}, values. What does not parse has no values. */
final class AtCommand {
    private static final char MARK = '\u0001'; // stands for a quote; no value contains it

    final String name;
    /** Strings between two marks; null without {@code =}. */
    private final List<String> values;

    /** A line without its end. */
    AtCommand(String line) {
        int equals = line.indexOf('=');
        name = equals < 0 ? line : line.substring(0, equals);
        values = equals < 0 ? null : parse(line.substring(equals + 1));
    }

    private static List<String> parse(String text) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                value.append(text.charAt(++i));
            } else if (c == '"') {
                if (!quoted && value.length() > 0) {
                    return List.of();
                }
                quoted = !quoted;
                value.append(MARK);
            } else if (c == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else if (c == ',' && quoted) {
                return List.of(); // to be escaped, says the documentation
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return quoted ? List.of() : values;
    }

    boolean hasNoValues() {
        return values == null;
    }

    /** The string at a place, or null if there is none. */
    String string(int index) {
        if (values == null || values.size() <= index || !values.get(index).matches("(?s)\u0001.*\u0001")) {
            return null;
        }
        return values.get(index).substring(1, values.get(index).length() - 1);
    }

    /** The number at a place, or -1 if there is none. */
    int number(int index) {
        return values != null && values.size() > index && values.get(index).matches("\\d{1,6}")
                ? Integer.parseInt(values.get(index)) : -1;
    }
}

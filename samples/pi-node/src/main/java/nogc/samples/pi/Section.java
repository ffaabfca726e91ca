package nogc.samples.pi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of the file: a head in brackets, or what stands ahead of the first one, and its keys. */
final class Section {
    /** A value and where it stands. */
    record Value(String text, int line) {
    }

    final String kind;
    final String name;
    final int line;
    final Map<String, List<Value>> values = new LinkedHashMap<>();
    private final Mistakes mistakes;

    Section(String kind, String name, int line, Mistakes mistakes) {
        this.kind = kind;
        this.name = name;
        this.line = line;
        this.mistakes = mistakes;
    }

    void put(String key, String text, int at) {
        List<Value> all = values.get(key);
        if (all == null) {
            all = new ArrayList<>();
            values.put(key, all);
        }
        all.add(new Value(text, at));
    }

    /** Each value of a key that may stand more than once; it is known from now on. */
    List<Value> all(String key) {
        List<Value> found = values.remove(key);
        return found == null ? List.of() : found;
    }

    /** The one value of a key, or null. */
    Value one(String key) {
        List<Value> found = all(key);
        if (found.size() > 1) {
            mistakes.add(found.get(1).line, key + " stands twice; it may once");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    String text(String key, String otherwise) {
        Value value = one(key);
        if (value != null && value.text.isEmpty()) {
            mistakes.add(value.line, key + " has no value");
            return otherwise;
        }
        return value == null ? otherwise : value.text;
    }

    boolean yes(String key, boolean otherwise) {
        return oneOf(key, otherwise ? "yes" : "no", "yes", "no").equals("yes");
    }

    /** A value that is one of some words. */
    String oneOf(String key, String otherwise, String... words) {
        Value value = one(key);
        if (value == null || List.of(words).contains(value.text)) {
            return value == null ? otherwise : value.text;
        }
        String last = words[words.length - 1];
        mistakes.add(value.line, key + " is " + String.join(", ", List.of(words).subList(0, words.length - 1)) + " or "
                + last + ", not '" + value.text + "'");
        return otherwise;
    }

    int number(String key, int least, int most, int otherwise) {
        Value value = one(key);
        if (value == null) {
            return otherwise;
        }
        if (Words.isNumber(value.text, 9)) {
            int number = Integer.parseInt(value.text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        mistakes.add(value.line, key + " is a whole number from " + least + " to " + most + ", not '" + value.text
                + "'");
        return otherwise;
    }

    /** Milliseconds of {@code 20 ms}, {@code 10 s}, {@code 5 min} or {@code 1 h}. */
    int time(String key, int least, int otherwise) {
        Value value = one(key);
        if (value == null) {
            return otherwise;
        }
        int digits = Words.digits(value.text);
        String count = value.text.substring(0, digits);
        long unit = switch (value.text.substring(digits).strip()) {
            case "ms" -> 1;
            case "s" -> 1000;
            case "min" -> 60_000;
            case "h" -> 3_600_000;
            default -> 0;
        };
        if (unit > 0 && Words.isNumber(count, 7)) {
            long millis = Long.parseLong(count) * unit;
            if (millis >= least && millis <= 86_400_000) {
                return (int) millis;
            }
        }
        mistakes.add(value.line, key + " is a time from " + least + " ms to 24 h, such as 500 ms, 10 s or 5 min; not '"
                + value.text + "'");
        return otherwise;
    }

    /** Thousandths of a decimal number from 0. */
    int thousandths(String key, int otherwise) {
        Value value = one(key);
        if (value == null) {
            return otherwise;
        }
        int point = Words.digits(value.text);
        String behind = point == value.text.length() ? "0" : value.text.substring(point + 1);
        if (Words.isNumber(value.text.substring(0, point), 6) && Words.isNumber(behind, 3)
                && (point == value.text.length() || value.text.charAt(point) == '.')) {
            return 1000 * Integer.parseInt(value.text.substring(0, point))
                    + Integer.parseInt((behind + "00").substring(0, 3));
        }
        mistakes.add(value.line, key + " is a number such as 0.2, not '" + value.text + "'");
        return otherwise;
    }

    /** What nobody asked for is a mistake too: most likely misspelt. */
    void nothingElse(String known) {
        for (Map.Entry<String, List<Value>> entry : values.entrySet()) {
            mistakes.add(entry.getValue().get(0).line, "there is no key '" + entry.getKey() + "' "
                    + (kind.isEmpty() ? "ahead of the first section" : "in a " + kind) + "; there are " + known);
        }
    }
}

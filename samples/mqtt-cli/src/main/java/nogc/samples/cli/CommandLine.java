package nogc.samples.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks over the words of a command line, one option at a time, and turns values into numbers within their range. */
final class CommandLine {
    /** The options of a command: takes the one that the line stands at and its value, or says that it has none. */
    interface Options {
        boolean take(CommandLine line) throws UsageException;
    }

    private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|d|)");

    private final String[] words;
    private int next;
    private String option;

    /**
     * Stands before the first word.
     *
     * @param words the command line
     * @param first index of the first word to read
     */
    CommandLine(String[] words, int first) {
        this.words = words;
        this.next = first;
    }

    /**
     * Takes all options of a command.
     *
     * @param command whose help lists them
     * @param options of the command
     * @throws UsageException if one is unknown, or its value is wrong
     */
    void takeAll(String command, Options options) throws UsageException {
        while (hasNext()) {
            if (!options.take(this)) {
                throw new UsageException("unknown option '" + option + "'; 'mqtt " + command + " --help' lists them");
            }
        }
    }

    /**
     * Moves to the next option.
     *
     * @return false at the end of the line
     * @throws UsageException if the next word is no option
     */
    boolean hasNext() throws UsageException {
        if (next == words.length) {
            return false;
        }
        option = words[next++];
        if (!option.startsWith("-") || option.equals("-")) {
            throw new UsageException(
                    "'" + option + "' belongs to no option; put -t before a topic, -m before a message");
        }
        return true;
    }

    /** @return the option that {@link #hasNext} moved to */
    String option() {
        return option;
    }

    /**
     * The word behind the option, taken as it is, even if it starts with a dash.
     *
     * @param what the value is, with its article: "a topic"
     * @return the word
     * @throws UsageException at the end of the line
     */
    String value(String what) throws UsageException {
        if (next == words.length) {
            throw new UsageException(option + " needs " + what);
        }
        return words[next++];
    }

    /**
     * A whole number behind the option.
     *
     * @param minimum smallest value that is meant
     * @param maximum largest value that is meant
     * @return the number
     * @throws UsageException if it is none, or outside
     */
    long number(long minimum, long maximum) throws UsageException {
        return number(option, value("a number"), minimum, maximum);
    }

    /** As {@link #number}, for values that are ints. */
    int integer(int minimum, int maximum) throws UsageException {
        return (int) number(minimum, maximum);
    }

    /**
     * Seconds behind the option, with an optional fraction.
     *
     * @return milliseconds, 0 to 2,147,483,647
     * @throws UsageException if it is no such time
     */
    int milliseconds() throws UsageException {
        String text = value("a number of seconds");
        try {
            double millis = Double.parseDouble(text) * 1000;
            if (millis >= 0 && millis <= Integer.MAX_VALUE) {
                return (int) Math.round(millis);
            }
        } catch (NumberFormatException e) {
            // The line below says it.
        }
        throw new UsageException(option + " must be a number of seconds from 0 to 2147483, not '" + text + "'");
    }

    /**
     * A time behind the option, such as {@code 10s}, {@code 250ms}, {@code 5m} or {@code 1h}; a bare number is seconds.
     *
     * @param minimum fewest milliseconds that are meant
     * @return milliseconds, to 2,147,483,647
     * @throws UsageException if it is no such time
     */
    int time(int minimum) throws UsageException {
        String text = value("a time, such as 10s");
        Matcher parts = TIME.matcher(text);
        double millis = parts.matches() ? Double.parseDouble(parts.group(1)) * unit(parts.group(2)) : -1;
        if (millis < minimum || millis > Integer.MAX_VALUE) {
            throw new UsageException(option + " must be a time from " + minimum + "ms to 24d, such as 10s, 250ms, 5m or"
                    + " 1h, not '" + text + "'");
        }
        return (int) Math.round(millis);
    }

    private static int unit(String name) {
        return switch (name) {
            case "ms" -> 1;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> 1000;
        };
    }

    /** Percents behind the option, 0.1 to 100, with an optional fraction. */
    double percent() throws UsageException {
        String text = value("a number of percents");
        try {
            double percent = Double.parseDouble(text);
            if (percent >= 0.1 && percent <= 100) {
                return percent;
            }
        } catch (NumberFormatException e) {
            // The line below says it.
        }
        throw new UsageException(option + " must be a number of percents from 0.1 to 100, not '" + text + "'");
    }

    static long number(String name, String text, long minimum, long maximum) throws UsageException {
        try {
            long number = Long.parseLong(text);
            if (number >= minimum && number <= maximum) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The line below says it.
        }
        throw new UsageException(
                name + " must be a number from " + minimum + " to " + maximum + ", not '" + text + "'");
    }
}

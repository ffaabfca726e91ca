package nogc.mqtt.edges;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every time that somebody can hand to a public method, constructor or field of a source tree, found by its name and by
 * what its Javadoc says, so that a new one is found by itself: {@code Type.field}, {@code Type.method(parameter)}.
 */
public final class TimesFound {
    private static final Pattern DOCUMENTED = Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+(?:@\\w+\\s+)*"
            + "public ((?:(?!\\b(?:class|interface|record)\\b)[\\w<>\\[\\], ])*?)(\\w+)\\s*(?:\\(([^)]*)\\)|[;=])",
            Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("\\b(int|long|Duration) (\\w+)");
    private static final Pattern NAMES = Pattern.compile("(?i).*(millis|seconds|micros|timeout|duration|interval|expiry"
            + "|delay|keepAlive|wait|time|silence|margin)|reconnect.+");
    private static final Pattern WORDS = Pattern.compile("(?i)\\b(milliseconds?|microseconds?|seconds?|ms|time|delay)\\b"
            + "|how often the modem");

    private TimesFound() {
    }

    /** All below these folders. */
    public static TreeSet<String> below(String... folders) {
        TreeSet<String> found = new TreeSet<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    find(file.getFileName().toString().replace(".java", ""), Files.readString(file), found);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static void find(String type, String source, TreeSet<String> found) {
        Matcher documented = DOCUMENTED.matcher(source);
        while (documented.find()) {
            String words = documented.group(1);
            String modifiers = documented.group(2);
            String name = documented.group(3);
            if (documented.group(4) != null) {
                Matcher parameter = NUMBER.matcher(documented.group(4));
                while (parameter.find()) {
                    if (parameter.group(1).equals("Duration")
                            || isTime(parameter.group(2), said(words, parameter.group(2)))) {
                        found.add(type + "." + name + "(" + parameter.group(2) + ")");
                    }
                }
            } else if (modifiers.matches("(int|long|Duration) ") && isTime(name, words)) {
                found.add(type + "." + name);
            }
        }
    }

    private static boolean isTime(String name, String words) {
        return NAMES.matcher(name).matches() || WORDS.matcher(words).find();
    }

    /** What the Javadoc says of a parameter. */
    private static String said(String words, String parameter) {
        Matcher said = Pattern.compile("@param " + parameter + "\\b((?:(?!@param|@return|@throws).)*)", Pattern.DOTALL)
                .matcher(words);
        return said.find() ? said.group(1) : "";
    }

    /** Those that neither a trial nor a reason speaks of, and trials and reasons of what is not there. */
    public static String unaccounted(TreeSet<String> found, List<String> known) {
        StringBuilder problems = new StringBuilder();
        for (String time : found) {
            if (known.stream().noneMatch(time::matches)) {
                problems.append(time).append(" is not tried at 0, -1, MIN and MAX\n");
            }
        }
        for (String pattern : known) {
            if (found.stream().noneMatch(time -> time.matches(pattern))) {
                problems.append(pattern).append(" is no time any more\n");
            }
        }
        return problems.toString();
    }
}

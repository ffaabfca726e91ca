package nogc.mqtt.structure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the sources must keep to, each rule as a function from a source to its findings. */
final class SourceRules {
    static final int MAXIMUM_LINES = 500;
    /** The same for the core and what a board implements. */
    static final int MAXIMUM_LINES_OF_CORE = 400;
    static final int MAXIMUM_MEDIAN_OF_CORE = 150;
    static final int MAXIMUM_PARAMETERS = 7;
    static final int MAXIMUM_COLUMNS = 120;

    /** The packages bottom to top, each with what it may name. A package that is not here is a mistake. */
    private static final Map<String, Set<String>> LAYERS = new LinkedHashMap<>();

    static {
        LAYERS.put("nogc.hal", Set.of());
        LAYERS.put("nogc.hal.net", Set.of("nogc.hal"));
        LAYERS.put("nogc.hal.sensor", Set.of("nogc.hal"));
        LAYERS.put("nogc.mqtt.wire", Set.of());
        LAYERS.put("nogc.mqtt", Set.of("nogc.hal", "nogc.mqtt.wire"));
        LAYERS.put("nogc.mqtt.codec", Set.of("nogc.mqtt", "nogc.mqtt.wire"));
        LAYERS.put("nogc.mqtt.session", Set.of("nogc.hal", "nogc.mqtt", "nogc.mqtt.wire", "nogc.mqtt.codec"));
        LAYERS.put("nogc.mqtt.store", Set.of("nogc.hal", "nogc.mqtt", "nogc.mqtt.wire", "nogc.mqtt.session"));
        LAYERS.put("nogc.mqtt.client", Set.of("nogc.hal", "nogc.mqtt", "nogc.mqtt.wire", "nogc.mqtt.codec",
                "nogc.mqtt.session"));
        LAYERS.put("nogc.mqtt.request", Set.of("nogc.hal", "nogc.mqtt", "nogc.mqtt.wire", "nogc.mqtt.client"));
        LAYERS.put("nogc.mqtt.sn", Set.of("nogc.hal", "nogc.mqtt", "nogc.mqtt.wire"));
    }

    /** The core is sans-IO: these packages see neither a stream nor a clock, they are handed bytes and a time. */
    private static final Set<String> SANS_IO = Set.of("nogc.mqtt.wire", "nogc.mqtt", "nogc.mqtt.codec",
            "nogc.mqtt.session", "nogc.mqtt.store");
    private static final Set<String> INPUT_AND_OUTPUT = Set.of("nogc.hal.Transport", "nogc.hal.DatagramTransport",
            "nogc.hal.Clock");

    private static final Pattern OUR_NAME = Pattern.compile("\\b(nogc(?:\\.[a-z][a-z0-9]*)+)(\\.[A-Z]\\w*)?");

    /** Words that are Java but not the core's Java, each with what to do instead. */
    private static final Map<Pattern, String> FORBIDDEN = new LinkedHashMap<>();

    static {
        forbid("\\benum\\b", "CLDC has no enum: use int constants");
        forbid("->", "CLDC has no lambda: hand over an object");
        forbid("::", "CLDC has no method reference: hand over an object");
        forbid("\\bassert\\b", "CLDC has no assert: return a result code");
        forbid("\\bcatch\\b", "nothing in the core throws, so there is nothing to catch: use result codes");
        forbid("\\bsynchronized\\b", "the core has one thread: the caller's");
        forbid("\\bvolatile\\b", "the core has one thread: the caller's");
        forbid("\\bjava\\.util\\b", "the core has no collections: use an array and an index");
        forbid("\\bjava\\.nio\\b", "CLDC has no buffers: use an array, an offset and a length");
        forbid("\\bString(Builder|Buffer)\\b", "text is bytes in the core, and building a String allocates");
        forbid("\\b(float|double)\\b", "a small microcontroller has no floating point: use scaled integers");
        forbid("\\bSystem\\.(out|err|currentTimeMillis|nanoTime|getProperty)\\b",
                "the core knows no machine: be handed it through nogc.hal");
        forbid("\\bThread\\b", "the core starts no thread: the target does");
    }

    private SourceRules() {
    }

    private static void forbid(String word, String instead) {
        FORBIDDEN.put(Pattern.compile(word), instead);
    }

    /** Each name of ours that a package uses belongs to a package below it. */
    static List<String> layering(SourceFile source) {
        List<String> findings = new ArrayList<>();
        String from = source.packageName();
        Set<String> allowed = LAYERS.get(from);
        if (allowed == null) {
            findings.add(source.at(0, "package " + from + " has no place in the layers of SourceRules: give it one"));
            return findings;
        }
        for (int line = 0; line < source.code().size(); line++) {
            Matcher matcher = OUR_NAME.matcher(source.code().get(line));
            while (matcher.find()) {
                String to = matcher.group(1);
                String type = to + (matcher.group(2) == null ? "" : matcher.group(2));
                if (!to.equals(from) && !allowed.contains(to)) {
                    findings.add(source.at(line, from + " may not know " + type + ", only " + allowed));
                } else if (SANS_IO.contains(from) && INPUT_AND_OUTPUT.contains(type)) {
                    findings.add(source.at(line, from + " is sans-IO and may not know " + type));
                }
            }
        }
        return findings;
    }

    /** A file is read in one go and fits the width of a page. */
    static List<String> size(SourceFile source) {
        return size(source, MAXIMUM_LINES);
    }

    /** The same for a file of the core. */
    static List<String> sizeOfCore(SourceFile source) {
        return size(source, MAXIMUM_LINES_OF_CORE);
    }

    private static List<String> size(SourceFile source, int most) {
        List<String> findings = new ArrayList<>();
        int lines = source.lines().size() - 1;
        if (lines > most) {
            findings.add(source.at(lines - 1, "has " + lines + " lines, more than " + most
                    + ": it does more than one job"));
        }
        findings.addAll(width(source));
        return findings;
    }

    /** What fits the width of a page, alike in every editor. */
    static List<String> width(SourceFile source) {
        List<String> findings = new ArrayList<>();
        for (int line = 0; line < source.lines().size(); line++) {
            String text = source.lines().get(line);
            if (text.length() > MAXIMUM_COLUMNS) {
                findings.add(source.at(line, "has " + text.length() + " columns, more than " + MAXIMUM_COLUMNS));
            }
            if (text.indexOf('\t') >= 0) {
                findings.add(source.at(line, "has a tab: indent by 4 spaces"));
            }
        }
        return findings;
    }

    /** Nothing is left for later in the sources: what is missing stands in CHANGELOG.md, under "Not yet". */
    static List<String> nothingLeftForLater(SourceFile source) {
        List<String> findings = new ArrayList<>();
        for (int line = 0; line < source.lines().size(); line++) {
            if (source.lines().get(line).matches(".*\\b(TODO|FIXME|XXX)\\b.*")) {
                findings.add(source.at(line, "leaves something for later: do it, or name it in CHANGELOG.md"));
            }
        }
        return findings;
    }

    /** Whoever is refused is told by which rule. */
    static List<String> noExceptionWithoutWords(SourceFile source) {
        List<String> findings = new ArrayList<>();
        for (int line = 0; line < source.code().size(); line++) {
            if (source.code().get(line).matches(".*\\bnew \\w*(Exception|Error)\\(\\).*")) {
                findings.add(source.at(line, "an exception without words: name the rule that was broken, and where"));
            }
        }
        return findings;
    }

    /** The core's sources say nothing that CLDC 1.1, or an image without a garbage collector, cannot run. */
    static List<String> language(SourceFile source) {
        List<String> findings = new ArrayList<>();
        for (int line = 0; line < source.code().size(); line++) {
            for (Map.Entry<Pattern, String> rule : FORBIDDEN.entrySet()) {
                Matcher matcher = rule.getKey().matcher(source.code().get(line));
                if (matcher.find()) {
                    findings.add(source.at(line, "'" + matcher.group() + "': " + rule.getValue()));
                }
            }
        }
        return findings;
    }
}

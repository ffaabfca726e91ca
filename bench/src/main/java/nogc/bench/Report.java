package nogc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import nogc.bench.report.Measurement;
import nogc.bench.report.Results;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of codec and engine and tells what they measured: start here. Writes {@code codec.json} and
 * {@code codec.md}; ends with 1 if a row of ours allocates.
 */
public final class Report {
    private static final String USAGE = "usage: Report [-q] [-c CONTENDERS] [-d DIRECTORY] [BENCHMARK-REGEX]\n"
            + "  -q  one short process for each value, for development, instead of five\n"
            + "  -c  of copy, ours, netty, hivemq, paho only those, with commas between\n"
            + "  -d  where codec.json and codec.md go, default bench/target/results";

    private Effort effort = Effort.FULL;
    private String[] contenders = {};
    private Path directory = Path.of("bench", "target", "results");
    private Pattern include = Pattern.compile("");

    private Report() {
    }

    /**
     * Runs.
     *
     * @param arguments see the usage text
     */
    public static void main(String[] arguments) {
        Report report = new Report();
        try {
            if (!report.understands(arguments)) {
                System.err.println(USAGE);
                System.exit(2);
            }
            if (Plan.matching(report.include).isEmpty()) {
                System.err.println("bench: no benchmark matches " + report.include);
                System.exit(2);
            }
            System.exit(report.run() ? 0 : 1);
        } catch (PatternSyntaxException e) {
            System.err.println("bench: not a regular expression: " + e.getPattern());
            System.exit(2);
        } catch (IOException | RunnerException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(1);
        }
    }

    private boolean understands(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("-q")) {
                effort = Effort.QUICK;
            } else if (arguments[i].equals("-c") && i + 1 < arguments.length) {
                contenders = arguments[++i].split(",");
            } else if (arguments[i].equals("-d") && i + 1 < arguments.length) {
                directory = Path.of(arguments[++i]);
            } else if (arguments[i].startsWith("-")) {
                return false;
            } else {
                include = Pattern.compile(arguments[i]);
            }
        }
        return true;
    }

    private boolean run() throws IOException, RunnerException {
        List<Measurement> measurements = new ArrayList<>();
        for (Plan plan : Plan.matching(include)) {
            measurements.addAll(effort.run(plan, VerboseMode.NORMAL, contenders));
        }
        Results results = new Results("codec", "Codec and engine",
                effort == Effort.QUICK ? "make bench" : "make bench-full", Machine.line(), effort.quality(),
                measurements);
        results.write(directory);
        CodecTable table = new CodecTable(results);
        String text = text(results, table);
        Files.writeString(directory.resolve("codec.md"), text);
        System.out.println(text);
        return table.allocating().isEmpty();
    }

    private String text(Results results, CodecTable table) {
        StringBuilder text = new StringBuilder();
        text.append("Machine: ").append(results.machine()).append("\n\n");
        text.append(table.markdown()).append('\n');
        text.append(results.quality()).append(" peer/ours is that of the fastest peer.\n\n");
        for (Goal goal : Goal.ALL) {
            text.append("- ").append(goal.verdict(table)).append('\n');
        }
        text.append('\n');
        List<String> allocating = table.allocating();
        if (allocating.isEmpty()) {
            text.append("Allocation: no row of ours above ").append(CodecTable.ALLOCATION_LIMIT)
                    .append(" B/op, which counts as 0.\n");
        }
        for (String sentence : allocating) {
            text.append("FAILED: ").append(sentence).append('\n');
        }
        return text.toString();
    }
}

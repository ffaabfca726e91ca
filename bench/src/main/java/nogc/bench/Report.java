package nogc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks and tells what they measured: start here. Times are medians of three forks; bytes are what the
 * measuring thread allocated. Writes {@code jmh.json} and {@code report.md}; ends with 1 if a row of ours allocates.
 */
public final class Report {
    private static final String USAGE = "usage: Report [-q] [-d DIRECTORY] [BENCHMARK-REGEX]\n"
            + "  -q  one short fork of each benchmark, for development\n"
            + "  -d  where jmh.json and report.md go, default bench/target";

    private boolean quick;
    private Path directory = Path.of("bench", "target");
    private String include = "nogc\\.bench\\.";

    private Report() {
    }

    /**
     * Runs.
     *
     * @param arguments see the usage text
     */
    public static void main(String[] arguments) {
        Report report = new Report();
        if (!report.understands(arguments)) {
            System.err.println(USAGE);
            System.exit(2);
        }
        try {
            System.exit(report.run() ? 0 : 1);
        } catch (NoBenchmarksException e) {
            System.err.println("bench: no benchmark matches " + report.include);
            System.exit(2);
        } catch (IOException | RunnerException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(1);
        }
    }

    private boolean understands(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("-q")) {
                quick = true;
            } else if (arguments[i].equals("-d") && i + 1 < arguments.length) {
                directory = Path.of(arguments[++i]);
            } else if (arguments[i].startsWith("-")) {
                return false;
            } else {
                include = arguments[i];
            }
        }
        return true;
    }

    private boolean run() throws IOException, RunnerException {
        Files.createDirectories(directory);
        Collection<RunResult> results = new Runner(options().build()).run();
        Table table = new Table(Figure.of(results));
        List<String> allocating = table.allocating();
        String text = text(table, allocating);
        Files.writeString(directory.resolve("report.md"), text);
        System.out.println(text);
        return allocating.isEmpty();
    }

    private ChainedOptionsBuilder options() {
        return new OptionsBuilder()
                .include(include)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(quick ? 1 : 3)
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(quick ? 200 : 500))
                .measurementIterations(1) // a long one, so that JMH's own few kilobytes spread over many operations
                .measurementTime(TimeValue.milliseconds(quick ? 600 : 1500))
                .jvmArgsAppend("-Djmh.executor=CUSTOM", "-Djmh.executor.class=" + EventLoopThreads.class.getName())
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.NORMAL)
                .resultFormat(ResultFormatType.JSON)
                .result(directory.resolve("jmh.json").toString());
    }

    private String text(Table table, List<String> allocating) {
        StringBuilder text = new StringBuilder();
        text.append("Machine: ").append(Machine.line()).append("\n\n");
        text.append(table.markdown()).append('\n');
        text.append(quick ? "One short fork: only good to compare while developing." : "Medians of 3 forks.");
        text.append(" peer/ours is that of the fastest peer.\n\n");
        for (Goal goal : Goal.ALL) {
            text.append("- ").append(goal.verdict(table)).append('\n');
        }
        text.append('\n');
        if (allocating.isEmpty()) {
            text.append("Allocation: no row of ours above ").append(Table.ALLOCATION_LIMIT).append(" B/op.\n");
        }
        for (String sentence : allocating) {
            text.append("FAILED: ").append(sentence).append('\n');
        }
        return text.toString();
    }
}

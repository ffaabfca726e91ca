package nogc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nogc.bench.report.Interval;
import nogc.bench.report.MarkdownTable;
import nogc.bench.report.Measurement;
import nogc.bench.report.Results;
import nogc.bench.report.Samples;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Guards the codec's speed: measures it and HiveMQ's, which is code of the same kind, in turn in several rounds, and
 * holds the ratio of both against a baseline. Only a ratio whose whole interval lies above that of the baseline, and by
 * more than a tolerance, is a loss: the noise of this very run widens the interval. Absolute times are never compared.
 */
public final class Check {
    private static final String SUITE = "baseline";
    private static final String PEER = "HiveMQ";
    private static final int ROUNDS = 5;
    /** A loss below this is none: machines differ in how they treat two codecs. */
    private static final double TOLERANCE = 1.10;

    private Check() {
    }

    /**
     * Runs.
     *
     * @param arguments directory of {@code baseline.json}, and {@code --accept} to write it anew
     * @throws IOException if the baseline cannot be read or written
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] arguments) throws IOException, RunnerException {
        boolean accept = arguments.length == 2 && arguments[1].equals("--accept");
        if (arguments.length == 0 || arguments.length > 1 && !accept) {
            System.err.println("usage: Check DIRECTORY-OF-BASELINE [--accept]");
            System.exit(2);
        }
        Path directory = Path.of(arguments[0]);
        Path file = directory.resolve(SUITE + ".json");
        if (!accept && !Files.exists(file)) {
            System.err.println("bench-check: " + file + " is missing; make it on a quiet machine: "
                    + "make bench-check ACCEPT=--accept");
            System.exit(2);
        }
        Results measured = measure();
        if (accept) {
            System.out.println("accepted: " + measured.write(directory));
            return;
        }
        Results baseline = Results.read(file);
        System.out.println(table(baseline, measured));
        List<String> losses = losses(baseline, measured);
        losses.forEach(loss -> System.out.println("LOST: " + loss));
        System.exit(losses.isEmpty() ? 0 : 1);
    }

    private static Results measure() throws RunnerException {
        Map<List<String>, List<List<Double>>> values = new LinkedHashMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            System.out.println("round " + round + " of " + ROUNDS + "…");
            for (Plan plan : Plan.onHeap()) {
                for (Measurement one : Effort.ROUND.run(plan, VerboseMode.SILENT, "ours", "hivemq")) {
                    if (one.metric().equals(CodecTable.TIME)) {
                        values.computeIfAbsent(List.of(one.row(), one.contender()), key -> new ArrayList<>())
                                .addAll(one.samples().processes());
                    }
                }
            }
        }
        List<Measurement> measurements = new ArrayList<>();
        values.forEach((key, processes) -> measurements.add(
                new Measurement(key.get(0), key.get(1), CodecTable.TIME, "ns", new Samples(processes))));
        return new Results(SUITE, "Baseline of the codec", "make bench-check", Machine.line(),
                ROUNDS + " rounds in turn; only ratios are compared.", measurements);
    }

    /** Time of ours as a part of the peer's. */
    static Interval ratio(Results results, String row) {
        return results.samples(row, "ours", CodecTable.TIME).orElseThrow()
                .over(results.samples(row, PEER, CodecTable.TIME).orElseThrow());
    }

    /** One sentence for each row that lost. */
    static List<String> losses(Results baseline, Results measured) {
        List<String> losses = new ArrayList<>();
        for (String row : baseline.rows()) {
            if (!measured.rows().contains(row)) {
                losses.add(row + ": not measured any more; accept a new baseline if that is meant");
                continue;
            }
            Interval before = ratio(baseline, row);
            Interval now = ratio(measured, row);
            if (now.low() > before.high() * TOLERANCE) {
                losses.add(String.format(Locale.ROOT, "%s: %s of %s's time, it was %s", row, now.text(), PEER,
                        before.text()));
            }
        }
        return losses;
    }

    private static String table(Results baseline, Results measured) {
        MarkdownTable table = new MarkdownTable("time of ours / " + PEER + "'s", "baseline", "now");
        for (String row : measured.rows()) {
            table.add(row, baseline.rows().contains(row) ? ratio(baseline, row).text() : "–",
                    ratio(measured, row).text());
        }
        return "baseline of " + baseline.machine() + "\nnow on " + measured.machine() + "\n\n" + table.text();
    }
}

package nogc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nogc.bench.report.Collect;
import nogc.bench.report.Interval;
import nogc.bench.report.MarkdownTable;
import nogc.bench.report.Measurement;
import nogc.bench.report.Results;

/**
 * Writes the tables of README.md from the results that the report is made of: what stands between
 * {@code <!-- measured: SUITE -->} and {@code <!-- end -->} is replaced. Quick results are refused.
 */
public final class ReadmeTables {
    private static final String BEGIN = "<!-- measured: ";
    private static final String END = "<!-- end -->";
    private static final List<String> CODEC_ROWS = List.of("encode PUBLISH 3.1.1", "decode PUBLISH 3.1.1",
            "encode PUBLISH 5", "decode PUBLISH 5");
    private static final List<String> VARIANTS =
            List.of("", ", to a socket", ", from a socket", ", 64 mixed, to a socket", ", 64 mixed, from a socket");
    /** Suites with many contenders, which get a column each. */
    private static final Set<String> WIDE = Set.of("end-to-end", "end-to-end-sizes", "end-to-end-tls", "counting",
            "counting-sizes", "receive", "receive-sizes");
    private static final String LATENCY = "latency";
    private static final Set<String> PERCENTILES = Set.of("50", "99", "99.9", "99.99");
    /** What README leaves to the report. */
    private static final Set<String> BESIDE = Set.of("memory (RSS)", "collections");
    private static final String MISSING = "missing or doubled";

    private ReadmeTables() {
    }

    /**
     * Writes.
     *
     * @param arguments directory of the results, the README
     * @throws IOException if they cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: ReadmeTables DIRECTORY-OF-RESULTS README");
            System.exit(2);
        }
        Path readme = Path.of(arguments[1]);
        String text = Files.readString(readme);
        List<Results> all = new ArrayList<>();
        List<String> stay = new ArrayList<>();
        for (String suite : suites(text)) {
            Path file = Path.of(arguments[0]).resolve(suite + ".json");
            Results results = Files.exists(file) ? Results.read(file) : null;
            if (results == null || isQuick(results)) {
                stay.add(suite);
            } else {
                all.add(results);
            }
        }
        if (!stay.isEmpty()) {
            System.err.println("readme: not measured, or only quickly, so these tables stay: "
                    + String.join(", ", stay));
        }
        Files.writeString(readme, rewritten(text, all));
    }

    private static List<String> suites(String readme) {
        List<String> suites = new ArrayList<>();
        for (int at = readme.indexOf(BEGIN); at >= 0; at = readme.indexOf(BEGIN, at + 1)) {
            suites.add(readme.substring(at + BEGIN.length(), readme.indexOf(" -->", at)));
        }
        return suites;
    }

    /** The README with the tables of these results in place of those that it had. */
    static String rewritten(String readme, List<Results> all) {
        String text = readme;
        for (Results results : all) {
            if (isQuick(results)) {
                throw new IllegalArgumentException(results.suite() + " was measured quickly: run make bench-full");
            }
            String begin = BEGIN + results.suite() + " -->\n";
            int from = text.indexOf(begin);
            int to = text.indexOf(END, from);
            if (from < 0 || to < 0) {
                throw new IllegalArgumentException("no place for " + results.suite());
            }
            text = text.substring(0, from + begin.length()) + block(results) + text.substring(to);
        }
        return text;
    }

    private static boolean isQuick(Results results) {
        return results.quality().startsWith("QUICK");
    }

    private static String block(Results results) {
        String suite = results.suite();
        String table = suite.equals("codec") ? codec(results)
                : WIDE.contains(suite) || suite.equals(LATENCY) ? wide(results) : Collect.table(results);
        return "`" + results.command() + "` on " + results.machine() + ". " + results.quality() + "\n\n" + table;
    }

    /** A line for each row and metric, a column for each contender. */
    private static String wide(Results results) {
        List<String> contenders = results.measurements().stream().map(Measurement::contender).distinct().toList();
        List<String> heads = new ArrayList<>(List.of(results.title()));
        heads.addAll(contenders);
        MarkdownTable table = new MarkdownTable(heads.toArray(String[]::new));
        Set<String> lines = new LinkedHashSet<>();
        for (Measurement one : results.measurements()) {
            boolean latency = results.suite().equals(LATENCY);
            String name = latency ? one.metric() + ", p" + one.row() : one.row() + ": " + one.metric();
            String line = name + ", " + one.unit();
            boolean shown = !BESIDE.contains(one.metric()) && (!latency || PERCENTILES.contains(one.row()));
            if (shown && lines.add(line) && (!one.metric().equals(MISSING) || isMissing(results, one.row()))) {
                List<String> cells = new ArrayList<>(List.of(line));
                contenders.forEach(who -> cells.add(results.samples(one.row(), who, one.metric())
                        .map(samples -> samples.interval().text()).orElse("–")));
                table.add(cells.toArray(String[]::new));
            }
        }
        return table.text();
    }

    private static boolean isMissing(Results results, String row) {
        return results.measurements().stream().filter(one -> one.row().equals(row) && one.metric().equals(MISSING))
                .anyMatch(one -> one.samples().interval().high() > 0);
    }

    private static String codec(Results results) {
        CodecTable figures = new CodecTable(results);
        MarkdownTable table = new MarkdownTable("ns (bytes allocated)", "copy", "ours", "Netty", "HiveMQ", "Paho",
                "best other / ours");
        for (String row : CODEC_ROWS) {
            for (String variant : VARIANTS) {
                if (results.rows().contains(row + variant)) {
                    table.add(row + variant, figures.cell(row + variant, "copy"), figures.cell(row + variant, "ours"),
                            figures.cell(row + variant, "Netty"), figures.cell(row + variant, "HiveMQ"),
                            figures.cell(row + variant, "Paho"), ratio(figures.overBestPeer(row + variant)));
                }
            }
        }
        return table.text();
    }

    private static String ratio(Optional<Interval> ratio) {
        return ratio.map(Interval::text).orElse("–");
    }
}

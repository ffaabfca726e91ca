package nogc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nogc.bench.report.Collect;
import nogc.bench.report.Interval;
import nogc.bench.report.MarkdownTable;
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
            List.of("", ", 64 mixed", ", to a socket", ", from a socket", ", 64 mixed, to a socket",
                    ", 64 mixed, from a socket");

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
        for (String suite : suites(text)) {
            Path file = Path.of(arguments[0]).resolve(suite + ".json");
            if (!Files.exists(file)) {
                System.err.println("readme: " + file + " is missing; its table stays as it is");
                continue;
            }
            all.add(Results.read(file));
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
            if (results.quality().startsWith("QUICK")) {
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

    private static String block(Results results) {
        String table = results.suite().equals("codec") ? codec(results) : Collect.table(results);
        return "`" + results.command() + "` on " + results.machine() + ". " + results.quality() + "\n\n" + table;
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

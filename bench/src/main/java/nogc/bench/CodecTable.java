package nogc.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nogc.bench.report.Interval;
import nogc.bench.report.MarkdownTable;
import nogc.bench.report.Results;
import nogc.bench.report.Samples;

/** The times and allocations of codec and engine in rows and columns, and what follows from them. */
final class CodecTable {
    /** Name of the metric of time, nanoseconds for an operation. */
    static final String TIME = "time";
    /** Name of the metric of allocation, bytes for an operation. */
    static final String ALLOCATED = "allocated";
    /**
     * The most that a row of ours may allocate, bytes per operation, and what counts as 0: above what JMH reads on code
     * that allocates nothing.
     */
    static final double ALLOCATION_LIMIT = 0.01;

    private static final List<String> PEERS = List.of("Netty", "HiveMQ", "Paho");

    private final Results results;

    CodecTable(Results results) {
        this.results = results;
    }

    /** Time of ours as a multiple of that of a mere copy. */
    Optional<Interval> overCopy(String row) {
        return time(row, "ours").flatMap(ours -> time(row, "copy").map(ours::over));
    }

    /** How many times faster than the best peer we are. */
    Optional<Interval> overBestPeer(String row) {
        return PEERS.stream().flatMap(peer -> time(row, peer).stream()).min(Comparator.comparing(Samples::median))
                .flatMap(best -> time(row, "ours").map(best::over));
    }

    private Optional<Samples> time(String row, String contender) {
        return results.samples(row, contender, TIME);
    }

    /** One sentence for each row of ours that allocates. */
    List<String> allocating() {
        List<String> sentences = new ArrayList<>();
        for (String row : results.rows()) {
            double bytes = results.samples(row, "ours", ALLOCATED).map(Samples::median).orElse(0.0);
            if (bytes > ALLOCATION_LIMIT) {
                sentences.add(String.format(Locale.ROOT, "%s: ours allocates %.3f B/op, more than %.2f", row, bytes,
                        ALLOCATION_LIMIT));
            }
        }
        return sentences;
    }

    /** The table as Markdown. */
    String markdown() {
        MarkdownTable table = new MarkdownTable("ns/op, B/op", "copy", "ours", "Netty", "HiveMQ", "Paho", "ours/copy",
                "peer/ours");
        for (String row : results.rows()) {
            table.add(row, cell(row, "copy"), cell(row, "ours"), cell(row, "Netty"), cell(row, "HiveMQ"),
                    cell(row, "Paho"), times(overCopy(row)), times(overBestPeer(row)));
        }
        return table.text();
    }

    /** "time, bytes" of one contender. */
    String cell(String row, String contender) {
        return time(row, contender).map(time -> Interval.number(time.median()) + ", "
                + results.samples(row, contender, ALLOCATED).map(CodecTable::bytes).orElse("?")).orElse("–");
    }

    private static String bytes(Samples bytes) {
        double median = bytes.median();
        return median <= ALLOCATION_LIMIT ? "0" : String.format(Locale.ROOT, median < 1 ? "%.3f" : "%.0f", median);
    }

    static String times(Optional<Interval> ratio) {
        return ratio.map(interval -> interval.text() + " ×").orElse("–");
    }
}

package nogc.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nogc.bench.report.Interval;

/**
 * A number that this project set out to reach, and whether a run reached it. A goal that is missed does not fail the
 * run: times depend on the machine.
 *
 * @param text what is to be reached
 * @param row in which row
 * @param againstCopy whether ours is held against the copy (at most the bound) or the best peer (at least the bound)
 * @param bound the multiple
 */
record Goal(String text, String row, boolean againstCopy, double bound) {
    static final List<Goal> ALL = List.of(
            new Goal("encode PUBLISH 3.1.1 in at most 3.5 × a mere copy", "encode PUBLISH 3.1.1", true, 3.5),
            new Goal("encode PUBLISH 3.1.1 at least 7 × faster than the best peer", "encode PUBLISH 3.1.1", false, 7),
            new Goal("decode PUBLISH 3.1.1 at least 4 × faster than the best peer", "decode PUBLISH 3.1.1", false, 4),
            new Goal("encode PUBLISH 5 at least 5 × faster than the best peer", "encode PUBLISH 5", false, 5),
            new Goal("decode PUBLISH 5 at least 4 × faster than the best peer", "decode PUBLISH 5", false, 4));

    /** One line: reached, missed or not measured, and the multiple measured. */
    String verdict(CodecTable table) {
        Optional<Interval> measured = againstCopy ? table.overCopy(row) : table.overBestPeer(row);
        if (measured.isEmpty()) {
            return String.format(Locale.ROOT, "not measured  %s", text);
        }
        double middle = measured.get().middle();
        boolean reached = againstCopy ? middle <= bound : middle >= bound;
        return String.format(Locale.ROOT, "%-12s  %s: %s", reached ? "reached" : "MISSED", text,
                CodecTable.times(measured));
    }
}

package nogc.samples.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of a run, and whether each is as it must be. */
final class Verdict {
    private record Line(String name, String figure, String complaint) {
    }

    private final List<Line> lines = new ArrayList<>();

    /** Adds a figure that is for information only. */
    Verdict note(String name, String figure) {
        lines.add(new Line(name, figure, null));
        return this;
    }

    /** Adds a number that must be exactly so. */
    Verdict exactly(String name, long expected, long found) {
        lines.add(new Line(name, number(found), found == expected ? null : "must be " + number(expected)));
        return this;
    }

    /** Adds a number that must not be lower. */
    Verdict atLeast(String name, long minimum, long found) {
        lines.add(new Line(name, number(found), found >= minimum ? null : "must be at least " + number(minimum)));
        return this;
    }

    /** Adds events that must have come in exactly this order. */
    Verdict inOrder(String name, List<String> expected, List<String> found) {
        String complaint = found.equals(expected) ? null : "must be " + String.join(", ", expected);
        lines.add(new Line(name, found.isEmpty() ? "none" : String.join(", ", found), complaint));
        return this;
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** @return whether every figure is as it must be */
    boolean isGood() {
        return lines.stream().allMatch(line -> line.complaint == null);
    }

    /** @return one line for each figure, and the outcome */
    String report() {
        int nameWidth = lines.stream().mapToInt(line -> line.name.length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            String complaint = line.complaint == null ? "" : "   <-- " + line.complaint;
            text.append("  ").append(line.name).append(" ".repeat(nameWidth - line.name.length() + 2))
                    .append(line.figure).append(complaint).append('\n');
        }
        long wrong = lines.stream().filter(line -> line.complaint != null).count();
        String outcome = wrong == 0 ? "All is as it must be." : "Off: " + wrong + " of " + lines.size() + " figures.";
        return text + "\n  " + outcome + '\n';
    }
}

package nogc.mqtt.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code make conformance}: prints how many clauses are proven, per chapter, and writes CONFORMANCE.md with every row. */
public final class ConformanceReport {
    private static final List<String> STATES = List.of(Coverage.PROVEN, "not testable", "open", Coverage.MISSING);

    private ConformanceReport() {
    }

    /**
     * Writes the report and prints what is missing, which fails {@link ConformanceTest}.
     *
     * @param words the file to write
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] words) throws IOException {
        Coverage coverage = Coverage.ofThisTree();
        Files.writeString(Path.of(words[0]), document(coverage));
        System.out.print(summary(coverage));
        coverage.missing().forEach(row -> System.out.println("missing  " + row));
    }

    /** A table of numbers. */
    static String summary(Coverage coverage) {
        StringBuilder out = new StringBuilder("| |");
        StringBuilder rule = new StringBuilder("|---|");
        for (String state : STATES) {
            out.append(' ').append(state).append(" |");
            rule.append("---|");
        }
        out.append('\n').append(rule).append('\n');
        int[] totals = new int[STATES.size()];
        for (Map.Entry<String, Map<String, Integer>> chapter : coverage.perChapter().entrySet()) {
            out.append("| MQTT ").append(chapter.getKey()).append(" |");
            for (int i = 0; i < totals.length; i++) {
                int count = chapter.getValue().getOrDefault(STATES.get(i), 0);
                totals[i] += count;
                out.append(' ').append(count).append(" |");
            }
            out.append('\n');
        }
        out.append("| all |");
        for (int total : totals) {
            out.append(' ').append(total).append(" |");
        }
        return out.append('\n').toString();
    }

    /** The whole of CONFORMANCE.md. */
    static String document(Coverage coverage) {
        StringBuilder out = new StringBuilder("""
                # Conformance

                Every clause of MQTT 3.1.1 and 5.0 that binds or concerns a client, every rule of MQTT-SN 1.2, and the test
                that proves it. Written by `make conformance` from `src/test/resources/conformance` and the tests' own claims;
                a test fails when a clause has none, and when this file is out of date. `TRAP-` marks rules of the prose
                without a number, `SN-D-` what real gateways do.

                """);
        out.append(summary(coverage)).append("\n| clause | requirement | proven by |\n|---|---|---|\n");
        for (Manifest.Row row : coverage.rows()) {
            String state = coverage.state(row);
            List<String> proofs = coverage.proofs(row);
            String by = state.equals(Coverage.PROVEN) ? String.join(", ", proofs.subList(0, Math.min(3, proofs.size())))
                    + (proofs.size() > 3 ? " and " + (proofs.size() - 3) + " more" : "") : "**" + state + "**";
            out.append("| ").append(row.id()).append(" | ").append(row.requirement().replace("|", "\\|"))
                    .append(" | ").append(by).append(" |\n");
        }
        return out.toString();
    }
}

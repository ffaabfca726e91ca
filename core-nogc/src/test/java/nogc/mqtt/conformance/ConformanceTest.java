package nogc.mqtt.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The guard: no clause without a test, no test with an unknown clause, and CONFORMANCE.md says what is so. */
class ConformanceTest {
    /** Rows with little to test in a client; only these may be excused as not testable. */
    private static final Set<String> HARDLY_TESTABLE = Set.of(
        "5.0:MQTT-3.1.2-22", "5.0:MQTT-3.1.2-28", "5.0:MQTT-3.1.3-5", "5.0:MQTT-3.1.3-10", "5.0:MQTT-3.1.4-1",
        "5.0:MQTT-3.2.2-22", "5.0:MQTT-3.3.1-12", "5.0:MQTT-3.3.1-13", "5.0:MQTT-3.3.2-4", "5.0:MQTT-3.3.2-6",
        "5.0:MQTT-3.3.2-15", "5.0:MQTT-3.3.2-16", "5.0:MQTT-3.3.2-17", "5.0:MQTT-3.3.2-20", "5.0:MQTT-3.8.4-8",
        "5.0:MQTT-4.6.0-5", "5.0:MQTT-4.8.2-6", "5.0:MQTT-4.13.1-1", "3.1.1:MQTT-3.1.2-24", "3.1.1:MQTT-3.1.3-5",
        "3.1.1:MQTT-3.1.4-1", "3.1.1:MQTT-3.3.1-8", "3.1.1:MQTT-3.3.1-9", "3.1.1:MQTT-3.3.5-2", "3.1.1:MQTT-3.8.4-6",
        "3.1.1:MQTT-4.6.0-6");

    @Test
    void everyClauseHasATest() throws IOException {
        List<String> missing = Coverage.ofThisTree().missing();
        assertEquals(List.of(), missing, "clauses without a test: tie one by @Clause or a transcript's '# clauses:'");
    }

    @Test
    void noTestNamesAClauseThatIsNotInTheManifest() throws IOException {
        assertEquals(Set.of(), Coverage.ofThisTree().unknown(), "misspelt, or of a draft with other numbers");
    }

    @Test
    void nothingIsOpenAndOnlyHardlyTestableRowsAreExcused() throws IOException {
        for (Manifest.Exception exception : Manifest.exceptions().values()) {
            boolean excused = exception.state().equals("not testable") && (HARDLY_TESTABLE.contains(exception.id())
                    || Manifest.untestable().contains(exception.id()));
            assertTrue(excused, exception.id() + " may not be " + exception.state());
        }
        assertEquals(Set.of(), Coverage.ofThisTree().needlessExceptions(), "proven by now: take it out of exceptions.tsv");
    }

    @Test
    void theManifestHasEveryRowOnce() {
        List<Manifest.Row> rows = Manifest.rows();
        assertEquals(123, rows.stream().filter(row -> row.id().startsWith("3.1.1:MQTT-")).count());
        assertEquals(218, rows.stream().filter(row -> row.id().startsWith("5.0:MQTT-")).count());
        assertEquals(202, rows.stream().filter(row -> row.id().startsWith("SN-")).count());
        assertEquals(rows.size(), rows.stream().map(Manifest.Row::id).distinct().count());
    }

    @Test
    void theReportSaysOfEachClauseWhatIsSo() throws IOException {
        assertEquals(withoutNames(ConformanceReport.document(Coverage.ofThisTree())),
            withoutNames(Files.readString(Path.of("CONFORMANCE.md"))), "run: make conformance");
    }

    /** The names of tests come and go; that there is one matters. */
    private static String withoutNames(String document) {
        return document.replaceAll("(?m)\\| [^|*]+ \\|$", "| proven |");
    }

    @Test
    void theGuardSeesAMissingAnUnknownAndANeedlessRow() {
        Coverage coverage = new Coverage(
            List.of(new Manifest.Row("5.0:MQTT-1.0.0-1", "both", "x", "proven"),
                new Manifest.Row("5.0:MQTT-1.0.0-2", "both", "x", "forgotten"),
                new Manifest.Row("5.0:MQTT-6.0.0-1", "both", "x", "excused")),
            Map.of("5.0:MQTT-6.0.0-1", new Manifest.Exception("5.0:MQTT-6.0.0-1", "open", "y"),
                "5.0:MQTT-1.0.0-1", new Manifest.Exception("5.0:MQTT-1.0.0-1", "open", "z")),
            Map.of("5.0:MQTT-1.0.0-1", List.of("ATest"), "5.0:MQTT-9.9.9-9", List.of("BTest")));
        assertEquals(List.of("5.0:MQTT-1.0.0-2  forgotten"), coverage.missing());
        assertEquals(Set.of("5.0:MQTT-9.9.9-9"), coverage.unknown());
        assertEquals(Set.of("5.0:MQTT-1.0.0-1"), coverage.needlessExceptions());
    }
}

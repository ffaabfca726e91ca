package nogc.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    private static final Results RESULTS = new Results("codec", "Codec", "make bench", "a machine", "quick", List.of(
            new Measurement("encode", "ours", "time", "ns",
                    new Samples(List.of(List.of(1.5, 2.5), List.of(3.0)))),
            new Measurement("decode", "paho", "allocated", "B", Samples.ofProcesses(440))));

    @Test
    void whatWasWrittenIsRead(@TempDir Path directory) throws IOException {
        Path file = RESULTS.write(directory.resolve("made"));
        assertEquals("codec.json", file.getFileName().toString());
        assertEquals(RESULTS, Results.read(file));
    }

    @Test
    void aFileOfAnotherKindIsRefused(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("codec.json"), "{\"suite\": 3, \"other\": []}");
        assertThrows(IOException.class, () -> Results.read(file));
    }

    @Test
    void numbersHaveThreeDigitsThatCount() {
        assertEquals("0", Interval.number(0));
        assertEquals("0.007", Interval.number(0.007));
        assertEquals("0.25", Interval.number(0.25));
        assertEquals("7.4", Interval.number(7.4));
        assertEquals("1,248", Interval.number(1248.3));
        assertEquals("7.4 (7.1–7.9)", new Interval(7.4, 7.1, 7.9).text());
        assertEquals("7.4", new Interval(7.4, 7.39, 7.41).text());
    }
}

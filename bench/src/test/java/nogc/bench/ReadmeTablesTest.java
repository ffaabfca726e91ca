package nogc.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import nogc.bench.report.Measurement;
import nogc.bench.report.Results;
import nogc.bench.report.Samples;
import org.junit.jupiter.api.Test;

class ReadmeTablesTest {
    private static final String README = "Before.\n\n<!-- measured: codec -->\nold\n<!-- end -->\n\nAfter.\n";

    private static Results results(String quality) {
        return new Results("codec", "Codec", "make bench-full", "a machine", quality, List.of(
                new Measurement("encode PUBLISH 5", "ours", "time", "ns", Samples.ofProcesses(10)),
                new Measurement("encode PUBLISH 5", "ours", "allocated", "B", Samples.ofProcesses(0)),
                new Measurement("encode PUBLISH 5", "HiveMQ", "time", "ns", Samples.ofProcesses(95)),
                new Measurement("encode PUBLISH 5", "HiveMQ", "allocated", "B", Samples.ofProcesses(63))));
    }

    @Test
    void aTableIsReplacedAndAllElseStays() {
        assertEquals("""
                Before.

                <!-- measured: codec -->
                `make bench-full` on a machine. Medians.

                | ns (bytes allocated) | copy |    ours | Netty |   HiveMQ | Paho | best other / ours |
                | -------------------- | ---: | ------: | ----: | -------: | ---: | ----------------: |
                | encode PUBLISH 5     |    – | 10.0, 0 |     – | 95.0, 63 |    – |               9.5 |
                <!-- end -->

                After.
                """, ReadmeTables.rewritten(README, List.of(results("Medians."))));
    }

    @Test
    void quickResultsAndOnesWithoutAPlaceAreRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> ReadmeTables.rewritten(README, List.of(results("QUICK: one process."))));
        assertThrows(IllegalArgumentException.class,
                () -> ReadmeTables.rewritten("Nothing here.\n", List.of(results("Medians."))));
    }
}

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
    void ofManyContendersEachHasAColumnAndWhatIsMissingIsShownWhereSomethingIs() {
        Results received = new Results("receive", "Receiving", "bench/receive", "a machine", "Medians.", List.of(
                new Measurement("QoS 0", "ours", "rate", "k msg/s", Samples.ofProcesses(600)),
                new Measurement("QoS 0", "ours", "missing or doubled", "messages", Samples.ofProcesses(0)),
                new Measurement("QoS 0", "HiveMQ", "rate", "k msg/s", Samples.ofProcesses(128)),
                new Measurement("QoS 0", "HiveMQ", "collections", "in a run", Samples.ofProcesses(2)),
                new Measurement("QoS 0", "HiveMQ", "missing or doubled", "messages", Samples.ofProcesses(7)),
                new Measurement("QoS 1", "ours", "missing or doubled", "messages", Samples.ofProcesses(0))));
        assertEquals("""
                <!-- measured: receive -->
                `bench/receive` on a machine. Medians.

                | Receiving                           | ours | HiveMQ |
                | ----------------------------------- | ---: | -----: |
                | QoS 0: rate, k msg/s                |  600 |    128 |
                | QoS 0: missing or doubled, messages |    0 |    7.0 |
                <!-- end -->
                """, ReadmeTables.rewritten("<!-- measured: receive -->\n<!-- end -->\n", List.of(received)));
    }

    @Test
    void quickResultsAndOnesWithoutAPlaceAreRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> ReadmeTables.rewritten(README, List.of(results("QUICK: one process."))));
        assertThrows(IllegalArgumentException.class,
                () -> ReadmeTables.rewritten("Nothing here.\n", List.of(results("Medians."))));
    }
}

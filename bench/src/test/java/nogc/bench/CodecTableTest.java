package nogc.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nogc.bench.report.Measurement;
import nogc.bench.report.Results;
import nogc.bench.report.Samples;
import org.junit.jupiter.api.Test;

class CodecTableTest {
    private static final String ROW = "encode PUBLISH 3.1.1";

    private static CodecTable table(double ourTime, double ourBytes) {
        List<Measurement> measurements = new ArrayList<>();
        add(measurements, "copy", 4, 0);
        add(measurements, "ours", ourTime, ourBytes);
        add(measurements, "Netty", 120, 46.2);
        add(measurements, "HiveMQ", 80, 62);
        add(measurements, "Paho", 110, 440);
        return new CodecTable(results(measurements));
    }

    private static void add(List<Measurement> measurements, String contender, double time, double bytes) {
        measurements.add(new Measurement(ROW, contender, CodecTable.TIME, "ns", Samples.ofProcesses(time)));
        measurements.add(
                new Measurement(ROW, contender, CodecTable.ALLOCATED, "B", Samples.ofProcesses(bytes)));
    }

    private static Results results(List<Measurement> measurements) {
        return new Results("codec", "Codec", "make bench", "a machine", "quick", measurements);
    }

    @Test
    void aRowOfOursThatAllocatesIsNamed() {
        assertEquals(List.of("encode PUBLISH 3.1.1: ours allocates 0.011 B/op, more than 0.01"),
                table(10, 0.011).allocating());
    }

    @Test
    void noiseOfTheToolAndPeersThatAllocateAreNotNamed() {
        assertEquals(List.of(), table(10, 0.007).allocating());
    }

    @Test
    void ratiosAreAgainstTheCopyAndTheFastestPeer() {
        assertEquals(2.5, table(10, 0).overCopy(ROW).get().middle());
        assertEquals(8, table(10, 0).overBestPeer(ROW).get().middle());
        assertTrue(table(10, 0).overCopy("decode PUBLISH 3.1.1").isEmpty());
    }

    @Test
    void markdownHasOneLineForEachRowMeasured() {
        assertEquals("""
                | ns/op, B/op          |   copy |    ours |   Netty |   HiveMQ |     Paho | ours/copy | peer/ours |
                | -------------------- | -----: | ------: | ------: | -------: | -------: | --------: | --------: |
                | encode PUBLISH 3.1.1 | 4.0, 0 | 10.0, 0 | 120, 46 | 80.0, 62 | 110, 440 |     2.5 × |     8.0 × |
                """, table(10, 0).markdown());
    }

    @Test
    void aGoalIsReachedMissedOrNotMeasured() {
        Goal copy = new Goal("encode", ROW, true, 3.5);
        Goal peer = new Goal("encode", ROW, false, 7);
        assertEquals("reached       encode: 3.5 ×", copy.verdict(table(14, 0)));
        assertEquals("MISSED        encode: 4.0 ×", copy.verdict(table(16, 0)));
        assertEquals("reached       encode: 8.0 ×", peer.verdict(table(10, 0)));
        assertEquals("MISSED        encode: 4.0 ×", peer.verdict(table(20, 0)));
        assertEquals("not measured  encode", peer.verdict(new CodecTable(results(List.of()))));
    }
}

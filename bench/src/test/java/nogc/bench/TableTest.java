package nogc.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final String ROW = "EncodePublish311";

    private static Table table(double ourTime, double ourBytes) {
        return new Table(List.of(
                new Figure(ROW, "limit", 4, 0),
                new Figure(ROW, "ours", ourTime, ourBytes),
                new Figure(ROW, "netty", 120, 46.2),
                new Figure(ROW, "hivemq", 80, 62),
                new Figure(ROW, "paho", 110, 440)));
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
    void ratiosAreAgainstTheLimitAndTheFastestPeer() {
        assertEquals(2.5, table(10, 0).overLimit(ROW).getAsDouble());
        assertEquals(8, table(10, 0).overBestPeer(ROW).getAsDouble());
        assertTrue(table(10, 0).overLimit("DecodePublish311").isEmpty());
    }

    @Test
    void markdownHasOneLineForEachRowMeasured() {
        assertEquals("""
                | ns/op, B/op          |  limit |    ours |   Netty |   HiveMQ |     Paho | ours/limit | peer/ours |
                | -------------------- | -----: | ------: | ------: | -------: | -------: | ---------: | --------: |
                | encode PUBLISH 3.1.1 | 4.0, 0 | 10.0, 0 | 120, 46 | 80.0, 62 | 110, 440 |      2.5 × |     8.0 × |
                """, table(10, 0).markdown());
    }

    @Test
    void aGoalIsReachedMissedOrNotMeasured() {
        Goal limit = new Goal("encode", ROW, true, 3.5);
        Goal peer = new Goal("encode", ROW, false, 7);
        assertEquals("reached       encode: 3.5 ×", limit.verdict(table(14, 0)));
        assertEquals("MISSED        encode: 4.0 ×", limit.verdict(table(16, 0)));
        assertEquals("reached       encode: 8.0 ×", peer.verdict(table(10, 0)));
        assertEquals("MISSED        encode: 4.0 ×", peer.verdict(table(20, 0)));
        assertEquals("not measured  encode", peer.verdict(new Table(List.of())));
    }

    @Test
    void theMedianOfTheForksCounts() {
        assertEquals(3, Figure.median(9, 1, 3));
        assertEquals(2, Figure.median(1, 3));
    }
}

package nogc.javame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nogc.mqtt.edges.ConstructorSweep;
import nogc.mqtt.edges.TimesFound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every size and every time that a user of the Java ME target can hand over, at the edges of its range. */
@Timeout(60)
class EdgesTest {
    private static final String SOURCES = "../src/main/java";

    @Test
    void whateverSizeAConstructorRefusesItNames() {
        ConstructorSweep sweep = new ConstructorSweep().usually("StreamTransport(url)", "socket://host:1")
                .usually("UdpTransport(url)", "datagram://host:1").over(SOURCES);
        assertEquals("", String.join("\n", sweep.faults));
        assertEquals("[RmsFlashRegion(longestMillis), RmsFlashRegion(sectorSize), RmsFlashRegion(sectors),"
                + " StreamTransport(ring), UdpTransport(longest)]", sweep.tried.toString());
    }

    @Test
    void everyTimeIsTriedAtItsEdges() {
        assertEquals("", TimesFound.unaccounted(TimesFound.below(SOURCES), List.of(
                "RmsFlashRegion\\.RmsFlashRegion\\(longestMillis\\)", "StreamTransport\\.await\\(millis\\)",
                "UdpTransport\\.await\\(millis\\)", // waits as that of StreamTransport does
                "WallClock\\.beforeSleep\\(millis\\)"))); // here
    }

    @Test
    void theTimesOfARegionNeverOverflow() {
        RmsFlashRegion slowest = new RmsFlashRegion("log", 2, 64, 1000000);
        assertEquals(1000000000, slowest.longestProgramMicros());
        assertEquals(1000000, slowest.longestEraseMillis());
    }

    @Test
    void waitingForAnyTimeReturnsAtOnceOrWhenItIsWoken() throws Exception {
        StreamTransport transport = new StreamTransport("socket://host:1", 16);
        for (int millis : new int[] {0, -1, Integer.MIN_VALUE}) {
            transport.await(millis, true);
        }
        Thread waiting = new Thread(() -> {
            try {
                transport.await(Integer.MAX_VALUE, true);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        waiting.start();
        waiting.join(100);
        assertTrue(waiting.isAlive(), "it did not wait");
        transport.wake();
        waiting.join();
    }

    @Test
    void aSleepOfAnyLengthIsTimeThatPassed() {
        for (int millis : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            WallClock clock = new WallClock(1000, 0);
            assertEquals(millis, clock.beforeSleep(millis));
            int slept = Math.max(0, millis);
            assertEquals(slept, clock.at(slept));
            assertEquals(slept + 1000, clock.at(slept + 60_000L), "not believed: nobody slept");
            assertEquals(1, clock.stepsForward());
        }
    }
}

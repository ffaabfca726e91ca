package nogc.javame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The time of day jumps; the clock made of it does not. */
class WallClockTest {
    private static final long NOW = 1_800_000_000_000L;

    private final WallClock clock = new WallClock(1000, NOW);

    @Test
    void theClockGoesWithTheTimeOfDay() {
        assertEquals(0, clock.at(NOW));
        assertEquals(400, clock.at(NOW + 400));
        assertEquals(1400, clock.at(NOW + 1400));
        assertEquals(0, clock.stepsForward() + clock.stepsBack());
    }

    @Test
    void aStepBackIsIgnoredAndTheClockGoesOnFromThere() {
        clock.at(NOW + 400);
        assertEquals(400, clock.at(NOW - 3_600_000));
        assertEquals(500, clock.at(NOW - 3_600_000 + 100));
        assertEquals(1, clock.stepsBack());
    }

    @Test
    void aStepForwardIsCutToItsBoundAndCounted() {
        long later = NOW + 20L * 365 * 86_400_000; // as when the network tells a device the year
        assertEquals(1000, clock.at(later));
        assertEquals(1007, clock.at(later + 7));
        assertEquals(1, clock.stepsForward());
    }

    @Test
    void aStepAsLongAsTheSleepThatWasAskedForIsBelieved() {
        assertEquals(600_000, clock.beforeSleep(600_000));
        assertEquals(600_900, clock.at(NOW + 600_900), "and the bound beyond");
        assertEquals(0, clock.stepsForward());
        assertEquals(601_900, clock.at(NOW + 700_000), "a sleep counts once");
        assertEquals(1, clock.stepsForward());
    }

    @Test
    void aSleepMayBeLookedAtInBetweenAndBeCutShort() {
        clock.beforeSleep(600_000);
        assertEquals(200_000, clock.at(NOW + 200_000));
        assertEquals(600_000, clock.at(NOW + 600_000));
        clock.beforeSleep(600_000);
        assertEquals(600_010, clock.at(NOW + 600_010));
        clock.beforeSleep(20); // input woke it, and it sleeps anew
        assertEquals(601_030, clock.at(NOW + 9_000_000));
        assertEquals(1, clock.stepsForward());
    }

    @Test
    void aClockThatIsSetDuringASleepCostsAtMostTheSleepAndTheBound() {
        clock.beforeSleep(5000);
        assertEquals(6000, clock.at(NOW + 20L * 365 * 86_400_000));
        assertEquals(1, clock.stepsForward());
    }

    @Test
    void everyLengthOfASleepIsTaken() {
        for (int millis : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            WallClock fresh = new WallClock(1000, NOW);
            assertEquals(millis, fresh.beforeSleep(millis));
            assertEquals(1000, fresh.at(NOW + 1000));
            long all = Math.max(0L, millis);
            fresh.beforeSleep(millis);
            assertEquals((int) (all + 2000), fresh.at(NOW + 1000 + (1L << 40)));
        }
    }

    @Test
    void theClockWrapsAround() {
        WallClock old = new WallClock(Integer.MAX_VALUE, NOW);
        old.at(NOW + Integer.MAX_VALUE);
        assertEquals(Integer.MIN_VALUE + 9, old.at(NOW + Integer.MAX_VALUE + 10L));
    }

    @Test
    void itShowsTheTimeOfThisMachine() throws InterruptedException {
        WallClock real = new WallClock();
        int before = real.millis();
        Thread.sleep(20);
        int passed = real.millis() - before;
        assertTrue(passed >= 19 && passed < 10_000, passed + " ms");
    }
}

package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is tried is kept where it costs no rate, and left where it does. */
class RateTrialTest {
    private final RateTrial trial = new RateTrial();
    private final Random random = new Random(6);

    /** Measures so often what comes on and off, up to a quarter more or less; in how many of them it was on. */
    private int measure(int times, int on, int off) {
        int count = 0;
        for (int i = 0; i < times; i++) {
            boolean isOn = trial.isOn();
            count += isOn ? 1 : 0;
            int rate = isOn ? on : off;
            trial.measured(rate - rate / 4 + random.nextInt(rate / 2));
        }
        return count;
    }

    @Test
    void isOnAtFirst() {
        assertTrue(trial.isOn());
    }

    /** In how many of 10,240 measurements it is on, once some have told what comes on and off. */
    private void assertOn(int expected, int tolerance, int on, int off) {
        measure(320, on, off);
        int count = measure(10_240, on, off);
        assertTrue(Math.abs(count - expected) <= tolerance, "on " + count + " times, not " + expected);
    }

    @Test
    void whatCostsNoRateIsOnAllButOneTimeOfThirtyTwo() {
        assertOn(9_920, 320, 1_000_000, 1_000_000);
        assertOn(9_920, 0, 1_500_000, 1_000_000);
    }

    @Test
    void whatCostsAThirdOfItIsOffAllButOneTimeOfThirtyTwo() {
        assertOn(320, 32, 666_000, 1_000_000);
        assertOn(320, 0, 400_000, 1_000_000);
    }

    @Test
    void theBetterRateIsKnown() {
        assertEquals(0, trial.best());
        for (int i = 0; i < 320; i++) {
            trial.measured(trial.isOn() ? 4_000 : 5_000);
        }
        assertEquals(5_000, trial.best());
    }

    @Test
    void changesItsMindWhenTheOtherSideDoes() {
        measure(320, 400_000, 1_000_000);
        measure(640, 400_000, 400_000);
        assertEquals(310, measure(320, 400_000, 400_000), 10);
        measure(640, 100_000, 400_000);
        assertEquals(10, measure(320, 100_000, 400_000), 10);
    }

    @Test
    void ratesOfAnySizeAreCompared() {
        for (int rate = 16; rate < 1 << 30; rate <<= 2) {
            measure(640, rate / 2, rate);
            assertEquals(10, measure(320, rate / 2, rate), 10, "at " + rate);
        }
    }
}

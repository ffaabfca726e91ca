package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The way with the best rate is kept to, each rate weighed, and the others are tried in turn. */
class RateTrialTest {
    private static final int PART = 320;
    private final RateTrial trial = new RateTrial(9, 8, 6);
    private final Random random = new Random(6);

    /** Measures so often what comes each way, up to a quarter more or less; how often each was taken. */
    private int[] measure(int times, int... rates) {
        int[] counts = new int[3];
        for (int i = 0; i < times; i++) {
            int way = trial.way();
            counts[way]++;
            trial.measured(rates[way] - rates[way] / 4 + random.nextInt(rates[way] / 2));
        }
        return counts;
    }

    @Test
    void theFirstWayIsTheFirst() {
        assertEquals(0, trial.way());
    }

    /** That one way is taken all but once of 32 times, once some have told what comes each way, and which others. */
    private void assertTakes(int way, int tolerance, int... rates) {
        measure(2 * PART, rates);
        int[] counts = measure(10_240, rates);
        for (int i = 0; i < 3; i++) {
            assertEquals(i == way ? 9_920 : 160, counts[i], tolerance, "way " + i);
        }
    }

    @Test
    void theBestIsTakenAllButOneTimeOfThirtyTwo() {
        assertTakes(0, 0, 1_500_000, 1_000_000, 1_000_000);
        assertTakes(1, 0, 600_000, 1_000_000, 900_000);
        assertTakes(2, 0, 600_000, 1_000_000, 2_000_000);
    }

    @Test
    void ofEqualRatesTheOneWithTheLargestWeightIsTaken() {
        assertTakes(0, 320, 1_000_000, 1_000_000, 1_000_000);
    }

    @Test
    void aThirdOfTheRateLessIsTooDearForTheFirst() {
        assertTakes(1, 160, 666_000, 1_000_000, 1_000_000);
    }

    @Test
    void aFifthMoreIsTooLittleForTheThird() {
        assertTakes(1, 320, 600_000, 1_000_000, 1_150_000);
        assertTakes(2, 320, 600_000, 1_000_000, 1_600_000);
    }

    @Test
    void theHighestRateIsKnown() {
        assertEquals(0, trial.highest());
        for (int i = 0; i < 2 * PART; i++) {
            trial.measured(4_000 + 1_000 * trial.way());
        }
        assertEquals(6_000, trial.highest());
    }

    @Test
    void changesItsMindWhenTheOtherSideDoes() {
        measure(PART, 400_000, 1_000_000, 400_000);
        measure(4 * PART, 400_000, 400_000, 400_000);
        assertEquals(310, measure(PART, 400_000, 400_000, 400_000)[0], 10);
        measure(4 * PART, 100_000, 100_000, 400_000);
        assertEquals(310, measure(PART, 100_000, 100_000, 400_000)[2], 10);
    }

    @Test
    void ratesOfAnySizeAreCompared() {
        for (int rate = 16; rate < 1 << 30; rate <<= 2) {
            measure(4 * PART, rate / 2, rate, rate / 2);
            assertTrue(measure(PART, rate / 2, rate, rate / 2)[1] >= 300, "at " + rate);
        }
    }
}

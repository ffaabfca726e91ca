package nogc.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void theMedianOfTheProcessesCounts() {
        assertEquals(3, Samples.ofProcesses(9, 1, 3).median());
        assertEquals(2, Samples.ofProcesses(1, 3).median());
        assertEquals(5, new Samples(List.of(List.of(1.0, 5.0, 100.0), List.of(5.0), List.of(7.0, 7.0))).median());
    }

    @Test
    void aFigureThatNeverVariesHasAnIntervalOfNothing() {
        assertEquals(new Interval(4, 4, 4), Samples.ofProcesses(4, 4, 4).interval());
        assertEquals(new Interval(2, 2, 2), Samples.ofProcesses(4, 4, 4).over(Samples.ofProcesses(2, 2, 2)));
    }

    /** Of 200 sets of seven normal values, the true median should lie in about 95 % of the intervals. */
    @Test
    void theIntervalHoldsTheTrueMedianAboutAsOftenAsItSays() {
        Random random = new Random(7);
        int held = 0;
        for (int i = 0; i < 200; i++) {
            Interval interval = Samples.ofProcesses(
                    DoubleStream.generate(() -> 10 + random.nextGaussian()).limit(7).toArray()).interval();
            held += interval.low() <= 10 && 10 <= interval.high() ? 1 : 0;
        }
        assertTrue(held >= 170, held + " of 200");
        assertTrue(held < 200, held + " of 200: too wide to say anything");
    }

    @Test
    void processesThatDisagreeWidenTheIntervalMoreThanValuesOfOneThatDo() {
        Samples apart = new Samples(List.of(List.of(1.0, 1.0, 1.0), List.of(2.0, 2.0, 2.0), List.of(3.0, 3.0, 3.0)));
        Samples inside = new Samples(List.of(List.of(1.0, 2.0, 3.0), List.of(1.0, 2.0, 3.0), List.of(1.0, 2.0, 3.0)));
        double wide = apart.interval().high() - apart.interval().low();
        double narrow = inside.interval().high() - inside.interval().low();
        assertEquals(2, wide);
        assertTrue(narrow <= wide);
    }

    @Test
    void whatHasNoValueIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Samples(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Samples(List.of(List.of())));
    }
}

package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {
    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE / 1_000_000 - 1})
    void aTimeOfNothingOrLessIsOverAtOnce(long millis) {
        long deadline = Deadline.in(millis);
        assertTrue(Deadline.isOver(deadline));
        assertEquals(0, Deadline.millisTo(deadline));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE / 4_000_000 + 1, Long.MAX_VALUE - 1, Integer.MAX_VALUE,
        3_600_000})
    void aLongTimeIsLongToGo(long millis) {
        long deadline = Deadline.in(millis);
        assertFalse(Deadline.isOver(deadline));
        long most = Math.min(millis, Long.MAX_VALUE / 4 / 1_000_000);
        assertTrue(Deadline.millisTo(deadline) <= most && Deadline.millisTo(deadline) > most - 60_000);
    }

    @Test
    void ofTwoTheEarlierIsFoundAlsoAcrossTheEndOfTheRange() {
        assertTrue(Deadline.isEarlier(Deadline.in(0), Deadline.in(Long.MAX_VALUE)));
        assertFalse(Deadline.isEarlier(Deadline.in(Long.MAX_VALUE), Deadline.in(0)));
        assertTrue(Deadline.isEarlier(Long.MAX_VALUE - 5, Long.MIN_VALUE + 5));
    }
}

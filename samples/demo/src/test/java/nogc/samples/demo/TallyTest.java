package nogc.samples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What the observer counts. */
class TallyTest {
    private final Tally tally = new Tally();

    @Test
    void eachMessageOnceInOrderLosesAndDoublesNothing() {
        arrive(1, 2, 3);
        assertTally(3, 0, 0);
        assertEquals(0, tally.lost(3));
    }

    @Test
    void aGapIsALoss() {
        arrive(1, 3);
        assertEquals(1, tally.lost(3));
        assertEquals(2, tally.lost(4));
        assertTally(2, 0, 0);
    }

    @Test
    void aMessageThatComesTwiceIsADuplicateWhereverItComes() {
        arrive(1, 2, 2, 1);
        assertTally(4, 2, 0);
        assertEquals(0, tally.lost(2));
    }

    @Test
    void aMessageThatComesLateIsOutOfOrder() {
        arrive(1, 3, 2);
        assertTally(3, 0, 1);
        assertEquals(0, tally.lost(3));
    }

    private void arrive(int... numbers) {
        for (int number : numbers) {
            tally.arrived(number);
        }
    }

    private void assertTally(int received, int duplicated, int disordered) {
        assertEquals(received, tally.received());
        assertEquals(duplicated, tally.duplicated());
        assertEquals(disordered, tally.disordered());
    }
}

package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What becomes of cells when the ring is closed at any moment; {@link PublishRingTest} has the rest. */
class RingTest {
    private static final class Cell extends Ring.Cell {
    }

    private final Ring<Cell> ring = new Ring<>(4, Cell::new);

    private Cell next() {
        Cell last = ring.peekLast();
        if (last != null) {
            ring.release(last);
        }
        return last;
    }

    @Test
    void whatWasCommittedBeforeTheEndComesOut() {
        for (int i = 0; i < 6; i++) { // so that the four go over the end of the array
            ring.commit(ring.claim());
            ring.release(ring.peek());
        }
        Cell[] cells = new Cell[4];
        for (int i = 0; i < 4; i++) {
            cells[i] = ring.claim();
            assertTrue(ring.commit(cells[i]));
        }
        assertTrue(ring.close());
        for (int i = 0; i < 4; i++) {
            assertSame(cells[i], next());
        }
        assertNull(next());
    }

    @Test
    void aCellThatIsNotCommittedHoldsNothingBackAtTheEndAndItsCommitFails() {
        Cell[] cells = {ring.claim(), ring.claim(), ring.claim()};
        assertTrue(ring.commit(cells[1]));
        assertNull(ring.peek());
        assertTrue(ring.close());
        assertSame(cells[1], next());
        assertFalse(ring.commit(cells[0]));
        assertTrue(ring.commit(cells[2]), "claimed before the end, and the consumer was not there yet");
        assertSame(cells[2], next());
        assertNull(next());
    }

    @Test
    void aClosedRingGivesNoCell() {
        assertFalse(ring.isClosed());
        assertTrue(ring.close());
        assertTrue(ring.isClosed());
        assertNull(ring.claim());
        assertNull(next());
        assertFalse(ring.close(), "closed before");
    }
}

package nogc.javase;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A bounded queue of preallocated cells from any number of threads to one (Dmitry Vyukov's bounded queue, for one
 * consumer). A producer claims the next cell, fills it and commits it; nobody waits for a lock and nothing is
 * allocated.
 *
 * <pre>
 * sequence of the cell at position p     p         free for the producer that claims p
 *                                        p + 1     committed, for the consumer
 *                                        p + size  free for the next round
 *                                        -1        claimed, but the ring was closed before the commit
 * </pre>
 * A producer that is suspended between claim and commit holds back the cells behind its own, so the order of claims is
 * the order of delivery. The consumer of a closed ring does not wait for it but goes past its cell, and the commit
 * fails: each cell is both committed and given to the consumer, or neither.
 *
 * @param <C> the kind of cell
 */
final class Ring<C extends Ring.Cell> {
    /** What every cell has. */
    abstract static class Cell {
        private final AtomicLong sequence = new AtomicLong();
    }

    private static final long CLOSED = -1;
    private static final long ABANDONED = -1;

    private final Object[] cells;
    private final int mask;
    private final AtomicLong tail = new AtomicLong();
    /** Touched by the consumer alone. */
    private long head;
    /** Where a closed ring ends; for the consumer alone. */
    private long end;

    /**
     * Makes a ring whose size is a power of two, at least 2: with one cell "committed" and "free again" would be the
     * same.
     */
    Ring(int size, Supplier<C> newCell) {
        if (size < 2 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("cells must be a power of two and at least 2, not " + size);
        }
        cells = new Object[size];
        mask = size - 1;
        for (int i = 0; i < size; i++) {
            C cell = newCell.get();
            ((Cell) cell).sequence.set(i);
            cells[i] = cell;
        }
    }

    @SuppressWarnings("unchecked")
    private C cell(long position) {
        return (C) cells[(int) position & mask];
    }

    /** Any thread: the next free cell, which must be committed, or null when the ring is full or closed. */
    C claim() {
        while (true) {
            long position = tail.get();
            if (position == CLOSED) {
                return null;
            }
            C cell = cell(position);
            long difference = ((Cell) cell).sequence.get() - position;
            if (difference == 0 && tail.compareAndSet(position, position + 1)) {
                return cell;
            }
            if (difference < 0) {
                return null;
            }
        }
    }

    /** The thread that claimed the cell: hands it to the consumer; false if the consumer of a closed ring went past. */
    boolean commit(C cell) {
        AtomicLong sequence = ((Cell) cell).sequence;
        long position = sequence.getPlain();
        return position != ABANDONED && sequence.compareAndSet(position, position + 1);
    }

    /** The consumer: how many cells are claimed; those that are claimed meanwhile do not count. Not once closed. */
    int size() {
        return (int) (tail.get() - head);
    }

    /** The consumer: the oldest committed cell, which stays where it is, or null. */
    C peek() {
        C cell = cell(head);
        return ((Cell) cell).sequence.get() == head + 1 ? cell : null;
    }

    /** The consumer: frees the cell that {@link #peek} gave. */
    void release(C cell) {
        ((Cell) cell).sequence.set(head + cells.length);
        head++;
    }

    /** The consumer: lets no more cells be claimed; false if the ring was closed before. */
    boolean close() {
        long last = tail.getAndSet(CLOSED);
        if (last == CLOSED) {
            return false;
        }
        end = last;
        return true;
    }

    /** Any thread: whether no more cells can be claimed. */
    boolean isClosed() {
        return tail.get() == CLOSED;
    }

    /** The consumer of a closed ring: as {@link #peek}, but goes past what is not committed; null at the end. */
    C peekLast() {
        while (head < end) {
            C cell = cell(head);
            if (!((Cell) cell).sequence.compareAndSet(head, ABANDONED)) {
                return cell;
            }
            head++;
        }
        return null;
    }
}

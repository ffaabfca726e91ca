package nogc.stm32.build.library;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Called first in those of the iterator of {@code AbstractList}, which {@code ArrayList} has. */
public final class IteratorChecks {
    private IteratorChecks() {
    }

    static void next(Iterator<?> iterator) {
        if (!iterator.hasNext()) {
            throw new NoSuchElementException("behind the last element");
        }
    }

    /** Whether there is a next one, as a JVM asks: also behind the end of a list that became shorter. */
    static boolean isElsewhere(int index, int size) {
        return index != size;
    }
}

package nogc.mqtt.store;

import nogc.hal.FlashRegion;
import nogc.mqtt.Result;

/**
 * Finds the run that counts: the newest one that is complete. A power cut may have torn the mark that says so, and it
 * reads well at one start and badly at the next: so where there is no complete one any more, the newest whose snapshot
 * is whole counts. Between the two starts nothing was appended to it, and only the run before it can have been erased.
 *
 * <p>Reads the marks of all sectors, the records of a run that is not complete, and those of the one that counts.
 */
final class LogRuns {
    /** No sector. */
    static final int NONE = -1;

    private final FlashRegion region;
    private final LogSectors sectors;
    private final LogReader reader;

    private int first;
    private int newestSequence;
    private int blank;

    LogRuns(FlashRegion region, LogSectors sectors, LogReader reader) {
        this.region = region;
        this.sectors = sectors;
        this.reader = reader;
    }

    /**
     * Looks for it: 1 if there is one, 0 if there never was a log, or {@link Result#STORE_DAMAGED}: there was one that
     * cannot be read.
     */
    int find() {
        first = NONE;
        blank = NONE;
        newestSequence = 0;
        boolean fresh = true;
        boolean opened = false;
        boolean complete = false;
        int start = 0;
        for (int sector = region.sectors() - 1; sector >= 0; sector--) {
            int end = sectors.address(sector + 1);
            if (!reader.open(sector)) {
                if (sectors.isErased(sectors.address(sector), end)) {
                    blank = sector;
                }
                // a cut may have torn what opens the first sector ever
                fresh &= sectors.isErased(sectors.address(sector) + sectors.recordsAt(), end);
                continue;
            }
            int sequence = reader.sequence();
            if (!opened || sequence - newestSequence > 0) {
                newestSequence = sequence;
                opened = true;
            }
            boolean marked = sectors.isMarked(sector, sectors.completeAt());
            fresh &= !marked;
            if (reader.isFirst() && (marked || !complete && isWhole(sector))
                    && (first == NONE || marked != complete || sequence - start > 0)) {
                first = sector;
                start = sequence;
                complete = marked;
            }
        }
        if (first != NONE && isWhole(first) && !sectors.isMarked(first, sectors.obsoleteAt())) {
            return 1;
        }
        first = NONE;
        return fresh ? 0 : Result.STORE_DAMAGED;
    }

    /** Reads a run to its end: whether it has all of its snapshot. */
    private boolean isWhole(int sector) {
        boolean sealed = false;
        reader.start(sector);
        while (reader.next()) {
            sealed |= reader.type() == LogRecords.SEALED;
        }
        return sealed;
    }

    /** The first sector of the one that counts, or {@link #NONE}. */
    int first() {
        return first;
    }

    /** How many sectors it has, 0 for none. */
    int used() {
        return first == NONE ? 0 : reader.used();
    }

    /** The newest sequence of any sector, 0 if none was opened. */
    int newestSequence() {
        return newestSequence;
    }

    /**
     * Where a next run begins. A first one takes a sector that nobody has touched, so that no torn erasure of another
     * one can be taken for a log that is damaged.
     */
    int next() {
        return first != NONE ? sectors.next(reader.last()) : Math.max(blank, 0);
    }

    /** Whether that sector is erased. */
    boolean isNextErased() {
        return first == NONE && blank != NONE;
    }
}

package nogc.mqtt.store;

import nogc.hal.FlashRegion;
import nogc.mqtt.Result;

/**
 * Finds the run that counts: the newest one that is complete. A power cut may have torn the mark that says so, though
 * it reads well now; then the next record, which seals the run, is not there, and nothing was erased since. So an
 * unsealed run counts only if the one before it, whose contents it repeats, is not whole any more.
 *
 * <p>Reads the marks of all sectors and the records of at most two runs.
 */
final class LogRuns {
    private static final int NONE = -1;

    private final FlashRegion region;
    private final LogSectors sectors;
    private final LogReader reader;
    private final byte[] buffer;

    // What was found.
    private int first;
    private int last;
    private int used;
    private int chain;
    private int newestSequence;
    private int newestSector;

    // While looking.
    private int newest;
    private int newestStart;
    private int before;
    private int beforeStart;
    private boolean sealed;
    private boolean whole;

    LogRuns(FlashRegion region, LogSectors sectors, LogReader reader, byte[] buffer) {
        this.region = region;
        this.sectors = sectors;
        this.reader = reader;
        this.buffer = buffer;
    }

    /**
     * Looks for it: 1 if there is one, 0 if there never was a log, {@link Result#STORE_DAMAGED} if there was one that
     * cannot be read, {@link Result#STORE_FAILED}.
     */
    int find() {
        newest = NONE;
        before = NONE;
        newestSequence = 0;
        newestSector = NONE;
        used = 0;
        boolean fresh = true;
        for (int sector = 0; sector < region.sectors(); sector++) {
            int result = look(sector);
            if (result < 0) {
                return result;
            }
            fresh &= result == 1;
        }
        int result = newest != NONE ? choose() : fresh ? 0 : Result.STORE_DAMAGED;
        used = result == 1 ? used : 0; // no run follows one that cannot be read
        return result;
    }

    /** The newest run or the one before: 1, or why neither. */
    private int choose() {
        if (sectors.isObsolete(newest)) {
            return Result.STORE_DAMAGED; // the one behind it is gone
        }
        int result = walk(newest, false);
        if (result == Result.OK && !sealed && before != NONE && !sectors.isObsolete(before)) {
            result = walk(before, true);
            if (result == Result.OK && !whole) {
                result = walk(newest, false);
            }
        }
        if (result < 0) {
            return result;
        }
        return whole && used < region.sectors() ? 1 : Result.STORE_DAMAGED; // each leaves room for the next one
    }

    /** Takes a sector into account; 1 if it may be untouched, or what is left of the making of a first log. */
    private int look(int sector) {
        int result = sectors.readOpened(sector);
        if (result < 0) {
            return Result.STORE_FAILED;
        }
        if (result == 0) {
            return sectors.isErased(sector, sectors.headLength(), buffer) ? 1 : 0;
        }
        int sequence = sectors.sequence();
        boolean starts = sectors.first() == sequence;
        if (newestSector == NONE || sequence - newestSequence > 0) {
            newestSequence = sequence;
            newestSector = sector;
        }
        result = starts ? sectors.readComplete(sector) : 0;
        if (result < 0) {
            return Result.STORE_FAILED;
        }
        if (result == 0) {
            return starts && walk(sector, false) == Result.OK && !sealed ? 1 : 0;
        }
        if (newest == NONE || sequence - newestStart > 0) {
            before = newest;
            beforeStart = newestStart;
            newest = sector;
            newestStart = sequence;
        } else if (before == NONE || sequence - beforeStart > 0) {
            before = sector;
            beforeStart = sequence;
        }
        return 0;
    }

    /**
     * Reads a run to its end: it is whole if it has its snapshot, or, as the one before, all that the newest one's mark
     * knows of it.
     */
    private int walk(int sector, boolean asTheOneBefore) {
        int result = asTheOneBefore ? select(newest) : select(sector);
        result = result < 0 ? result : sectors.readComplete(asTheOneBefore ? newest : sector);
        int expected = asTheOneBefore ? sectors.chainBefore() : sectors.chain();
        result = result < 0 ? result : select(sector);
        first = sector;
        used = 1;
        sealed = false;
        whole = expected == 0; // an empty one
        while (result >= 0) {
            result = reader.next();
            if (reader.sector() != last) {
                last = reader.sector();
                used++;
            }
            if (result == 0) {
                chain = reader.chain();
                return Result.OK;
            }
            sealed |= result == 1 && reader.type() == LogRecords.SEALED;
            whole |= reader.chain() == expected;
        }
        return Result.STORE_FAILED;
    }

    private int select(int sector) {
        int result = sectors.readOpened(sector);
        reader.start(sector);
        last = sector;
        return result;
    }

    /** The reader before the first record of the run that was found. */
    int rewind() {
        return select(first);
    }

    /** Whether the sector where a next run begins reads as erased. */
    boolean isNextErased() {
        return sectors.isErased(next(), 0, buffer);
    }

    /** Its first sector. */
    int first() {
        return first;
    }

    /** How many sectors it has, 0 for none. */
    int used() {
        return used;
    }

    /** Over all its records. */
    int chain() {
        return chain;
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
        if (used > 0) {
            return sectors.next(last);
        }
        for (int sector = 0; sector < region.sectors(); sector++) {
            if (sectors.isErased(sector, 0, buffer)) {
                return sector;
            }
        }
        return newestSector == NONE ? 0 : sectors.next(newestSector);
    }
}

package nogc.mqtt.store;

import nogc.hal.FlashRegion;
import nogc.mqtt.Result;

/**
 * The run that is being written: begins it, goes on in a further sector when one is full, and marks it as complete.
 * Uses only sectors that were erased since power came.
 */
final class LogRun {
    private final FlashRegion region;
    private final LogSectors sectors;
    private final LogWriter writer;

    /** Its last sector, how many it has, and the sequences of the first and of the last one. */
    private int sector;
    private int used;
    private int first;
    private int sequence;
    private int firstSector;
    /** Of the run before: whether there is one, where it starts, and over its records. */
    private boolean follows;
    private int firstBefore;
    private int chain;
    /** Where the next run begins, and how many sectors from there on are erased. */
    private int next;
    private int erased;

    LogRun(FlashRegion region, LogSectors sectors, LogWriter writer) {
        this.region = region;
        this.sectors = sectors;
        this.writer = writer;
    }

    /** What counts is a run that was found, or nothing. */
    void found(LogRuns runs) {
        used = runs.used();
        follows = used > 0;
        firstBefore = runs.first();
        chain = used == 0 ? 0 : runs.chain();
        sequence = runs.newestSequence();
        next = runs.next();
        erased = used == 0 && runs.isNextErased() ? 1 : 0;
        writer.startChain(chain);
    }

    /** Erases what the next run wants: 0, 1 while that is under way, or negative. */
    int erase(int wanted) {
        while (erased < wanted) {
            int result = region.erase((next + erased) % region.sectors());
            if (result != 0) {
                return result;
            }
            erased++;
        }
        return 0;
    }

    /** Erases the next sector before its room is needed, or goes on with that; if it fails, it is tried again then. */
    void eraseAhead() {
        if (erased == 0 && writer.room() < region.sectorSize() / 4) {
            erase(1);
        }
    }

    /** Begins a new run; the one before counts until {@link #complete}. */
    int begin() {
        chain = writer.chain();
        first = sequence + 1;
        firstSector = next;
        used = 0;
        writer.startChain(0);
        return open();
    }

    /** Has room for a record without a further sector, or answers {@link Result#STORE_FULL}. */
    int prepareInSector(int length) {
        return length <= writer.room() ? Result.OK : writer.flush() < 0 ? Result.STORE_FAILED : Result.STORE_FULL;
    }

    /** Has room for a record, in a further sector if need be; if there is none, {@link Result#STORE_FULL}. */
    int prepare(int length) {
        int result = prepareInSector(length);
        return result == Result.STORE_FULL ? open() : result;
    }

    private int open() {
        if (erased == 0) {
            return Result.STORE_FULL;
        }
        sector = next;
        next = sectors.next(sector);
        erased--;
        used++;
        sequence++;
        writer.start(sector, sequence, sectors.headLength());
        return sectors.open(sector, sequence, first, writer.chain()) < 0 ? Result.STORE_FAILED : Result.OK;
    }

    /** From here on it counts, and not the one before. */
    int complete() {
        return writer.flush() < 0 || region.sync() < 0
                || sectors.complete(firstSector, first, chain, writer.chain()) < 0 || region.sync() < 0
                ? Result.STORE_FAILED : Result.OK;
    }

    /** It is sealed: the one before is not needed any more, in whatever case. */
    void retireBefore() {
        if (follows) {
            sectors.retire(firstBefore);
        }
        follows = true;
        firstBefore = firstSector;
    }

    /** Writing it failed: the one before still counts, and nothing is known to be erased. */
    void abandon() {
        next = firstSector;
        erased = 0;
        writer.startChain(chain);
    }

    /** Whether it may go on in one more sector: as many as the largest snapshot takes must stay. */
    boolean mayGrow() {
        return used + 1 <= region.sectors() - region.sectors() / 2;
    }

    int used() {
        return used;
    }
}

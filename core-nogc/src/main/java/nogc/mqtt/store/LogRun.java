package nogc.mqtt.store;

import nogc.hal.FlashRegion;
import nogc.mqtt.Result;
import nogc.mqtt.wire.Crc32;

/**
 * The run that counts and the one that is written: finds the first, begins the next, goes on in a further sector when
 * one is full, and marks it as complete. Uses only sectors that were erased since power came, but for the first ever.
 * Records are gathered in a buffer, so that a commit programs as few units as it can. After a failure nothing is
 * written any more until {@link #begin}.
 *
 * <p>What counts is the newest run that is complete. A power cut may have torn the mark that says so, and it reads well
 * at one start and badly at the next: so where there is no complete one any more, the newest whose snapshot is whole
 * counts. Between the two starts nothing was appended to it, and only the run before it can have been erased.
 */
final class LogRun {
    /** Answer of {@link #find}: there is a run that counts. */
    static final int FOUND = 1;
    /** As FOUND, and each next start will find the same one, if none is begun. */
    static final int SURE = 2;

    /** No sector. */
    private static final int NONE = -1;
    /** More than any region has room for. */
    private static final int UNKNOWN = 1 << 30;

    private final FlashRegion region;
    private final LogSectors sectors;
    private final LogReader reader;
    private final byte[] buffer;

    /** The first sector of the run that counts. */
    private int counting;
    /** Of the run that is written: its first sector, and how many it has. */
    private int first;
    private int used;
    /** Of the sector that was opened last, 0 if none was: the first ever has 1. */
    private int sequence;
    /** Where the next sector is, and how many from there on are erased. */
    private int next;
    private int erased;

    /** Where the buffer will be programmed, how much of it is full, and where the sector ends. */
    private int address;
    private int count;
    private int limit;
    private int crc;
    /** Nothing is written: what is to be written now will be in the snapshot of the next run. */
    private boolean stale = true;
    /** Records wait for a commit. */
    private boolean due;
    /** Bytes that what lives may come to take, or more. */
    private int living;

    /** Gathers in a buffer of whole program units. */
    LogRun(FlashRegion region, LogSectors sectors, LogReader reader, byte[] buffer) {
        this.region = region;
        this.sectors = sectors;
        this.reader = reader;
        this.buffer = buffer;
    }

    /**
     * Looks for the run that counts: {@link #FOUND} or {@link #SURE}, 0 if there never was a log, or
     * {@link Result#STORE_DAMAGED}: there was one that cannot be read. Reads the marks of all sectors, the records of a
     * run that is not complete, and those of the one that counts.
     */
    int find() {
        stale = true;
        due = false;
        living = UNKNOWN;
        counting = NONE;
        sequence = 0;
        next = 0;
        erased = 0;
        boolean fresh = true;
        boolean complete = false;
        int newest = 0;
        int rivals = 0;
        for (int sector = region.sectors() - 1; sector >= 0; sector--) {
            int start = sectors.address(sector);
            if (!reader.open(sector)) {
                int behind = sectors.address(sector + 1);
                if (sectors.isErased(start, behind)) {
                    next = sector; // as it is, so that no torn erasure can be taken for a log that is damaged
                    erased = 1;
                }
                // a cut may have torn what opens the first sector ever
                fresh &= sectors.isErased(start + sectors.recordsAt(), behind);
                continue;
            }
            int itsSequence = reader.sequence();
            if (sequence == 0 || itsSequence - sequence > 0) {
                sequence = itsSequence;
            }
            boolean marked = sectors.isMarked(start + sectors.completeAt());
            fresh &= !marked;
            if (reader.isFirst() && !sectors.isMarked(start + sectors.obsoleteAt())) {
                rivals++;
                if ((marked || !complete && isWhole(sector))
                        && (newest == 0 || marked != complete || itsSequence - newest > 0)) {
                    counting = sector;
                    newest = itsSequence;
                    complete = marked;
                }
            }
        }
        if (counting != NONE && isWhole(counting)) {
            next = reader.sector();
            erased = 0;
            return complete && rivals == 1 ? SURE : FOUND;
        }
        counting = NONE;
        return fresh ? 0 : Result.STORE_DAMAGED;
    }

    /** Reads a run to its end: whether it has all of its snapshot. */
    private boolean isWhole(int sector) {
        boolean sealed = false;
        reader.open(sector);
        while (reader.next()) {
            sealed |= reader.type() == LogRecords.SEALED;
        }
        return sealed;
    }

    /** The first sector of the run that counts. */
    int counting() {
        return counting;
    }

    /** Erases what the next run wants: 0, 1 while that is under way, or negative. */
    int erase(int wanted) {
        int result = 0;
        while (erased < wanted && result == 0) {
            result = region.erase((next + erased) % region.sectors());
            erased += result == 0 ? 1 : 0;
        }
        return result;
    }

    /** Begins a new run; the one before counts until {@link #complete}. */
    void begin() {
        stale = false;
        used = 0;
        first = next;
        count = 0;
        crc = 0;
        open();
    }

    private void open() {
        flush();
        int ahead = crc;
        int start = sectors.address(next);
        address = start;
        limit = start + region.sectorSize();
        next = sectors.next(next);
        erased--;
        used++;
        sequence++;
        crc = sectors.format();
        start(LogRecords.OPENED, 8, 0);
        number(sequence, 4);
        number(ahead, 4);
        end(null, 0, 0);
        flush();
        if (counting == NONE) {
            sync(); // or a cut could leave a file with the first records ever, and no run
        }
        address = start + sectors.recordsAt();
    }

    /** Bytes of the sector that are neither written nor gathered. */
    private int room() {
        return limit - address - count;
    }

    /**
     * Begins a record, in a further sector if need be; where no sector may be taken any more, nothing is written until
     * the next run. Its body is put behind it.
     *
     * @param length bytes of the body
     * @param reserve bytes that other records about the same may come to take beside
     */
    void start(int type, int length, int reserve) {
        int size = LogSectors.HEAD + length + LogSectors.CHECK;
        due = true;
        living += size + reserve;
        if (!stale && size > room()) {
            // as many sectors stay as the largest snapshot takes
            if (erased > 0 && used < region.sectors() - region.sectors() / 2) {
                open();
            } else {
                stale = true;
            }
        }
        number(type << 24 | length, LogSectors.HEAD);
    }

    /** Puts so many bytes of a number. */
    void number(int value, int bytes) {
        for (int shift = 8 * bytes - 8; shift >= 0; shift -= 8) {
            put(value >> shift);
        }
    }

    /** Puts the rest of a record and its CRC. */
    int end(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            put(bytes[i]);
        }
        int check = crc;
        number(~check, LogSectors.CHECK);
        crc = check;
        return Result.OK;
    }

    private void put(int value) {
        if (!stale) {
            crc = Crc32.addByte(crc, value);
            store(value);
            if (count == buffer.length) {
                program();
            }
        }
    }

    private void store(int value) {
        buffer[count++] = (byte) value;
    }

    private void program() {
        if (region.program(address, buffer, 0, count) < 0) {
            stale = true;
        }
        address += count;
        count = 0;
    }

    /** Programs all that waits, padded to a whole unit. */
    private void flush() {
        if (!stale) {
            while (count % region.programUnit() != 0) {
                store(0);
            }
            if (count > 0) {
                program();
            }
        }
    }

    private void sync() {
        if (!stale && region.sync() < 0) {
            stale = true;
        }
    }

    /** Makes all that was written outlive a power cut: false if something of it failed. */
    boolean settle() {
        flush();
        sync();
        due = stale;
        return !stale;
    }

    /** Erases the next sector before its room is needed, or goes on with that; if it fails, it is tried again then. */
    void eraseAhead() {
        if (room() < region.sectorSize() / 4) {
            erase(1);
        }
    }

    /** From here on it counts, and not the one before; false if that failed, and it does not. */
    boolean complete() {
        if (settle()) {
            mark(first, sectors.completeAt());
            if (settle()) {
                if (counting != NONE) {
                    mark(counting, sectors.obsoleteAt());
                }
                counting = first;
                return true;
            }
        }
        next = first;
        erased = 0;
        return false;
    }

    private void mark(int sector, int place) {
        int back = address;
        address = sectors.address(sector) + place;
        store(0);
        flush();
        address = back;
    }

    /** Whether nothing is written until {@link #begin}. */
    boolean isStale() {
        return stale;
    }

    /** Has nothing written, or goes on. */
    void setStale(boolean toStale) {
        stale = toStale;
    }

    /** Whether records wait for {@link #settle}. */
    boolean isDue() {
        return due;
    }

    /** Whether something is to be settled. */
    void setDue(boolean toDue) {
        due = toDue;
    }

    /** Bytes that what lives may come to take, or more. */
    int living() {
        return living;
    }

    /** What lives is told anew. */
    void measure() {
        living = 0;
    }
}

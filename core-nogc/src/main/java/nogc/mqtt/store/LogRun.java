package nogc.mqtt.store;

import nogc.hal.FlashRegion;
import nogc.mqtt.wire.BigEndian;
import nogc.mqtt.wire.Crc32;

/**
 * The run that is being written: begins it, goes on in a further sector when one is full, and marks it as complete.
 * Uses only sectors that were erased since power came. Records are gathered in a buffer, so that a commit programs as
 * few units as it can. After a failure nothing is written any more until {@link #begin}.
 */
final class LogRun {
    private final FlashRegion region;
    private final LogSectors sectors;
    private final byte[] buffer;
    /** The head of the record that opens a sector. */
    private final byte[] opening = new byte[LogSectors.HEAD + LogSectors.OPENED_LENGTH];

    /** How many sectors it has, how many records they hold, the first one, and the sequence of the last one. */
    private int used;
    private int records;
    private int firstSector;
    private int sequence;
    /** Where the run before it starts, which counts until this one is complete. */
    private int firstBefore;
    /** Where the next sector is, and how many from there on are erased. */
    private int next;
    private int erased;

    /** Where the buffer will be programmed, how much of it is full, and where the sector ends. */
    private int address;
    private int count;
    private int end;
    private int crc;
    private boolean failed;

    /** Gathers in a buffer of whole program units. */
    LogRun(FlashRegion region, LogSectors sectors, byte[] buffer) {
        this.region = region;
        this.sectors = sectors;
        this.buffer = buffer;
    }

    /** What counts is a run that was found, or nothing. */
    void found(LogRuns runs) {
        used = runs.used();
        firstBefore = runs.first();
        sequence = runs.newestSequence();
        next = runs.next();
        erased = runs.isNextErased() ? 1 : 0;
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

    /** Erases the next sector before its room is needed, or goes on with that; if it fails, it is tried again then. */
    void eraseAhead() {
        if (room() < region.sectorSize() / 4) {
            erase(1);
        }
    }

    /** Begins a new run; the one before counts until {@link #complete}. */
    void begin() {
        failed = false;
        used = 0;
        firstSector = next;
        records = 0;
        open();
    }

    private void open() {
        int start = sectors.address(next);
        int opened = sequence + 1;
        next = sectors.next(next);
        erased--;
        used++;
        address = start;
        end = start + region.sectorSize();
        count = 0;
        sequence = sectors.format();
        BigEndian.putI32(opening, LogSectors.HEAD, opened);
        BigEndian.putI32(opening, LogSectors.HEAD + 4, records);
        record(LogRecords.OPENED, opening, opening.length, null, 0, 0);
        flush();
        sequence = opened;
        address = start + sectors.recordsAt();
    }

    /** Bytes of the sector that are neither written nor gathered. */
    int room() {
        return end - address - count;
    }

    /**
     * Has room for a record, in a further sector if need be; if there is none, the run has failed.
     *
     * @param all whether it may take all sectors that are erased, or as many sectors must stay as the largest snapshot
     *     takes
     */
    void makeRoom(int length, boolean all) {
        if (length > room()) {
            flush();
            if (erased > 0 && (all || used + 1 <= region.sectors() - region.sectors() / 2)) {
                open();
            } else {
                failed = true;
            }
        }
    }

    /** Gathers a record: its body starts in a head, at {@link LogSectors#HEAD}, and goes on with further bytes. */
    void record(int type, byte[] head, int headEnd, byte[] bytes, int offset, int length) {
        BigEndian.putI32(head, 0, type << 24 | headEnd - LogSectors.HEAD + length);
        crc = LogSectors.seed(sequence, address + count);
        put(head, 0, headEnd);
        put(bytes, offset, length);
        BigEndian.putI32(head, 0, ~crc);
        put(head, 0, LogSectors.CHECK);
        records++;
    }

    private void put(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            crc = Crc32.addByte(crc, bytes[i]);
            buffer[count++] = bytes[i];
            if (count == buffer.length) {
                program();
            }
        }
    }

    private void program() {
        failed = failed || region.program(address, buffer, 0, count) < 0;
        address += count;
        count = 0;
    }

    /** Programs all that waits, padded to a whole unit. */
    private void flush() {
        while (count % region.programUnit() != 0) {
            buffer[count++] = 0;
        }
        if (count > 0) {
            program();
        }
    }

    /** Makes all that was written outlive a power cut: false if something of it failed. */
    boolean settle() {
        flush();
        failed |= region.sync() < 0;
        return !failed;
    }

    /** From here on it counts, and not the one before; false if that failed, and it does not. */
    boolean complete() {
        if (!settle()) {
            return false;
        }
        mark(firstSector, sectors.completeAt());
        if (!settle()) {
            return false;
        }
        if (firstBefore != LogRuns.NONE) {
            mark(firstBefore, sectors.obsoleteAt());
        }
        firstBefore = firstSector;
        return true;
    }

    private void mark(int sector, int markAt) {
        int place = address;
        address = sectors.address(sector) + markAt;
        buffer[0] = 0;
        count = 1;
        flush();
        address = place;
    }

    /** Writing it failed: the one before still counts, and nothing is known to be erased. */
    void abandon() {
        next = firstSector;
        erased = 0;
    }

    /** Whether something failed since {@link #begin}. */
    boolean hasFailed() {
        return failed;
    }
}

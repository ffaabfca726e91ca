package nogc.mqtt.store;

import nogc.hal.FlashRegion;

/**
 * The sectors of the region as a ring, and what stands in each.
 * <pre>
 *   opened     a record: sequence (4) │ CRC of the record ahead, 0 in the first sector of a run (4)
 *   complete   a program unit that is not erased: the snapshot that the run starts with is whole
 *   obsolete   a program unit that is not erased: another run has taken its place
 *   records …
 *
 *   type (1) │ length of the body (3) │ body │ CRC-32 (4)     one record
 *   00 …                                          padding to the next program unit, behind a commit
 *   FF …                                          erased: the end
 * </pre>
 * A run is what one log occupies: its first sector starts with a snapshot of all that lives, and is marked as complete
 * once that is written, in whichever sector it ended; further sectors follow in the ring. Opened, complete and obsolete
 * have 16 bytes each, or a program unit, so that a power cut tears one of them and not the others.
 *
 * <p>The CRC of a record goes on from that of the record ahead, over sectors too, so that what an earlier use of the
 * sector left behind a torn erasure is no record; that of the record which opens a sector starts from the format and
 * the sizes of the region. No two sectors that are opened have one sequence.
 */
final class LogSectors {
    /** Of the records. */
    private static final int FORMAT = 'N' << 24 | 'L' << 16 | 3 << 8;
    /** Above any sensible size of a sector. */
    private static final int SECTORS_SHIFT = 24;

    /** Bytes of type and length. */
    static final int HEAD = 4;
    static final int LONGEST_BODY = 0xFFFFFF;
    /** Bytes of a CRC. */
    static final int CHECK = 4;

    private static final int SMALLEST_SLOT = 16;
    /** Bytes of one with an identifier alone. */
    private static final int SMALLEST_RECORD = HEAD + 2 + CHECK;
    private static final int ERASED = -1;

    private final FlashRegion region;
    private final byte[] buffer;
    private boolean failed;

    /** Reads into a buffer of at least 64 bytes. */
    LogSectors(FlashRegion region, byte[] buffer) {
        this.region = region;
        this.buffer = buffer;
    }

    /**
     * What the CRC of the record that opens a sector starts from: a log of another format, or in a region that had
     * other sizes, is not read.
     */
    int format() {
        return FORMAT ^ region.sectors() << SECTORS_SHIFT ^ region.sectorSize() ^ region.programUnit();
    }

    /** Address of a sector. */
    int address(int sector) {
        return sector * region.sectorSize();
    }

    int next(int sector) {
        return sector + 1 == region.sectors() ? 0 : sector + 1;
    }

    /** The end of the program unit that ends at an address or behind it. */
    int padded(int at) {
        int unit = region.programUnit();
        return (at + unit - 1) / unit * unit;
    }

    /** Whether each record takes more than one program unit. */
    boolean isUnitBelowRecord() {
        return region.programUnit() < SMALLEST_RECORD;
    }

    private int slot() {
        return Math.max(SMALLEST_SLOT, region.programUnit());
    }

    /** Where the mark stands, from the start of a sector. */
    int completeAt() {
        return slot();
    }

    /** Where the mark stands, from the start of a sector. */
    int obsoleteAt() {
        return 2 * slot();
    }

    /** Where the records start, from the start of a sector. */
    int recordsAt() {
        return 3 * slot();
    }

    /** Bytes of records in a sector. */
    int capacity() {
        return region.sectorSize() - recordsAt();
    }

    /** Whether the buffer and a sector have room for a record of so many bytes. */
    boolean fits(int record) {
        return record <= buffer.length && record <= capacity();
    }

    /** Whether a mark is at an address, of which a torn one is enough. */
    boolean isMarked(int at) {
        return !isErased(at, at + region.programUnit());
    }

    /** Whether all bytes from an address to another one read as erased. */
    boolean isErased(int from, int to) {
        int stretch;
        for (int at = from; at < to; at += stretch) {
            stretch = Math.min(to - at, buffer.length);
            read(at, stretch);
            for (int i = 0; i < stretch; i++) {
                if (buffer[i] != ERASED) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Reads to the start of the buffer. */
    void read(int at, int length) {
        if (region.read(at, buffer, 0, length) < 0) {
            failed = true;
        }
    }

    /** Begins to read: nothing has failed yet. */
    void begin() {
        failed = false;
    }

    /** Whether something could not be read since {@link #begin}: then nothing counts of what was said since. */
    boolean hasFailed() {
        return failed;
    }
}

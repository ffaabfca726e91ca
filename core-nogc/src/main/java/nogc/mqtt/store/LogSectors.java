package nogc.mqtt.store;

import nogc.hal.FlashRegion;
import nogc.mqtt.wire.BigEndian;
import nogc.mqtt.wire.Crc32;

/**
 * The sectors of the region as a ring, and the marks at the head of each.
 * <pre>
 *   opened    'N' 'L' │ format │ unit │ sequence (4) │ sequence of the run's first sector (4) │ chain so far (4)
 *             │ CRC-32 (4)
 *   complete  chain of the run before (4) │ chain of the snapshot (4) │ CRC-32 (4)    in the first sector of a run
 *   obsolete  00 00 00 00                             in the first sector of a run behind which another one is sealed
 *   records …                                                                             see {@link LogWriter}
 * </pre>
 * A run is what one log occupies: its first sector starts with a snapshot of all that lives, and is marked as complete
 * once that is written, in whichever sector it ended; further sectors follow in the ring with consecutive sequences.
 * Each mark has program units of its own, so that a power cut tears one of them and not the other.
 */
final class LogSectors {
    /** Of the records; a log of another one is not read. */
    static final int FORMAT = 1;

    private static final int OPENED = 20;
    private static final int COMPLETE = 12;
    private static final int OBSOLETE = 4;
    private static final int LARGEST_UNIT = 32;
    private static final int ERASED = -1;

    private final FlashRegion region;
    private final byte[] mark = new byte[LARGEST_UNIT];

    private int sequence;
    private int first;
    private int chainBefore;
    private int chain;

    LogSectors(FlashRegion region) {
        this.region = region;
    }

    /** Rounds up to whole program units. */
    static int align(int length, int unit) {
        return (length + unit - 1) / unit * unit;
    }

    /** Bytes that the marks of a sector take; the records follow. */
    int headLength() {
        return obsoleteAt() + align(OBSOLETE, region.programUnit());
    }

    private int completeAt() {
        return align(OPENED, region.programUnit());
    }

    private int obsoleteAt() {
        return completeAt() + align(COMPLETE, region.programUnit());
    }

    int next(int sector) {
        return sector + 1 == region.sectors() ? 0 : sector + 1;
    }

    /** Reads the mark of a sector that was opened: 1 if it is there, 0 if not, negative if the region failed. */
    int readOpened(int sector) {
        int result = region.read(sector * region.sectorSize(), mark, 0, OPENED);
        if (result < 0) {
            return result;
        }
        sequence = BigEndian.i32(mark, 4);
        first = BigEndian.i32(mark, 8);
        chain = BigEndian.i32(mark, 12);
        return mark[0] == 'N' && mark[1] == 'L' && mark[2] == FORMAT && mark[3] == region.programUnit()
                && BigEndian.i32(mark, 16) == ~Crc32.add(Crc32.START, mark, 0, 16) ? 1 : 0;
    }

    /** The sequence of the sector that was read last. */
    int sequence() {
        return sequence;
    }

    /** The sequence of the first sector of its run. */
    int first() {
        return first;
    }

    /** Reads the mark of a run that is complete, behind {@link #readOpened} of the same sector: 1, 0, or negative. */
    int readComplete(int sector) {
        int result = region.read(sector * region.sectorSize() + completeAt(), mark, 0, COMPLETE);
        if (result < 0) {
            return result;
        }
        chainBefore = BigEndian.i32(mark, 0);
        chain = BigEndian.i32(mark, 4);
        return BigEndian.i32(mark, 8) == completeCheck(sequence) ? 1 : 0;
    }

    /** The chain of the run before the one that was read last. */
    int chainBefore() {
        return chainBefore;
    }

    /** By the mark that was read last: over the records of a run ahead of a sector, or over its snapshot. */
    int chain() {
        return chain;
    }

    private int completeCheck(int ofSequence) {
        return ~Crc32.add(Crc32.addI32(Crc32.START, ofSequence), mark, 0, 8);
    }

    /** Whether a sector reads as erased from an offset on. */
    boolean isErased(int sector, int offset, byte[] buffer) {
        int size = region.sectorSize();
        int at = offset;
        while (at < size) {
            int stretch = Math.min(size - at, buffer.length);
            if (region.read(sector * size + at, buffer, 0, stretch) < 0) {
                return false;
            }
            for (int i = 0; i < stretch; i++) {
                if (buffer[i] != ERASED) {
                    return false;
                }
            }
            at += stretch;
        }
        return true;
    }

    /** Marks an erased sector as opened. */
    int open(int sector, int ofSequence, int ofFirst, int chainSoFar) {
        mark[0] = 'N';
        mark[1] = 'L';
        mark[2] = FORMAT;
        mark[3] = (byte) region.programUnit();
        BigEndian.putI32(mark, 4, ofSequence);
        BigEndian.putI32(mark, 8, ofFirst);
        BigEndian.putI32(mark, 12, chainSoFar);
        BigEndian.putI32(mark, 16, ~Crc32.add(Crc32.START, mark, 0, 16));
        return program(sector * region.sectorSize(), OPENED);
    }

    /** Marks the run that starts in an opened sector as complete. */
    int complete(int sector, int ofSequence, int ofRunBefore, int ofSnapshot) {
        BigEndian.putI32(mark, 0, ofRunBefore);
        BigEndian.putI32(mark, 4, ofSnapshot);
        BigEndian.putI32(mark, 8, completeCheck(ofSequence));
        return program(sector * region.sectorSize() + completeAt(), COMPLETE);
    }

    /** Whether a run is obsolete, of which a torn mark is enough. */
    boolean isObsolete(int sector) {
        return region.read(sector * region.sectorSize() + obsoleteAt(), mark, 0, OBSOLETE) < 0
                || BigEndian.i32(mark, 0) != ERASED;
    }

    /** Marks a run as obsolete, so that it is not taken for the newest one where that is damaged. */
    int retire(int sector) {
        BigEndian.putI32(mark, 0, 0);
        return program(sector * region.sectorSize() + obsoleteAt(), OBSOLETE);
    }

    private int program(int address, int length) {
        int whole = align(length, region.programUnit());
        for (int i = length; i < whole; i++) {
            mark[i] = 0;
        }
        return region.program(address, mark, 0, whole);
    }
}

package nogc.mqtt.store;

import nogc.mqtt.wire.BigEndian;
import nogc.mqtt.wire.Crc32;

/**
 * Reads the records of a run one after the other, up to the first that is torn or missing. Bounded by the bytes of the
 * region. What a cut has torn reads differently each time, so what is used is what was checked.
 */
final class LogReader {
    private final LogSectors sectors;
    private final byte[] buffer;

    private int sector;
    /** Of the next record, and of the end of its sector. */
    private int at;
    private int end;
    /** Of the sector. */
    private int sequence;
    /** Records of the run ahead of the sector, as that says. */
    private int ahead;
    /** Records of the run that were read, those that open a sector included. */
    private int records;
    /** Of the run: its last sector, how many it has, and where its records end. */
    private int last;
    private int used;
    private int endOfRun;

    private int bodyLength;
    private boolean tooLong;

    /** Reads by way of a buffer. */
    LogReader(LogSectors sectors, byte[] buffer) {
        this.sectors = sectors;
        this.buffer = buffer;
    }

    /** Stands before the first record of a sector, if it was opened. Looks for no padding: it may be full of 0. */
    boolean open(int ofSector) {
        sector = ofSector;
        at = sectors.address(ofSector);
        end = sectors.address(ofSector + 1);
        sequence = sectors.format();
        sectors.read(at, LogSectors.HEAD);
        if (!check() || bodyLength != LogSectors.OPENED_LENGTH) {
            return false;
        }
        at = sectors.address(ofSector) + sectors.recordsAt();
        sequence = BigEndian.i32(buffer, LogSectors.HEAD);
        ahead = BigEndian.i32(buffer, LogSectors.HEAD + 4);
        return true;
    }

    /** Stands before the first record of a run. */
    void start(int firstSector) {
        open(firstSector);
        last = firstSector;
        used = 1;
        records = 1;
        tooLong = false;
    }

    /** Goes to the next record: whether there is one, which stands in the buffer then, unless it {@link #isTooLong}. */
    boolean next() {
        while (!read()) {
            int follower = sequence + 1;
            int read = records;
            endOfRun = at;
            if (!open(sectors.next(sector)) || sequence != follower || ahead != read) {
                return false;
            }
            last = sector;
            used++;
        }
        return true;
    }

    /** Goes to the next record of the sector, behind the padding. */
    private boolean read() {
        while (end - at >= LogSectors.recordLength(0)) {
            sectors.read(at, LogSectors.HEAD);
            if (buffer[0] != 0) {
                return check();
            }
            at++;
        }
        return false;
    }

    /** Reads and checks what may be a record, whose head is in the buffer. */
    private boolean check() {
        bodyLength = BigEndian.i32(buffer, 0) & LogSectors.LONGEST_BODY;
        int length = LogSectors.HEAD + bodyLength;
        if (length > end - at - LogSectors.CHECK) {
            return false;
        }
        int crc = LogSectors.seed(sequence, at);
        int done = 0;
        int stretch;
        do {
            stretch = Math.min(length - done, buffer.length - LogSectors.CHECK);
            sectors.read(at + done, stretch + LogSectors.CHECK);
            crc = Crc32.add(crc, buffer, 0, stretch);
            done += stretch;
        } while (done < length);
        if (BigEndian.i32(buffer, stretch) != ~crc) {
            return false;
        }
        tooLong |= stretch < length;
        at += length + LogSectors.CHECK;
        records++;
        return true;
    }

    /** Whether a record of the run is whole, but longer than the buffer. */
    boolean isTooLong() {
        return tooLong;
    }

    /** The type of the record, which is the first byte of the buffer. */
    int type() {
        return buffer[0];
    }

    /** Bytes of its body, which starts at {@link LogSectors#HEAD}. */
    int length() {
        return bodyLength;
    }

    /** The sequence of the sector that was opened last. */
    int sequence() {
        return sequence;
    }

    /** Whether a run starts with that sector. */
    boolean isFirst() {
        return ahead == 0;
    }

    /** The last sector of the run, once it is read to its end. */
    int last() {
        return last;
    }

    /** How many sectors the run has, once it is read to its end. */
    int used() {
        return used;
    }

    /** Whether the rest of the last sector reads as erased, once the run is read to its end. */
    boolean isErasedBehind() {
        return sectors.isErased(endOfRun, sectors.address(last + 1));
    }
}

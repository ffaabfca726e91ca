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
    /** What the CRC of the next record goes on from. */
    private int crc;
    /** Of the sector that was opened last: its sequence, and what the CRC was behind the records ahead of it. */
    private int sequence;
    private int ahead;
    /** The first four bytes of the record: type and length. */
    private int head;

    /** Reads by way of a buffer. */
    LogReader(LogSectors sectors, byte[] buffer) {
        this.sectors = sectors;
        this.buffer = buffer;
    }

    /** Stands before the first record of a sector, if it was opened. Looks for no padding: it may be full of 0. */
    boolean open(int ofSector) {
        int start = sectors.address(ofSector);
        sector = ofSector;
        at = start;
        end = sectors.address(ofSector + 1);
        crc = sectors.format();
        readHead();
        if (!check()) {
            return false;
        }
        at = start + sectors.recordsAt();
        sequence = BigEndian.i32(buffer, LogSectors.HEAD);
        ahead = BigEndian.i32(buffer, LogSectors.HEAD + 4);
        return true;
    }

    /** Goes to the next record: whether there is one, which stands in the buffer then, unless it {@link #isTooLong}. */
    boolean next() {
        while (!read()) {
            int chain = crc;
            if (!open(sectors.next(sector)) || ahead != chain) {
                return false;
            }
        }
        return true;
    }

    /** Goes to the next record of the sector, behind the padding. */
    private boolean read() {
        while (end - at >= LogSectors.HEAD + LogSectors.CHECK) {
            readHead();
            if (type() != 0) {
                return check();
            }
            at++;
        }
        return false;
    }

    private void readHead() {
        sectors.read(at, LogSectors.HEAD);
        head = BigEndian.i32(buffer, 0);
    }

    /** Reads and checks what may be a record, whose head was read. */
    private boolean check() {
        int left = LogSectors.HEAD + length();
        if (left > end - at - LogSectors.CHECK) {
            return false;
        }
        int place = at;
        int register = crc;
        int stretch;
        do {
            stretch = Math.min(left, buffer.length - LogSectors.CHECK);
            sectors.read(place, stretch + LogSectors.CHECK);
            register = Crc32.add(register, buffer, 0, stretch);
            place += stretch;
            left -= stretch;
        } while (left > 0);
        if (BigEndian.i32(buffer, stretch) != ~register) {
            return false;
        }
        crc = register;
        at = place + LogSectors.CHECK;
        return true;
    }

    /** Whether the record is whole, but longer than the buffer. */
    boolean isTooLong() {
        return length() > buffer.length - LogSectors.HEAD - LogSectors.CHECK;
    }

    /** The type of the record. */
    int type() {
        return head >>> 24;
    }

    /** Bytes of its body, which starts at {@link LogSectors#HEAD}. */
    int length() {
        return head & LogSectors.LONGEST_BODY;
    }

    /** The sequence of the sector that was opened last. */
    int sequence() {
        return sequence;
    }

    /** Whether a run starts with that sector. */
    boolean isFirst() {
        return ahead == 0;
    }

    /** The sector that is read; the one behind the run, once that is read to its end. */
    int sector() {
        return sector;
    }

    /**
     * Whether nothing stands behind the record in its sector, at the next start neither. A record that fits one program
     * unit may be torn, read as erased now, and as whole then; of a longer one something is seen. The record is not in
     * the buffer any more.
     */
    boolean isCertainlyTheLast() {
        return sectors.isUnitBelowRecord() && sectors.isErased(sectors.padded(at), end);
    }
}

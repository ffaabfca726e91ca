package nogc.mqtt.store;

import nogc.hal.FlashRegion;
import nogc.mqtt.wire.BigEndian;
import nogc.mqtt.wire.Crc32;
import nogc.mqtt.wire.VarInt;

/**
 * Reads the records of a run one after the other, up to the first that is torn or missing. Bounded by the bytes of the
 * region.
 */
final class LogReader {
    /** Answer of {@link #next}: a record is whole, but longer than the buffer. */
    static final int TOO_LONG = 2;

    /** Type and the longest length. */
    private static final int HEAD = 1 + 4;
    private static final int CHECK = 4;

    private final FlashRegion region;
    private final LogSectors sectors;
    private final byte[] buffer;

    private int sector;
    private int sequence;
    private int first;
    /** Of the next record, within its sector. */
    private int offset;
    private int body;
    private int bodyLength;
    private int chain;

    /** Reads into a buffer of at least 16 bytes. */
    LogReader(FlashRegion region, LogSectors sectors, byte[] buffer) {
        this.region = region;
        this.sectors = sectors;
        this.buffer = buffer;
    }

    /** Stands before the first record of a run, whose first sector was read last by {@link LogSectors}. */
    void start(int firstSector) {
        sector = firstSector;
        sequence = sectors.sequence();
        first = sequence;
        offset = sectors.headLength();
        chain = 0;
    }

    /**
     * Goes to the next record: 1 if there is one, which stands in the buffer then, {@link #TOO_LONG}, 0 at the end,
     * negative if the region failed. What a cut has torn reads differently each time, so what is used is what was
     * checked.
     */
    int next() {
        for (;;) {
            int result = look();
            if (result != 0) {
                return result;
            }
            int follower = sectors.next(sector);
            result = sectors.readOpened(follower);
            if (result <= 0 || sectors.first() != first || sectors.sequence() != sequence + 1
                    || sectors.chain() != chain) {
                return Math.min(result, 0);
            }
            sector = follower;
            sequence++;
            offset = sectors.headLength();
        }
    }

    /** Looks for a record in this sector, behind the padding. */
    private int look() {
        int size = region.sectorSize();
        int unit = region.programUnit();
        while (size - offset >= LogWriter.recordLength(0)) {
            int result = region.read(sector * size + offset, buffer, 0, HEAD);
            if (result < 0) {
                return result;
            }
            if (buffer[0] != 0) {
                bodyLength = VarInt.get(buffer, 1, HEAD);
                return bodyLength < 0 ? 0 : check();
            }
            offset = (offset / unit + 1) * unit;
        }
        return 0;
    }

    /** Reads and checks what may be a record. */
    private int check() {
        body = 1 + VarInt.length(bodyLength);
        int length = body + bodyLength;
        if (length + CHECK > region.sectorSize() - offset) {
            return 0;
        }
        int address = sector * region.sectorSize() + offset;
        int crc = Crc32.addI32(Crc32.addI32(Crc32.START, sequence), offset);
        int done = 0;
        int stretch = 0;
        while (done < length) {
            stretch = Math.min(length - done, buffer.length - CHECK);
            int result = region.read(address + done, buffer, 0, stretch + CHECK);
            if (result < 0) {
                return result;
            }
            crc = Crc32.add(crc, buffer, 0, stretch);
            done += stretch;
        }
        if (BigEndian.i32(buffer, stretch) != ~crc) {
            return 0;
        }
        chain = Crc32.add(chain, buffer, stretch, CHECK);
        offset += length + CHECK;
        return stretch == length ? 1 : TOO_LONG;
    }

    /** At the end: whether the rest of the sector reads as erased. */
    boolean isErasedBehind() {
        int unit = region.programUnit();
        return sectors.isErased(sector, LogSectors.align(offset, unit), buffer);
    }

    /** The type of the record, which is the first byte of the buffer. */
    int type() {
        return buffer[0];
    }

    /** Where its body starts in the buffer. */
    int body() {
        return body;
    }

    /** Bytes of its body. */
    int length() {
        return bodyLength;
    }

    /** Over all records so far. */
    int chain() {
        return chain;
    }

    /** The sector that was read last. */
    int sector() {
        return sector;
    }

    /** The sequence of that sector. */
    int sequence() {
        return sequence;
    }
}

package nogc.mqtt.store;

import nogc.hal.FlashRegion;
import nogc.mqtt.wire.BigEndian;
import nogc.mqtt.wire.Crc32;
import nogc.mqtt.wire.VarInt;

/**
 * Writes records into an opened sector, gathered in a buffer, so that a commit programs as few units as it can.
 * <pre>
 *   type (1) │ length of the body (Variable Byte Integer) │ body │ CRC-32 (4)     one record
 *   00 …                                          padding to the next program unit, behind a commit
 *   FF …                                          erased: the end
 * </pre>
 * The CRC covers the sequence of the sector and the place in it too, so that what an earlier use of the sector left
 * behind a torn erasure is no record. The chain is a CRC over the CRCs of all records of a run, in their order.
 *
 * <p>After a failure nothing is written any more until {@link #start}.
 */
final class LogWriter {
    private static final int CHECK = 4;

    private final FlashRegion region;
    private final byte[] buffer;
    private final byte[] scratch = new byte[CHECK];

    private int sequence;
    /** Start and end of the sector, as addresses. */
    private int base;
    private int end;
    /** Where the buffer will be programmed. */
    private int address;
    private int count;
    private int crc;
    private int chain;
    private boolean failed;

    /** Gathers in a buffer of whole program units. */
    LogWriter(FlashRegion region, byte[] buffer) {
        this.region = region;
        this.buffer = buffer;
    }

    /** Bytes of a record with so long a body. */
    static int recordLength(int bodyLength) {
        return 1 + VarInt.length(bodyLength) + bodyLength + CHECK;
    }

    /** Goes on in a sector that is opened and otherwise erased from that offset on; the chain goes on too. */
    void start(int sector, int ofSequence, int offset) {
        base = sector * region.sectorSize();
        end = base + region.sectorSize();
        address = base + offset;
        sequence = ofSequence;
        count = 0;
        failed = false;
    }

    void startChain(int from) {
        chain = from;
    }

    int chain() {
        return chain;
    }

    boolean hasFailed() {
        return failed;
    }

    /** Bytes of the sector that are neither written nor gathered. */
    int room() {
        return end - address - count;
    }

    /** The head of a record, which must fit; exactly so many bytes of body must follow, then {@link #endRecord}. */
    void begin(int type, int bodyLength) {
        crc = Crc32.addI32(Crc32.addI32(Crc32.START, sequence), address + count - base);
        putByte(type);
        put(scratch, 0, VarInt.put(scratch, 0, bodyLength));
    }

    void putByte(int value) {
        scratch[0] = (byte) value;
        put(scratch, 0, 1);
    }

    void putU16(int value) {
        BigEndian.putU16(scratch, 0, value);
        put(scratch, 0, 2);
    }

    void putI32(int value) {
        BigEndian.putI32(scratch, 0, value);
        put(scratch, 0, 4);
    }

    void put(byte[] bytes, int offset, int length) {
        crc = Crc32.add(crc, bytes, offset, length);
        gather(bytes, offset, length);
    }

    void endRecord() {
        BigEndian.putI32(scratch, 0, ~crc);
        chain = Crc32.add(chain, scratch, 0, CHECK);
        gather(scratch, 0, CHECK);
    }

    private void gather(byte[] bytes, int offset, int length) {
        int done = 0;
        while (done < length && !failed) {
            int stretch = Math.min(length - done, buffer.length - count);
            System.arraycopy(bytes, offset + done, buffer, count, stretch);
            count += stretch;
            done += stretch;
            if (count == buffer.length) {
                program();
            }
        }
    }

    /** Programs all that waits, padded to a whole unit: 0 or negative. */
    int flush() {
        int unit = region.programUnit();
        while (count % unit != 0) {
            buffer[count++] = 0;
        }
        if (count > 0 && !failed) {
            program();
        }
        return failed ? FlashRegion.FAILED : 0;
    }

    private void program() {
        failed = region.program(address, buffer, 0, count) < 0;
        address += count;
        count = 0;
    }
}

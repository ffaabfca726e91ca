package nogc.mqtt.store;

import java.util.Arrays;
import java.util.Random;
import nogc.hal.FlashRegion;

/**
 * NOR flash as its data sheets describe it: an erasure makes every bit of a sector 1, programming turns bits to 0, a
 * program unit is programmed once between two erasures. Power can be cut at any operation, and each unit programmed and
 * each sector erased is one: whole (just before it), or torn. What was torn reads differently each time until the
 * sector is erased. Or a {@link #file} that keeps to the rules, of which a cut takes what was not synced, in any order.
 */
public final class NorFlash implements FlashRegion {
    /** The power is gone: nothing that ran before is there any more, but this flash. */
    public static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public PowerCut() {
            super("power cut", null, false, false);
        }
    }

    private static final byte ERASED = (byte) 0xFF;
    /**
     * From so many bytes on a unit has check bits of its own (STM32 G0, L4: 8, H7: 32), and may not be programmed again
     * after a cut that happened to leave it as if erased.
     */
    private static final int CHECKED_UNIT = 8;

    private final int sectors;
    private final int sectorSize;
    private final int unit;
    private final byte[] bytes;
    private final boolean[] programmed;
    /** What a torn operation would have made of each byte, where a byte is torn. */
    private final byte[] other;
    private final boolean[] torn;
    private final int[] erasures;
    /** Whether a sector was ever erased whole. */
    private final boolean[] used;
    private final Random random = new Random(1);
    /** Null in a chip. */
    private WriteCache cache;

    private long operations;
    private long cutAt = -1;
    private boolean cutTears;
    private long failAt = -1;
    private long failEnd = -1;
    private int busyCalls;
    private int busyLeft;
    private long programmedBytes;
    private long programs;

    public NorFlash(int sectors, int sectorSize, int unit) {
        this.sectors = sectors;
        this.sectorSize = sectorSize;
        this.unit = unit;
        bytes = new byte[sectors * sectorSize];
        other = new byte[bytes.length];
        torn = new boolean[bytes.length];
        programmed = new boolean[bytes.length / unit];
        erasures = new int[sectors];
        used = new boolean[sectors];
        Arrays.fill(bytes, ERASED);
    }

    /**
     * A file instead of a chip: each call is one operation, {@link #sync} too, and what was written since the last one
     * may be lost block by block.
     *
     * @param block bytes that reach the disk together
     */
    public static NorFlash file(int sectors, int sectorSize, int block) {
        NorFlash flash = new NorFlash(sectors, sectorSize, 1);
        flash.cache = new WriteCache(flash.bytes, block, flash.random);
        return flash;
    }

    /** Cuts the power at the operation with this number, counted from the first one ever, torn or just before it. */
    public void cutAt(long operation, boolean tears) {
        cutAt = operation;
        cutTears = tears;
    }

    /** Fails, once, at the operation with this number. */
    public void failAt(long operation) {
        failAt(operation, 1);
    }

    /** Fails at the operation with this number and at those behind it, so many in all. */
    public void failAt(long operation, int times) {
        failAt = operation;
        failEnd = operation + times;
    }

    private boolean fails() {
        long operation = operations++;
        return operation >= failAt && operation < failEnd;
    }

    /** Erases in the background: so many calls say that it is under way. */
    public void eraseInBackground(int calls) {
        busyCalls = calls;
        busyLeft = calls;
    }

    public void seed(long seed) {
        random.setSeed(seed);
    }

    /** How many units were programmed and sectors erased so far. */
    public long operations() {
        return operations;
    }

    public long programmedBytes() {
        return programmedBytes;
    }

    /** How many calls programmed. */
    public long programs() {
        return programs;
    }

    public int erasures(int sector) {
        return erasures[sector];
    }

    /** The array itself, for damage. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int sectors() {
        return sectors;
    }

    @Override
    public int sectorSize() {
        return sectorSize;
    }

    @Override
    public int programUnit() {
        return unit;
    }

    @Override
    public int longestProgramMicros() {
        return 100;
    }

    @Override
    public int longestEraseMillis() {
        return 2000;
    }

    @Override
    public int read(int address, byte[] buffer, int offset, int length) {
        int like = random.nextInt(3);
        for (int i = 0; i < length; i++) {
            int at = address + i;
            int mask = !torn[at] || like == 0 ? 0 : like == 1 ? 0xFF : random.nextInt(256);
            buffer[offset + i] = (byte) (bytes[at] & ~mask | other[at] & mask);
        }
        return 0;
    }

    @Override
    public int program(int address, byte[] buffer, int offset, int length) {
        if (address % unit != 0 || length % unit != 0 || length == 0
                || address / sectorSize != (address + length - 1) / sectorSize) {
            throw new AssertionError("programs " + length + " bytes at " + address + " in units of " + unit);
        }
        programs++;
        if (cache != null) {
            return write(address, buffer, offset, length);
        }
        for (int done = 0; done < length; done += unit) {
            int at = address + done;
            boolean tears = reachCut();
            if (fails()) {
                tear(at, buffer, offset + done, unit);
                return FAILED;
            }
            if (torn[at] && unit >= CHECKED_UNIT && !used[at / sectorSize]) {
                return FAILED; // as its check bits say: a log may begin in a sector that reads as erased from the start
            }
            if (programmed[at / unit] && (unit >= CHECKED_UNIT || !torn[at])) {
                throw new AssertionError("the unit at " + at + " is programmed twice");
            }
            programmed[at / unit] = true;
            if (tears) {
                tear(at, buffer, offset + done, unit);
                throw new PowerCut();
            }
            for (int i = 0; i < unit; i++) {
                bytes[at + i] &= buffer[offset + done + i];
                torn[at + i] = false;
            }
            programmedBytes += unit;
        }
        return 0;
    }

    private int write(int address, byte[] buffer, int offset, int length) {
        reachCut();
        if (fails()) {
            return FAILED;
        }
        for (int i = 0; i < length; i++) {
            if ((bytes[address + i] & buffer[offset + i]) != buffer[offset + i]) {
                throw new AssertionError("the byte at " + (address + i) + " is programmed twice");
            }
            bytes[address + i] = buffer[offset + i];
        }
        cache.written(bytes, address, length);
        programmedBytes += length;
        return 0;
    }

    @Override
    public int sync() {
        if (cache != null) {
            reachCut();
            if (fails()) {
                cache.lose();
                return FAILED;
            }
            cache.sync();
        }
        return 0;
    }

    /** The power fails between two operations. */
    public void powerFails() {
        if (cache != null) {
            cache.lose();
            cache.read(bytes);
        }
    }

    private void tear(int at, byte[] to, int offset, int length) {
        programmed[at / unit] = true;
        for (int i = 0; i < length; i++) {
            torn[at + i] = true;
            other[at + i] = (byte) (bytes[at + i] & to[offset + i]);
        }
    }

    @Override
    public int erase(int sector) {
        if (busyLeft > 0) {
            busyLeft--;
            return 1;
        }
        busyLeft = busyCalls;
        boolean tears = reachCut();
        int start = sector * sectorSize;
        if (fails()) {
            return FAILED;
        }
        erasures[sector]++;
        if (tears) {
            boolean programsFirst = random.nextBoolean(); // as many chips do, so that no bit is erased too far
            for (int at = start; at < start + sectorSize; at++) {
                // Whether a bit has arrived at 1 differs from bit to bit, and some hang between both.
                bytes[at] = (byte) (programsFirst ? random.nextInt(256) : bytes[at] | random.nextInt(256));
                other[at] = ERASED;
                torn[at] = random.nextInt(4) == 0;
                programmed[at / unit] = true;
            }
            throw new PowerCut();
        }
        used[sector] = true;
        eraseWhole(start);
        return 0;
    }

    private void eraseWhole(int start) {
        for (int at = start; at < start + sectorSize; at++) {
            bytes[at] = ERASED;
            torn[at] = false;
            programmed[at / unit] = false;
        }
        if (cache != null) {
            cache.written(bytes, start, sectorSize);
        }
    }

    /** Whether this operation is torn; throws where power fails before it. */
    private boolean reachCut() {
        if (operations != cutAt) {
            return false;
        }
        cutAt = -1;
        if (!cutTears || cache != null) {
            powerFails();
            throw new PowerCut();
        }
        return true;
    }
}

package nogc.bench.store;

import java.util.Arrays;
import nogc.hal.FlashRegion;

/** Flash in memory that counts what is done to it. */
public final class CountingFlash implements FlashRegion {
    private static final byte ERASED = (byte) 0xFF;

    private final int sectors;
    private final int sectorSize;
    private final int unit;
    private final byte[] bytes;
    private long programs;
    private long programmedBytes;
    private long erasures;

    /**
     * Erased flash.
     *
     * @param sectors at least 2
     * @param sectorSize bytes of each
     * @param unit bytes that are programmed together
     */
    public CountingFlash(int sectors, int sectorSize, int unit) {
        this.sectors = sectors;
        this.sectorSize = sectorSize;
        this.unit = unit;
        bytes = new byte[sectors * sectorSize];
        Arrays.fill(bytes, ERASED);
    }

    /** @return how many calls programmed something */
    public long programs() {
        return programs;
    }

    /** @return how many bytes were programmed, the padding to whole units included */
    public long programmedBytes() {
        return programmedBytes;
    }

    /** @return how many sectors were erased */
    public long erasures() {
        return erasures;
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
        return 1;
    }

    @Override
    public int read(int address, byte[] buffer, int offset, int length) {
        System.arraycopy(bytes, address, buffer, offset, length);
        return 0;
    }

    @Override
    public int program(int address, byte[] buffer, int offset, int length) {
        programs++;
        programmedBytes += length;
        for (int i = 0; i < length; i++) {
            bytes[address + i] &= buffer[offset + i];
        }
        return 0;
    }

    @Override
    public int erase(int sector) {
        erasures++;
        Arrays.fill(bytes, sector * sectorSize, (sector + 1) * sectorSize, ERASED);
        return 0;
    }

    @Override
    public int sync() {
        return 0;
    }
}

package nogc.samples.gateway;

import nogc.hal.FlashRegion;

/**
 * A region whose writes are left to the system: they outlive this process, however it ends, but not a power cut. One
 * thread serves all nodes, and unless told by {@code --sync} none of them is to wait for a disk.
 *
 * @param below where the bytes are
 */
record UnforcedRegion(FlashRegion below) implements FlashRegion {
    @Override
    public int sectors() {
        return below.sectors();
    }

    @Override
    public int sectorSize() {
        return below.sectorSize();
    }

    @Override
    public int programUnit() {
        return below.programUnit();
    }

    @Override
    public int longestProgramMicros() {
        return below.longestProgramMicros();
    }

    @Override
    public int longestEraseMillis() {
        return below.longestEraseMillis();
    }

    @Override
    public int read(int address, byte[] buffer, int offset, int length) {
        return below.read(address, buffer, offset, length);
    }

    @Override
    public int program(int address, byte[] buffer, int offset, int length) {
        return below.program(address, buffer, offset, length);
    }

    @Override
    public int erase(int sector) {
        return below.erase(sector);
    }

    @Override
    public int sync() {
        return 0;
    }
}

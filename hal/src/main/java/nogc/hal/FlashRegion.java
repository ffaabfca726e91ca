package nogc.hal;

/**
 * A stretch of erasable memory that survives a power cut: sectors of a chip's flash, a file, record stores of a Java ME
 * machine. The rules are those of NOR flash, since whoever keeps them runs on everything else too: erasing makes every
 * bit of a sector 1, programming turns bits to 0, and a program unit is programmed at most once between two erasures.
 * A power cut may leave the unit that is being programmed, and the sector that is being erased, with any contents, also
 * with such that read differently each time, and, where {@link #sync} has something to do, what was written since the
 * last one as it was at any time since then, stretch by stretch; nothing else.
 *
 * <p>No method throws or allocates. Reading is immediate; the others block for at most the times that the region
 * states.
 */
public interface FlashRegion {
    /** The memory reported an error, or what was written does not read back. */
    int FAILED = -71;

    /** @return number of sectors, at least 2 */
    int sectors();

    /** @return bytes of each sector, a multiple of {@link #programUnit} */
    int sectorSize();

    /** @return bytes that are programmed together, 1 to 32: {@link #program} takes multiples of it */
    int programUnit();

    /** @return the longest time that programming one unit takes, in microseconds */
    int longestProgramMicros();

    /** @return the longest time that erasing one sector takes, in milliseconds */
    int longestEraseMillis();

    /**
     * Reads bytes.
     *
     * @param address of the first one, 0 to {@code sectors() * sectorSize() - 1}
     * @param buffer where to
     * @param offset first byte to fill
     * @param length number of bytes, within the region
     * @return 0, or {@link #FAILED}
     */
    int read(int address, byte[] buffer, int offset, int length);

    /**
     * Programs erased units.
     *
     * @param address of the first one, a multiple of {@link #programUnit}
     * @param buffer where from
     * @param offset first byte
     * @param length number of bytes, a multiple of {@link #programUnit}, within one sector
     * @return 0, or {@link #FAILED}
     */
    int program(int address, byte[] buffer, int offset, int length);

    /**
     * Erases a sector, or looks how far that is. A region that can erase in the background lets the other sectors be
     * read meanwhile.
     *
     * @param sector 0 to {@code sectors() - 1}; while one is under way, only that one
     * @return 0 once it is erased, 1 while that is under way: call again, or {@link #FAILED}
     */
    int erase(int sector);

    /**
     * Waits until everything that was programmed and erased outlives a power cut; where that is so when
     * {@link #program} and {@link #erase} return, as in a chip's flash, there is nothing to do. Of two programs between
     * two calls the later one may outlive the cut and the earlier one not.
     *
     * @return 0, or {@link #FAILED}
     */
    int sync();
}

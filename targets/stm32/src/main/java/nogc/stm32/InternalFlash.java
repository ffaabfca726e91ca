package nogc.stm32;

import nogc.hal.FlashRegion;

/**
 * The sectors of the chip's own flash that the board keeps for records ({@code store_start} in its {@code board.sh});
 * {@code make flash} leaves them as they are. Not in an image that does not name this class.
 *
 * <p>While it erases or programs, the chip cannot read its flash, and the program stands still: on an F4 up to 2 s for
 * a sector of 128 KB (typically 1 s), 0.5 s for one of 16 KB; on an F100 40 ms for each KB. Bytes of the serial line
 * are received in the meantime, as long as the ring has room or RTS is wired. An F4 needs a supply of at least 2.7 V.
 *
 * <p>No method allocates or throws. A negative result is {@link #FAILED}, and {@link #cause} says why.
 */
public final class InternalFlash implements FlashRegion {
    /** A cause: nothing failed. */
    public static final int FINE = 0;
    /** A cause: not within the region, not whole units, or across the border of a sector; nothing was done. */
    public static final int OUTSIDE = 1;
    /** A cause: a unit to be programmed is not erased; nothing was done. */
    public static final int NOT_ERASED = 2;
    /** A cause: the controller stays locked until the chip is reset. */
    public static final int LOCKED = 3;
    /** A cause: it took longer than the data sheet allows. */
    public static final int BUSY = 4;
    /** A cause: the option bytes of the chip protect the sector. */
    public static final int PROTECTED = 5;
    /** A cause: the controller reported an error of programming. */
    public static final int REFUSED = 6;
    /** A cause: no error, but what is there now is not what was written, or not erased. */
    public static final int DIFFERS = 7;

    /** There is one region in a chip; objects of this class are views of it and hold nothing. */
    public InternalFlash() {
    }

    @Override
    public int sectors() {
        return Board.storeSectors();
    }

    @Override
    public int sectorSize() {
        return Board.storeSectorSize();
    }

    @Override
    public int programUnit() {
        return Board.storeUnit();
    }

    @Override
    public int longestProgramMicros() {
        return Board.storeProgramMicros();
    }

    /** Includes reading the sector back. */
    @Override
    public int longestEraseMillis() {
        return Board.storeEraseMillis();
    }

    @Override
    public int read(int address, byte[] buffer, int offset, int length) {
        return isWithin(buffer, offset, length) ? Board.storeRead(address, buffer, offset, length) : FAILED;
    }

    @Override
    public int program(int address, byte[] buffer, int offset, int length) {
        return isWithin(buffer, offset, length) ? Board.storeProgram(address, buffer, offset, length) : FAILED;
    }

    /** Also kicks the watchdog, whose period is longer than one erase. */
    @Override
    public int erase(int sector) {
        return Board.storeErase(sector);
    }

    /** Nothing to wait for: what was programmed is there when that returns. */
    @Override
    public int sync() {
        return 0;
    }

    /**
     * Why the last operation failed, for a log; a stretch outside of the caller's array is not recorded here.
     *
     * @return one of the constants of this class
     */
    public int cause() {
        return Board.storeFault();
    }

    /** The C behind this knows no length of an array. */
    private static boolean isWithin(byte[] buffer, int offset, int length) {
        return (offset | length) >= 0 && length <= buffer.length - offset;
    }
}

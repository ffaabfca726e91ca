package nogc.stm32;

import nogc.hal.Entropy;

/**
 * The random number generator of the chip: noise, checked as its manual says (RM0090 chapter 24), fit for keys. The
 * F405 has one; for a board without, the build of a program that names this class is refused. {@link Chip} has numbers
 * for jitter on every board. In QEMU there is no such device: every call fails with {@link #LATE}.
 *
 * <p>No method allocates or throws; each takes some microseconds for a word, and at most some milliseconds.
 */
public final class RandomNumbers implements Entropy {
    /** A cause: nothing failed. */
    public static final int FINE = 0;
    /** A cause: its clock of 48 MHz is missing or too slow, as when no PLL runs. */
    public static final int CLOCK = 1;
    /** A cause: the noise does not look like noise. */
    public static final int SEED = 2;
    /** A cause: the same word twice in a row. */
    public static final int REPEATED = 3;
    /** A cause: no word came in time. */
    public static final int LATE = 4;
    /** What {@link #fill} answers where it failed. */
    public static final int FAILED = -1;

    private int fallback = Board.seed();

    /** There is one generator in a chip; objects of this class are views of it. */
    public RandomNumbers() {
    }

    /**
     * For keys and the like: all of it is from the generator.
     *
     * @param bytes where to
     * @param offset of the first byte
     * @param length number of bytes
     * @return 0, or {@link #FAILED}: then none of the bytes is to be used, and {@link #cause} says why; also for a
     *     stretch outside of the array
     */
    public int fill(byte[] bytes, int offset, int length) {
        if ((offset | length) < 0 || length > bytes.length - offset) {
            return FAILED;
        }
        for (int i = 0; i < length; ) {
            int word = Board.randomWord();
            if (Board.randomFault() != FINE) {
                return FAILED;
            }
            for (int byteOfWord = 0; byteOfWord < 4 && i < length; byteOfWord++) {
                bytes[offset + i++] = (byte) (word >> 8 * byteOfWord);
            }
        }
        return 0;
    }

    /**
     * 32 bits for jitter and identifiers. Where the generator fails, of a linear congruential one over the chip's
     * unique id and the time, as {@link Chip#next}: a device must not stand still for want of jitter.
     */
    @Override
    public int next() {
        int word = Board.randomWord();
        if (Board.randomFault() == FINE) {
            return word;
        }
        fallback = (fallback ^ Board.millis()) * 1664525 + 1013904223;
        return fallback ^ fallback >>> 16;
    }

    /** @return why the last word did not come, one of the constants of this class */
    public int cause() {
        return Board.randomFault();
    }
}

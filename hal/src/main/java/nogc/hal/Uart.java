package nogc.hal;

/** A serial line, opened and set to its speed by the board. No method waits for the other end. */
public interface Uart {
    /**
     * Takes bytes that came. Bounded by {@code length}; allocates nothing.
     *
     * @param buffer where to
     * @param offset first byte to fill
     * @param length most bytes to take, at least 1
     * @return bytes taken, 0 for none yet
     */
    int read(byte[] buffer, int offset, int length);

    /**
     * Hands over bytes to send. Waits at most as long as these bytes need on the line; allocates nothing.
     *
     * @param buffer where from
     * @param offset first byte to send
     * @param length number of bytes, at least 1
     * @return bytes handed over, possibly fewer, or 0 for none now
     */
    int write(byte[] buffer, int offset, int length);

    /**
     * Bytes that came and were not kept, because nobody took the earlier ones in time. Bounded, allocates nothing.
     *
     * @return how many since the last call
     */
    int lost();
}

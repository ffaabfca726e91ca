package nogc.hal;

/**
 * A digital pin. What it is after start is the board's affair; {@link #input} or {@link #output} make it what the
 * program wants, before anything else is asked of it, and may be called again at any time. No method blocks, throws or
 * allocates.
 */
public interface Pin {
    /** An input that floats unless something drives it. */
    int NO_PULL = 0;
    /** An input with the resistor inside the chip that makes it high. */
    int PULL_UP = 1;
    /** An input with the resistor inside the chip that makes it low. */
    int PULL_DOWN = 2;

    /** An output that drives both levels. */
    int PUSH_PULL = 0;
    /** An output that drives low alone: high is what a resistor beside it makes, or another one lets it be. */
    int OPEN_DRAIN = 1;

    /** From low to high. */
    int RISING = 1;
    /** From high to low. */
    int FALLING = 2;

    /** This pin cannot do that, or there is no such pin. */
    int UNSUPPORTED = -70;
    /** The device reported an error, or is gone; or the pin was not made what the call needs. */
    int FAILED = -71;

    /**
     * Makes the pin an input that counts no edges.
     *
     * @param pull {@link #NO_PULL}, {@link #PULL_UP} or {@link #PULL_DOWN}
     * @return 0, {@link #UNSUPPORTED} or {@link #FAILED}
     */
    int input(int pull);

    /**
     * Makes the pin an output that has its level from the first moment.
     *
     * @param drive {@link #PUSH_PULL} or {@link #OPEN_DRAIN}
     * @param high the level to begin with
     * @return 0, {@link #UNSUPPORTED} or {@link #FAILED}
     */
    int output(int drive, boolean high);

    /**
     * Sets the level of an output.
     *
     * @param high the level; with {@link #OPEN_DRAIN} true lets go of the pin
     * @return 0 or {@link #FAILED}
     */
    int write(boolean high);

    /**
     * The level that the pin has outside, of an output too.
     *
     * @return 1 for high, 0 for low, or {@link #FAILED}
     */
    int read();

    /**
     * Has the edges of an input counted from now on.
     *
     * @param edges {@link #RISING}, {@link #FALLING}, both together, or 0 for none
     * @return 0, {@link #UNSUPPORTED} (a chip may watch some of its pins only, or one of several at a time) or
     *     {@link #FAILED}
     */
    int watch(int edges);

    /**
     * The edges that came since the last call, or since {@link #watch}. A device that keeps a mark for them instead of
     * a number answers 1 for any number of them; so ask before more than one can come, or take it as "some".
     *
     * @return 0 for none, their number, or {@link #FAILED}
     */
    int edges();
}

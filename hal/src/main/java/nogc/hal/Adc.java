package nogc.hal;

/** One input of an analogue-to-digital converter. */
public interface Adc {
    /** There is no such input. */
    int UNSUPPORTED = -70;
    /** The device reported an error, is gone, or did not finish in its time. */
    int FAILED = -71;

    /**
     * Converts the voltage that is there now. Blocks for one conversion: microseconds in a chip, up to what its driver
     * takes elsewhere. Allocates nothing.
     *
     * @return millionths of a volt, at least 0, or {@link #UNSUPPORTED} or {@link #FAILED}
     */
    int microvolts();
}

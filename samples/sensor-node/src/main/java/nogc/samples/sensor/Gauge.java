package nogc.samples.sensor;

/** Where a {@link Reading} comes from. */
public interface Gauge {
    /** The answer of {@link #thousandths} when there is no reading. */
    int NO_READING = Integer.MIN_VALUE;

    /**
     * The measured value now. Must not block: a device that takes its time is read elsewhere, and its last value is
     * answered here. Allocates nothing.
     *
     * @return thousandths of the unit, or {@link #NO_READING}
     */
    int thousandths();
}

package nogc.raspberrypi;

/** One quantity that something at the Pi measures. For one thread. */
public interface Sensor extends AutoCloseable {
    /** The answer of {@link #milli} when there is no reading; {@link #fault} says why. */
    int NO_READING = Integer.MIN_VALUE;

    /**
     * Takes a reading; each kind of sensor says how long that blocks. One that succeeds allocates nothing.
     *
     * @return thousandths of {@link #unit}, or {@link #NO_READING}
     */
    int milli();

    /** @return why the last reading was none; {@link Fault#ABSENT} before the first */
    Fault fault();

    /** @return the unit of a reading, as a person writes it */
    String unit();

    /** Lets go of the device; the next reading takes it again. Idempotent. */
    @Override
    void close();
}

package nogc.hal;

/** A temperature sensor. */
public interface Thermometer {
    /** The answer of {@link #milliCelsius} when there is no reading. */
    int NO_READING = Integer.MIN_VALUE;

    /**
     * The temperature now, in thousandths of a degree Celsius. Bounded; allocates nothing.
     *
     * @return the temperature, or {@link #NO_READING}
     */
    int milliCelsius();
}

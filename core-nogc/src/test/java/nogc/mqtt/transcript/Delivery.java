package nogc.mqtt.transcript;

/**
 * How the bytes of one run travel, and at which time it starts: what is expected must not depend on it.
 *
 * @param input most bytes that one read gives
 * @param cut the read that would pass this many bytes of input ends there; 0 for none
 * @param output most bytes that one write takes
 * @param start milliseconds of the clock at the beginning
 */
record Delivery(int input, int cut, int output, int start) {
    static final Delivery WHOLE = new Delivery(Integer.MAX_VALUE, 0, Integer.MAX_VALUE, 0);
    static final Delivery BYTES_IN = new Delivery(1, 0, Integer.MAX_VALUE, 0);
    static final Delivery BYTES_OUT = new Delivery(Integer.MAX_VALUE, 0, 1, 0);
    static final Delivery BYTES = new Delivery(1, 0, 1, 0);

    /** The clock wraps from its largest to its smallest value a moment after the start. */
    static final Delivery WRAPPING = startingAt(Integer.MAX_VALUE - 1500);
    /** All times are below 0, as are half of those that a clock may show. */
    static final Delivery NEGATIVE = startingAt(-2000000000);

    static Delivery cutAt(int cut) {
        return new Delivery(Integer.MAX_VALUE, cut, Integer.MAX_VALUE, 0);
    }

    private static Delivery startingAt(int start) {
        return new Delivery(Integer.MAX_VALUE, 0, Integer.MAX_VALUE, start);
    }
}

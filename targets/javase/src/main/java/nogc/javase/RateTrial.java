package nogc.javase;

/**
 * Keeps on what costs no rate: most of the time it is as did best so far, on or off, and now and then the other way.
 * Allocates nothing.
 */
final class RateTrial {
    /** One measurement of so many tries the other way. */
    private static final int ROUND = 32;
    /** An average follows its newest value by one of so many parts. */
    private static final int MEMORY = 8;
    /** What is on may cost one of so many parts of the rate. */
    private static final int PRICE = 8;

    private int rateOn;
    private int rateOff;
    private int count;
    private boolean on = true;

    /** Whether to do it until the next measurement. */
    boolean isOn() {
        return on;
    }

    /** The rate since the last measurement: from 1, in any unit. */
    void measured(int rate) {
        if (on) {
            rateOn = average(rateOn, rate);
        } else {
            rateOff = average(rateOff, rate);
        }
        count = (count + 1) % ROUND;
        boolean better = rateOn >= rateOff - rateOff / PRICE;
        on = better == (count != 0);
    }

    /** The better rate of both, 0 if nothing was measured. */
    int best() {
        return Math.max(rateOn, rateOff);
    }

    private static int average(int before, int rate) {
        return before == 0 ? rate : before + (rate - before) / MEMORY;
    }
}

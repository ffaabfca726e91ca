package nogc.javase;

/**
 * Keeps to the one of several ways that gives the best rate, each rate weighed by what its way costs otherwise: most of
 * the time it is the one that did best so far, and now and then another, in turn. Allocates nothing.
 */
final class RateTrial {
    /** One measurement of so many tries another way. */
    private static final int ROUND = 32;
    /** An average follows its newest value by one of so many parts. */
    private static final int MEMORY = 8;

    private final int[] weights;
    private final int[] rates;
    private int best;
    private int way;
    private int other;
    private int count;

    /**
     * Begins with the first way.
     *
     * @param weights what the rate of each way is multiplied by before it is compared, 1 to 1,000; two ways at least
     */
    RateTrial(int... weights) {
        this.weights = weights;
        rates = new int[weights.length];
    }

    /** The way until the next measurement: an index among the weights. */
    int way() {
        return way;
    }

    /** The rate since the last measurement: from 1, in any unit. */
    void measured(int rate) {
        int before = rates[way];
        rates[way] = before == 0 ? rate : before + (rate - before) / MEMORY;
        for (int i = 0; i < rates.length; i++) {
            if (weighed(i) > weighed(best)) {
                best = i;
            }
        }
        way = best;
        count = (count + 1) % ROUND;
        if (count == 0) {
            other = (other + 1) % (rates.length - 1);
            way = other < best ? other : other + 1; // all but the best, in turn
        }
    }

    private long weighed(int index) {
        return (long) rates[index] * weights[index];
    }

    /** The highest rate of all ways, unweighed; 0 if nothing was measured. */
    int highest() {
        int highest = 0;
        for (int rate : rates) {
            highest = Math.max(highest, rate);
        }
        return highest;
    }
}

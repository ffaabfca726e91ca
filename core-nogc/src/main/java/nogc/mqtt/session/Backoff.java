package nogc.mqtt.session;

import nogc.hal.Entropy;

/**
 * How long to wait before the next attempt: a random time below a bound that doubles with each failure (exponential
 * back-off with full jitter), so that a fleet does not come back all at once.
 */
final class Backoff {
    /** The server is overloaded or someone else uses our client identifier: the bound is four times as large. */
    private static final int SLOWER_SHIFT = 2;

    private final Entropy entropy;
    private final int minimum;
    private final int maximum;
    private int bound;

    Backoff(Entropy entropy, int minimum, int maximum) {
        this.entropy = entropy;
        this.minimum = minimum;
        this.maximum = maximum;
        bound = minimum;
    }

    /** A connection was stable. */
    void reset() {
        bound = minimum;
    }

    /** The delay in milliseconds, and a larger bound for the next one. */
    int next(boolean slower) {
        int limit = slower ? shifted(bound, SLOWER_SHIFT) : bound;
        bound = shifted(bound, 1);
        return below(limit);
    }

    /** A delay below the largest bound, for a refusal that will hardly go away. */
    int longest() {
        return below(maximum);
    }

    private int shifted(int value, int by) {
        return value > maximum >> by ? maximum : value << by;
    }

    /** 1 to limit. */
    private int below(int limit) {
        return 1 + (entropy.next() & Integer.MAX_VALUE) % limit;
    }
}

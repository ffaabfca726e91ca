package nogc.javame;

import nogc.hal.Clock;

/**
 * A steady clock made of the time of day, the only one that CLDC has. Where the time of day is set back, this clock
 * stands still for one look and goes on from there. A step forward is real time or a clock that was set: it is
 * believed as far as the thread was asked to sleep ({@link #beforeSleep}) and a bound beyond, and cut and counted when
 * it is larger. So a network that sets the clock costs at most that, which may end a connection by its ping time-out
 * but never stops one.
 * <pre>
 *   transport.await(clock.beforeSleep(client.poll()), client.wantsInput());
 * </pre>
 * For one thread. Bounded, allocates nothing.
 */
public final class WallClock implements Clock {
    /** The longest step beyond a sleep that is believed, in milliseconds. */
    public static final int LONGEST_STEP = 120000;

    private final int longestStep;
    private long last;
    private int elapsed;
    /** What is left of the sleep. */
    private int asleep;
    private int stepsBack;
    private int stepsForward;

    /** Makes a clock that believes steps of up to {@link #LONGEST_STEP} beyond a sleep. */
    public WallClock() {
        this(LONGEST_STEP, System.currentTimeMillis());
    }

    /**
     * Makes a clock.
     *
     * @param longestStep most milliseconds that it moves between two looks without a sleep, at least 1
     * @param wall time of day now, in milliseconds
     */
    WallClock(int longestStep, long wall) {
        this.longestStep = longestStep;
        last = wall;
    }

    /**
     * Tells that the thread is about to sleep: a step of that length is then time that passed, not a clock that was
     * set.
     *
     * @param millis how long at most; as if 0 if negative
     * @return the same
     */
    public int beforeSleep(int millis) {
        asleep = Math.max(0, millis);
        return millis;
    }

    @Override
    public int millis() {
        return at(System.currentTimeMillis());
    }

    /** The time of this clock when the time of day is {@code wall}. */
    int at(long wall) {
        long step = wall - last;
        last = wall;
        if (step < 0) {
            stepsBack++;
            return elapsed;
        }
        long longest = (long) asleep + longestStep;
        if (step > longest) {
            stepsForward++;
            step = longest;
        }
        elapsed += (int) step;
        asleep = (int) Math.max(0, asleep - step);
        return elapsed;
    }

    /** @return how often the time of day was found set back */
    public int stepsBack() {
        return stepsBack;
    }

    /** @return how often a step forward was cut to its bound */
    public int stepsForward() {
        return stepsForward;
    }
}

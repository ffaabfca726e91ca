package nogc.javame;

import nogc.hal.Clock;

/**
 * A steady clock made of the time of day, the only one that CLDC has. Where the time of day is set back, this clock
 * stands still for one look and goes on from there. A step forward is real time or a clock that was set: it is
 * believed up to a bound, and counted when it is larger. So look at it more often than the bound, and a network that
 * sets the clock costs at most the bound, which may end a connection by its ping time-out but never stops one.
 * For one thread. Allocates nothing.
 */
public final class WallClock implements Clock {
    /** The longest step unless told, in milliseconds: longer than a client sleeps. */
    public static final int LONGEST_STEP = 120000;

    private final int longestStep;
    private long last;
    private int elapsed;
    private int stepsBack;
    private int stepsForward;

    /** Makes a clock that believes steps of up to {@link #LONGEST_STEP}. */
    public WallClock() {
        this(LONGEST_STEP, System.currentTimeMillis());
    }

    /**
     * Makes a clock.
     *
     * @param longestStep most milliseconds that it moves between two looks, at least 1
     * @param wall time of day now, in milliseconds
     */
    WallClock(int longestStep, long wall) {
        this.longestStep = longestStep;
        last = wall;
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
        } else if (step > longestStep) {
            stepsForward++;
            elapsed += longestStep;
        } else {
            elapsed += (int) step;
        }
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

package nogc.javase;

import nogc.hal.Clock;

/** {@link System#nanoTime} in milliseconds since this clock was made: unmoved by changes of the time of day. */
public final class SteadyClock implements Clock {
    private final long start = System.nanoTime();

    /** Makes a clock that stands at 0. */
    public SteadyClock() {
    }

    @Override
    public int millis() {
        return (int) ((System.nanoTime() - start) / 1_000_000);
    }
}

package nogc.samples.gateway;

import nogc.hal.Clock;

/** Milliseconds that never begin anew, of a {@link Clock} that does after 49 days; it is to be asked more often. */
final class LongClock {
    private final Clock clock;
    private long now;

    LongClock(Clock clock) {
        this.clock = clock;
    }

    long millis() {
        now += clock.millis() - (int) now;
        return now;
    }
}

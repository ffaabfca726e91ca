package nogc.hal.net;

import nogc.hal.Clock;

/** A clock that a test sets. It starts shortly before it wraps, so that every test runs over the wrap. */
final class FakeClock implements Clock {
    int now = Integer.MAX_VALUE - 50;

    @Override
    public int millis() {
        return now;
    }
}

package nogc.samples.midlet;

import nogc.hal.Clock;
import nogc.hal.Thermometer;

/** A temperature that goes from 20 °C to 24 °C and back in 8 minutes, for a machine without a sensor. */
final class SimulatedThermometer implements Thermometer {
    private static final int LOWEST = 20000;
    private static final int RANGE = 4000;
    /** Milliseconds for a thousandth of a degree. */
    private static final int PACE = 60;

    private final Clock clock;

    SimulatedThermometer(Clock clock) {
        this.clock = clock;
    }

    @Override
    public int milliCelsius() {
        int step = (clock.millis() & Integer.MAX_VALUE) / PACE % (2 * RANGE);
        return LOWEST + (step < RANGE ? step : 2 * RANGE - step);
    }
}

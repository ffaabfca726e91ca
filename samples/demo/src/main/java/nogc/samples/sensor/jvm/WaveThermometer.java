package nogc.samples.sensor.jvm;

import nogc.hal.Clock;
import nogc.hal.Thermometer;

/** A simulated room: 21 degrees and a half, one degree up and down in a minute, the same on every run. */
public final class WaveThermometer implements Thermometer {
    private static final int MEAN = 21_500;
    private static final int SWING = 1_000;
    private static final int PERIOD = 60_000;

    private final Clock clock;
    private final int start;

    /**
     * Makes a room whose wave starts now.
     *
     * @param clock to follow
     */
    public WaveThermometer(Clock clock) {
        this.clock = clock;
        start = clock.millis();
    }

    @Override
    public int milliCelsius() {
        double phase = 2 * Math.PI * ((clock.millis() - start) % PERIOD) / PERIOD;
        return MEAN + (int) Math.round(SWING * Math.sin(phase));
    }
}

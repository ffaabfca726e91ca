package nogc.samples.pi;

import nogc.hal.Clock;
import nogc.raspberrypi.Fault;
import nogc.raspberrypi.Sensor;
import nogc.samples.sensor.Gauge;

/**
 * A sensor that is read on a thread of its own, so that one which is slow or hangs delays neither the connection nor
 * the other sensors. {@link #thousandths} answers the newest value; one older than three periods and ten seconds is no
 * reading. Allocates nothing but what a failing sensor costs.
 */
final class SampledSensor implements Gauge, Runnable {
    private static final int PATIENCE = 10_000;

    private final String name;
    private final Sensor sensor;
    private final int period;
    private final Clock clock;
    private volatile int value = NO_READING;
    private volatile int time;
    private volatile Fault fault = Fault.NONE;
    private boolean wasStale;
    private Fault told = Fault.NONE;

    SampledSensor(String name, Sensor sensor, int period, Clock clock) {
        this.name = name;
        this.sensor = sensor;
        this.period = period;
        this.clock = clock;
        time = clock.millis();
    }

    /** Starts reading; the thread keeps no JVM alive. */
    void start() {
        Thread thread = new Thread(null, this, name, 128 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (true) {
                sample();
                Thread.sleep(period);
            }
        } catch (InterruptedException e) {
            sensor.close();
        }
    }

    void sample() {
        int read = sensor.milli();
        value = read == Sensor.NO_READING ? NO_READING : read;
        fault = sensor.fault();
        time = clock.millis();
    }

    private boolean isStale() {
        return clock.millis() - time > 3L * period + PATIENCE;
    }

    @Override
    public int thousandths() {
        return isStale() ? NO_READING : value;
    }

    /** Says once in the journal that the sensor is at fault, or well again. On the node's thread. */
    void report(Journal journal) {
        boolean stale = isStale();
        Fault now = fault;
        if (stale != wasStale) {
            wasStale = stale;
            journal.warning("sensor ", name, stale ? ": no answer, it hangs" : ": it answers again");
        }
        if (now != told) {
            told = now;
            if (now == Fault.NONE) {
                journal.info("sensor ", name, ": it reads again");
            } else {
                journal.warning("sensor ", name, ": no reading: ", now.sentence());
            }
        }
    }
}

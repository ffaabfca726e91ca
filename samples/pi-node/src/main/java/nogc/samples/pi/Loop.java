package nogc.samples.pi;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nogc.hal.Clock;
import nogc.javase.Selectable;
import nogc.javase.Sleeper;
import nogc.javase.client.Explanation;
import nogc.samples.sensor.Counters;
import nogc.samples.sensor.DeviceNode;

/** Polls the node until a signal ends it; says in the journal what changes. Allocates nothing while nothing does. */
final class Loop {
    private static final int LONGEST_FAREWELL = DeviceNode.LONGEST_FAREWELL + 2000;

    private final DeviceNode node;
    private final Selectable transport;
    private final Clock clock;
    private final Journal journal;
    private final SampledSensor[] sensors;
    private final boolean version5;
    private final ServiceManager manager;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;
    private int connections;
    private int failures;
    private int lastCause;
    private int lastReason;

    Loop(DeviceNode node, Selectable transport, Clock clock, Journal journal, List<SampledSensor> sensors,
            boolean version5, ServiceManager manager) {
        this.node = node;
        this.transport = transport;
        this.clock = clock;
        this.journal = journal;
        this.sensors = sensors.toArray(new SampledSensor[0]);
        this.version5 = version5;
        this.manager = manager;
    }

    /** @param millis after which it just ends; 0 for never */
    int run(int millis) {
        int start = clock.millis();
        try (Sleeper sleeper = new Sleeper(transport)) {
            Runtime.getRuntime().addShutdownHook(new Thread() { // no lambda: see Sleeper
                @Override
                public void run() {
                    leave(sleeper);
                }
            });
            manager.ready();
            while (!node.isStopped() && (millis == 0 || clock.millis() - start < millis)) {
                if (stopping) {
                    node.stop();
                }
                int wait = node.poll();
                report();
                wait = Math.min(wait, manager.beat(clock.millis()));
                wait = millis == 0 ? wait : Math.min(wait, millis);
                sleeper.sleep(node.isStopped() ? 0 : wait, node.client().wantsInput(), node.client().wantsOutput());
            }
        } catch (IOException e) {
            journal.error("the system's selector failed: ", e.getMessage());
            return 1;
        } finally {
            ended.countDown(); // joining the thread would not do: it waits in System.exit for the end of the hook
        }
        return stopping || millis > 0 ? 0 : 1;
    }

    /** On a signal: the JVM ends when this returns. */
    private void leave(Sleeper sleeper) {
        manager.stopping();
        stopping = true;
        sleeper.wake();
        try {
            if (!ended.await(LONGEST_FAREWELL, TimeUnit.MILLISECONDS)) {
                journal.warning("did not get away in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Counters counters = node.counters();
        journal.info("left after ", Integer.toString(counters.readings), " readings, ",
                Integer.toString(counters.acknowledged), " messages acknowledged, ",
                Integer.toString(counters.underWay()), " under way");
    }

    private void report() {
        Counters counters = node.counters();
        if (counters.connections != connections) {
            connections = counters.connections;
            lastCause = 0;
            lastReason = 0;
            journal.info("online");
        }
        if (counters.failures != failures) {
            failures = counters.failures;
            if (counters.lastCause != lastCause || counters.lastReasonCode != lastReason) {
                lastCause = counters.lastCause;
                lastReason = counters.lastReasonCode;
                String detail = transport.lastError();
                journal.warning(Explanation.of(lastCause, lastReason, version5), detail == null ? "" : ": ",
                        detail == null ? "" : detail, "; trying again");
            }
        }
        for (SampledSensor sensor : sensors) {
            sensor.report(journal);
        }
    }
}

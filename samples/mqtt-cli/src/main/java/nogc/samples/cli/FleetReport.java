package nogc.samples.cli;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What a fleet tells: a line for each second on the standard error stream, and a report at the end. */
final class FleetReport {
    private static final double SECOND = 1e9;
    private static final double MEGABYTE = 1 << 20;

    private final FleetArguments asked;
    private final FleetFigures figures;
    private final Meter meter = new Meter();
    private long start;
    private long lastTick;
    private double connectSeconds;
    private int stormCount;
    private long stormStart;
    private double stormSeconds;

    FleetReport(FleetArguments asked, FleetFigures figures) {
        this.asked = asked;
        this.figures = figures;
    }

    void begin(long now) {
        start = now;
        lastTick = now;
        meter.start();
    }

    /** The messages from now on are those that count. */
    void allConnected(long now) {
        connectSeconds = (now - start) / SECOND;
        figures.restart();
        meter.start();
    }

    void stormBegins(long now, int connections) {
        stormStart = now;
        stormCount = connections;
        figures.connecting.reset();
    }

    void stormEnds(long now) {
        stormSeconds = (now - stormStart) / SECOND;
    }

    /** Prints a line if a second has passed since the last one. */
    void tick(long now) {
        if (now - lastTick >= SECOND) {
            if (!asked.connection.quiet) {
                System.err.println(figures.live((now - start) / SECOND, (now - lastTick) / SECOND));
            }
            lastTick = now;
        }
    }

    /** What is measured ends here: the farewell is no part of it. */
    void end() {
        meter.stop();
    }

    /**
     * The report, a figure a line.
     *
     * @param all whether all were connected at a time: else no message is measured
     */
    String text(boolean all) {
        int clients = asked.clients + asked.subscribers;
        ConnectionArguments to = asked.connection;
        StringBuilder text = new StringBuilder();
        line(text, "%,d clients and %,d subscribers of %s, MQTT %s, QoS %d, %s, buffers of %,d B", asked.clients,
                asked.subscribers, to.endpoint.where(), to.isVersion5() ? "5.0" : "3.1.1", to.qos,
                asked.publishEvery == 0 ? "silent" : String.format(Locale.ROOT, "%,d B each every %s s", asked.size,
                        String.valueOf(asked.publishEvery / 1000.0).replaceAll("\\.0$", "")), asked.buffer);
        line(text, "  connected    %,d of %,d%s", figures.everConnected, clients, all ? String.format(Locale.ROOT,
                " in %.1f s, %,.0f a second", connectSeconds, clients / connectSeconds) : "; the rest did not answer");
        line(text, "  to CONNACK   %s", FleetFigures.percentiles(figures.connecting));
        if (stormCount > 0) {
            line(text, "  storm        %,d devices dropped at once, %s", stormCount, stormSeconds == 0
                    ? "not all back when the time was up"
                    : String.format(Locale.ROOT, "all back in %.2f s, %,.0f a second (CONNACK as above)", stormSeconds,
                            stormCount / stormSeconds));
        }
        if (all) {
            messages(text);
        }
        heap(text);
        return text.toString();
    }

    private void messages(StringBuilder text) {
        double seconds = meter.time / SECOND;
        line(text, "  measured     %.1f s: %,d connections lost, %,d attempts failed", seconds, figures.lost,
                figures.failed);
        line(text, "  published    %,d, %,.0f a second; %,d not delivered, %,d had no room", figures.published,
                figures.published / seconds, figures.undelivered, figures.skipped);
        line(text, "  %s %s", asked.connection.qos == 0 ? "written     " : "acknowledged",
                FleetFigures.percentiles(figures.publishing));
        if (asked.subscribers > 0) {
            line(text, "  received     %,d, %,.0f a second", figures.received, figures.received / seconds);
            line(text, "  through      %s", FleetFigures.percentiles(figures.through));
        }
        long messages = figures.published + figures.received;
        if (messages > 0) {
            line(text, "  CPU          %.1f us a message in the thread, %.0f %% of one core; %.1f us in the process",
                    meter.threadCpu / 1e3 / messages, 100.0 * meter.threadCpu / meter.time,
                    meter.processCpu / 1e3 / messages);
            line(text, "  allocated    %.1f B a message in the thread, and its lines of text",
                    (double) meter.allocated / messages);
        }
    }

    private static void heap(StringBuilder text) {
        System.gc();
        var memory = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        line(text, "  heap         %.1f MB live of at most %.1f MB", memory.getUsed() / MEGABYTE,
                memory.getMax() / MEGABYTE);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}

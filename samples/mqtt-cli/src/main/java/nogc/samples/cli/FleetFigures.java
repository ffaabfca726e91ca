package nogc.samples.cli;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What {@code mqtt fleet} counts. Counting allocates nothing; the lines do. */
final class FleetFigures {
    private static final long LONGEST = 3_600_000_000_000L;
    private static final int DIGITS = 3;
    private static final double MILLI = 1e6;

    /** In nanoseconds: from connect to CONNACK, since the start. */
    final Histogram connecting = new Histogram(LONGEST, DIGITS);
    /** From the time at which a message was meant to go, so that one that had to wait counts with its wait. */
    final Histogram publishing = new Histogram(LONGEST, DIGITS);
    /** From that time to a subscriber. */
    final Histogram through = new Histogram(LONGEST, DIGITS);

    int connected;
    int everConnected;
    long lost;
    long failed;
    long published;
    long undelivered;
    long skipped;
    long received;
    private long lastPublished;
    private long lastReceived;

    /** Puts a time in, within what the histogram has. */
    static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.max(0, Math.min(nanos, LONGEST)));
    }

    /** Begins the messages anew. */
    void restart() {
        publishing.reset();
        through.reset();
        published = 0;
        undelivered = 0;
        skipped = 0;
        received = 0;
        lost = 0;
        failed = 0;
        lastPublished = 0;
        lastReceived = 0;
    }

    /** What happens in this second. */
    String live(double seconds, double since) {
        String line = String.format(Locale.ROOT, "%4.0f s  connected %,d  published %,.0f/s  received %,.0f/s%s"
                + "  lost %,d  failed %,d", seconds, connected, (published - lastPublished) / since,
                (received - lastReceived) / since, publishing.getTotalCount() == 0 ? "" : String.format(Locale.ROOT,
                        "  p50 %.2f ms  p99 %.2f ms", publishing.getValueAtPercentile(50) / MILLI,
                        publishing.getValueAtPercentile(99) / MILLI), lost, failed);
        lastPublished = published;
        lastReceived = received;
        return line;
    }

    /** The percentiles of a histogram in one line, or that there are none. */
    static String percentiles(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return "nothing measured";
        }
        StringBuilder line = new StringBuilder();
        for (double percentile : new double[] {50, 90, 99, 99.9, 99.99}) {
            line.append(String.format(Locale.ROOT, "p%s %.2f, ", Double.toString(percentile).replaceAll("\\.0$", ""),
                    histogram.getValueAtPercentile(percentile) / MILLI));
        }
        return line.append(String.format(Locale.ROOT, "most %.2f ms", histogram.getMaxValue() / MILLI)).toString();
    }
}

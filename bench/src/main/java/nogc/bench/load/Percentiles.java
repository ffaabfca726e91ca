package nogc.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * The percentiles of latencies, of which every one is kept to three digits. As a program it reads nanoseconds, one a
 * line, which a load in C has printed, so that the figures of all clients come from the same histogram.
 */
public final class Percentiles {
    /** Longer ones count as this, nanoseconds. */
    static final long LONGEST = 600_000_000_000L;

    private static final double[] SHOWN = {50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99};

    private final Histogram histogram = new Histogram(LONGEST, 3);

    /** None yet. */
    Percentiles() {
    }

    /**
     * Runs.
     *
     * @param words none
     * @throws IOException if the input cannot be read
     */
    public static void main(String[] words) throws IOException {
        Percentiles percentiles = new Percentiles();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            percentiles.record(Long.parseLong(line));
        }
        if (percentiles.histogram.getTotalCount() == 0) {
            System.err.println("percentiles: no latencies on standard input");
            System.exit(1);
        }
        percentiles.print(System.out);
    }

    /** One more, nanoseconds. */
    void record(long nanoseconds) {
        histogram.recordValue(Math.min(nanoseconds, LONGEST));
    }

    /** Lines of a percentile and its microseconds. */
    void print(PrintStream out) {
        for (double percentile : SHOWN) {
            out.printf(Locale.ROOT, "%s %.1f%n", Double.toString(percentile).replaceAll("\\.0$", ""),
                    histogram.getValueAtPercentile(percentile) / 1e3);
        }
    }
}

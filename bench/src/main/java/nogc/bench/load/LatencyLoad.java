package nogc.bench.load;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * The time of a QoS 1 round at a given rate: messages are meant to go at regular times, and each counts from the time
 * at which it was meant to go, whether or not those ahead of it were done. A client or broker that stalls makes all
 * that would have gone meanwhile late, as a user would see it (no coordinated omission). Prints lines of a percentile
 * and its microseconds.
 * <pre>
 *   java -cp benchmarks.jar nogc.bench.load.LatencyLoad ours|paho|hivemq HOST PORT RATE SECONDS PAYLOAD
 * </pre>
 */
public final class LatencyLoad implements Peer.Ends {
    private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99};
    private static final long LONGEST = 600_000_000_000L;
    /** Messages on their way; one more has to wait, and its wait counts. */
    private static final int WINDOW = 1000;
    private static final double SECOND = 1e9;

    private final Histogram histogram = new Histogram(LONGEST, 3);
    /** When those on their way were meant to go: they end in their order. */
    private final long[] meant = new long[WINDOW];
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong over = new AtomicLong();
    private volatile long countsFrom = Long.MAX_VALUE;
    private volatile Throwable failure;

    private LatencyLoad() {
    }

    /**
     * Runs.
     *
     * @param words as above
     * @throws Exception what the client throws
     */
    public static void main(String[] words) throws Exception {
        if (words.length != 6) {
            System.err.println("usage: LatencyLoad ours|paho|hivemq HOST PORT RATE SECONDS PAYLOAD");
            System.exit(2);
        }
        LatencyLoad load = new LatencyLoad();
        try (Peer peer = Peer.of(words[0], words[1], Integer.parseInt(words[2]), WINDOW, null)) {
            load.run(peer, Double.parseDouble(words[3]), Double.parseDouble(words[4]),
                    new byte[Integer.parseInt(words[5])]);
        }
        System.exit(0); // whatever threads the client left
    }

    private void run(Peer peer, double rate, double seconds, byte[] payload) throws Exception {
        long warmUp = (long) (Math.max(2, seconds / 4) * rate);
        long all = warmUp + (long) (seconds * rate);
        long start = System.nanoTime();
        for (long i = 0; i < all && failure == null; i++) {
            if (i == warmUp) {
                countsFrom = i;
            }
            long time = start + (long) (i * SECOND / rate);
            for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            while (i - over.get() >= WINDOW && failure == null) {
                LockSupport.parkNanos(20_000);
            }
            meant[(int) (i % WINDOW)] = time;
            begun.lazySet(i + 1);
            peer.publish(payload, 1, this);
        }
        long patience = System.nanoTime() + LONGEST / 10;
        while (over.get() < all && failure == null && System.nanoTime() - patience < 0) {
            Thread.sleep(1);
        }
        if (failure != null || over.get() < all) {
            throw new IllegalStateException("a message was not delivered", failure);
        }
        for (double percentile : PERCENTILES) {
            System.out.printf(Locale.ROOT, "%s %.1f%n", Double.toString(percentile).replaceAll("\\.0$", ""),
                    histogram.getValueAtPercentile(percentile) / 1e3);
        }
    }

    @Override
    public synchronized void ended(Throwable problem) {
        long number = over.get();
        if (problem != null || begun.get() <= number) {
            failure = problem != null ? problem : new IllegalStateException("more ends than messages");
            return;
        }
        if (number >= countsFrom) {
            histogram.recordValue(Math.min(System.nanoTime() - meant[(int) (number % WINDOW)], LONGEST));
        }
        over.set(number + 1);
    }
}

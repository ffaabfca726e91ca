package nogc.bench.load;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import nogc.bench.Version;

/**
 * The time of a QoS 1 round, or of a message at QoS 1 from one client through the broker to another, at a given rate:
 * messages are meant to go at regular times, and each counts from the time at which it was meant to go, whether or not
 * those ahead of it were done. A client or broker that stalls makes all that would have gone meanwhile late, as a user
 * would see it (no coordinated omission). Prints lines of a percentile and its microseconds; with {@code most} for a
 * rate as many messages a second as pass with {@link #WINDOW} on their way. {@code latency_bench.c} is the same in C.
 * <pre>
 *   java -cp benchmarks.jar nogc.bench.load.LatencyLoad round|through ours|paho|hivemq HOST PORT RATE SECONDS PAYLOAD
 * </pre>
 */
public final class LatencyLoad implements Peer.Ends, Peer.Arrivals {
    /** Messages on their way; one more has to wait, and its wait counts. */
    private static final int WINDOW = 1000;
    private static final double SECOND = 1e9;
    /** Seconds as fast as it goes: at a small rate a JVM would still be compiling in all of what counts. */
    private static final double WARM_UP = 4;
    /** Seconds at the rate itself, whose sleeps were not seen before. */
    private static final double RUN_UP = 2;
    private static final String MOST = "most";

    private final boolean through;
    /** When those on their way were meant to go: they end in their order. */
    private final long[] meant = new long[WINDOW];
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    /** Those that ended: the acknowledged ones, or those that came out at the other end. */
    private final AtomicLong over = new AtomicLong();
    /** Nanoseconds of each message from {@link #countsFrom} on; the first place also takes those before. */
    private long[] latencies = new long[1];
    private long countsFrom = Long.MAX_VALUE;
    private volatile Throwable failure;

    private LatencyLoad(boolean through) {
        this.through = through;
    }

    /**
     * Runs.
     *
     * @param words as above
     * @throws Exception what the client throws
     */
    public static void main(String[] words) throws Exception {
        if (words.length != 7 || !words[0].equals("round") && !words[0].equals("through")) {
            System.err.println("usage: LatencyLoad round|through ours|paho|hivemq HOST PORT RATE|most SECONDS PAYLOAD");
            System.exit(2);
        }
        LatencyLoad load = new LatencyLoad(words[0].equals("through"));
        int port = Integer.parseInt(words[3]);
        double seconds = Double.parseDouble(words[5]);
        int size = Math.max(Integer.parseInt(words[6]), Integer.BYTES);
        Server server = new Server(words[2], port, Version.MQTT_311, null);
        try (Peer peer = Peer.of(words[1], server, WINDOW);
                Peer receiver = load.through ? Peer.of(words[1], server, WINDOW) : null) {
            if (receiver != null) {
                receiver.receive(Peer.TOPIC, 1, load);
            }
            if (words[4].equals(MOST)) {
                System.out.printf(Locale.ROOT, "%.0f%n", load.most(peer, seconds, size));
            } else {
                load.run(peer, Double.parseDouble(words[4]), seconds, size);
                load.percentiles().print(System.out);
            }
        }
        System.exit(0); // whatever threads the client left
    }

    private void run(Peer peer, double rate, double seconds, int size) throws Exception {
        long number = publishFor(WARM_UP, peer, 0, size);
        awaitAll(number);
        int count = (int) (seconds * rate);
        countFrom(number + (long) (RUN_UP * rate), count);
        long all = countsFrom + count;
        long first = number;
        long start = System.nanoTime();
        for (; number < all && failure == null; number++) {
            long time = start + (long) ((number - first) * SECOND / rate);
            for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            publish(peer, number, time, size);
        }
        awaitAll(all);
    }

    private synchronized void countFrom(long number, int count) {
        countsFrom = number;
        latencies = new long[count];
    }

    private synchronized Percentiles percentiles() {
        Percentiles percentiles = new Percentiles();
        for (long latency : latencies) {
            percentiles.record(latency);
        }
        return percentiles;
    }

    /** Messages a second, after a warm-up as long as what counts. */
    private double most(Peer peer, double seconds, int size) throws Exception {
        long number = publishFor(seconds, peer, 0, size);
        long start = System.nanoTime();
        long before = over.get();
        number = publishFor(seconds, peer, number, size);
        double rate = (over.get() - before) * SECOND / (System.nanoTime() - start);
        awaitAll(number);
        return rate;
    }

    /** Publishes as fast as it goes, from this number on; which number is the next one. */
    private long publishFor(double seconds, Peer peer, long number, int size) throws Exception {
        long start = System.nanoTime();
        long next = number;
        for (; System.nanoTime() - start < seconds * SECOND && failure == null; next++) {
            publish(peer, next, start, size);
        }
        return next;
    }

    private void publish(Peer peer, long number, long time, int size) throws Exception {
        while (number - Math.min(over.get(), acknowledged.get()) >= WINDOW && failure == null) {
            LockSupport.parkNanos(20_000);
        }
        meant[(int) (number % WINDOW)] = time;
        begun.lazySet(number + 1);
        // An array of its own: some clients keep it until it is written.
        peer.publish(ByteBuffer.allocate(size).putInt((int) number).array(), 1, this);
    }

    private void awaitAll(long count) throws InterruptedException {
        long patience = System.nanoTime() + Percentiles.LONGEST / 10;
        while (over.get() < count && failure == null && System.nanoTime() - patience < 0) {
            Thread.sleep(1);
        }
        if (failure != null || over.get() < count) {
            throw new IllegalStateException("a message was not delivered", failure);
        }
    }

    @Override
    public synchronized void ended(Throwable problem) {
        if (problem != null) {
            failure = problem;
            return;
        }
        if (!through) {
            isOver(over.get());
        }
        acknowledged.set(acknowledged.get() + 1);
    }

    @Override
    public synchronized void arrived(int number) {
        isOver(number);
    }

    private void isOver(long number) {
        if (number != over.get() || begun.get() <= number) {
            failure = new IllegalStateException("message " + number + " ended where " + over.get() + " of "
                    + begun.get() + " had");
            return;
        }
        // No branch: one that was never taken is compiled when it is, and all that led there with it.
        latencies[(int) Math.max(0, number - countsFrom)] = System.nanoTime() - meant[(int) (number % WINDOW)];
        over.set(number + 1);
    }
}

package nogc.bench.load;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes through another client as fast as the broker takes it, for a number of seconds after a warm-up of a tenth,
 * at least two seconds, and prints {@link Figures}. At QoS 0 the time is up when the server has acknowledged a last
 * message at QoS 1, so that all have arrived.
 * <pre>
 *   java -cp benchmarks.jar nogc.bench.load.PeerLoad [--v5] CLIENT HOST PORT QOS SECONDS PAYLOAD IN-FLIGHT [CA.pem]
 * </pre>
 */
public final class PeerLoad implements Peer.Ends {
    private static final int ROUNDS = 20;

    private final AtomicLong completed = new AtomicLong();
    private final Semaphore window;
    private volatile Throwable failure;
    /** Messages that the client was given. */
    private long handed;

    private PeerLoad(int inFlight) {
        window = new Semaphore(inFlight);
    }

    /**
     * Runs.
     *
     * @param words as above
     * @throws Exception what the client throws
     */
    public static void main(String[] words) throws Exception {
        LoadOptions options = LoadOptions.orUsage(PeerLoad.class, words);
        PeerLoad load = new PeerLoad(options.inFlight());
        try (Peer peer = Peer.of(options.client(), options.server(), options.inFlight())) {
            load.run(peer, new byte[options.payload()], options.qos(), options.seconds());
        }
        System.exit(0); // whatever threads the client left
    }

    @Override
    public void ended(Throwable problem) {
        if (problem != null) {
            failure = problem;
        }
        completed.incrementAndGet();
        window.release();
    }

    private void run(Peer peer, byte[] payload, int qos, double seconds) throws Exception {
        // In rounds, since HotSpot throws away what it has compiled of a loop when that ends for the first time.
        for (int round = 0; round < ROUNDS; round++) {
            publishFor(peer, payload, qos, Math.max(seconds / 10, 2) / ROUNDS);
        }
        Figures figures = new Figures();
        long count = completed.get();
        publishFor(peer, payload, qos, seconds);
        if (qos == 0) {
            publishLast(peer, payload);
        }
        System.out.println(figures.line(completed.get() - count, "-"));
    }

    private void publishFor(Peer peer, byte[] payload, int qos, double seconds) throws Exception {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() - end < 0) {
            if (window.tryAcquire(1, TimeUnit.SECONDS)) {
                handed++;
                peer.publish(payload, qos, this);
            }
            if (failure != null) {
                throw new IllegalStateException("a message was not delivered", failure);
            }
        }
    }

    private void publishLast(Peer peer, byte[] payload) throws Exception {
        window.acquire();
        handed++;
        peer.publish(payload, 1, this);
        while (completed.get() < handed && failure == null) {
            Thread.sleep(1);
        }
    }
}

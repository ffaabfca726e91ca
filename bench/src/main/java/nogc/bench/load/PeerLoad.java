package nogc.bench.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.TrustManagerFactory;

/**
 * Publishes through another client as fast as the broker takes it, for a number of seconds after a warm-up of a tenth,
 * at least two seconds, and prints {@link Figures}. At QoS 0 the time is up when the server has acknowledged a last
 * message at QoS 1, so that all have arrived.
 * <pre>
 *   java -cp benchmarks.jar nogc.bench.load.PeerLoad CLIENT HOST PORT QOS SECONDS PAYLOAD IN-FLIGHT [CA.pem]
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
        if (words.length < 7 || words.length > 8) {
            System.err.println("usage: PeerLoad CLIENT HOST PORT QOS SECONDS PAYLOAD IN-FLIGHT [CA.pem]");
            System.exit(2);
        }
        int port = Integer.parseInt(words[2]);
        int qos = Integer.parseInt(words[3]);
        int inFlight = Integer.parseInt(words[6]);
        TrustManagerFactory trust = words.length == 8 ? trust(Path.of(words[7])) : null;
        PeerLoad load = new PeerLoad(inFlight);
        try (Peer peer = Peer.of(words[0], words[1], port, inFlight, trust)) {
            load.run(peer, new byte[Integer.parseInt(words[5])], qos, Double.parseDouble(words[4]));
        }
        System.exit(0); // whatever threads the client left
    }

    private static TrustManagerFactory trust(Path authorities) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        Collection<? extends Certificate> all;
        try (var stream = Files.newInputStream(authorities)) {
            all = CertificateFactory.getInstance("X.509").generateCertificates(stream);
        }
        for (Certificate each : all) {
            store.setCertificateEntry("ca" + store.size(), each);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
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

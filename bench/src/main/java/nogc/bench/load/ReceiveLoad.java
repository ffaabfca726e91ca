package nogc.bench.load;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Receives through a client for a number of seconds after a warm-up of a tenth, at least two seconds, and prints
 * {@link Figures}. Each message bears its number, so that one that is missing, or comes twice, is counted.
 * With {@code --credits} it asks a {@link Feeder} at the same broker for messages; else the server sends by itself, as
 * {@code counting_peer} does to who subscribes to this topic.
 * <pre>
 *   java -cp benchmarks.jar nogc.bench.load.ReceiveLoad \
 *       [--credits] [--v5] CLIENT HOST PORT QOS SECONDS PAYLOAD IN-FLIGHT [CA.pem]
 * </pre>
 */
public final class ReceiveLoad implements Peer.Arrivals, Peer.Ends {
    /** How many messages are asked for at a time: so many in one, and at first for four of them. */
    static final int CREDIT = 200;

    private static final int FIRST_CREDITS = 4;
    private static final byte[] ASK = {0};

    private final Peer peer;
    private final boolean asks;
    /** Messages so far; the client's thread writes it. */
    private final AtomicLong received = new AtomicLong();
    private long missing;
    private int next;
    private volatile Throwable failure;

    private ReceiveLoad(Peer peer, boolean asks) {
        this.peer = peer;
        this.asks = asks;
    }

    /**
     * Runs.
     *
     * @param words as above
     * @throws Exception what the client throws
     */
    public static void main(String[] words) throws Exception {
        LoadOptions options = LoadOptions.orUsage(ReceiveLoad.class, words);
        try (Peer peer = Peer.of(options.client(), options.server(), options.inFlight())) {
            new ReceiveLoad(peer, options.credits()).run(
                    topic(options.qos(), options.payload(), options.inFlight()), options.qos(), options.seconds());
        }
        System.exit(0); // whatever threads the client left
    }

    /**
     * Where messages of a QoS and size come from, so many of which may be unacknowledged: 25 bytes, which a
     * {@code counting_peer} takes as an order.
     */
    static String topic(int qos, int size, int inFlight) {
        return ("flood/" + qos + '/' + size + '/' + inFlight + "/to/be/received").substring(0, 25);
    }

    private void run(String topic, int qos, double seconds) throws Exception {
        peer.receive(topic, qos, this);
        for (int i = 0; asks && i < FIRST_CREDITS; i++) {
            peer.publish(ASK, 0, this);
        }
        receiveFor(Math.max(seconds / 10, 2));
        Figures figures = new Figures();
        long count = received.get();
        receiveFor(seconds);
        count = received.get() - count;
        if (count == 0) {
            throw new IllegalStateException("nothing comes", failure);
        }
        System.out.println(figures.line(count, Long.toString(missing)));
    }

    private void receiveFor(double seconds) throws InterruptedException {
        Thread.sleep((long) (seconds * 1000));
        if (failure != null) {
            throw new IllegalStateException("cannot ask for more", failure);
        }
    }

    @Override
    public void arrived(int number) {
        long count = received.get();
        if (count > 0 && number != next) {
            missing += Math.abs(number - next);
        }
        next = number + 1;
        received.lazySet(count + 1);
        if (asks && (count + 1) % CREDIT == 0) {
            try {
                peer.publish(ASK, 0, this);
            } catch (Exception e) {
                failure = e;
            }
        }
    }

    @Override
    public void ended(Throwable problem) {
        if (problem != null) {
            failure = problem;
        }
    }
}

package nogc.javase;

/**
 * Decides how a thread that serves a client waits for packets that come in numbers: in a sleep until the next one; or
 * so that it takes them in batches instead of waking up for each, as a driver does with a network card; or polling on.
 * <pre>
 *   one by one:  ─ack─▶ select, read, write   ─ack─▶ select, read, write   ─ack─▶ select, read, write
 *   in batches:  ─ack─▶ nap ─ack─ack─ack─ack─▶ read, write   nap ─ack─ack─ack─ack─▶ read, write
 * </pre>
 * A nap pays where packets come one by one and others are sure to follow: of a client that publishes, the answers to
 * those in flight, as long as they are more than half of its window; of one that only receives, more than
 * {@value #BUSY} packets in a millisecond. It is meant to end when half of what is in flight is answered, so that the
 * server does not run out of work before what we write then is there; or when {@value #BATCH} packets have come.
 *
 * <p>What each nap brought tells whether the next one pays. Where it brought fewer than {@value #LEAST_YIELD} packets,
 * the wake-up behind it tells: a server's system may hold back all but the first until ours has confirmed that one,
 * with what we write (Nagle). Where that brought no more, or either answers to more than three quarters of what was in
 * flight, so that it was the server that waited, the next chances are left out, ever more of them, up to
 * {@value #LONGEST_PAUSE}. So one that is alone is never held up, a dialogue in which each waits for the other rarely.
 * And whether the other side waits for us where we cannot see it, the rate tells, with naps and without; it also tells
 * where the other side would send sooner if we polled on instead of sleeping: {@link RateTrial}.
 *
 * <p>Allocates nothing. For one thread.
 */
final class Coalescing {
    /** Fewer in flight are not worth a nap, however short. */
    private static final int LEAST_IN_FLIGHT = 8;
    /** What a client that only receives waits for. */
    private static final int BATCH = 8;
    /** Packets in a millisecond that are worth one. */
    private static final int BUSY = 16;
    /** Packets that a nap has to bring for the next one. */
    private static final int LEAST_YIELD = 3;
    /** Those in flight are answered one by one if a wake-up brings at most this part of them. */
    private static final int TRICKLE = 4;
    private static final int LONGEST_PAUSE = 127;
    private static final int MILLISECOND = 1_000_000;

    // Ways to wait for packets that come in numbers, as RateTrial counts them: to nap where that pays, to sleep, to
    // poll on. A nap may cost a ninth of the rate, since it saves processor time; polling on has to bring a third more.
    private static final int NAP = 0;
    private static final int SPIN = 2;
    private static final int[] WEIGHTS = {9, 8, 6};
    private static final int[] WEIGHTS_ON_ONE_PROCESSOR = {9, 8};

    private final RateTrial trial;
    /** Nanoseconds by which a nap is longer than it should be. */
    private int overhead;
    private int received;
    private int inFlight;
    private boolean napped;
    /** A nap brought little, and what the server's system held back meanwhile is still to come. */
    private boolean held;
    /** Chances to leave out behind a nap that did not pay, and how many of them are left. */
    private int pause;
    private int left;
    /** Packets and start of the measurement of the rate that is under way, and what the last one said. */
    private int counted;
    private long since;
    private boolean busy;

    /**
     * Nothing has come yet.
     *
     * @param now in nanoseconds, wrapping
     * @param processors with only one nobody can answer who polls on
     */
    Coalescing(long now, int processors) {
        since = now;
        trial = new RateTrial(processors > 1 ? WEIGHTS : WEIGHTS_ON_ONE_PROCESSOR);
    }

    /** Says by how many nanoseconds a nap is longer than it should be. */
    void overhead(int nanos) {
        overhead = nanos;
    }

    /**
     * Whether to nap instead of waiting for the next packet. To be asked ahead of each sleep, and only then.
     *
     * @param used messages that are queued or in flight
     * @param free how many more may be
     * @param packets that were received up to now, wrapping
     * @param now in nanoseconds, wrapping
     * @return nanoseconds of the nap, without overhead; 0 for none
     */
    int nap(int used, int free, int packets, long now) {
        int came = packets - received;
        int before = inFlight;
        received = packets;
        inFlight = used;
        measure(came, now);
        boolean again = learn(came, before);
        boolean trickles = came > 0 && (used == 0 || came <= before / TRICKLE);
        boolean othersFollow = used == 0 ? busy : used >= LEAST_IN_FLIGHT && used > free;
        int nap = (again || trickles) && othersFollow && trial.way() == NAP ? length(used) : 0;
        if (nap > 0 && left > 0) {
            left--;
            nap = 0;
        }
        napped = nap > 0;
        return nap;
    }

    /** Whether the packets come in such numbers, and so closely, that polling on for them beats a sleep. */
    boolean spins() {
        return busy && trial.way() == SPIN;
    }

    /** Nanoseconds until half of those in flight are answered, or a batch has come; 0 where a nap is far longer. */
    private int length(int messages) {
        int rate = trial.highest();
        long wanted = rate == 0 ? MILLISECOND : (messages == 0 ? BATCH : messages / 2) * 1000L * MILLISECOND / rate;
        return wanted < overhead / 2 ? 0 : (int) Math.max(1, Math.min(wanted - overhead, MILLISECOND));
    }

    /** The rate, at least a millisecond after it was measured last. */
    private void measure(int came, long now) {
        counted += came;
        long time = now - since;
        if (time >= MILLISECOND) {
            busy = counted * (long) MILLISECOND >= BUSY * time;
            if (busy) {
                trial.measured((int) (counted * 1000L * MILLISECOND / time));
            }
            since = now;
            counted = 0;
        }
    }

    /** Whether the nap that is over asks for another one. */
    private boolean learn(int came, int before) {
        boolean over = napped || held;
        held = napped && !held && came < LEAST_YIELD;
        if (!over || held) {
            return false;
        }
        boolean paid = came >= LEAST_YIELD && (before == 0 || came <= before - before / 4);
        pause = paid ? 0 : Math.min(2 * pause + 1, LONGEST_PAUSE);
        left = pause;
        return paid;
    }
}

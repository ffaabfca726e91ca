package nogc.javase;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import nogc.mqtt.client.Client;

/**
 * Lets a thread that polls a client itself sleep until there is something to do, where a {@link ClientRunner} would be
 * in the way:
 * <pre>
 *   for (int wait = client.poll(); !client.isIdle(); wait = client.poll()) {
 *       sleeper.sleep(wait, client);
 *   }
 * </pre>
 */
public final class Sleeper implements AutoCloseable {
    /**
     * Microseconds of {@link #coalesce} unless it is told otherwise: 100 on Linux; 0 elsewhere, where the shortest
     * sleep may take milliseconds.
     */
    public static final int DEFAULT_COALESCING = "Linux".equals(System.getProperty("os.name")) ? 100 : 0;

    private static final int LONGEST = 1000;
    /** Nanoseconds that Linux adds to a sleep, by itself and where the thread has dropped its {@link TimerSlack}. */
    private static final int SHORTEST_SLEEP = 65_000;
    private static final int EXACT_SLEEP = 15_000;
    /** Nanoseconds of polling: waking up takes some 20,000, on a virtual machine 60,000, and both sides may sleep. */
    private static final int POLLING = 100_000;
    private static final int NOT_TOLD = -1;

    /** No lambda: the first one costs a small JVM a hundred classes, which its start is short of. */
    private static final Consumer<SelectionKey> NOTHING = new Consumer<>() {
        @Override
        public void accept(SelectionKey key) {
        }
    };

    private final Selectable transport;
    private final Selector selector;
    private final Coalescing batches;
    // In nanoseconds, 0 for never.
    private int coalescing = inNanos("coalesce", DEFAULT_COALESCING);
    private int spinning = NOT_TOLD;
    /** The thread that has dropped its timer slack. */
    private Thread exact;
    /** Packets that the client had received when it was last asked, and when there were others than before. */
    private int received;
    private long lastPacket = System.nanoTime();
    /** The last sleep was none. */
    private boolean spun;

    /**
     * Watches a transport from now on.
     *
     * @param transport the client's transport, closed
     * @throws IOException if the system has no selector for us
     */
    public Sleeper(Selectable transport) throws IOException {
        this(transport, new Coalescing(System.nanoTime(), Runtime.getRuntime().availableProcessors()));
    }

    Sleeper(Selectable transport, Coalescing batches) throws IOException {
        this.transport = transport;
        this.batches = batches;
        selector = Selector.open();
        transport.register(selector);
    }

    /**
     * Says how long at most packets that come one by one may be left to gather, so that they are taken, and what
     * follows them is written, in one go. It happens to the answers to a client's messages while at least 8 of these
     * are in flight and more than half of its slots are taken, until about half of them should be there; and to a
     * client that only receives while more than 16 packets come in a millisecond, until 8 should be there; never to one
     * that is alone. A message that is published meanwhile goes when that time is over, and one that arrives is handed
     * on so much later. Where it costs more than a ninth of the rate, since the other side waits meanwhile, it is left
     * out, but for a millisecond in 64 to try.
     *
     * <p>The thread that sleeps so has itself woken as exactly as Linux can, until it ends (its timer slack becomes
     * 1 ns): some 15 microseconds late, where it would be 65.
     *
     * @param micros from 0, which is never, to 1,000; {@link #DEFAULT_COALESCING} unless told
     */
    public void coalesce(int micros) {
        coalescing = inNanos("coalesce", micros);
    }

    /**
     * Says how long to go on polling behind a packet before it sleeps, which costs the processor that time and saves
     * that of waking up: where a processor has nothing else to do some 20 microseconds, on some virtual machines more
     * than 50, and often as much on the other side. For those who have a processor for each such thread.
     *
     * <p>Unless told it is 100 microseconds where more than 16 packets come in a millisecond, and only if that brings a
     * third more of them, which is tried for a millisecond in 64; not at all on a machine with one processor, nor where
     * {@link #coalesce} is 0.
     *
     * @param micros from 0, which is not at all, to 1,000
     */
    public void spin(int micros) {
        spinning = inNanos("spin", micros);
    }

    private static int inNanos(String what, int micros) {
        if (micros < 0 || micros > LONGEST) {
            throw new IllegalArgumentException(what + " must be 0 to " + LONGEST + " microseconds, not " + micros);
        }
        return micros * 1000;
    }

    /**
     * Sleeps until the client has something to do, or as {@link #coalesce} and {@link #spin} say. Allocates nothing. A
     * thread that is interrupted does not sleep.
     *
     * @param millis what the client's poll answered, or less; 0 or less returns at once
     * @param client over the transport of this object
     * @throws IOException if the selector broke
     */
    public void sleep(int millis, Client client) throws IOException {
        if (millis <= 0) {
            return;
        }
        long now = System.nanoTime();
        int packets = client.metrics().packetsReceived;
        boolean came = packets != received;
        if (came) {
            received = packets;
            lastPacket = now;
        }
        boolean input = client.wantsInput();
        boolean output = client.wantsOutput();
        int nap = coalescing > 0 && input && !output && (came || !spun)
                ? Math.min(batches.nap(client.usedSlots(), client.freeSlots(), packets, now), coalescing) : 0;
        spun = false;
        if (nap > 0) {
            transport.watch(true, false);
            nap(nap);
        } else if (now - lastPacket < (spinning != NOT_TOLD ? spinning : batches.spins() ? POLLING : 0)) {
            spun = true;
            transport.watch(input, output);
            Thread.onSpinWait();
        } else {
            sleep(millis, input, output);
        }
    }

    private void nap(int nanos) {
        Thread thread = Thread.currentThread();
        if (thread != exact) {
            exact = thread;
            batches.overhead(TimerSlack.drop() ? EXACT_SLEEP : SHORTEST_SLEEP);
        }
        LockSupport.parkNanos(this, nanos);
    }

    /**
     * Sleeps. Allocates nothing. A thread that is interrupted does not sleep.
     *
     * @param millis at most so long; 0 or less returns at once
     * @param input wake up when there is something to read
     * @param output wake up when the transport takes bytes again
     * @throws IOException if the selector broke
     */
    public void sleep(int millis, boolean input, boolean output) throws IOException {
        if (millis > 0) {
            transport.watch(input, output);
            selector.select(NOTHING, millis);
        }
    }

    /** Ends the sleep that is under way, or the next one. From any thread. */
    public void wake() {
        selector.wakeup();
    }

    /** Closes the transport and stops watching. */
    @Override
    public void close() throws IOException {
        try {
            transport.close();
        } finally {
            selector.close();
            transport.register(null);
        }
    }
}

package nogc.mqtt.lossy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import nogc.hal.Transport;

/**
 * One connection between client and broker in virtual time: bytes take a while, come in any pieces, and stop at any
 * byte; each end learns of the cut at a time of its own, or, the client, never.
 */
final class Pipe {
    static final int NEVER = Integer.MAX_VALUE;

    private record Chunk(byte[] bytes, int due) {
    }

    private final Random random;
    private final int slowest;
    private final Deque<Chunk> up = new ArrayDeque<>();
    private final Deque<Chunk> down = new ArrayDeque<>();
    private int downRead;
    private int upDue;
    private int downDue;
    /** Bytes, of both directions, until the cut. */
    private int budget = Integer.MAX_VALUE;
    private boolean silent;
    private boolean cut;
    private int clientEnd = NEVER;
    private int brokerEnd = NEVER;

    /** A pipe with delays up to {@code slowest} milliseconds. */
    Pipe(Random random, int slowest) {
        this.random = random;
        this.slowest = slowest;
    }

    /** It will break after so many bytes; {@code unnoticed}: the client hears nothing of it. */
    void breakAfter(int bytes, boolean unnoticed) {
        budget = bytes;
        silent = unnoticed;
    }

    private int delay() {
        return slowest == 0 ? 0 : random.nextInt(slowest + 1);
    }

    /** How many of the bytes still pass. */
    private int spend(int length, int now) {
        if (cut) {
            return 0;
        }
        int passing = Math.min(length, budget);
        if (budget != Integer.MAX_VALUE) {
            budget -= passing;
        }
        if (budget == 0) {
            cut = true;
            clientEnd = silent ? NEVER : now + random.nextInt(200);
            brokerEnd = Math.min(brokerEnd, now + random.nextInt(10000));
        }
        return passing;
    }

    /** The client writes. */
    void fromClient(byte[] bytes, int now) {
        int passing = spend(bytes.length, now);
        upDue = Math.max(upDue, now + delay());
        if (passing > 0) {
            up.add(new Chunk(java.util.Arrays.copyOf(bytes, passing), upDue));
        }
    }

    /** The broker writes. */
    void fromBroker(byte[] bytes, int now) {
        int passing = spend(bytes.length, now);
        downDue = Math.max(downDue, now + delay());
        if (passing > 0) {
            down.add(new Chunk(java.util.Arrays.copyOf(bytes, passing), downDue));
        }
    }

    /** The client reads: bytes, 0 for none yet, or the end. */
    int read(byte[] buffer, int offset, int length, int now) {
        if (!down.isEmpty() && down.peek().due <= now) {
            byte[] chunk = down.peek().bytes;
            int count = Math.min(length, chunk.length - downRead);
            if (slowest > 0) {
                count = 1 + random.nextInt(count);
            }
            System.arraycopy(chunk, downRead, buffer, offset, count);
            downRead += count;
            if (downRead == chunk.length) {
                down.poll();
                downRead = 0;
            }
            return count;
        }
        return down.isEmpty() && clientEnd <= now ? random.nextBoolean() ? Transport.END_OF_STREAM : Transport.BROKEN : 0;
    }

    /** When the client would read something; {@link #NEVER} for not before something else happens. */
    int readable() {
        return down.isEmpty() ? clientEnd : down.peek().due;
    }

    boolean isDeadForClient(int now) {
        return clientEnd <= now && down.isEmpty();
    }

    /** What the broker can take now, or null. */
    byte[] arrived(int now) {
        return !up.isEmpty() && up.peek().due <= now ? up.poll().bytes : null;
    }

    /** When the broker will have something to do with this pipe. */
    int brokerDue() {
        return up.isEmpty() ? brokerEnd : Math.min(up.peek().due, brokerEnd);
    }

    boolean isEndedForBroker(int now) {
        return brokerEnd <= now;
    }

    /** The client closes: what it has written still arrives, mostly. */
    void closeByClient(int now) {
        cut = true;
        if (random.nextInt(4) == 0) {
            up.clear();
        }
        brokerEnd = Math.min(brokerEnd, Math.max(upDue, now) + delay());
        clientEnd = now;
        down.clear();
    }

    /** The broker closes. */
    void closeByBroker(int now) {
        cut = true;
        up.clear();
        brokerEnd = NEVER;
        clientEnd = Math.min(clientEnd, Math.max(downDue, now));
    }
}

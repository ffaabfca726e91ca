package nogc.javase;

import java.nio.channels.Selector;
import java.util.Random;

/** Passes calls on to TCP, but in short pieces, or only up to a byte, where the connection then breaks. */
final class FaultyTransport implements Selectable {
    /** As a budget: no end. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    private final Selectable next;
    private final Random random;
    private final int longest;
    private int readable = UNLIMITED;
    private int writable = UNLIMITED;
    private boolean broken;
    int bytesRead;
    int bytesWritten;

    /** Moves at most {@code longest} bytes a call; with a random source, any number from 0 to that. */
    FaultyTransport(Selectable next, int longest, Random random) {
        this.next = next;
        this.longest = longest;
        this.random = random;
    }

    /** Breaks the connection at hand or the next one after so many more bytes in either direction; then no more. */
    void breakAfter(int read, int written) {
        readable = read;
        writable = written;
    }

    private int piece(int length, int budget) {
        int most = Math.min(length, longest);
        return Math.min(random == null ? most : random.nextInt(most + 1), budget);
    }

    private int fail() {
        broken = true;
        readable = UNLIMITED;
        writable = UNLIMITED;
        return BROKEN;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (broken || readable == 0) {
            return fail();
        }
        int piece = piece(length, readable);
        int count = piece == 0 ? 0 : next.read(buffer, offset, piece);
        if (count > 0) {
            bytesRead += count;
            readable -= readable == UNLIMITED ? 0 : count;
        }
        return count;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        if (broken || writable == 0) {
            return fail();
        }
        int piece = piece(length, writable);
        int count = piece == 0 ? 0 : next.write(buffer, offset, piece);
        if (count > 0) {
            bytesWritten += count;
            writable -= writable == UNLIMITED ? 0 : count;
        }
        return count;
    }

    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        return next.endpoint(host, offset, length, port);
    }

    @Override
    public int open() {
        broken = false;
        return next.open();
    }

    @Override
    public void close() {
        next.close();
    }

    @Override
    public void register(Selector selector) {
        next.register(selector);
    }

    @Override
    public void watch(boolean input, boolean output) {
        next.watch(input, output);
    }
}

package nogc.hal.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nogc.hal.Transport;

/**
 * The stream below a layer, in memory: a test is the other end. What passes may be cut into pieces of any size. It
 * allocates nothing once built, but for {@link #endpoint}.
 */
public final class MemoryStream implements Transport {
    /** What open answers. */
    public int openResult = 1;
    /** Most bytes that one read gives. */
    public int mostIn = Integer.MAX_VALUE;
    /** Bytes that the stream still takes; the largest int for any number. */
    public int room = Integer.MAX_VALUE;
    /** Most bytes that one write takes. */
    public int mostOut = Integer.MAX_VALUE;
    /** What reads answer once all was read. */
    public int end;
    /** What writes answer, if not 0. */
    public int writeResult;
    /** Grows with each byte that passes. */
    public int moved;
    /** How often it was opened and closed. */
    public int opened;
    public int closed;
    /** Where it was sent, as {@code host:port}. */
    public final List<String> endpoints = new ArrayList<>();

    private final byte[] in;
    private int inStart;
    private int inEnd;
    private final byte[] out;
    private int outEnd;
    private int read;
    private int pauseAt = -1;

    /** A stream that holds much. */
    public MemoryStream() {
        this(1 << 17);
    }

    /** @param capacity bytes that may be under way in each direction */
    public MemoryStream(int capacity) {
        in = new byte[capacity];
        out = new byte[capacity];
    }

    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        endpoints.add((host == null ? "own" : new String(host, offset, length, StandardCharsets.US_ASCII)) + ":" + port);
        return 0;
    }

    @Override
    public int open() {
        opened += openResult > 0 ? 1 : 0;
        return openResult;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length < 1 || offset < 0 || offset + length > buffer.length) {
            throw new AssertionError("read of " + length + " bytes at " + offset);
        }
        if (inStart == inEnd) {
            return end;
        }
        int count = Math.min(Math.min(length, mostIn), inEnd - inStart);
        if (read <= pauseAt && pauseAt < read + count) {
            count = pauseAt - read;
            pauseAt = -1;
        }
        System.arraycopy(in, inStart, buffer, offset, count);
        inStart += count;
        read += count;
        moved += count;
        return count;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        if (length < 1 || offset < 0 || offset + length > buffer.length) {
            throw new AssertionError("write of " + length + " bytes at " + offset);
        }
        if (writeResult != 0) {
            return writeResult;
        }
        int count = Math.min(Math.min(length, mostOut), room);
        System.arraycopy(buffer, offset, out, outEnd, count);
        outEnd += count;
        room -= room == Integer.MAX_VALUE ? 0 : count;
        moved += count;
        return count;
    }

    @Override
    public void close() {
        closed++;
    }

    /** The other end sends. */
    public void give(byte[] bytes) {
        give(bytes, 0, bytes.length);
    }

    /** The other end sends. */
    public void give(byte[] bytes, int offset, int length) {
        System.arraycopy(in, inStart, in, 0, inEnd - inStart);
        inEnd -= inStart;
        inStart = 0;
        System.arraycopy(bytes, offset, in, inEnd, length);
        inEnd += length;
    }

    /** The other end sends ASCII. */
    public void give(String text) {
        give(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The stream pauses once when so many more bytes have been read. */
    public void pauseAfter(int bytes) {
        pauseAt = read + bytes;
    }

    /** Bytes that came and nobody has read yet. */
    public int waiting() {
        return inEnd - inStart;
    }

    /** What the other end received and nobody has taken yet. */
    public byte[] written() {
        return Arrays.copyOf(out, outEnd);
    }

    /** Takes all of that. */
    public byte[] take() {
        byte[] bytes = written();
        outEnd = 0;
        return bytes;
    }

    /** Takes that as ASCII. */
    public String takeText() {
        return new String(take(), StandardCharsets.ISO_8859_1);
    }

    /** Drops what the other end received. */
    public void drop() {
        outEnd = 0;
    }

    /** Forgets what was under way. */
    public void clear() {
        inStart = 0;
        inEnd = 0;
        outEnd = 0;
        end = 0;
        read = 0;
        pauseAt = -1;
    }
}

package nogc.mqtt.transcript;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import nogc.hal.Transport;

/** A transport in memory that does what the transcript says, and cuts what passes as the {@link Delivery} says. */
final class ScriptedTransport implements Transport {
    private final Delivery delivery;
    private final Recorder recorder;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private byte[] input = new byte[0];
    private int position;
    private int read;
    private int openResult = 1;
    private int end;
    private boolean blocked;
    private boolean open;
    private int moved;

    ScriptedTransport(Delivery delivery, Recorder recorder) {
        this.delivery = delivery;
        this.recorder = recorder;
    }

    void feed(byte[] bytes) {
        byte[] joined = new byte[input.length - position + bytes.length];
        System.arraycopy(input, position, joined, 0, input.length - position);
        System.arraycopy(bytes, 0, joined, input.length - position, bytes.length);
        input = joined;
        position = 0;
    }

    /** What the next calls of open answer. */
    void opens(int result) {
        openResult = result;
    }

    /** After what was fed, reads answer this. */
    void ends(int result) {
        end = result;
    }

    void blocks(boolean now) {
        blocked = now;
    }

    boolean hasInput() {
        return open && (position < input.length || end != 0);
    }

    boolean takesOutput() {
        return open && !blocked;
    }

    /** Grows with each byte that passes. */
    int moved() {
        return moved;
    }

    /** All bytes of input so far. */
    int bytesRead() {
        return read;
    }

    byte[] written() {
        return written.toByteArray();
    }

    byte[] takeWritten() {
        byte[] bytes = written();
        written.reset();
        return bytes;
    }

    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        recorder.note("endpoint " + (host == null ? "own" : new String(host, offset, length, StandardCharsets.US_ASCII))
                + " " + port);
        return 0;
    }

    @Override
    public int open() {
        if (openResult > 0) {
            open = true;
            input = new byte[0];
            position = 0;
            end = 0;
        }
        return openResult;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (!open || length < 1 || offset + length > buffer.length) {
            throw new AssertionError("read of " + length + " bytes at " + offset + (open ? "" : ", not open"));
        }
        if (position == input.length) {
            return end;
        }
        int count = Math.min(Math.min(length, delivery.input()), input.length - position);
        if (read < delivery.cut()) {
            count = Math.min(count, delivery.cut() - read);
        }
        System.arraycopy(input, position, buffer, offset, count);
        position += count;
        read += count;
        moved += count;
        return count;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        if (!open || length < 1 || offset + length > buffer.length) {
            throw new AssertionError("write of " + length + " bytes at " + offset + (open ? "" : ", not open"));
        }
        int count = blocked ? 0 : Math.min(length, delivery.output());
        written.write(buffer, offset, count);
        moved += count;
        return count;
    }

    @Override
    public void close() {
        if (open) {
            recorder.note("close");
        }
        open = false;
    }
}

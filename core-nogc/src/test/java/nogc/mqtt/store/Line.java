package nogc.mqtt.store;

import java.io.ByteArrayOutputStream;
import nogc.hal.Transport;
import nogc.mqtt.Bytes;

/** A transport that a test plays the server on, packet by packet, in hexadecimal. */
public final class Line implements Transport {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private byte[] toRead = new byte[0];
    private boolean broken;
    private boolean refusing;
    private boolean stalled;

    /** What the client has written since the last look. */
    public String written() {
        String hex = Bytes.hex(written.toByteArray());
        written.reset();
        return hex;
    }

    public void answer(String hex) {
        toRead = Bytes.of(hex);
    }

    public void drop() {
        broken = true;
    }

    /** From now on no byte is taken, and the next one that is offered ends the stream. */
    public void refuse() {
        refusing = true;
    }

    /** Whether no byte is taken for now. */
    public void stall(boolean stalled) {
        this.stalled = stalled;
    }

    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        return UNSUPPORTED;
    }

    @Override
    public int open() {
        broken = false;
        refusing = false;
        stalled = false;
        toRead = new byte[0];
        return 1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        int count = toRead.length;
        System.arraycopy(toRead, 0, buffer, offset, count);
        toRead = new byte[0];
        return count == 0 && broken ? END_OF_STREAM : count;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        if (refusing) {
            return BROKEN;
        }
        if (stalled) {
            return 0;
        }
        written.write(buffer, offset, length);
        return length;
    }

    @Override
    public void close() {
    }
}

package nogc.mqtt.store;

import java.io.ByteArrayOutputStream;
import nogc.hal.Transport;
import nogc.mqtt.Bytes;

/** A transport that a test plays the server on, packet by packet, in hexadecimal. */
final class Line implements Transport {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private byte[] toRead = new byte[0];
    private boolean broken;

    /** What the client has written since the last look. */
    String written() {
        String hex = Bytes.hex(written.toByteArray());
        written.reset();
        return hex;
    }

    void answer(String hex) {
        toRead = Bytes.of(hex);
    }

    void drop() {
        broken = true;
    }

    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        return UNSUPPORTED;
    }

    @Override
    public int open() {
        broken = false;
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
        written.write(buffer, offset, length);
        return length;
    }

    @Override
    public void close() {
    }
}

package nogc.samples.cli;

import nogc.mqtt.PayloadSource;

/** An array as a payload, for messages that the client's ring need not hold. */
final class ArrayPayload implements PayloadSource {
    private final byte[] bytes;

    ArrayPayload(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(int position, byte[] buffer, int offset, int length) {
        int count = Math.min(length, bytes.length - position);
        System.arraycopy(bytes, position, buffer, offset, count);
        return count;
    }
}

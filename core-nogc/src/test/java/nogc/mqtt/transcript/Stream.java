package nogc.mqtt.transcript;

import nogc.mqtt.PayloadSource;

/** The long payload of the transcripts: the alphabet, over and over. */
final class Stream implements PayloadSource {
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private int allowance = UNLIMITED;
    private boolean failing;

    static byte[] bytes(int from, int to) {
        byte[] bytes = new byte[to - from];
        for (int i = from; i < to; i++) {
            bytes[i - from] = (byte) ('a' + i % 26);
        }
        return bytes;
    }

    /** From now on it gives so many bytes, and then "not now". */
    void allow(int count) {
        allowance = count;
    }

    void fail() {
        failing = true;
    }

    @Override
    public int read(int position, byte[] buffer, int offset, int length) {
        if (failing) {
            return -1;
        }
        int count = Math.min(length, allowance);
        System.arraycopy(bytes(position, position + count), 0, buffer, offset, count);
        allowance -= allowance == UNLIMITED ? 0 : count;
        return count;
    }
}

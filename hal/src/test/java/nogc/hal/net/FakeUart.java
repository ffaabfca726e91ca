package nogc.hal.net;

import nogc.hal.Uart;

/**
 * A serial line in memory: the board's end is the {@link Uart}, the other end takes and gives bytes. It allocates
 * nothing once built, so that allocation can be measured around it; its receiver has room for so many bytes and loses
 * the rest.
 */
final class FakeUart implements Uart {
    /** The most bytes that one read gives and one write takes. */
    int most = Integer.MAX_VALUE;
    /** After so many bytes that came in all, the line pauses for one read: -1 for never. */
    int pauseAt = -1;
    /** The byte of that number, counted from 0, that the board sends vanishes: -1 for none. */
    int vanishAt = -1;

    /** The byte of that number that comes is not seen, and nobody knows: -1 for none. */
    int loseAt = -1;

    private final byte[] in;
    private int inStart;
    private int inEnd;
    private int taken;
    private int lost;
    private int given;
    private final byte[] out = new byte[65536];
    private int outStart;
    private int outEnd;
    private int sent;

    /**
     * A line that is empty.
     *
     * @param ring how many bytes the board's receiver holds
     */
    FakeUart(int ring) {
        in = new byte[ring];
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        int count = Math.min(Math.min(length, most), inEnd - inStart);
        if (taken <= pauseAt && pauseAt < taken + count) {
            count = pauseAt - taken;
            pauseAt = -1;
        }
        for (int i = 0; i < count; i++) {
            buffer[offset + i] = in[inStart++ % in.length];
        }
        taken += count;
        return count;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        int count = Math.min(length, most);
        for (int i = 0; i < count; i++) {
            if (sent++ != vanishAt) {
                if (outEnd - outStart == out.length) {
                    throw new AssertionError("nobody takes what the board sends");
                }
                out[outEnd++ % out.length] = buffer[offset + i];
            }
        }
        return count;
    }

    @Override
    public int lost() {
        int count = lost;
        lost = 0;
        return count;
    }

    /** The other end sends a byte. */
    void give(int next) {
        if (given++ == loseAt) {
            return;
        }
        if (inEnd - inStart == in.length) {
            lost++;
        } else {
            in[inEnd++ % in.length] = (byte) next;
        }
    }

    /** The other end sends text. */
    void give(String text) {
        for (int i = 0; i < text.length(); i++) {
            give(text.charAt(i));
        }
    }

    /** The other end takes a byte: -1 for none. */
    int take() {
        return outStart == outEnd ? -1 : out[outStart++ % out.length] & 0xFF;
    }

    /** The other end takes all there is. */
    String takeAll() {
        StringBuilder text = new StringBuilder();
        for (int next = take(); next >= 0; next = take()) {
            text.append((char) next);
        }
        return text.toString();
    }

    /** How many bytes came so far. */
    int given() {
        return given;
    }

    /** How many bytes the board took so far. */
    int taken() {
        return taken;
    }

    /** How many bytes the board sent so far. */
    int sent() {
        return sent;
    }
}

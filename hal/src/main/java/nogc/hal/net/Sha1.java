package nogc.hal.net;

/** SHA-1 (FIPS 180-4) of one short message after another. The WebSocket hand-shake asks for it; it protects nothing. */
final class Sha1 {
    /** Bytes of a digest. */
    static final int LENGTH = 20;

    private static final int BLOCK = 64;

    private final int[] words = new int[16];
    private int a;
    private int b;
    private int c;
    private int d;
    private int e;
    private final int[] state = new int[5];
    private int count;

    Sha1() {
        begin();
    }

    private void begin() {
        state[0] = 0x67452301;
        state[1] = 0xefcdab89;
        state[2] = 0x98badcfe;
        state[3] = 0x10325476;
        state[4] = 0xc3d2e1f0;
        count = 0;
    }

    void update(byte next) {
        int at = count++ & BLOCK - 1;
        int shift = 24 - (at & 3) * 8;
        words[at >> 2] = words[at >> 2] & ~(0xff << shift) | (next & 0xff) << shift;
        if (at == BLOCK - 1) {
            block();
        }
    }

    /** Ends the message, of less than 2<sup>28</sup> bytes, and begins the next one. */
    void digest(byte[] into, int offset) {
        int bits = count << 3;
        update((byte) 0x80);
        while ((count & BLOCK - 1) != BLOCK - 8) {
            update((byte) 0);
        }
        for (int i = 0; i < 4; i++) {
            update((byte) 0); // the upper half of the length
        }
        for (int shift = 24; shift >= 0; shift -= 8) {
            update((byte) (bits >>> shift));
        }
        for (int i = 0; i < LENGTH; i++) {
            into[offset + i] = (byte) (state[i >> 2] >>> 24 - (i & 3) * 8);
        }
        begin();
    }

    private void block() {
        a = state[0];
        b = state[1];
        c = state[2];
        d = state[3];
        e = state[4];
        for (int t = 0; t < 80; t++) {
            int at = t & 15;
            if (t >= 16) {
                words[at] = rotate(words[t + 13 & 15] ^ words[t + 8 & 15] ^ words[t + 2 & 15] ^ words[at], 1);
            }
            int next = rotate(a, 5) + mix(t / 20) + e + words[at];
            e = d;
            d = c;
            c = rotate(b, 30);
            b = a;
            a = next;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
    }

    /** The function and the constant of a round of 20 steps. */
    private int mix(int round) {
        switch (round) {
            case 0:
                return (b & c | ~b & d) + 0x5a827999;
            case 1:
                return (b ^ c ^ d) + 0x6ed9eba1;
            case 2:
                return (b & c | b & d | c & d) + 0x8f1bbcdc;
            default:
                return (b ^ c ^ d) + 0xca62c1d6;
        }
    }

    private static int rotate(int word, int bits) {
        return word << bits | word >>> 32 - bits;
    }
}

package com.acme.worlds;

/** Indexes beyond arrays that one place makes once. */
final class OnceFails {
    static final class Ring {
        final byte[] ring;
        int at;

        Ring(int size) {
            ring = new byte[size];
        }

        void put(int value) {
            ring[at++] = (byte) value;
        }
    }

    static int[] five;
    static int tried;

    private OnceFails() {
    }

    static int read(int index) {
        try {
            tried++;
            return five[index];
        } catch (ArrayIndexOutOfBoundsException e) {
            return -100 - tried;
        } catch (NullPointerException e) {
            return -200 - tried;
        }
    }

    static int constant() {
        try {
            return five[5];
        } catch (ArrayIndexOutOfBoundsException e) {
            return -300;
        }
    }

    static void run() {
        Out.put(read(0));
        five = new int[5];
        five[4] = 44;
        Out.put(read(4));
        Out.put(read(5));
        Out.put(read(-1));
        Out.put(read(Integer.MIN_VALUE));
        Out.put(constant());
        Ring ring = new Ring(3);
        try {
            for (int i = 1;; i++) {
                ring.put(i);
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            Out.put(ring.at * 100 + ring.ring[0] * 10 + ring.ring[2]);
        }
    }
}

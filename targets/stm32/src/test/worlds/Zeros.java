package com.acme.worlds;

/** The sign of a zero, which C compilers take for unimportant sooner than Java's. */
final class Zeros {
    static short[] numbers = {0, 5};
    static long wide = numbers[0];

    static float less(float from, float number) {
        return from - number;
    }

    static double ofConversions(int i) {
        return (0.0 - (double) i) + (0.0 - (double) wide);
    }

    static void run() {
        Out.put(0f - (float) numbers[0]);
        Out.put(0.0 - (double) numbers[0]);
        Out.put(0.0 - wide);
        Out.put(0f - wide);
        Out.put(0f - (float) numbers[1]);
        Out.put(-0f - (float) numbers[0]);
        Out.put(less(0, numbers[0]));
        Out.put(less(-0f, numbers[0]));
        Out.put(ofConversions(numbers[0]));
        Out.put(0.0 - Math.abs((double) numbers[0]));
        Out.put(0.0 - Math.abs(-(double) numbers[0]));
        Out.put(1 / (0f - (float) numbers[0]));
        float zero = numbers[0];
        Out.put(zero - zero);
        Out.put(zero + -0f);
        Out.put(-zero + 0f);
        Out.put(-zero - 0f);
        Out.put(-zero - -zero);
        Out.put(zero * -1);
        Out.put(-(zero - zero));
    }
}

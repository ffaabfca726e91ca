package com.acme.worlds;

/** Conversions of numbers that only the run time knows: what the compiler can fold, it folds as Java says. */
final class Conversions {
    private static void put(double value) {
        Out.put((int) value);
        Out.put((long) value);
        Out.put((short) value);
        Out.put((char) value);
        float small = (float) value;
        Out.put(small);
        Out.put((double) small);
        Out.put((int) small);
        Out.put((long) small);
        Out.put((byte) small);
    }

    private static void put(int number, long large) {
        Out.put((float) number);
        Out.put((double) number);
        Out.put((float) large);
        Out.put((double) large);
        Out.put((int) large);
        Out.put((byte) number + (short) number * 3 + (char) number * 5);
    }

    static void run() {
        double large = 3;
        for (int i = 0; i < 400; i++) {
            if (i % 7 == 0 || i > 390) {
                put(large);
                put(-large);
                put(1 / large);
            }
            large *= i < 60 ? 10 : 1000;
        }
        put(large);
        put(-large);
        put(large - large);
        double near = 1;
        for (int i = 0; i < 65; i++) {
            put(near);
            put(near - 1);
            put(-near - 1);
            put((float) near + 0.5f);
            near *= 2;
        }
        long number = 0x5DEECE66DL;
        for (int i = 0; i < 64; i++) {
            number = number * 0x5DEECE66DL + 11 ^ number >>> i;
            put((int) number, number >> i);
        }
        put(Integer.MIN_VALUE, Long.MIN_VALUE);
        put(Integer.MAX_VALUE, Long.MAX_VALUE);
        double zero = near - near;
        Out.put(-zero);
        Out.put((long) -zero);
        Out.put(1 / (double) (int) -zero);
    }
}

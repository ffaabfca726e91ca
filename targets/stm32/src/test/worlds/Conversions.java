package com.acme.worlds;

/** Conversions of numbers that only the run time knows: what the compiler can fold, it folds as Java says. */
final class Conversions {
    private static void put(double value) {
        Out.put((int) value);
        Out.put((long) value);
        Out.put((short) value);
        Out.put((char) value);
        float small = (float) value;
        Out.put((int) small);
        Out.put((long) small);
        Out.put((byte) small);
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
        for (int i = 0; i < 63; i++) {
            put(near);
            put(near - 1);
            put(-near - 1);
            near *= 2;
        }
        put(near);
        put(-near);
    }
}

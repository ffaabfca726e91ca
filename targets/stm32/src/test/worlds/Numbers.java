package com.acme.worlds;

/** Variables that are one of a few numbers, and what is read for nothing. */
final class Numbers {
    static int mode = 1;
    static int order;

    static class Late {
        static int value = early();
        int field;

        static int early() {
            order = 7;
            return 3;
        }
    }

    static int step() {
        switch (mode) {
            case 1:
                return 10;
            case 2:
                return 20;
            default:
                return 30;
        }
    }

    static int compared() {
        return mode == 1 ? 4 : mode > 5 ? 5 : 6;
    }

    static void run() {
        Out.put(step());
        Out.put(compared());
        int nobodysBusiness = Late.value;
        Out.put(order);
        mode = 9;
        Out.put(step());
        Out.put(compared());
    }
}

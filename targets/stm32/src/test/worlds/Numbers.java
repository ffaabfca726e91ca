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

    static int distance = 4;
    static int any = 1;

    /** By a distance beyond the width, too, and of a number of which nothing is known. */
    static void shift() {
        Out.put(any << distance);
        Out.put(any >> distance);
        Out.put(-any >>> distance);
        Out.put((long) any << 2 * distance);
    }

    static void run() {
        for (int i = 0; i < 40; i++) {
            any = any * 31 + i;
        }
        shift();
        distance = 33;
        shift();
        distance = 40;
        shift();
        Out.put(step());
        Out.put(compared());
        int nobodysBusiness = Late.value;
        Out.put(order);
        mode = 9;
        Out.put(step());
        Out.put(compared());
    }
}

package com.acme.worlds;

/** When classes are initialised, and in which order things are computed. */
final class Initialisers {
    static class Counter {
        static int next = 40;
        int take() {
            return ++next;
        }
    }

    static class P {
        static int p = 3;
        static {
            Out.put(100);
        }
    }

    static class Q extends P {
        static int q = 4;
        static {
            Out.put(101);
        }
        static int m() {
            return q;
        }
    }

    static class R extends P {
        static int r;
    }

    static class S {
        static int s;
        static {
            Out.put(102);
        }
        S(int a) {
            Out.put(103);
        }
    }

    static int arg() {
        Out.put(104);
        return 1;
    }

    static class T {
        static int t;
        static {
            Out.put(105);
        }
    }

    static int a(int x) {
        Out.put(x);
        return x;
    }

    static int sum(int x, int y, int z) {
        return x * 100 + y * 10 + z;
    }

    static int zero;
    static void run() {
        Out.put(new Counter().take());
        Out.put(Q.m());
        R.r = 1;
        new S(arg());
        int x = T.t;
        Out.put(sum(a(1), a(2), a(3)));
        Out.put(a(4) - a(5) * a(6));
        Out.put((int) ((long) (1e30 * (zero + 1)) >>> 33));
    }
}

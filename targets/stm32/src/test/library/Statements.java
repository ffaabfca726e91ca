package com.acme.worlds;

/** Labels, varargs, overloading, assert, switches that fall through. */
final class Statements {
    static int v(Object... o) {
        return o == null ? -1 : o.length;
    }
    static int v2(int a, String... s) {
        return a + s.length;
    }
    static String ov(long x) {
        return "long";
    }
    static String ov(Integer x) {
        return "Integer";
    }
    static String ov(Object x) {
        return "Object";
    }
    static String ov(int... x) {
        return "var";
    }
    static void run() {
        int x = 0;
        assert x++ > 5 : "no";
        Out.put(x);
        outer: for (int i = 0; i < 5; i++) {
            for (int j = 0; ; j++) {
                if (j == 3) continue outer;
                if (i == 3) break outer;
                x += i * j;
            }
        }
        Out.put(x);
        blk: {
            if (x > 0) break blk;
            x = 99;
        }
        Out.put(x);
        Out.put(v() + v(1, 2) * 10 + v((Object[]) null) * 100 + v((Object) null) * 1000 + v(new int[]{1, 2}) * 10000);
        Out.put(v2(3) + v2(4, "a", "b"));
        Out.put(ov(1));
        Out.put(ov((byte) 1));
        Out.put(ov('c'));
        Out.put(ov(1.0));
        Out.put(ov());
        do {
            x--;
            if (x < 5) break;
        } while (x > 2);
        Out.put(x);
        for (int i = 0, j = 9; i < j; i++, j--) x += j;
        Out.put(x);
        int y = 3;
        switch (y) {
            case 1: x = 1;
            case 3: x += 1;
            case 4: x += 1;
            break;
            default: x = 0;
        }
        Out.put(x);
        switch (x) {
            default: y = 1;
            case 7: y += 5;
        }
        Out.put(y);
    }
}

package com.acme.worlds;

/** Indexes that are out of bounds, where a compiler may believe that they are not. */
final class Indexes {
    static int t = 5;
    static int m4() {
        return 9;
    }

    static void a() {
        int[] x = new int[] {t, -24, 2, 0};
        try {
            Out.put(x[31]);
        } catch (ArrayIndexOutOfBoundsException e) {
            Out.put(-2);
        }
    }

    static void b() {
        int[] x = new int[] {t, -24, 2, 0};
        try {
            x[3] = m4();
            Out.put(x[31]);
        } catch (ArrayIndexOutOfBoundsException e) {
            Out.put(-2);
        }
    }

    static void c() {
        int[] x = new int[4];
        try {
            x[3] = m4();
            Out.put(x[31]);
        } catch (ArrayIndexOutOfBoundsException e) {
            Out.put(-2);
        }
    }

    static void d(int[] x) {
        try {
            x[3] = m4();
            Out.put(x[31]);
        } catch (ArrayIndexOutOfBoundsException e) {
            Out.put(-2);
        }
    }

    static void e(int[] x) {
        try {
            Out.put(x[4]);
        } catch (ArrayIndexOutOfBoundsException e) {
            Out.put(-2);
        }
    }

    static void f(int[] x) {
        try {
            Out.put(x[0]);
            Out.put(x[4]);
        } catch (ArrayIndexOutOfBoundsException e) {
            Out.put(-2);
        }
    }

    static void g(int[] x) {
        try {
            for (int i = 0; i < 4; i++) {
                Out.put(x[i]);
            }
            Out.put(x[4]);
        } catch (ArrayIndexOutOfBoundsException e) {
            Out.put(-2);
        }
    }

    static void h(int[] x, int y) {
        try {
            Out.put(x[y & 3]);
            Out.put(x[31]);
        } catch (ArrayIndexOutOfBoundsException e) {
            Out.put(-2);
        }
    }

    static void i(int[] x, int at) {
        if (at >= x.length) {
            Out.put(1);
        }
        try {
            Out.put(x[at]);
        } catch (ArrayIndexOutOfBoundsException e) {
            Out.put(-2);
        }
    }

    static void j(int[] x, int at) {
        try {
            m4();
            x[at] = 1;
        } catch (ArrayIndexOutOfBoundsException e) {
            try {
                Out.put(x[at]);
            } catch (ArrayIndexOutOfBoundsException f) {
                Out.put(-3);
            }
        }
    }

    static void run() {
        i(new int[4], 9);
        i(new int[4], t);
        j(new int[3], 7);
        a();
        b();
        c();
        d(new int[4]);
        e(new int[4]);
        f(new int[4]);
        g(new int[4]);
        h(new int[4], t);
    }
}

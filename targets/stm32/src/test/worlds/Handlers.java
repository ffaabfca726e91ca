package com.acme.worlds;

/** Exceptions: what handlers read, and what has to be thrown although nobody uses the result. */
final class Handlers {
    static class Box {
        int v;
        Box next;
        Box(int v) {
            this.v = v;
        }
    }

    static class Sub extends Box {
        int untouched;
        Sub() {
            super(9);
        }
    }

    static void fail(int n) {
        if (n > 0) throw new IllegalStateException();
    }

    static byte[] bytes = new byte[2];
    static int zero() {
        return bytes[1];
    }

    static int one(Box a) {
        Box o = a;
        try {
            o = new Box(2);
            fail(zero() + 1);
            o = new Box(3);
        } catch (IllegalStateException e) {
            return o.v;
        }
        return -1;
    }

    static int two(Box a) {
        Box o = a;
        try {
            o = null;
            o.v = 1;
        } catch (NullPointerException e) {
            return o == null ? 1 : 0;
        }
        return -1;
    }

    static int three(Object x) {
        try {
            return ((Sub) x).untouched;
        } catch (ClassCastException e) {
            return 5;
        }
    }

    static int four(int n) {
        int i = 0;
        try {
            for (i = 0; i < 10; i++) {
                fail(i - n);
            }
        } catch (IllegalStateException e) {
            return i;
        }
        return -1;
    }

    static int five(int n) {
        Box b = new Box(n);
        int k = n;
        String s = "a";
        try {
            k = 7;
            fail(n);
            b = new Box(8);
            s = null;
        } catch (IllegalArgumentException e) {
            return k + b.v;
        } catch (IllegalStateException e) {
            b.v += s.length();
            return k * 100 + b.v;
        } finally {
            Out.put(k);
            Out.put(b.v);
        }
        return b.v;
    }

    static long six(int n) {
        long l = 5;
        double d = 2;
        try {
            l = 7000000000L;
            d = 3;
            fail(n);
            l = 1;
            d = 1;
        } catch (RuntimeException e) {
            l += (long) d;
        }
        return l;
    }

    static int seven(int n) {
        int[] a = new int[3];
        int r = 0;
        for (int i = 0; i < 5; i++) {
            try {
                r += 10;
                a[i] = i;
                r++;
            } catch (ArrayIndexOutOfBoundsException e) {
                r += 100;
                continue;
            } finally {
                r += 1000;
            }
        }
        return r;
    }

    static int nine(Box box) {
        try {
            int nobodysBusiness = box.v;
            return 1;
        } catch (NullPointerException e) {
            return 2;
        }
    }

    static int eight(Object o) {
        Sub s = (Sub) o;
        return 1;
    }

    static void run() {
        Out.put(one(new Box(1)));
        Out.put(two(new Box(1)));
        Out.put(three(new Box(1)));
        Out.put(four(4));
        Out.put(five(1));
        Out.put((int) six(1));
        Out.put((int) (six(1) >>> 32));
        Out.put(seven(1));
        try {
            Out.put(eight(new Box(3)));
        } catch (ClassCastException e) {
            Out.put(88);
        }
        try {
            int q = 7 / zero();
            Out.put(1);
        } catch (ArithmeticException e) {
            Out.put(e.getMessage().length());
        }
        try {
            int q = bytes[zero() + 5];
            Out.put(1);
        } catch (ArrayIndexOutOfBoundsException e) {
            Out.put(77);
        }
        try {
            Out.put((int) (8L % zero()));
        } catch (ArithmeticException e) {
            Out.put(66);
        }
        Out.put(nine(zero() == 0 ? null : new Box(1)));
        Out.put(nine(new Box(1)));
        Object x = new Sub();
        Out.put(three(x));
    }
}

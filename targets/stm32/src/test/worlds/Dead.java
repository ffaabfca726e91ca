package com.acme.worlds;

/** What is known to be null is used in a try: what follows in its block never runs, and handlers do not read it. */
final class Dead {
    static class Thing {
        int f;
        Thing next;
        int v(int p) {
            return p + f;
        }
    }

    static Thing held;
    static int made;

    static String make() {
        return String.valueOf(++made);
    }

    static float call(float q) {
        try {
            Out.put(held.v(31));
            q = -0f;
            q++;
        } catch (RuntimeException e) {
            Out.put(q);
            q *= 497214.5f;
        }
        return q;
    }

    static double element(double q, int n) {
        int[] a = null;
        try {
            a[n] = 3;
            q = -0.0;
            q++;
        } catch (RuntimeException e) {
            Out.put(q);
            q *= 497214.5;
        }
        return q;
    }

    static double field(double q, long l) {
        Thing thing = null;
        try {
            q += thing.f;
            l = 7;
            Out.put(l);
            q = -0.0;
            Out.put(q);
            q++;
        } catch (RuntimeException e) {
            Out.put(l);
            q *= 3;
        }
        return q + l;
    }

    static double length(double q) {
        byte[] a = null;
        try {
            q += a.length;
            q = 7;
            Out.put(q);
            q++;
        } catch (RuntimeException e) {
            Out.put(q);
        }
        return q;
    }

    static double lock(double q) {
        Object o = null;
        try {
            synchronized (o) {
                q = 7;
                Out.put(q);
            }
            q++;
        } catch (RuntimeException e) {
            Out.put(q);
        }
        return q;
    }

    static double thrown(double q, int n) {
        RuntimeException o = null;
        try {
            if (n > 0) {
                throw o;
            }
            q = 3;
            Out.put(q);
        } catch (RuntimeException e) {
            Out.put(q);
            q *= 5;
        }
        return q;
    }

    static double copied(double q) {
        int[] a = null;
        try {
            a.clone();
            q = 3;
            Out.put(q);
        } catch (RuntimeException e) {
            Out.put(q);
            q *= 5;
        }
        return q;
    }

    /** The collector, which comes in the handler, finds what is there of objects. */
    static String objects(String s, Thing thing) {
        String t = make();
        int[] numbers = null;
        try {
            thing.f++;
            numbers[0] = 1;
            s = make();
            thing = new Thing();
            thing.f = 77;
            t = s;
            Out.put(t);
        } catch (RuntimeException e) {
            for (int i = 0; i < 3000; i++) {
                numbers = new int[50];
            }
            Out.put(s);
            Out.put(t);
            Out.put(thing.f + numbers.length);
        }
        return s;
    }

    static int compared(Thing thing, int n) {
        int sum = n;
        float q = 2;
        if (thing != null) {
            return thing.f;
        }
        for (int i = 0; i < 3; i++) {
            try {
                sum += 100;
                try {
                    thing.v(i);
                    q = i;
                    sum = 0;
                } finally {
                    sum += (int) q;
                    q += 0.5f;
                }
                q = -1;
            } catch (NullPointerException e) {
                sum += (int) (q * 2);
                continue;
            }
            sum = 0;
        }
        return sum;
    }

    static double ofParameter(Thing thing, double q) {
        try {
            thing.f = 3;
            q = 4;
            make();
            q = 5;
        } catch (NullPointerException e) {
            q += 0.25;
        }
        return q;
    }

    static double written(Thing thing) {
        double q = thing.f;
        thing.next = null;
        try {
            thing.next.next = thing;
            q = 3;
            make();
            q = 4;
        } catch (NullPointerException e) {
            q += 0.25;
        }
        return q;
    }

    static double inHandler(int n) {
        double q = n;
        Thing thing = null;
        try {
            try {
                Out.put(n / (n - n));
                q = 1;
            } catch (ArithmeticException e) {
                q = 2;
                thing.next = thing;
                q = 3;
                make();
                q = 4;
            }
            q = 5;
        } catch (NullPointerException e) {
            q *= 3;
        }
        return q;
    }

    static void run() {
        Out.put(call(3));
        Out.put(element(3, 0));
        Out.put(field(3, 4));
        Out.put(length(3));
        Out.put(lock(3));
        Out.put(thrown(3, 1));
        Out.put(copied(3));
        Out.put(objects(make(), new Thing()));
        Out.put(compared(null, 5));
        Out.put(compared(held, 6));
        Out.put(ofParameter(null, 1.5));
        Out.put(written(new Thing()));
        Out.put(inHandler(5));
    }
}

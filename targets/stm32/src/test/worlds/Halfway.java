package com.acme.worlds;

/** What a handler finds of what its {@code try} began: fields, elements, parameters, locals, checks. */
final class Halfway {
    interface Number {
        int of(int x);
    }

    static class Thing {
        int value;
        long wide;
        Thing next;
        static int made;

        Thing(int value) {
            made++;
            if (value == 0) {
                throw new IllegalStateException();
            }
            this.value = value;
        }
    }

    static class Sub extends Thing {
        Sub(int value) {
            super(value);
        }
    }

    static Thing thing;
    static int number;
    static long wide;
    static final Thing[] THINGS = new Thing[2];
    static final int[] NUMBERS = {1, 2, 3, 4};

    static int fail(int n) {
        if (n == 0) {
            throw new IllegalStateException();
        }
        return n;
    }

    static int staticField(int n) {
        try {
            thing = new Thing(n);
        } catch (IllegalStateException e) {
            return thing == null ? 1 : 2;
        }
        return 3;
    }

    static int staticNumber(int n) {
        number = 5;
        try {
            number = 6 / n;
        } catch (ArithmeticException e) {
            return number;
        }
        return number + 100;
    }

    static long staticWide(int n) {
        try {
            wide = fail(n) + (1L << 40);
        } finally {
            Out.put(wide);
        }
        return wide;
    }

    static int instanceField(Thing t, int n) {
        try {
            t.next = new Thing(n);
        } catch (IllegalStateException e) {
            return t.next == null ? 1 : 2;
        }
        return 3;
    }

    static int written(Thing t, int[] a, int i) {
        t.value = 1;
        try {
            t.value = a[i];
            t.value = a[i + 1];
            t.value = a[i + 2];
        } catch (IndexOutOfBoundsException e) {
            return t.value;
        }
        return -t.value;
    }

    static int element(int n) {
        try {
            THINGS[1] = new Thing(n);
        } catch (IllegalStateException e) {
            return THINGS[1] == null ? 1 : 2;
        }
        return 3;
    }

    static int elementOfNumbers(int n) {
        NUMBERS[2] = 9;
        try {
            NUMBERS[2] = fail(n);
        } catch (IllegalStateException e) {
            return NUMBERS[2];
        }
        return -NUMBERS[2];
    }

    static int parameter(int p, int n) {
        try {
            int before = fail(n);
            p = before + 1;
        } catch (IllegalStateException e) {
            return p;
        }
        return -p;
    }

    static int parameterTwice(Thing t, int n) {
        try {
            t = new Thing(7);
            t = new Thing(n);
        } catch (IllegalStateException e) {
            return t.value;
        }
        return -t.value;
    }

    static int branches(boolean first, int n) {
        int local;
        if (first) {
            local = 1;
        } else {
            local = 2;
        }
        try {
            int before = fail(n);
            local = before + 5;
        } catch (IllegalStateException e) {
            return local;
        }
        return -local;
    }

    static int counted(int n) {
        int turns = 0;
        Thing last;
        for (int i = 3; i > -3; i--) {
            last = null;
            try {
                last = new Thing(i * n);
            } catch (IllegalStateException e) {
                turns += last == null ? 10 : 100;
                continue;
            }
            turns += last.value;
        }
        return turns;
    }

    static int nested(Thing t, int n) {
        try {
            try {
                t.value = 4;
                thing = new Thing(n);
            } finally {
                t.value += thing == null ? 10 : 20;
            }
        } catch (IllegalStateException e) {
            return t.value + (thing == null ? 1000 : 2000);
        } catch (NullPointerException e) {
            return t == null ? 7 : 8;
        }
        return t.value;
    }

    static int handlerThatFails(Thing t, int n) {
        try {
            try {
                number = fail(n);
            } catch (IllegalStateException e) {
                number = t.value;
                t = null;
                number += t.value;
            }
        } catch (NullPointerException e) {
            return t == null ? number : -number;
        }
        return number;
    }

    static int whatWasNull(Thing t) {
        try {
            t.value = 1;
        } catch (NullPointerException e) {
            return t == null ? 1 : 0;
        }
        return 2;
    }

    static int nullOnceMore(Thing t) {
        try {
            t.value = 1;
        } catch (NullPointerException e) {
            try {
                t.value = 2;
            } catch (NullPointerException again) {
                return 5;
            }
        }
        return 3;
    }

    static int nullBehind(Thing t) {
        try {
            t.value = 1;
        } catch (RuntimeException e) {
            Out.put(3);
        }
        try {
            return t.value;
        } catch (NullPointerException e) {
            return t == null ? 6 : 7;
        }
    }

    static int nullOfLocal(Thing start) {
        Thing t = start;
        while (true) {
            try {
                t = t.next;
                t.value++;
            } catch (NullPointerException e) {
                return t == null ? start.next == null ? 1 : 2 : 3;
            }
        }
    }

    static int nullArray(int[] a) {
        try {
            a[1] = 4;
        } catch (NullPointerException e) {
            try {
                return a.length;
            } catch (NullPointerException again) {
                return a == null ? 8 : 9;
            }
        }
        return a[1];
    }

    static int nullReceiver(Number f) {
        try {
            return f.of(3);
        } catch (NullPointerException e) {
            try {
                return f.of(4);
            } catch (NullPointerException again) {
                return f == null ? 8 : 9;
            }
        }
    }

    static int lambda(int q) {
        try {
            q *= (char) (new short[] {1, 2, (short) ((Number) x -> 5).of(7), 4}[q & 3]);
            fail(q - 10);
        } catch (IllegalStateException e) {
            return q;
        }
        return -q;
    }

    static int lambdaThatHolds(int q, int n) {
        int r = 1;
        String s = "a";
        try {
            int held = q + n;
            r = q - ((Number) x -> fail(x) + held).of(n);
            s = s + q;
            r += 100 + ((Number) x -> fail(x - 1) + held).of(n);
        } catch (IllegalStateException e) {
            return r * 10 + s.length();
        } finally {
            Out.put(r);
        }
        return -r;
    }

    static int joined(String s, int n) {
        try {
            s = s + n + fail(n);
            s += new Thing(n - 1).value;
        } catch (IllegalStateException e) {
            return s.length();
        }
        return -s.length();
    }

    static int reference(Number f, int n) {
        try {
            f = Halfway::fail;
            n += f.of(n);
            f = f.of(n - 2) > 0 ? x -> -x : x -> x;
        } catch (IllegalStateException e) {
            return f.of(77) + n;
        }
        return f.of(5);
    }

    static int cast(Object o, int n) {
        do {
            Out.put(n);
            try {
                number = 3;
                Sub sub = (Sub) o;
                number = sub.value;
            } catch (ClassCastException e) {
                return number + n;
            }
        } while (--n > 0);
        return number;
    }

    static synchronized int locked(Thing t, int n) {
        synchronized (NUMBERS) {
            try {
                thing = null;
                thing = new Thing(n);
            } catch (IllegalStateException e) {
                return thing == null ? 1 : 2;
            }
        }
        return 3;
    }

    static void run() {
        for (int n = 0; n < 3; n++) {
            thing = null;
            THINGS[1] = null;
            Out.put(staticField(n));
            Out.put(staticNumber(n));
            try {
                Out.put(staticWide(n));
            } catch (IllegalStateException e) {
                Out.put(44);
            }
            Out.put(instanceField(new Thing(1), n));
            Out.put(written(new Thing(1), NUMBERS, n + 1));
            Out.put(element(n));
            Out.put(elementOfNumbers(n));
            Out.put(parameter(77, n));
            Out.put(parameterTwice(new Thing(1), n));
            Out.put(branches(n == 1, n));
            Out.put(branches(true, n));
            Out.put(counted(n));
            thing = null;
            Out.put(nested(new Thing(1), n));
            Out.put(nested(null, n));
            Out.put(handlerThatFails(new Thing(6), n));
            Out.put(lambda(n));
            Out.put(lambda(n + 1));
            Out.put(lambdaThatHolds(30, n));
            Out.put(joined("abc", n));
            Out.put(reference(null, n));
            Out.put(locked(null, n));
            Out.put(cast(n == 1 ? new Sub(3) : new Thing(2), 2));
        }
        Out.put(Thing.made);
        Thing some = new Thing(1);
        some.next = new Thing(2);
        Out.put(whatWasNull(null) + whatWasNull(some) * 10);
        Out.put(nullOnceMore(null) + nullOnceMore(some) * 10);
        Out.put(nullBehind(null));
        Out.put(nullBehind(some));
        Out.put(nullOfLocal(some));
        Out.put(nullOfLocal(some.next));
        Out.put(nullArray(null) + nullArray(NUMBERS) * 10);
        Out.put(nullReceiver(null) + nullReceiver(x -> x) * 10);
    }
}

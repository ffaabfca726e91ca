package com.acme.worlds;

/** Lambdas, method references, inner, local and anonymous classes, and what they hold of their surroundings. */
class Closures {
    private int field = 1;

    interface Function {
        int of(int x);
    }

    interface Maker {
        Closures make();
    }

    interface Caller {
        int call(Closures closures, int x);
    }

    class Inner {
        private int field = 2;

        class Innermost {
            private int field = 3;

            int all() {
                return field * 100 + Inner.this.field * 10 + Closures.this.field;
            }
        }

        Function function() {
            int seven = 7;
            return new Function() {
                private int field = 4;

                @Override
                public int of(int x) {
                    Closures.this.field++;
                    return x + seven + field * 1000 + Inner.this.field * 100 + Closures.this.field;
                }
            };
        }
    }

    static class Sub extends Closures {
        private int field = 50;

        @Override
        int times(int x) {
            return 0;
        }

        Function above() {
            return super::times;
        }

        int fields() {
            return field + super.field;
        }
    }

    int times(int x) {
        return x * field;
    }

    static int negative(int x) {
        return -x;
    }

    private Function local(int a, long b) {
        class Local implements Function {
            private final int factor;

            Local(int factor) {
                this.factor = factor;
            }

            @Override
            public int of(int x) {
                return (int) (a * factor + b + x + field);
            }

            Local deeper() {
                return new Local(factor + 1);
            }
        }
        return new Local(5).deeper();
    }

    private static Function plus(int n) {
        return x -> x + n;
    }

    private static Function both(Function outer, Function inner) {
        return x -> outer.of(inner.of(x));
    }

    static void run() {
        Closures closures = new Closures();
        Inner inner = closures.new Inner();
        Out.put(inner.new Innermost().all());
        Function counting = inner.function();
        Out.put(counting.of(0));
        Out.put(counting.of(0));
        Out.put(closures.local(3, 1L << 33).of(1));
        Out.put(both(both(plus(5), Closures::negative), closures::times).of(2));
        Sub sub = new Sub();
        Out.put(sub.above().of(3) + sub.fields());
        Maker maker = Closures::new;
        Caller caller = Closures::times;
        Out.put(caller.call(maker.make(), 4));
        int[] calls = {0};
        Runnable counts = () -> calls[0]++;
        counts.run();
        counts.run();
        Out.put(calls[0]);
        Function[] factors = new Function[3];
        for (int i = 0; i < factors.length; i++) {
            int factor = i;
            factors[i] = x -> x * factor;
        }
        Out.put(factors[0].of(5) + factors[1].of(5) * 10 + factors[2].of(5) * 100);
        long wide = 1L << 40;
        double half = 2.5;
        byte small = -3;
        Function mixed = x -> (int) (wide >> 38) + (int) (half * 2) + small + x;
        Out.put(mixed.of(10));
    }
}

package com.acme.worlds;

import java.util.function.*;

/** Captures, inner classes, order of initialisation, method references, interfaces with bodies. */
final class Inner {
    static StringBuilder log = new StringBuilder();
    int f = 3;
    static int t(String s) {
        log.append(s);
        return 1;
    }
    class In {
        int f = 4;
        class Deep {
            int f = 5;
            int sum() {
                return f + In.this.f * 10 + Inner.this.f * 100;
            }
        }
    }
    static class N1 {
        static int x = t("N1");
        static class N2 {
            static int y = t("N2");
            static final int K = 5;
            static final Integer L = t("L");
        }
    }
    abstract static class Base {
        Base() {
            t("B");
            init();
        }
        {
            t("i");
        }
        abstract void init();
    }
    static class Der extends Base {
        int v = 7;
        final int w;
        {
            t("d");
        }
        Der() {
            w = v;
            t("D");
        }
        @Override void init() {
            t("v" + v);
            v = 9;
        }
    }
    interface Shape {
        default String n() {
            return "S" + p();
        }
        private String p() {
            return "p";
        }
        static Shape of() {
            return new Shape() { };
        }
        int C = t("C");
    }
    interface Left {
        default int g() {
            return 1;
        }
    }
    interface Right {
        default int g() {
            return 2;
        }
    }
    static class Both implements Left, Right {
        public int g() {
            return Left.super.g() * 10 + Right.super.g();
        }
    }
    static void run() {
        int q = 8;
        class Loc {
            int g() {
                return q + log.length();
            }
        }
        Out.put(new Loc().g());
        Inner o = new Inner();
        Out.put(o.new In().new Deep().sum());
        Out.put(N1.N2.K);
        Out.put(log.toString());
        Out.put(N1.N2.y);
        Out.put(log.toString());
        Out.put(N1.x);
        new Der();
        Out.put(log.toString());
        Out.put(new Der().v);
        Out.put(Shape.of().n());
        Out.put(new Both().g());
        Supplier<Supplier<Integer>> s = () -> () -> q + 1;
        Out.put(s.get().get());
        int[] counter = {0};
        Runnable r = () -> counter[0]++;
        r.run();
        r.run();
        Out.put(counter[0]);
        Function<Integer, Function<Integer, Integer>> add = a -> b -> a + b;
        Out.put(add.apply(3).apply(4));
        Supplier<Inner> mk = Inner::new;
        Out.put(mk.get().f);
        Function<Integer, int[]> arr = int[]::new;
        Out.put(arr.apply(3).length);
        BiFunction<String, Integer, Character> ch = String::charAt;
        Out.put(ch.apply("abc", 1));
        Out.put(log.toString());
        IntBinaryOperator mx = Math::max;
        Out.put(mx.applyAsInt(3, 9));
        UnaryOperator<String> up = String::toUpperCase;
        Out.put(up.andThen(z -> z + "!").compose((Integer i) -> "n" + i).apply(4));
        Predicate<String> pe = String::isEmpty;
        Out.put(pe.negate().or(x -> true).test(""));
    }
}

package com.acme.worlds;

/** Enums with bodies, switches over them and over strings, sealed terms. */
final class Enums {
    enum D {
        A, B, C {
            @Override int f() {
                return 7;
            }
        };
        int f() {
            return ordinal();
        }
    }
    sealed interface S permits X, Y { }
    record X(int v) implements S { }
    record Y(S l, S r) implements S { }
    static int sw(D d) {
        return switch (d) {
            case A -> 1;
            case B -> 2;
            case C -> {
                int z = d.f();
                yield z;
            }
        };
    }
    static String st(Object o) {
        if (!(o instanceof String s)) return "no";
        return s + s.length();
    }
    static int ev(S s) {
        return s instanceof X x ? x.v : s instanceof Y y ? ev(y.l) * ev(y.r) : 0;
    }
    static int old(String s) {
        switch (s) {
            case "a": case "b": return 1;
            case "FB": return 2;
            case "Ea": return 3;
            default: return 4;
        }
    }
    static void run() {
        for (D d : D.values()) Out.put(sw(d));
        Out.put(st("ab"));
        Out.put(st(1));
        Out.put(ev(new Y(new X(3), new Y(new X(4), new X(5)))));
        Out.put(old("FB") * 10 + old("Ea"));
        D n = null;
        try {
            sw(n);
        } catch (NullPointerException e) {
            Out.put("npe");
        }
        String z = null;
        try {
            old(z);
        } catch (NullPointerException e) {
            Out.put("npe2");
        }
        Out.put(D.valueOf("B").name());
        try {
            D.valueOf("Q");
        } catch (IllegalArgumentException e) {
            Out.put("no such constant");
        }
        Out.put(D.C.getDeclaringClass() == D.class);
        Out.put(D.C.toString());
        Out.put(D.A.compareTo(D.C) < 0);
        Out.put(D.B.equals(D.B));
    }
}

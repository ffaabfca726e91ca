package com.acme.worlds;

import java.util.*;

/** Boxes, literals, hashes, equals. */
final class Identity {
    static class O {
        int v;
        O(int v) {
            this.v = v;
        }
        @Override public boolean equals(Object o) {
            return o instanceof O q && q.v == v;
        }
        @Override public int hashCode() {
            return v;
        }
    }
    static class Copied implements Cloneable {
        int number = 3;
        long[] shared = {4};
        Copied copy() {
            try {
                return (Copied) clone();
            } catch (CloneNotSupportedException e) {
                return null;
            }
        }
    }
    static void run() {
        Integer a = 127, b = 127, c = 1000, d = 1000;
        Out.put(a == b);
        Out.put(c.equals(d));
        Out.put(c == d);
        Long l = 127L;
        Out.put(l.equals(127));
        Out.put(l == Long.valueOf("127"));
        Out.put(Long.valueOf(-128) == Long.valueOf(-128));
        Out.put(Long.valueOf(128) == Long.valueOf(128));
        Out.put(Long.valueOf(-129).equals(-129L));
        Character x = 'a', y = 'a';
        Out.put(x == y);
        Boolean t = true;
        Out.put(t == Boolean.TRUE);
        Byte by = 100, bz = 100;
        Out.put(by == bz);
        Short s1 = 100, s2 = 100;
        Out.put(s1 == s2);
        Integer neg = -128, neg2 = -128, n3 = -129, n4 = -129;
        Out.put(neg == neg2);
        Out.put(n3 == n4);
        String s = "abc", u = "abc", v = "ab" + "c", w = new String("abc");
        final String ab = "ab";
        String z = ab + "c";
        Out.put(s == u);
        Out.put(s == v);
        Out.put(s == w);
        Out.put(s == z);
        Out.put(s.equals(w));
        Out.put(B.S == s);
        Object o = new Object(), p = new Object();
        Out.put(o.equals(p));
        Out.put(o.hashCode() == o.hashCode());
        Out.put(System.identityHashCode(o) == o.hashCode());
        Out.put(new O(1).equals(new O(1)));
        Set<Object> set = new HashSet<>();
        for (int i = 0; i < 50; i++) set.add(new Object());
        Out.put(set.size());
        set.add(new O(1));
        set.add(new O(1));
        Out.put(set.size());
        IdentityHashMap<Object, Integer> ih = new IdentityHashMap<>();
        ih.put(new O(1), 1);
        ih.put(new O(1), 2);
        Out.put(ih.size());
        Out.put(Objects.equals(null, null));
        Out.put(Objects.hash(1, "a", null));
        Out.put(Arrays.hashCode(new int[]{1, 2}));
        Out.put(List.of(1, 2).hashCode());
        Out.put(Boolean.hashCode(true));
        Out.put(Long.hashCode(1L << 33));
        Out.put(Double.hashCode(1.5));
        Out.put("x".hashCode());
        Integer nul = null;
        try {
            int q = nul;
            Out.put(q);
        } catch (NullPointerException e) {
            Out.put("npe");
        }
        try {
            Objects.requireNonNull(null, "msg");
        } catch (NullPointerException e) {
            Out.put(e.getMessage());
        }
        Copied copied = new Copied();
        copied.number++;
        Copied copy = copied.copy();
        copied.number++;
        copied.shared[0]++;
        Out.put(copy.number * 10 + copy.shared[0]);
        Out.put(new int[0].equals(new int[0]));
        Out.put(new int[3].toString().startsWith("[I@"));
        Out.put(new O(255).toString());
    }
    static class B {
        static final String S = "a" + "bc";
    }
}

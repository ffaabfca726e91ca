package com.acme.worlds;

import java.util.*;

/** What a record inherits. */
final class Records {
    record P(int x, String s, double d, long[] a) { }
    record E() { }
    static void run() {
        long[] a = {1};
        P p = new P(1, "q", -0.0, a), q = new P(1, "q", 0.0, a), r = new P(1, "q", -0.0, a);
        Out.put(p.equals(q));
        Out.put(p.equals(r));
        Out.put(p.hashCode() == r.hashCode());
        Out.put(p.equals(null));
        Out.put(new E().toString());
        Out.put(new E().equals(new E()));
        record L(int a, char c, boolean b, float f) { }
        Out.put(new L(3, 'c', true, 2.5f).toString());
        Set<L> s = new HashSet<>();
        s.add(new L(1,'a',false,1));
        s.add(new L(1,'a',false,1));
        Out.put(s.size());
    }
}

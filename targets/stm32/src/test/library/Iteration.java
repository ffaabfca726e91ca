package com.acme.worlds;

import java.util.*;
import java.util.function.*;

/** Iterators, Iterable as lambda, generics, comparators. */
final class Iteration {
    static class Range implements Iterable<Integer> {
        final int n;
        Range(int n) {
            this.n = n;
        }
        @Override public Iterator<Integer> iterator() {
            return new Iterator<>() {
                int i;
                @Override public boolean hasNext() {
                    return i < n;
                }
                @Override public Integer next() {
                    if (i >= n) throw new NoSuchElementException();
                    return i++;
                }
            };
        }
    }
    static <T extends Comparable<? super T>> T max(Collection<? extends T> c) {
        T b = null;
        for (T t : c) if (b == null || t.compareTo(b) > 0) b = t;
        return b;
    }
    static class Node<K extends Comparable<K>, V> {
        K k;
        V v;
        Node<K, V> l, r;
        Node(K k, V v) {
            this.k = k;
            this.v = v;
        }
        void put(K kk, V vv) {
            int c = kk.compareTo(k);
            if (c == 0) v = vv;
            else if (c < 0) {
                if (l == null) l = new Node<>(kk, vv);
                else l.put(kk, vv);
            } else if (r == null) r = new Node<>(kk, vv);
            else r.put(kk, vv);
        }
        void each(BiConsumer<? super K, ? super V> f) {
            if (l != null) l.each(f);
            f.accept(k, v);
            if (r != null) r.each(f);
        }
    }
    record Per(String n, int a) { }
    static void run() {
        int s = 0;
        for (int i : new Range(5)) s += i;
        Out.put(s);
        Iterable<String> it = () -> List.of("x", "y").iterator();
        for (String x : it) Out.put(x);
        new Range(2).forEach(i -> Out.put(i));
        Out.put(max(List.of(3, 8, 5)));
        Out.put(max(List.of("a", "c", "b")));
        Node<String, List<Map<String, Integer>>> n = new Node<>("m", List.of(Map.of("k", 1)));
        n.put("a", List.of());
        n.put("z", List.of(Map.of(), Map.of("q", 5)));
        n.each((k, v) -> Out.put(k + v.size()));
        List<Per> ps = new ArrayList<>(List.of(new Per("b", 2), new Per("a", 2), new Per("c", 1)));
        ps.sort(Comparator.comparingInt(Per::a).thenComparing(Per::n));
        for (Per p : ps) Out.put(p.n());
        ps.sort(Comparator.comparing(Per::n, Comparator.reverseOrder()));
        Out.put(ps.get(0).n());
        Collections.sort(ps, (a, b) -> Integer.compare(a.a, b.a));
        Out.put(ps.get(0).n());
        ListIterator<Per> li = ps.listIterator(3);
        Out.put(li.previous().n());
        Comparator<String> nf = Comparator.nullsFirst(Comparator.naturalOrder());
        Out.put(nf.compare(null, "a"));
        BinaryOperator<Integer> mn = BinaryOperator.minBy(Comparator.naturalOrder());
        Out.put(mn.apply(4, 2));
    }
}

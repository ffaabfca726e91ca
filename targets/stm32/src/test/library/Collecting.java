package com.acme.worlds;

import java.util.*;

/** java.util: maps, lists, queues, sets, their iterators and refusals. */
final class Collecting {
    enum K {
        X, Y, Z
    }
    static void run() {
        EnumMap<K, Integer> em = new EnumMap<>(K.class);
        em.put(K.Z, 3);
        em.put(K.X, 1);
        Out.put(em.toString());
        for (Map.Entry<K, Integer> e : em.entrySet()) Out.put(e.getKey().name() + e.getValue());
        EnumSet<K> es = EnumSet.of(K.Y, K.Z);
        es.remove(K.Y);
        Out.put(es.toString());
        Out.put(EnumSet.complementOf(es).size());
        ArrayList<Integer> l = new ArrayList<>();
        for (int i = 0; i < 20; i++) l.add(i * 7 % 11);
        Collections.sort(l);
        Out.put(l.toString());
        l.removeIf(i -> i > 5);
        l.remove(Integer.valueOf(3));
        Out.put(l.toString());
        try {
            for (Integer i : l) l.add(i);
        } catch (ConcurrentModificationException e) {
            Out.put("cme");
        }
        HashMap<String, Integer> m = new HashMap<>();
        for (String s : List.of("the", "quick", "brown", "the", "lazy", "the")) m.merge(s, 1, Integer::sum);
        int sum = 0;
        for (int v : m.values()) sum += v;
        Out.put(sum * 10 + m.get("the"));
        Out.put(m.getOrDefault("x", -1));
        m.computeIfAbsent("n", k -> 9);
        Out.put(m.get("n"));
        ArrayDeque<String> d = new ArrayDeque<>();
        d.push("a");
        d.addLast("b");
        d.offer("c");
        Out.put(d.pop() + d.pollLast() + d.peek() + d.size());
        TreeMap<Integer, String> t = new TreeMap<>();
        for (int i = 9; i > 0; i -= 2) t.put(i, "v" + i);
        Out.put(t.toString());
        Out.put(t.floorKey(6) + t.firstKey());
        Out.put(t.headMap(5).toString());
        LinkedHashMap<String, Integer> lh = new LinkedHashMap<>();
        lh.put("z", 1);
        lh.put("a", 2);
        Out.put(lh.toString());
        PriorityQueue<Integer> q = new PriorityQueue<>(Comparator.reverseOrder());
        q.add(1);
        q.add(5);
        q.add(3);
        Out.put(q.poll());
        LinkedList<Integer> ll = new LinkedList<>(List.of(1,2,3));
        ll.addFirst(0);
        Iterator<Integer> it = ll.iterator();
        it.next();
        it.remove();
        Out.put(ll.toString());
        try {
            List.of(1).add(2);
        } catch (UnsupportedOperationException e) {
            Out.put("uoe");
        }
        try {
            new ArrayList<Integer>().get(0);
        } catch (IndexOutOfBoundsException e) {
            Out.put("ioobe");
        }
        try {
            new ArrayDeque<Integer>().pop();
        } catch (NoSuchElementException e) {
            Out.put("nse");
        }
        BitSet b = new BitSet();
        b.set(3);
        b.set(70);
        Out.put(b.cardinality() + b.nextSetBit(4));
        HashSet<Integer> hs = new HashSet<>(List.of(1,2,3));
        hs.retainAll(List.of(2,3,4));
        Out.put(hs.toString());
        Out.put(Collections.max(hs));
        Collections.reverse(ll);
        Out.put(ll.toString());
    }
}

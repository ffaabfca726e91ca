package com.acme.worlds;

import java.util.*;

/** System.arraycopy with its errors, java.util.Arrays, arrays of arrays. */
final class ArrayMethods {
    static void run() {
        int[] a = {5, 3, 9, 1};
        int[] c = a.clone();
        c[0] = 7;
        Out.put(a[0]);
        Arrays.sort(c);
        Out.put(Arrays.toString(c));
        System.arraycopy(a, 0, a, 1, 3);
        Out.put(Arrays.toString(a));
        System.arraycopy(a, 1, a, 0, 3);
        Out.put(Arrays.toString(a));
        try {
            System.arraycopy(a, 0, a, 2, 3);
        } catch (IndexOutOfBoundsException e) {
            Out.put("ioobe");
        }
        try {
            System.arraycopy(a, 0, new long[9], 0, 1);
        } catch (ArrayStoreException e) {
            Out.put("ase");
        }
        try {
            System.arraycopy(a, 0, "x", 0, 1);
        } catch (ArrayStoreException e) {
            Out.put("ase");
        }
        try {
            System.arraycopy(a, -1, a, 0, 1);
        } catch (IndexOutOfBoundsException e) {
            Out.put("ioobe");
        }
        try {
            System.arraycopy(null, 0, a, 0, 1);
        } catch (NullPointerException e) {
            Out.put("npe");
        }
        Arrays.fill(a, 1, 3, -1);
        Out.put(Arrays.toString(a));
        Out.put(Arrays.toString(Arrays.copyOf(a, 6)) + Arrays.toString(Arrays.copyOfRange(a, 1, 3)));
        Out.put(Arrays.equals(a, a.clone()));
        Out.put(Arrays.binarySearch(c, 7));
        String[] s = {"b", "a", "c"};
        Arrays.sort(s);
        Out.put(String.join("", s));
        Arrays.sort(s, Comparator.reverseOrder());
        Out.put(Arrays.asList(s).toString());
        Integer[] boxed = {3, 1, 2};
        Arrays.sort(boxed, (x, y) -> y - x);
        Out.put(Arrays.toString(boxed));
        int[][] g = new int[3][];
        g[0] = new int[2];
        Out.put(g[1] == null);
        try {
            Out.put(g[1][0]);
        } catch (NullPointerException e) {
            Out.put("npe");
        }
        long[][] z = new long[2][3];
        z[1][2] = 5L << 33;
        Out.put(z[1][2]);
        Out.put(Arrays.deepToString(z));
        double[] d = {1.5, -0.0, 0.0, Double.NaN, -1};
        Arrays.sort(d);
        Out.put(Arrays.toString(d));
        char[] ch = "hello".toCharArray();
        Arrays.sort(ch);
        Out.put(new String(ch));
        boolean[] bo = new boolean[3];
        bo[1] = true;
        Out.put(Arrays.toString(bo));
        byte[] by = {1, -1};
        Out.put(Arrays.toString(by));
        Object[] os = {1, "s", null, 'c', 2.5};
        Out.put(Arrays.toString(os));
        Object[] copy = Arrays.copyOf(s, 2, Object[].class);
        Out.put(copy.length);
        int[][] ragged = {{1}, {2, 3}, {}};
        int sum = 0;
        for (int[] r : ragged) for (int v : r) sum += v;
        Out.put(sum);
        int[] e = {};
        Out.put(e.length);
        try {
            Out.put(e[0]);
        } catch (ArrayIndexOutOfBoundsException x) {
            Out.put("aioobe");
        }
        Arrays.setAll(c, i -> i * i);
        Out.put(Arrays.toString(c));
        Out.put(Arrays.stream(c).sum());
        int[][] deep = {{1, 2}, {3}};
        int[][] dc = deep.clone();
        dc[0][0] = 9;
        Out.put(deep[0][0]);
        String[][] ss = new String[2][2];
        ss[1][1] = "q";
        Out.put(ss[0][0] + ss[1][1]);
        byte[][] bm = new byte[4][0];
        Out.put(bm[3].length);
        storeOthers();
    }

    private static void storeOthers() {
        Object[] texts = {"a", "b", "c"};
        Object[] strings = Arrays.copyOf(texts, 3, String[].class);
        try {
            Arrays.fill(strings, 1, 3, 7);
            Out.put("filled");
        } catch (ArrayStoreException e) {
            Out.put(Arrays.toString(strings));
        }
        List<Object> mixed = new ArrayList<>(List.of("x", 1));
        try {
            Out.put(mixed.toArray(new String[0]).length);
        } catch (ArrayStoreException e) {
            Out.put("toArray");
        }
        try {
            Out.put(Arrays.copyOf(mixed.toArray(), 2, Integer[].class).length);
        } catch (ArrayStoreException e) {
            Out.put("copyOf");
        }
        try {
            Out.put(new LinkedList<>(mixed).toArray(new CharSequence[2]).length);
        } catch (ArrayStoreException e) {
            Out.put("linked");
        }
        Out.put(new HashSet<>(List.of(1, 2)).toArray(new Number[0]).length);
        Out.put(new TreeMap<>(Map.of("k", 2)).values().toArray(new Comparable<?>[4]).length);
        Out.put(Arrays.asList(1, "b", 'c', 2.5, true, new StringBuilder("d"), List.of()).size());
        Out.put(Arrays.asList(new ArrayList<>(), new HashMap<>(), new int[1], new Random(1)).size());
        Out.put(Arrays.asList(new ArrayList<>(), new LinkedList<>(), new ArrayDeque<>(), new TreeSet<>()).size());
        List<Object> swapped = Arrays.asList((Object[]) new Integer[] {1, 2});
        try {
            swapped.set(0, "one");
        } catch (ArrayStoreException e) {
            Out.put(swapped.toString());
        }
        try {
            swapped.replaceAll(each -> each.equals(1) ? (Object) 5 : "two");
        } catch (ArrayStoreException e) {
            Out.put(swapped.toString());
        }
    }
}

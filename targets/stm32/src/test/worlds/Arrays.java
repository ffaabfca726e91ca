package com.acme.worlds;

/** What arrays and strings are to the class library's interfaces. */
final class Arrays {
    private static <T extends Comparable<T>> T first(T one, T other) {
        return one == null ? other : one;
    }

    static void run() {
        Object[] things = {new int[1], new String[0], new Object[0][0], "text", null, new Arrays(), new byte[0][]};
        for (Object thing : things) {
            Out.put(thing instanceof Cloneable);
            Out.put(thing instanceof java.io.Serializable);
            Out.put(thing instanceof Cloneable[]);
            Out.put(thing instanceof Object[]);
            Out.put(thing instanceof Comparable);
            Out.put(thing instanceof CharSequence);
            Out.put(thing instanceof Comparable[]);
        }
        Cloneable array = (Cloneable) things[0];
        Out.put(((int[]) array).length);
        Out.put(first(null, "other"));
    }
}

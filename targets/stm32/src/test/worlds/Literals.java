package com.acme.worlds;

/** What strings can do without memory: methods of literals. */
final class Literals {
    private static final String[] WORDS = {"", "a", "abc", "abd", "cab", "Abc", "b c", "\u00e9t\u00e9", "abcabc"};

    private static int kind(String word) {
        switch (word) {
            case "abc":
                return 1;
            case "\u00e9t\u00e9":
                return 2;
            default:
                return 0;
        }
    }

    static void run() {
        for (String one : WORDS) {
            Out.put(one.length() + 10 * kind(one));
            Out.put(one.hashCode());
            Out.put(one.isEmpty());
            Out.put(one.indexOf('c') * 100 + one.indexOf("bc") * 10 + one.lastIndexOf('a'));
            for (String other : WORDS) {
                Out.put(one.equals(other));
                Out.put(one.compareTo(other));
                Out.put(one.startsWith(other));
                Out.put(one.endsWith(other));
                Out.put(one.contains(other));
                Out.put(one.regionMatches(1, other, 0, 2));
            }
        }
    }
}

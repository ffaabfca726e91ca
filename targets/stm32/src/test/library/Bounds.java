package com.acme.worlds;

/** Which exception a string, and a builder, throws for which index; and what they make of null, and of pairs. */
final class Bounds {
    private static final int[][] RANGES = {{0, 5}, {2, 2}, {5, 5}, {6, 6}, {-1, -1}, {-1, 2}, {3, 2}, {2, 6}, {1, 3}};
    private static final String TEXT = "hello";
    private static final char[] CHARS = TEXT.toCharArray();

    private Bounds() {
    }

    /** What may throw. */
    interface Action {
        Object done();
    }

    private static void put(Action action) {
        String result;
        try {
            result = String.valueOf(action.done());
        } catch (RuntimeException e) {
            result = e.getClass().getName();
        }
        Out.put(result);
    }

    private static StringBuilder builder() {
        return new StringBuilder(TEXT);
    }

    static void run() {
        for (int[] range : RANGES) {
            strings(range[0], range[1]);
            constructors(range[0], range[1]);
            builders(range[0], range[1]);
            insertions(range[0], range[1]);
            searches(range[0], range[1]);
        }
        withoutText();
        characters();
        cases();
    }

    private static void strings(int begin, int end) {
        put(() -> TEXT.charAt(begin));
        put(() -> TEXT.substring(begin));
        put(() -> TEXT.substring(begin, end));
        put(() -> TEXT.subSequence(begin, end));
        put(() -> TEXT.codePointAt(begin));
        put(() -> TEXT.codePointBefore(begin));
        put(() -> TEXT.codePointCount(begin, end));
        put(() -> TEXT.offsetByCodePoints(begin, end));
        put(() -> {
            TEXT.getChars(begin, end, new char[5], 0);
            return "copied";
        });
        put(() -> {
            TEXT.getChars(0, 3, new char[5], begin);
            return "copied";
        });
    }

    private static void constructors(int offset, int count) {
        put(() -> new String(CHARS, offset, count));
        put(() -> String.valueOf(CHARS, offset, count));
        put(() -> new String(new int[] {65, 66, 67, 68, 69}, offset, count));
        put(() -> new String(TEXT.getBytes(), offset, count));
    }

    private static void builders(int begin, int end) {
        put(() -> builder().charAt(begin));
        put(() -> builder().substring(begin));
        put(() -> builder().substring(begin, end));
        put(() -> builder().subSequence(begin, end));
        put(() -> builder().delete(begin, end));
        put(() -> builder().deleteCharAt(begin));
        put(() -> builder().replace(begin, end, "xyz"));
        put(() -> builder().codePointAt(begin));
        put(() -> builder().codePointBefore(begin));
        put(() -> builder().offsetByCodePoints(begin, end));
        put(() -> builder().append(CHARS, begin, end));
        put(() -> builder().append(TEXT, begin, end));
        put(() -> {
            StringBuilder changed = builder();
            changed.setCharAt(begin, 'x');
            return changed;
        });
        put(() -> {
            StringBuilder changed = builder();
            changed.setLength(2);
            changed.setLength(begin);
            return changed;
        });
        put(() -> {
            char[] target = new char[5];
            builder().getChars(begin, end, target, 0);
            builder().getChars(0, 3, target, begin);
            return new String(target);
        });
        put(() -> new StringBuffer(TEXT).charAt(begin));
    }

    private static void insertions(int at, int end) {
        put(() -> builder().insert(at, "xy"));
        put(() -> builder().insert(at, 'c'));
        put(() -> builder().insert(at, 12));
        put(() -> builder().insert(at, 12L));
        put(() -> builder().insert(at, 1.5));
        put(() -> builder().insert(at, 1.5f));
        put(() -> builder().insert(at, true));
        put(() -> builder().insert(at, CHARS));
        put(() -> builder().insert(at, (CharSequence) builder()));
        put(() -> builder().insert(1, CHARS, at, end));
        put(() -> builder().insert(1, TEXT, at, end));
    }

    private static void searches(int from, int length) {
        put(() -> TEXT.startsWith("l", from) + " " + TEXT.startsWith("", from));
        put(() -> TEXT.indexOf("", from) + TEXT.indexOf("l", from) + TEXT.indexOf('l', from));
        put(() -> TEXT.lastIndexOf("", from) + TEXT.lastIndexOf("l", from) + TEXT.lastIndexOf('l', from));
        put(() -> builder().indexOf("", from) + builder().indexOf("l", from) + builder().lastIndexOf("l", from));
        put(() -> TEXT.regionMatches(from, TEXT, from, length));
        put(() -> TEXT.regionMatches(true, from, "HELLO", from, length));
        put(() -> TEXT.startsWith(TEXT, Integer.MAX_VALUE - from));
        put(() -> TEXT.regionMatches(Integer.MAX_VALUE, TEXT, 1, length));
        put(() -> TEXT.repeat(from));
    }

    private static void withoutText() {
        StringBuilder nothing = new StringBuilder();
        nothing.append((String) null).append((CharSequence) null).append((StringBuffer) null);
        put(() -> nothing.insert(2, (CharSequence) null).append((CharSequence) null, 1, 3));
        put(() -> String.join(",", "a", null, "b"));
        put(() -> TEXT.concat(null));
        put(() -> TEXT.contains(null));
        put(() -> TEXT.compareTo(null));
        put(() -> TEXT.equalsIgnoreCase(null));
    }

    private static void characters() {
        put(() -> new StringBuilder("a\ud83d\ude00b\ud83d").reverse());
        put(() -> new StringBuilder("\ude00\ud83d").reverse());
        put(() -> builder().appendCodePoint(-1));
        put(() -> builder().appendCodePoint(0x110000));
        put(() -> new String(new int[] {0x110000}, 0, 1));
        put(() -> {
            StringBuilder longer = builder();
            longer.setLength(2);
            longer.setLength(20);
            return longer;
        });
    }

    private static void cases() {
        put(() -> "\t\n\u2003".isBlank() + " " + "\u00a0".isBlank() + " " + "".isBlank());
        put(() -> "\u0131".equalsIgnoreCase("I") + " " + "\u212a".equalsIgnoreCase("k"));
        put(() -> "a".compareToIgnoreCase("C") + " " + "a_".compareToIgnoreCase("aB"));
        put(() -> TEXT.replace('x', 'y') == TEXT);
        put(() -> TEXT.replace('l', 'L'));
    }
}

package com.acme.worlds;

import nogc.mqtt.Topic;
import nogc.stm32.Literal;

/** Objects and arrays that one place makes once, and those that only look so. */
final class Once {
    static class Box {
        int size;
        int[] items;
    }

    /** Its constructor reads what whoever makes it writes right behind. */
    static class Reader {
        int given;
        final int seen;

        Reader() {
            seen = given;
        }
    }

    static class Early {
        final int before;
        int[] data;

        Early() {
            before = look(this);
            data = new int[7];
        }
    }

    interface Maker {
        int[] make(int first);
    }

    static class Four implements Maker {
        @Override
        public int[] make(int first) {
            int[] made = new int[4];
            made[0] += first;
            return made;
        }
    }

    static class Two implements Maker {
        @Override
        public int[] make(int first) {
            int[] made = new int[2];
            made[1] = first;
            return made;
        }
    }

    static class Once1 {
        final byte[] bytes;
        final char[] chars = new char[3];

        Once1(int capacity) {
            bytes = new byte[capacity];
        }

        byte[] onlyCall() {
            return new byte[bytes.length + 2];
        }

        short[] twoCalls() {
            return new short[bytes.length + 1];
        }
    }

    /** Of elements nothing is known. */
    static final int[] UNKNOWN = {1};
    static byte[] late;
    static int[] changed;

    private Once() {
    }

    static int look(Early early) {
        return early.data == null ? -2 : early.data.length;
    }

    static int lateLength() {
        return late == null ? -1 : late.length;
    }

    static long[] twice(int length) {
        return new long[length];
    }

    static int[] deeper(int depth) {
        int[] mine = new int[3];
        mine[0] = depth;
        if (depth > 0) {
            int[] below = deeper(depth - 1);
            Out.put(below[0] * 10 + mine[0]);
        }
        return mine;
    }

    static Topic topic() {
        return new Topic("a/b");
    }

    static byte[] text() {
        return Literal.bytes("text");
    }

    static int sum(byte[] bytes) {
        int sum = bytes.length;
        for (byte each : bytes) {
            sum = sum * 31 + each;
        }
        return sum;
    }

    static void boxes(int which) {
        Box one = new Box();
        one.size = 3;
        Box two = new Box();
        two.size = 4;
        Out.put(one == two);
        Out.put(one.size * 10 + two.size);
        Box either = which > 0 ? one : two;
        either.items = new int[5];
        Out.put(one.items == null ? -1 : one.items.length);
        Out.put(two.items == null ? -1 : two.items.length);
        either.size = 9;
        Out.put(one.size * 10 + two.size);
        Reader reader = new Reader();
        reader.given = 5;
        Out.put(reader.seen * 10 + reader.given);
    }

    static void arrays() {
        Out.put(lateLength());
        late = new byte[6];
        Out.put(lateLength());
        byte[] alias = late;
        alias[5] = -7;
        Out.put(late[5] + late[late.length - 6]);
        int[] first = new int[5];
        changed = first;
        changed[4] = 11;
        Out.put(changed.length + first[4]);
        changed = new int[2];
        Out.put(changed.length + changed[1] + first[4]);
        int[] copy = first.clone();
        copy[4]++;
        Out.put(copy[4] * 100 + first[4]);
        System.arraycopy(first, 3, copy, 0, 2);
        Out.put(copy[1] - copy.length);
        Out.put(new Early().before);
        Out.put(look(new Early()));
    }

    static void calls() {
        long[] some = twice(3);
        long[] others = twice(4);
        some[2] = 1L << 40;
        Out.put(some.length * 10 + others.length);
        Out.put(some[2] + others[2]);
        Once1 once = new Once1(4);
        once.chars[2] = '\uffff';
        byte[] made = once.onlyCall();
        made[5] = (byte) 200;
        Out.put(sum(made) + once.chars[2]);
        short[] one = once.twoCalls();
        short[] other = once.twoCalls();
        one[4] = 1;
        Out.put(one[4] - other[4] + other.length);
        Out.put(deeper(3).length);
        double[] doubles = new double[2];
        doubles[1] = 0.1;
        boolean[] flags = new boolean[3];
        flags[2] = doubles[1] + doubles[0] == 0.1;
        Out.put(flags[0] | flags[flags.length - 1]);
    }

    static void makers(int which) {
        Four four = new Four();
        int[] direct = four.make(1);
        int[][] kept = new int[4][];
        Maker[] all = {four, new Two(), which > 0 ? new Four() : new Two(), four};
        for (int i = 0; i < all.length; i++) {
            kept[i] = all[i].make(10 + i);
        }
        Out.put(direct[0] * 1000 + kept[0][0] * 100 + kept[3][0]);
        Out.put(kept[1].length * 10 + kept[2].length);
        int[][] rows = new int[2][];
        for (int i = 0; i < 2; i++) {
            int[] row = new int[2];
            row[i] += 5 + i;
            rows[i] = row;
        }
        Out.put(rows[0][0] * 1000 + rows[0][1] * 100 + rows[1][0] * 10 + rows[1][1]);
    }

    static void literals() {
        Topic one = topic();
        Topic two = topic();
        Out.put(two.setAlias(3) + one.alias() * 10 + two.alias());
        one.bytes()[0] = 'z';
        Out.put(two.bytes()[0] + one.length());
        Topic longer = new Topic("long/\u00e9/topic");
        Out.put(longer.length() * 100 + longer.bytes().length);
        Out.put(sum(longer.bytes()));
        byte[] some = text();
        some[0]++;
        Out.put(sum(some) - sum(text()));
        byte[] bytes = Literal.bytes("\u0141\"\\?\0z");
        Out.put(sum(bytes));
        bytes[1] = 5;
        Out.put(sum(bytes));
        Out.put(Literal.bytes("").length);
    }

    static void run() {
        boxes(UNKNOWN[0]);
        Box limits = new Box();
        limits.size = Math.max(64, 20) - Math.min(-3, 9);
        Out.put(limits.size + Math.min(limits.size, Integer.MIN_VALUE) + Math.max(Integer.MAX_VALUE, limits.size));
        arrays();
        calls();
        makers(changed.length);
        literals();
    }
}

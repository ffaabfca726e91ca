package com.acme.worlds;

import nogc.mqtt.Topic;
import nogc.stm32.Literal;

/** What looks as if it were made once and is made again, or is known by two names. */
final class Again {
    static class Base {
        int given;
        int[] kept = new int[2];

        void fill(int value) {
            kept[0] += value;
            kept = new int[] {kept[0], kept.length};
        }

        int run() {
            int[] made = new int[3];
            made[1]++;
            return made[1];
        }
    }

    static class Derived extends Base {
        final int seen;

        Derived() {
            this(1);
        }

        Derived(int times) {
            seen = given + times;
        }

        @Override
        int run() {
            return super.run() + super.run();
        }
    }

    /** The constructor that the other one calls reads what is written behind. */
    static class Chained {
        int given;
        final int seen;

        Chained() {
            this(3);
        }

        Chained(int more) {
            seen = given + more;
        }
    }

    static class AboveReads {
        int given;
        int above;

        AboveReads() {
            above = given + 1;
        }
    }

    static class BelowGiven extends AboveReads {
    }

    static class Node {
        Node next;
        int[] data;
        int number;

        Node linked(Node other) {
            next = other;
            return other;
        }
    }

    /** Never called by an interface, but handed on as one. */
    static class Pool {
        int[] fresh() {
            int[] made = new int[2];
            made[0]++;
            return made;
        }

        static byte[] some() {
            byte[] made = new byte[3];
            made[2]++;
            return made;
        }
    }

    interface Source {
        int[] get();
    }

    interface Sizes {
        long[] of(int length);
    }

    interface Task {
        void run();
    }

    static class Counter implements Task {
        int[] last;

        @Override
        public void run() {
            int[] made = new int[4];
            made[3] += 5;
            Out.put(last == made);
            last = made;
            Out.put(made[3] * 10 + made[0]);
        }
    }

    interface Ready {
        default short[] make() {
            short[] made = new short[3];
            made[0]++;
            return made;
        }
    }

    static class One implements Ready {
    }

    static class Other implements Ready {
    }

    static class Eager {
        static final int[] TABLE = new int[3];
        static final Node FIRST = node(7);
        static Node second = node(8);

        static Node node(int number) {
            Node made = new Node();
            made.number = number;
            made.data = new int[1];
            return made;
        }
    }

    static final int[] UNKNOWN = {0, 1, 2, 3, 4};
    static Node lateNode;
    static int[] lateArray;
    static int ran;

    private Again() {
    }

    static int odd(int depth) {
        int[] made = new int[1];
        made[0] += depth;
        return depth <= 0 ? made[0] : even(depth - 1) * 10 + made[0];
    }

    static int even(int depth) {
        Node made = new Node();
        made.number += depth;
        return depth <= 0 ? made.number : odd(depth - 1) * 10 + made.number;
    }

    static int aliased(Node a, Node b) {
        a.number = 1;
        b.number = 2;
        a.data = new int[3];
        int length = a.data.length;
        b.data = new int[4];
        return a.number * 100 + length * 10 + a.data.length;
    }

    static int lengths(int[] array) {
        int sum = 0;
        for (int i = 0; i < array.length; i++) {
            sum += array[i] + i;
        }
        return sum * 10 + array.length;
    }

    static void twice(Task task) {
        for (int i = 0; i < 2; i++) {
            task.run();
        }
    }

    static int task(Source source) {
        int[] first = source.get();
        int[] second = source.get();
        first[0] += 10;
        return (first == second ? 1000 : 0) + first[0] * 10 + second[0];
    }

    static void nodes() {
        Node one = new Node();
        Node two = new Node();
        one.number = 1;
        two.number = 2;
        one.data = new int[2];
        two.data = new int[3];
        Node a = one;
        Node b = two;
        for (int i = 0; i < UNKNOWN[3]; i++) {
            Node kept = a;
            a = b;
            b = kept;
        }
        a.number += 10;
        Out.put(one.number * 1000 + two.number * 100 + a.data.length * 10 + b.data.length);
        one.linked(two).linked(one);
        one.next.next.next.data = new int[6];
        Out.put(two.data.length * 10 + one.data.length);
        Out.put(aliased(one, one) * 1000 + aliased(one, two));
        Out.put(one.number * 100 + two.number * 10 + one.data.length);
        Out.put(lateNode == null);
        lateNode = one;
        lateNode.next = null;
        Out.put(one.next == null);
        Out.put(two.next == one);
        lateNode = two;
        lateNode.data = null;
        Out.put(two.data == null && one.data != null);
        Object[] objects = {one, two, one.data};
        ((Node) objects[UNKNOWN[1]]).data = (int[]) objects[2];
        Out.put(two.data == one.data);
        Out.put(objects[UNKNOWN[2]] instanceof int[]);
        Out.put(objects[UNKNOWN[2]] instanceof Object[] || objects[0] instanceof Derived);
        Node[] list = new Node[3];
        for (int i = 0; i < 3; i++) {
            list[i] = new Node();
            list[i].number += i;
            list[i].data = i == 1 ? null : new int[i + 1];
        }
        Out.put(list[0].number * 100 + list[1].number * 10 + list[2].number + list[2].data.length);
        Out.put(Eager.FIRST.number * 10 + Eager.second.number + Eager.TABLE.length);
        Eager.second = Eager.node(9);
        Eager.second.data[0]++;
        Out.put(Eager.FIRST.data[0] * 100 + Eager.second.number);
    }

    static void constructors() {
        Base base = new Base();
        base.given = 4;
        Derived derived = new Derived();
        derived.given = 5;
        Out.put(derived.seen * 100 + base.given * 10 + derived.given);
        base.fill(3);
        derived.fill(4);
        base.fill(1);
        Out.put(base.kept[0] * 100 + derived.kept[0] * 10 + base.kept[1]);
        Base either = UNKNOWN[1] > 0 ? base : derived;
        Out.put(either.run() * 10 + derived.run());
        Chained chained = new Chained();
        chained.given = 6;
        Out.put(chained.seen * 10 + chained.given);
        BelowGiven below = new BelowGiven();
        below.given = 7;
        Out.put(below.above * 10 + below.given);
    }

    static void closures() {
        Pool pool = new Pool();
        Out.put(task(pool::fresh));
        Out.put(pool.fresh()[0]);
        Out.put(task(() -> new int[2]));
        byte[] one = Pool.some();
        Source some = () -> new int[Pool.some()[2]];
        Out.put(some.get().length + one[2]);
        Sizes sizes = long[]::new;
        long[] three = sizes.of(3);
        long[] two = sizes.of(2);
        three[2] = 1L << 33 | 5;
        Out.put(three[2] + two.length * 10 + three.length);
        Out.put(two[1]);
        twice(new Counter());
        twice(() -> {
            int[] made = new int[3];
            made[2]++;
            ran += made[2] * 10;
        });
        twice(() -> {
            Node made = new Node();
            made.number++;
            ran += made.number * 100;
        });
        Out.put(ran);
        short[] ready = new One().make();
        short[] others = new Other().make();
        ready[0] += 4;
        Out.put(ready[0] * 10 + others[0]);
    }

    static void arrays() {
        byte[] three = new byte[3];
        long[] longs = new long[3];
        byte[] five = new byte[5];
        double[] doubles = new double[2];
        char[] none = new char[0];
        char[] nothing = new char[0];
        boolean[] flags = new boolean[1];
        float[] floats = new float[3];
        for (int i = 0; i < 3; i++) {
            three[i] = (byte) ~i;
            longs[i] = ~(long) i << 20;
            floats[i] = i * 0.5f;
        }
        doubles[0] = 1e10;
        doubles[1] = -2e-10;
        five[4] = 127;
        flags[0] = true;
        Out.put(none == nothing);
        Out.put(none.length + three[0] + three[2]);
        Out.put(longs[0] + longs[1]);
        Out.put(longs[2]);
        Out.put(doubles[0] * doubles[1]);
        Out.put(floats[1] + floats[2]);
        Out.put(five[0] + five[4] + flags.length);
        long[] copy = longs.clone();
        copy[2]--;
        Out.put(copy[2]);
        Out.put(longs[2]);
        System.arraycopy(longs, 0, copy, 1, 2);
        Out.put(copy[1]);
        Out.put(lateArray == null);
        for (int i = 0; i < 3; i++) {
            lateArray = new int[2];
            lateArray[0] += i + 1;
            Out.put(lateArray[0] * 10 + lateArray[1]);
        }
        int[] first = new int[4];
        int[] second = new int[4];
        int[] longer = new int[5];
        first[3] = 3;
        longer[4] = 4;
        Out.put(lengths(first) * 10000 + lengths(second) * 100 + lengths(longer));
        int[] chosen = UNKNOWN[1] > 0 ? first : second;
        chosen[0] = 9;
        Out.put(first[0] * 10 + second[0]);
        chosen = UNKNOWN[0] > 0 ? first : longer;
        Out.put(chosen[UNKNOWN[4]]);
        int round = 0;
        do {
            round++;
            if (round == 2) {
                continue;
            }
            short[] made = new short[2];
            made[1] += round;
            Out.put(made[1]);
        } while (round < 3);
        int[][] rows = {first, new int[2], first};
        rows[UNKNOWN[2]][1] = 8;
        Out.put(rows[0][1] * 10 + rows[1].length);
        Object seen = five;
        Out.put(seen instanceof byte[] && !(seen instanceof int[]));
        Out.put(((byte[]) seen)[4]);
    }

    static byte[] word() {
        return Literal.bytes("word");
    }

    static void literals() {
        byte[] kept = null;
        for (int i = 0; i < 3; i++) {
            byte[] made = Literal.bytes("again");
            Out.put(made[0] * 1000 + made.length);
            made[0]++;
            Out.put(made == kept);
            kept = made;
            Topic topic = new Topic("in/a/loop");
            Out.put(topic.bytes()[0] * 10 + topic.alias());
            topic.setAlias(4);
            topic.bytes()[0]++;
        }
        byte[] once = word();
        once[3] = 0;
        Out.put(once[0] + once[3] + once.length);
        Topic topic = new Topic("just/one");
        Out.put(topic.alias());
        topic.setAlias(UNKNOWN[3]);
        Out.put(topic.alias() * 100 + topic.length());
        Literal.bytes("nobody asks");
    }

    /** Has the name and the parameters of a method that is called virtually. */
    static void run() {
        Out.put(odd(4));
        Out.put(even(1));
        nodes();
        constructors();
        closures();
        arrays();
        literals();
    }
}

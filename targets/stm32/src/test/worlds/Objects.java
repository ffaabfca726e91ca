package com.acme.worlds;

/** Objects that there is one of, and objects that only look so. */
final class Objects {
    static Object shown;

    interface Shape {
        int SIDES = trace(40) + 2;

        int corners();

        default int twice() {
            return corners() * 2;
        }
    }

    interface Named {
        int NAME = trace(50);

        int name();
    }

    static class Link implements Named {
        final Link next;
        final int number;

        Link(Link next, int number) {
            this.next = next;
            this.number = number;
        }

        @Override
        public int name() {
            return number;
        }
    }

    abstract static class Base implements Shape {
        final int seen;

        Base() {
            shown = this;
            seen = corners();
        }
    }

    static class Square extends Base {
        private final int corners;
        private int changes;

        Square(int corners) {
            this.corners = corners;
        }

        @Override
        public int corners() {
            return corners + changes++;
        }
    }

    static class Options {
        int size = 20;
        int kind = 3;
        int readByItself = size;
    }

    static int trace(int what) {
        Out.put(what);
        return what;
    }

    static int kind(int kind) {
        switch (kind) {
            case 1:
                return 10;
            case 3:
                return 30;
            default:
                return 50;
        }
    }

    static void run() {
        Link last = null;
        for (int i = 1; i <= 3; i++) {
            last = new Link(last, i);
        }
        Out.put(last.number * 100 + last.next.number * 10 + last.next.next.number);
        Named named = last;
        Out.put(named.name());
        Out.put(Named.NAME);
        Square square = new Square(4);
        Out.put(square.seen);
        Out.put(square.corners());
        Out.put(((Shape) shown).twice());
        Out.put(Shape.SIDES - square.seen);
        Options options = new Options();
        options.size = 7;
        Out.put(options.size * 100 + options.readByItself);
        Out.put(kind(options.kind) - kind(1) + kind(options.size));
        options.kind = 9;
        Out.put(kind(options.kind));
        Object thing = square;
        Out.put(thing instanceof Base);
        Out.put(thing instanceof Link);
        Out.put(((Base) thing).seen);
        int[][] table = new int[3][4];
        table[2][3] = 5;
        Out.put(table[2][3] + table[1].length + table.length);
        Object array = table;
        Out.put(array instanceof int[][] ? 1 : array instanceof Object[] ? 2 : 3);
        long[] longs = {1L << 40, -1};
        Out.put(longs[0] + longs[1]);
        char[] letters = {'a', '\uffff'};
        Out.put(letters[0] + letters[1]);
    }
}

package nogc.stm32.program;

import nogc.stm32.Chip;

/**
 * For the tests: what a compiler that believes in constants gets wrong when it believes too much. Once a byte came on
 * the line, writes a letter for each answer that is Java's, a dash for one that is not.
 */
public final class Corners {
    private static final Chip CHIP = new Chip();
    private static final byte[] OUT = new byte[1];
    private static Base leaked;
    private static int letter = 'a';

    private Corners() {
    }

    /** Its constructor shows the object around before subclasses have written their fields. */
    abstract static class Base {
        final int seen;

        Base() {
            leaked = this;
            seen = value();
        }

        abstract int value();
    }

    static final class Late extends Base {
        private int number;
        private final Object reference;

        Late() {
            number = 7;
            reference = this;
        }

        @Override
        int value() {
            return reference == null ? number - 1 : 100;
        }
    }

    static final class Options {
        int untouched;
        int once = 5;
        int twice = 5;
        int same = 3;
        boolean on;
        Options nothing;
        Options something;
        int readFirst = 1 + this.later;
        int later = 9;
    }

    interface Shape {
        int corners();
    }

    static final class Square implements Shape {
        @Override
        public int corners() {
            return 4;
        }
    }

    static final class Triangle implements Shape {
        @Override
        public int corners() {
            return 3;
        }
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        while (CHIP.read(OUT, 0, 1) == 0) {
            CHIP.idle(1);
        }
        boolean late = CHIP.millis() >= 0;
        Options options = new Options();
        Options other = new Options();
        is(0, options.untouched);
        is(5, options.once);
        change(late ? options : other);
        is(6, options.twice);
        is(5, other.twice);
        is(3, options.same);
        is(1, options.on ? 1 : 0);
        is(0, other.on ? 1 : 0);
        is(1, options.nothing == null ? 1 : 0);
        is(1, options.something != null && options.something != options ? 1 : 0);
        is(1, other.something == null ? 1 : 0);
        is(1, options.readFirst);
        is(-1, new Late().seen);
        is(6, leaked.value() - 94);
        is(7, corners(late ? new Square() : new Triangle()) + corners(late ? new Triangle() : new Square()));
        is(2, name(1));
        is(30, name(late ? 3 : 1));
        is(55, sum(10));
        is(-2147483648, Integer.MAX_VALUE + sum(1));
        is(2, sum(1) << 32 + sum(1));
        is(15, -sum(1) >>> 28);
        is(-128, (byte) (sum(15) + 8));
        is(120, product(5));
        is(1, name(2));
    }

    private static void change(Options options) {
        options.twice = 6;
        options.same = 3;
        options.on = true;
        Options alias = options;
        alias.something = new Options();
    }

    private static int corners(Shape shape) {
        return shape.corners();
    }

    private static int name(int number) {
        switch (number) {
            case 1:
                return 2;
            case 2:
                return 1;
            case 3:
                return 30;
            default:
                return 0;
        }
    }

    private static int sum(int upTo) {
        int sum = 0;
        for (int i = 1; i <= upTo; i++) {
            sum += i;
        }
        return sum;
    }

    private static int product(int upTo) {
        return upTo == 0 ? 1 : upTo * product(upTo - 1);
    }

    private static void is(int expected, int actual) {
        OUT[0] = (byte) (expected == actual ? letter : '-');
        letter++;
        CHIP.write(OUT, 0, 1);
    }
}

package nogc.stm32.program;

import nogc.stm32.Chip;
import org.teavm.interop.Address;

/**
 * For the tests: what a compiler that believes in constants gets wrong when it believes too much. Once a byte came on
 * the line, writes a letter for each answer that is Java's, a dash for one that is not.
 */
public final class Corners {
    private static final Chip CHIP = new Chip();
    private static final byte[] OUT = new byte[1];
    private static Base leaked;
    private static Known known;
    private static Address nowhere;
    private static int letter = 'A';

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

    /** Whoever makes one writes its size right behind the constructor, but not always before others read it. */
    static final class Sized {
        int size = 20;
        int readByItself = size;
    }

    static final class Shown {
        int size = 20;
    }

    static final class Known {
        int size = 20;

        Known() {
            known = this;
        }
    }

    static final class Delegating {
        int size;
        final int readByItself;

        Delegating() {
            this(20);
        }

        private Delegating(int size) {
            this.size = size;
            readByItself = this.size;
        }
    }

    static class Parent {
        int size = 20;
    }

    static final class Child extends Parent {
        final int readByItself = size;
    }

    static final class Branching {
        int size;

        Branching(boolean large) {
            if (large) {
                size = 20;
            }
        }
    }

    static class Unset {
        int size;
    }

    /** Writes a field by its own name and reads it by that of the superclass. */
    static final class Set extends Unset {
        final int readByItself;

        Set() {
            size = 5;
            readByItself = super.size;
        }
    }

    static final class Step {
        int state;
        int flags;
    }

    /** The program makes one, and shows it to another before all is written. */
    static final class Hub {
        final Spoke early;
        final int number;
        Spoke late;

        Hub() {
            early = new Spoke(this);
            number = 7;
        }
    }

    static final class Spoke {
        final Hub hub;
        final int seen;

        Spoke(Hub hub) {
            this.hub = hub;
            seen = hub.number;
        }
    }

    /** Made once in the program's text, but more often when it runs. */
    static final class Link {
        final Link next;
        final int number;

        Link(Link next, int number) {
            this.next = next;
            this.number = number;
        }
    }

    /** Only objects: two without a header, and one that is nothing but a header. */
    static final class Flat {
        int number;
    }

    static final class Fieldless {
    }

    static final class Circle extends Shape {
        @Override
        int corners() {
            return 0;
        }
    }

    /** No interface: with one that is called, every object has a header. */
    abstract static class Shape {
        abstract int corners();
    }

    static final class Square extends Shape {
        @Override
        int corners() {
            return 4;
        }
    }

    static final class Triangle extends Shape {
        @Override
        int corners() {
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
        Sized sized = new Sized();
        sized.size = 3;
        is(3, sized.size);
        is(20, sized.readByItself);
        Shown shown = new Shown();
        is(20, size(shown));
        shown.size = 3;
        is(3, size(shown));
        Known known = new Known();
        known.size = seen();
        is(20, known.size);
        Step step = new Step();
        for (int i = 0; i < 4; i++) {
            go(step);
        }
        is(1, step.state);
        is(7, step.flags);
        is(1, choose(late ? 3 : 4));
        is(1, below(late ? -1 : 1));
        is(0, below(late ? 1 : -1));
        is(4, nowhere.add(4).toInt());
        shiftLongs(late ? 1 : 2, late ? 64 : 1);
        construct(late);
        makeOnce(late);
    }

    private static void makeOnce(boolean late) {
        Hub hub = new Hub();
        is(0, hub.early.seen);
        is(7, hub.number);
        is(1, hub.early.hub == hub ? 1 : 0);
        is(1, hub.late == null ? 1 : 0);
        if (late) {
            hub.late = hub.early;
        }
        is(7, hub.late.hub.number);
        Link last = null;
        for (int i = 1; i <= 3; i++) {
            last = new Link(last, i);
        }
        is(321, last.number * 100 + last.next.number * 10 + last.next.next.number);
        Unset first = again(1);
        Unset second = again(2);
        is(12, first.size * 10 + second.size);
        Flat flat = new Flat();
        flat.number = late ? 1 : 2;
        Object[] things = {flat, late ? new Circle() : flat, late ? new Fieldless() : flat};
        is(1, flat.number);
        is(0, same(things));
    }

    private static int same(Object[] things) {
        int same = 0;
        for (Object one : things) {
            for (Object other : things) {
                same += one == other ? 1 : 0;
            }
        }
        return same - things.length;
    }

    private static Unset again(int size) {
        Unset made = new Unset();
        made.size = size;
        return made;
    }

    private static void shiftLongs(long one, int distance) {
        is(1, (int) (one << distance));
        is(1, (int) (one >>> distance));
        is(1, one << distance - 65 < 0 ? 1 : 0);
    }

    private static void construct(boolean late) {
        Delegating delegating = new Delegating();
        delegating.size = 3;
        is(3, delegating.size);
        is(20, delegating.readByItself);
        Parent parent = new Parent();
        parent.size = 3;
        is(3, parent.size);
        Child child = new Child();
        is(1, child.size == 20 ? 1 : 0);
        child.size = 3;
        is(1, child.readByItself == 20 ? 1 : 0);
        is(20, new Branching(late).size);
        is(0, new Branching(!late).size);
        Set set = new Set();
        set.size = 3;
        is(3, set.size);
        is(1, set.readByItself == 5 ? 1 : 0);
    }

    private static int size(Shown shown) {
        return shown.size;
    }

    private static int seen() {
        return known.size;
    }

    private static void go(Step step) {
        switch (step.state) {
            case 0:
                step.state = 1;
                step.flags |= 1;
                break;
            case 1:
                step.state = 2;
                step.flags |= 2;
                break;
            default:
                step.state = step.state == 2 ? 0 : 99;
                step.flags |= 4;
        }
    }

    private static int choose(int number) {
        return number == 5 ? 5 : number > 2 && number != 4 ? 1 : 0;
    }

    private static int below(int number) {
        return number < 0 ? 1 : 0;
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

package nogc.stm32.worlds;

import java.util.ArrayList;
import java.util.List;

/** The types of a world: its classes inherit from one another by number, and some implement its interfaces. */
final class Types {
    static final List<String> PRIMITIVES =
            List.of("int", "long", "float", "double", "byte", "short", "char", "boolean");

    /** A class of a world: its own fields come on top of the inherited ones, which they may hide. */
    record Type(int number, int parent, List<Integer> interfaces, List<String> fields, boolean madeOnce) {
        String name() {
            return "C" + number;
        }

        /** The type of its static field {@code s}. */
        String staticType() {
            return PRIMITIVES.get(number * 5 % 7);
        }

        /** Whether the static variable {@code held} of this type is assigned, if it is there. */
        boolean isEverHeld() {
            return number % 2 == 0;
        }
    }

    final List<Type> classes = new ArrayList<>();
    final int interfaces;

    Types(Dice dice) {
        interfaces = 1 + dice.below(2);
        int count = 3 + dice.below(4);
        for (int i = 0; i < count; i++) {
            List<Integer> implemented = new ArrayList<>();
            for (int j = 0; j < interfaces; j++) {
                if (dice.oneIn(3)) {
                    implemented.add(j);
                }
            }
            List<String> fields = new ArrayList<>();
            for (int j = 0; j <= dice.below(3); j++) {
                fields.add(dice.of(PRIMITIVES) + " " + dice.of("f", "g", "h") + j);
            }
            classes.add(new Type(i, i == 0 || dice.oneIn(3) ? -1 : dice.below(i), implemented, fields,
                    i > 0 && dice.oneIn(3)));
        }
    }

    boolean isSubclass(Type type, Type other) {
        for (Type at = type;; at = classes.get(at.parent)) {
            if (at == other) {
                return true;
            }
            if (at.parent < 0) {
                return false;
            }
        }
    }

    /** A class and what inherits from it, as far as {@code new} may name it. */
    List<Type> subclasses(Type type) {
        List<Type> all = new ArrayList<>();
        for (Type candidate : classes) {
            if (isSubclass(candidate, type)) {
                all.add(candidate);
            }
        }
        return all;
    }

    /** A field that a class has or inherits, by its nearest declaration: type and name; null if there is none. */
    String field(Dice dice, Type type) {
        List<String> all = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Type at = type;; at = classes.get(at.parent)) {
            for (String field : at.fields) {
                if (!names.contains(field.split(" ")[1])) {
                    names.add(field.split(" ")[1]);
                    all.add(field);
                }
            }
            if (at.parent < 0) {
                return all.isEmpty() ? null : dice.of(all);
            }
        }
    }
}

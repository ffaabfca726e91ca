package nogc.stm32.build;

import java.util.Arrays;
import org.teavm.interop.Address;
import org.teavm.model.ValueType;

/**
 * What is known of a variable, field, parameter or result.
 * <pre>
 *                        ANYTHING
 *             ┌─────────────┼─────────┐
 *   {a, b, …} a few numbers │    OBJECT (not null)
 *         {a} a number     NULL    what is made in one place
 *             └─────────────┼─────────┘
 *                        NOTHING: no value ever gets here
 * </pre>
 */
final class Value {
    static final Value NOTHING = new Value();
    static final Value ANYTHING = new Value();
    static final Value NULL = new Value();
    static final Value OBJECT = new Value();

    /** More numbers than these are anything: states, flags and results of a kind stay below. */
    private static final int MOST = 16;

    /** In ascending order; empty for what is no number, or any. */
    final int[] numbers;
    /** Where it is made, or null if that may be in several places or more than once. */
    final Site site;

    private Value(int... numbers) {
        this.numbers = numbers;
        site = null;
    }

    private Value(Site site) {
        numbers = new int[0];
        this.site = site;
    }

    static Value of(int number) {
        return new Value(number);
    }

    /** The one object, or array, that is made in a place. */
    static Value only(Site site) {
        return new Value(site);
    }

    /** One of these numbers, in any order and also twice. */
    static Value of(int[] numbers) {
        int[] sorted = Arrays.stream(numbers).sorted().distinct().toArray();
        return sorted.length == 0 ? NOTHING : sorted.length > MOST ? ANYTHING : new Value(sorted);
    }

    /** What a field holds that nobody has written. An address is a number of C's: 0 is one like others, and no null. */
    static Value ofUnwritten(ValueType type) {
        if (type.isObject(Address.class)) {
            return ANYTHING;
        }
        if (!(type instanceof ValueType.Primitive)) {
            return NULL;
        }
        return isInt(type) ? of(0) : ANYTHING;
    }

    /** Whether a type is computed as an int. */
    static boolean isInt(ValueType type) {
        return type == ValueType.BOOLEAN || type == ValueType.BYTE || type == ValueType.SHORT
                || type == ValueType.CHARACTER || type == ValueType.INTEGER;
    }

    /** Whether it is one of a few numbers. */
    boolean isNumber() {
        return numbers.length > 0;
    }

    /** Whether it is an object, not null. */
    boolean isObject() {
        return this == OBJECT || site != null;
    }

    /** Whether it is this number, and no other. */
    boolean isOnly(int number) {
        return numbers.length == 1 && numbers[0] == number;
    }

    /** Whether it is one of a few numbers, from 0 up to this one. */
    boolean isUpTo(int most) {
        return isNumber() && numbers[0] >= 0 && numbers[numbers.length - 1] <= most;
    }

    /** What is known behind a check that it is not 0. */
    Value withoutZero() {
        return isNumber() ? of(Arrays.stream(numbers).filter(number -> number != 0).toArray()) : this;
    }

    boolean same(Value other) {
        return this == other || isNumber() && Arrays.equals(numbers, other.numbers)
                || site != null && site.equals(other.site);
    }

    /** What is known if it may be this or the other. */
    Value or(Value other) {
        if (this == NOTHING || same(other)) {
            return other;
        }
        if (isNumber() && other.isNumber()) {
            int[] both = Arrays.copyOf(numbers, numbers.length + other.numbers.length);
            System.arraycopy(other.numbers, 0, both, numbers.length, other.numbers.length);
            return of(both);
        }
        return other == NOTHING ? this : isObject() && other.isObject() ? OBJECT : ANYTHING;
    }
}

package nogc.stm32.build;

import org.teavm.model.ValueType;

/**
 * What is known of a variable, field, parameter or result.
 * <pre>
 *                 ANYTHING
 *          ┌─────────┼─────────┐
 *   a number, …    NULL     OBJECT (not null)
 *          └─────────┼─────────┘
 *                 NOTHING: no value ever gets here
 * </pre>
 */
final class Value {
    static final Value NOTHING = new Value(0);
    static final Value ANYTHING = new Value(0);
    static final Value NULL = new Value(0);
    static final Value OBJECT = new Value(0);

    /** Meaningful if {@link #isNumber}. */
    final int number;

    private Value(int number) {
        this.number = number;
    }

    static Value of(int number) {
        return new Value(number);
    }

    /** What a field holds that nobody has written. */
    static Value ofUnwritten(ValueType type) {
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

    boolean isNumber() {
        return this != NOTHING && this != ANYTHING && this != NULL && this != OBJECT;
    }

    /** Whether the one value that it can be is known. */
    boolean isKnown() {
        return this == NULL || isNumber();
    }

    boolean same(Value other) {
        return this == other || isNumber() && other.isNumber() && number == other.number;
    }

    /** What is known if it may be this or the other. */
    Value or(Value other) {
        if (this == NOTHING || same(other)) {
            return other;
        }
        return other == NOTHING ? this : ANYTHING;
    }
}

package nogc.stm32.build;

import org.teavm.model.instructions.BinaryBranchingCondition;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.BranchingCondition;

/** What Java computes with ints, on values of which not everything is known. */
final class Arithmetic {
    private Arithmetic() {
    }

    static Value of(BinaryOperation operation, Value first, Value second) {
        if (first == Value.NOTHING || second == Value.NOTHING) {
            return Value.NOTHING;
        }
        if (operation == BinaryOperation.AND || operation == BinaryOperation.MULTIPLY) {
            if (first.isNumber() && first.number == 0 || second.isNumber() && second.number == 0) {
                return Value.of(0);
            }
        }
        return first.isNumber() && second.isNumber() ? of(operation, first.number, second.number) : Value.ANYTHING;
    }

    private static Value of(BinaryOperation operation, int a, int b) {
        switch (operation) {
            case ADD:
                return Value.of(a + b);
            case SUBTRACT:
                return Value.of(a - b);
            case MULTIPLY:
                return Value.of(a * b);
            case DIVIDE:
                return b == 0 ? Value.ANYTHING : Value.of(a / b);
            case MODULO:
                return b == 0 ? Value.ANYTHING : Value.of(a % b);
            case AND:
                return Value.of(a & b);
            case OR:
                return Value.of(a | b);
            case XOR:
                return Value.of(a ^ b);
            case SHIFT_LEFT:
                return Value.of(a << b);
            case SHIFT_RIGHT:
                return Value.of(a >> b);
            case SHIFT_RIGHT_UNSIGNED:
                return Value.of(a >>> b);
            default:
                return Value.ANYTHING;
        }
    }

    /** Whether a condition holds; null if that is not known. */
    static Boolean holds(BranchingCondition condition, Value value) {
        if (condition == BranchingCondition.NULL || condition == BranchingCondition.NOT_NULL) {
            return value == Value.NULL || value == Value.OBJECT
                    ? (value == Value.NULL) == (condition == BranchingCondition.NULL) : null;
        }
        if (!value.isNumber()) {
            return null;
        }
        switch (condition) {
            case EQUAL:
                return value.number == 0;
            case NOT_EQUAL:
                return value.number != 0;
            case LESS:
                return value.number < 0;
            case LESS_OR_EQUAL:
                return value.number <= 0;
            case GREATER:
                return value.number > 0;
            case GREATER_OR_EQUAL:
                return value.number >= 0;
            default:
                return null;
        }
    }

    /** The same for a condition on two values. */
    static Boolean holds(BinaryBranchingCondition condition, Value first, Value second) {
        boolean asksEqual = condition == BinaryBranchingCondition.EQUAL
                || condition == BinaryBranchingCondition.REFERENCE_EQUAL;
        if (first.isKnown() && second.isKnown()) {
            return first.same(second) == asksEqual;
        }
        boolean different = first == Value.NULL && second == Value.OBJECT
                || first == Value.OBJECT && second == Value.NULL;
        return different ? Boolean.valueOf(!asksEqual) : null;
    }
}

package nogc.stm32.build;

import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
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
        if ((operation == BinaryOperation.AND || operation == BinaryOperation.MULTIPLY)
                && (first.isOnly(0) || second.isOnly(0))) {
            return Value.of(0);
        }
        boolean divides = operation == BinaryOperation.DIVIDE || operation == BinaryOperation.MODULO;
        if (!first.isNumber() || !second.isNumber()) {
            return Value.ANYTHING;
        }
        int[] results = new int[first.numbers.length * second.numbers.length];
        int count = 0;
        for (int a : first.numbers) {
            for (int b : second.numbers) {
                if (b == 0 && divides) {
                    return Value.ANYTHING;
                }
                results[count++] = of(operation, a, b);
            }
        }
        return Value.of(results);
    }

    private static int of(BinaryOperation operation, int a, int b) {
        switch (operation) {
            case ADD:
                return a + b;
            case SUBTRACT:
                return a - b;
            case MULTIPLY:
                return a * b;
            case DIVIDE:
                return a / b;
            case MODULO:
                return a % b;
            case AND:
                return a & b;
            case OR:
                return a | b;
            case XOR:
                return a ^ b;
            case SHIFT_LEFT:
                return a << b;
            case SHIFT_RIGHT:
                return a >> b;
            case SHIFT_RIGHT_UNSIGNED:
                return a >>> b;
            case COMPARE_GREATER:
            case COMPARE_LESS: // of ints the same
                return Integer.compare(a, b);
            default:
                throw new IllegalArgumentException(operation.name());
        }
    }

    /** Whether a method is {@code Math.min} or {@code Math.max} of two ints. */
    static boolean isExtreme(MethodReference method) {
        return method.getClassName().equals("java.lang.Math") && method.parameterCount() == 2
                && method.parameterType(0) == ValueType.INTEGER
                && (method.getName().equals("min") || method.getName().equals("max"));
    }

    static Value extreme(MethodReference method, Value first, Value second) {
        if (first == Value.NOTHING || second == Value.NOTHING) {
            return Value.NOTHING;
        }
        int[] results = new int[first.numbers.length * second.numbers.length];
        int count = 0;
        for (int a : first.numbers) {
            for (int b : second.numbers) {
                results[count++] = method.getName().equals("min") ? Math.min(a, b) : Math.max(a, b);
            }
        }
        return count == 0 ? Value.ANYTHING : Value.of(results);
    }

    /** Whether a condition holds; null if it may and may not. */
    static Boolean holds(BranchingCondition condition, Value value) {
        if (condition == BranchingCondition.NULL || condition == BranchingCondition.NOT_NULL) {
            return value == Value.NULL || value.isObject()
                    ? (value == Value.NULL) == (condition == BranchingCondition.NULL) : null;
        }
        boolean always = value.isNumber();
        boolean never = always;
        for (int number : value.numbers) {
            boolean holds = holds(condition, number);
            always &= holds;
            never &= !holds;
        }
        return always || never ? Boolean.valueOf(always) : null;
    }

    private static boolean holds(BranchingCondition condition, int number) {
        switch (condition) {
            case EQUAL:
                return number == 0;
            case NOT_EQUAL:
                return number != 0;
            case LESS:
                return number < 0;
            case LESS_OR_EQUAL:
                return number <= 0;
            case GREATER:
                return number > 0;
            case GREATER_OR_EQUAL:
                return number >= 0;
            default:
                throw new IllegalArgumentException(condition.name());
        }
    }

    /** The same for a condition on two values. */
    static Boolean holds(BinaryBranchingCondition condition, Value first, Value second) {
        boolean asksEqual = condition == BinaryBranchingCondition.EQUAL
                || condition == BinaryBranchingCondition.REFERENCE_EQUAL;
        Boolean equal = areEqual(first, second);
        return equal == null ? null : Boolean.valueOf(equal == asksEqual);
    }

    private static Boolean areEqual(Value first, Value second) {
        if (first.isNumber() && second.isNumber()) {
            if (first.numbers.length == 1 && first.same(second)) {
                return true;
            }
            for (int number : first.numbers) {
                for (int other : second.numbers) {
                    if (number == other) {
                        return null;
                    }
                }
            }
            return false;
        }
        if (first == Value.NULL && second == Value.NULL) {
            return true;
        }
        boolean different = first == Value.NULL && second.isObject() || first.isObject() && second == Value.NULL;
        return different ? Boolean.FALSE : null;
    }
}

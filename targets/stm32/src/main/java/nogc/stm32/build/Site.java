package nogc.stm32.build;

import org.teavm.model.ValueType;

/**
 * A place that control comes to once at most, and where a program makes an object or an array of constant length: what
 * is made there is one thing, with an address that is known.
 *
 * @param type the class of the object, or the type of the array
 * @param number from 0, of the places of this type
 * @param length of the array; -1 for an object
 */
record Site(ValueType type, int number, int length) {
    /** The class of the object; null for an array. */
    String className() {
        return type instanceof ValueType.Object object ? object.getClassName() : null;
    }

    /** Bytes of an element of the array. */
    int element() {
        ValueType item = ((ValueType.Array) type).getItemType();
        return item == ValueType.BYTE || item == ValueType.BOOLEAN ? 1
                : item == ValueType.SHORT || item == ValueType.CHARACTER ? 2
                : item == ValueType.LONG || item == ValueType.DOUBLE ? 8 : 4;
    }

    boolean isArray() {
        return length >= 0;
    }
}

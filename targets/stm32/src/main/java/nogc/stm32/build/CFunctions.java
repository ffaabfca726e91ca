package nogc.stm32.build;

import org.teavm.interop.Export;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;

/**
 * What {@link JavaRules} calls in a program: functions of {@code runtime/java.h}, where C's own operator would do
 * something else than Java says. Part of the program, so that nothing of the compiler may be named here.
 */
final class CFunctions {
    private CFunctions() {
    }

    /** The divisor; for 0 the end: a trap in the profile {@code bare}, an exception in {@code gc}. */
    @Import(name = "java_nonzero_int")
    static native int nonZero(int divisor);

    @Import(name = "java_nonzero_long")
    static native long nonZero(long divisor);

    /** The length of an array; below 0 the end, as above. The profile {@code bare} leaves that to what makes it. */
    @Import(name = "java_length")
    static native int length(int length);

    /**
     * Ahead of a store in an array: the end, by an exception, if the value is of a class that the array is not for. The
     * profile {@code bare} does not notice that.
     */
    @Import(name = "java_store")
    static native void store(Object array, int index, Object value);

    /** Does nothing with an object, which therefore has to be found out: a cast that may fail is not left out. */
    @Unmanaged
    @Import(name = "java_use")
    static native void use(Object object);

    @Unmanaged
    @Import(name = "java_use")
    static native void use(int number);

    @Unmanaged
    @Import(name = "java_use")
    static native void use(long number);

    @Unmanaged
    @Import(name = "java_use")
    static native void use(float number);

    @Unmanaged
    @Import(name = "java_use")
    static native void use(double number);

    /** Does nothing where a {@code try} begins: see {@link TryEntries}. */
    @Unmanaged
    @Import(name = "java_enter")
    static native void enter();

    /** What is subtracted, of which gcc then assumes nothing: for a conversion of 0, its sign would be wrong. */
    @Unmanaged
    @Import(name = "java_subtrahend_float")
    static native float subtrahend(float value);

    @Unmanaged
    @Import(name = "java_subtrahend_double")
    static native double subtrahend(double value);

    @Unmanaged
    @Import(name = "java_float_to_int")
    static native int toInt(float value);

    @Unmanaged
    @Import(name = "java_float_to_long")
    static native long toLong(float value);

    @Unmanaged
    @Import(name = "java_double_to_int")
    static native int toInt(double value);

    @Unmanaged
    @Import(name = "java_double_to_long")
    static native long toLong(double value);

    /** Called by {@code java_nonzero_int} and {@code java_nonzero_long} in the profile {@code gc}. */
    @Export(name = "java_divided_by_zero")
    static void dividedByZero() {
        throw new ArithmeticException("/ by zero");
    }

    /** Called by {@code java_length} in the profile {@code gc}. {@code Integer.toString} takes 2 KB of flash. */
    @Export(name = "java_negative_length")
    static void negativeLength() {
        throw new NegativeArraySizeException("negative length");
    }

    /** Called by {@code java_store} in the profile {@code gc}. */
    @Export(name = "java_wrong_store")
    static void wrongStore() {
        throw new ArrayStoreException("a value of another class than the elements");
    }

    /** Called by {@code System.arraycopy} in the profile {@code gc}. */
    @Export(name = "java_other_array")
    static void otherArray() {
        throw new ArrayStoreException("arraycopy: type mismatch");
    }

    /**
     * The general category of a character, out of the runs that TeaVM's {@code UnicodeHelper.extractRle} makes tables
     * of, which want 80 KB of the heap and more. What stands first is found first: Latin letters.
     */
    static int category(int character, String runs) {
        if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
            return Character.SURROGATE;
        }
        int end = 0;
        for (int at = 0; at < runs.length(); at++) {
            int category = digit(runs, at);
            int count = 1;
            if (category == 64) {
                category = digit(runs, at + 1);
                count = digit(runs, at + 2) + (digit(runs, at + 3) << 6) + (digit(runs, at + 4) << 12);
                at += 4;
            } else if (category >= 32) {
                category -= 32;
                count = digit(runs, ++at);
            }
            end += count;
            if (character < end) {
                return category;
            }
        }
        return 0;
    }

    /**
     * A character in another case, out of the runs that TeaVM's {@code UnicodeHelper.createCharMapping} makes tables
     * of, which want 256 KB of the heap: where each begins, and what is added in it, as differences in TeaVM's Base46.
     */
    static int mapped(int character, String runs) {
        int start = 0;
        int added = 0;
        boolean isStart = true;
        int number = 0;
        int factor = 1;
        boolean isCount = true;
        for (int at = 0; at < runs.length(); at++) {
            int digit = digit(runs, at);
            number += factor * (digit >> 1);
            factor *= 46;
            if ((digit & 1) != 0) {
                continue;
            }
            if (isCount) {
                isCount = false;
            } else if (isStart) {
                start += number;
                if (character < start) {
                    break;
                }
                isStart = false;
            } else {
                added = (number & 1) == 0 ? number >> 1 : -(number >> 1);
                isStart = true;
            }
            number = 0;
            factor = 1;
        }
        return character + added;
    }

    /** Whether an array whose elements are of a class may have an object, or null, as an element. */
    static boolean mayHold(Class<?> elements, Object value) {
        return value == null || elements.isInstance(value);
    }

    static int difference(int one, int other) {
        return one - other;
    }

    /** A character as the first of a word: in upper case, unless it has a form of its own for that, or is one. */
    static int titled(int character, String runs) {
        int titled = mapped(character, runs);
        return titled != character || Character.getType(character) == Character.TITLECASE_LETTER ? titled
                : Character.toUpperCase(character);
    }

    private static int digit(String runs, int at) {
        char digit = runs.charAt(at);
        return digit - (digit < '"' ? 32 : digit < '\\' ? 33 : 34);
    }

    /** What was suppressed of an exception: TeaVM 0.15 leaves the field null, and then reads its length. */
    static Throwable[] orNone(Throwable[] suppressed) {
        return suppressed == null ? new Throwable[0] : suppressed;
    }

    /** Called by nobody: has TeaVM write the classes of arrays, which {@link OnlyObjectIntrinsic} names. */
    @Export(name = "java_array_classes")
    static void arrayClasses() {
        use(new boolean[0]);
        use(new byte[0]);
        use(new short[0]);
        use(new char[0]);
        use(new int[0]);
        use(new long[0]);
        use(new float[0]);
        use(new double[0]);
    }
}

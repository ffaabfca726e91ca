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

package nogc.stm32.build;

import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;

/**
 * Methods of {@code Math} that TeaVM 0.15 computes otherwise than Java says: {@code round(-2.5)} is -3 there,
 * {@code rint} rounds so, too, {@code IEEEremainder} is that of whole quotients, {@code log10(1000)} a little less than
 * 3, {@code cbrt(0)} is -0, {@code ulp} is wrong, and the others are of two digits where an argument is small, or too
 * large for its square. Here they are functions of C. Part of the program: nothing of the compiler may be named.
 */
final class CMath {
    private CMath() {
    }

    @Unmanaged
    @Import(name = "java_round_float")
    static native int round(float value);

    @Unmanaged
    @Import(name = "java_round_double")
    static native long round(double value);

    @Unmanaged
    @Import(name = "rint")
    static native double rint(double value);

    @Unmanaged
    @Import(name = "remainder")
    static native double IEEEremainder(double value, double divisor);

    @Unmanaged
    @Import(name = "cbrt")
    static native double cbrt(double value);

    @Unmanaged
    @Import(name = "log10")
    static native double log10(double value);

    @Unmanaged
    @Import(name = "log1p")
    static native double log1p(double value);

    @Unmanaged
    @Import(name = "expm1")
    static native double expm1(double value);

    @Unmanaged
    @Import(name = "sinh")
    static native double sinh(double value);

    @Unmanaged
    @Import(name = "cosh")
    static native double cosh(double value);

    @Unmanaged
    @Import(name = "tanh")
    static native double tanh(double value);

    @Unmanaged
    @Import(name = "hypot")
    static native double hypot(double one, double other);

    @Unmanaged
    @Import(name = "java_ulp_float")
    static native float ulp(float value);

    @Unmanaged
    @Import(name = "java_ulp_double")
    static native double ulp(double value);
}

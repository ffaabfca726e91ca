package nogc.mqtt.structure;

import java.util.function.IntSupplier;

/** Breaks each rule of {@link ClassRules} once, so that {@link ClassFileTest} sees each of them fail. */
final class Offender {
    static final int[] TABLE = {1, 2, 3};

    /** An interface with a body. */
    interface WithBody {
        default int body() {
            return 1;
        }
    }

    Offender(int size) {
        if (size < 0) {
            throw refusal();
        }
    }

    /** Called by the constructor alone, so this allocation is none of the offences. */
    private static IllegalArgumentException refusal() {
        return new IllegalArgumentException("size");
    }

    static int throwing() {
        throw new IllegalArgumentException();
    }

    static int[] array() {
        return new int[TABLE[0]];
    }

    static int catching(byte[] bytes) {
        try {
            return bytes[0];
        } catch (ArrayIndexOutOfBoundsException e) {
            return 0;
        }
    }

    static long dividing(long value) {
        return value / 10;
    }

    static double floating(int value) {
        return value;
    }

    static synchronized int locked() {
        return 1;
    }

    static Object literal() {
        return Offender.class;
    }

    static IntSupplier lambda() {
        return () -> 1;
    }

    static int[] cloned(int[] array) {
        return array.clone();
    }

    /** Java's serialization. */
    static class Written implements java.io.Serializable {
        private static final long serialVersionUID = 1;
    }

    static String text(String from) {
        return from.substring(1);
    }

    static String described(Offender other) {
        return other.toString();
    }

    @Override
    public String toString() {
        return new String(new char[1]);
    }
}

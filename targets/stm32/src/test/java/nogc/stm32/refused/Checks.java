package nogc.stm32.refused;

import org.teavm.interop.Import;

/** A program that the bare profile must take: it throws only in construction, also by a method of its own. */
public final class Checks {
    private final byte[] bytes;

    private Checks(int size, int limit) {
        bytes = new byte[checked(size) + checked(limit)];
    }

    private static int checked(int size) {
        if (size > 1000) {
            throw new IllegalArgumentException();
        }
        return size;
    }

    @Import(name = "systick_millis")
    private static native int millis();

    /** @param arguments none */
    public static void main(String[] arguments) {
        Checks checks = new Checks(millis() & 31, 7);
        while (checks.bytes.length > 0) {
            checks.bytes[0]++;
        }
    }
}

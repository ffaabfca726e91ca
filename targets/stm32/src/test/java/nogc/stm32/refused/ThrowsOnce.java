package nogc.stm32.refused;

import org.teavm.interop.Import;

/** A program that the bare profile must refuse, although TeaVM makes the method that throws a part of {@code main}. */
public final class ThrowsOnce {
    private ThrowsOnce() {
    }

    @Import(name = "systick_millis")
    private static native int millis();

    /** Called at one place alone. */
    private static int check(int value) {
        if (value > 1000) {
            throw new IllegalArgumentException();
        }
        return value + 1;
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        int sum = 0;
        while (sum >= 0) {
            sum += check(millis());
        }
    }
}

package nogc.stm32.refused;

import org.teavm.interop.Import;

/** A program that the bare profile must refuse: it throws after start-up. */
public final class Throws {
    private Throws() {
    }

    @Import(name = "systick_millis")
    private static native int millis();

    /** Called twice, so that TeaVM leaves it a function of its own. */
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
            sum += check(millis()) + check(sum);
        }
    }
}

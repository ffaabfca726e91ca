package nogc.stm32.refused;

import org.teavm.interop.Import;

/** A program that the bare profile must refuse: it throws after start-up. */
public final class Throws {
    private Throws() {
    }

    @Import(name = "systick_millis")
    private static native int millis();

    /** Called twice: what is called once becomes part of its caller, and in main a throw counts as start-up. */
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

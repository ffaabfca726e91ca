package nogc.stm32.refused;

import org.teavm.interop.Import;

/** A program that the bare profile must refuse: its {@code main} throws, and {@code main} is not only start-up. */
public final class ThrowsInMain {
    private ThrowsInMain() {
    }

    @Import(name = "systick_millis")
    private static native int millis();

    /** @param arguments none */
    public static void main(String[] arguments) {
        for (;;) {
            if (millis() > 1000) {
                throw new IllegalArgumentException();
            }
        }
    }
}

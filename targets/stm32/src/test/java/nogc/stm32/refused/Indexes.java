package nogc.stm32.refused;

import org.teavm.interop.Import;

/** A program with a fault: after a while its index leaves the array. The chip must say so and start anew. */
public final class Indexes {
    private Indexes() {
    }

    @Import(name = "systick_millis")
    private static native int millis();

    @Import(name = "systick_idle")
    private static native void idle(int millis);

    /** @param arguments none */
    public static void main(String[] arguments) {
        byte[] bytes = new byte[100];
        for (;;) {
            idle(10);
            bytes[millis()]++;
        }
    }
}

package nogc.stm32.refused;

import org.teavm.interop.Import;

/** A program with a fault: after a while it uses null. The chip must say so and start anew. */
public final class Nulls {
    private Nulls() {
    }

    @Import(name = "systick_millis")
    private static native int millis();

    @Import(name = "systick_idle")
    private static native void idle(int millis);

    /** @param arguments none */
    public static void main(String[] arguments) {
        byte[] bytes = new byte[1];
        for (;;) {
            idle(10);
            bytes = millis() > 100 ? null : bytes;
            bytes[0]++;
        }
    }
}

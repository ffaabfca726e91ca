package nogc.stm32.refused;

import org.teavm.interop.Import;

/** A program with a fault: it recurses without an end. The chip must say so and start anew. */
public final class Recurses {
    private Recurses() {
    }

    @Import(name = "systick_millis")
    private static native int millis();

    @Import(name = "systick_idle")
    private static native void idle(int millis);

    private static int sum(int depth) {
        return depth < 0 ? 0 : sum(depth + millis()) ^ sum(depth + 1) >> 1;
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        idle(sum(1));
    }
}

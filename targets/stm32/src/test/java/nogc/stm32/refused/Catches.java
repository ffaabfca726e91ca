package nogc.stm32.refused;

import org.teavm.interop.Import;

/** A program that the bare profile must refuse: it would go on after an error that is a trap there. */
public final class Catches {
    private Catches() {
    }

    private static final class Options {
        private int untouched;
    }

    @Import(name = "systick_millis")
    private static native int millis();

    private static int element(byte[] bytes, int index) {
        try {
            return bytes[index];
        } catch (ArrayIndexOutOfBoundsException e) {
            return 0;
        }
    }

    /** Nobody writes the field, so that its value is known; whether there is an object is not. */
    private static int untouched(Options options) {
        try {
            return options.untouched;
        } catch (NullPointerException e) {
            return 1;
        }
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        byte[] bytes = new byte[8];
        int sum = 0;
        while (sum >= 0) {
            sum += element(bytes, millis());
            if (untouched(millis() < 0 ? new Options() : null) != 1) {
                throw new IllegalStateException();
            }
        }
    }
}

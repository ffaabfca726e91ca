package nogc.stm32.refused;

import nogc.stm32.RandomNumbers;
import org.teavm.interop.Import;

/** Asks for a key and prints what it got: refused for a board without a random number generator. */
public final class Draws {
    private Draws() {
    }

    @Import(name = "console_decimal")
    private static native void decimal(int number);

    /** @param arguments none */
    public static void main(String[] arguments) {
        RandomNumbers numbers = new RandomNumbers();
        decimal(numbers.fill(new byte[16], 0, 16));
        decimal(numbers.cause());
        decimal(numbers.next() == numbers.next() ? 0 : 8);
    }
}

package nogc.stm32.refused;

/** A program with a fault: it allocates more and more. The chip must say so and start anew. */
public final class Fills {
    private static byte[] last;

    private Fills() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        for (int size = 1; size > 0; size += 1 + size / 8) {
            last = new byte[size];
            last[size - 1] = 1;
        }
    }
}

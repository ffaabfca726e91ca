package nogc.stm32.refused;

import org.teavm.interop.Import;

/** A program that the bare profile must refuse: it throws after start-up. */
public final class Throws {
    private final int sum;

    private Throws(int sum) {
        this.sum = limit(sum);
    }

    private static final class Nested {
        private static int add(int sum) {
            return limit(sum + millis());
        }
    }

    /** Called by the constructor, which is start-up, and later by a nested class. */
    private static int limit(int sum) {
        if (sum > 1_000_000) {
            throw new IllegalArgumentException();
        }
        return sum;
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
        int sum = new Throws(millis()).sum;
        while (sum >= 0) {
            sum = Nested.add(sum) + check(millis()) + check(sum);
        }
    }
}

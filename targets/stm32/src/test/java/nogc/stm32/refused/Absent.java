package nogc.stm32.refused;

import org.teavm.interop.Import;

/** Asks for what is not there: a method of the class library, and a function of C. */
public final class Absent {
    private Absent() {
    }

    enum Day { MONDAY, SUNDAY }

    @Import(name = "console_decimal")
    private static native void decimal(int number);

    @Import(name = "acme_missing")
    private static native int missing(int number);

    /** @param arguments none */
    public static void main(String[] arguments) {
        Day day = Day.values()[arguments == null ? 0 : 1];
        decimal(day.getClass().getName().length());
        decimal(missing(3));
    }
}

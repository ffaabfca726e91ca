package nogc.stm32.build.library;

/** Called first in those of {@code Throwable}. */
public final class ThrowableChecks {
    private ThrowableChecks() {
    }

    static void addSuppressed(Throwable thrown, Throwable suppressed) {
        if (suppressed == thrown) {
            throw new IllegalArgumentException("Self-suppression not permitted", suppressed);
        }
        if (suppressed == null) {
            throw new NullPointerException("Cannot suppress a null exception.");
        }
    }

    /** The message of an exception that is made of its cause alone: see {@code ClassLibrary}. */
    static String message(Throwable cause) {
        return cause == null ? null : cause.toString();
    }
}

package nogc.samples.cli;

/** The command line cannot be obeyed; the message is the one line that says what to change. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}

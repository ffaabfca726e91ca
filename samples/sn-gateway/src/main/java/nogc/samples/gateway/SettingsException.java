package nogc.samples.gateway;

/** The gateway cannot start as it was told; the message is the one line that says what to change. */
final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }
}

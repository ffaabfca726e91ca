package nogc.mqtt.lossy;

/** The client did something that MQTT forbids. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    Violation(String what) {
        super(what);
    }

    /** Throws unless the client kept to a rule. */
    static void unless(boolean kept, String what) {
        if (!kept) {
            throw new Violation(what);
        }
    }
}

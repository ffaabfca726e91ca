package nogc.mqtt.sn.lossy;

/** The client broke a rule. */
final class Breach extends AssertionError {
    private static final long serialVersionUID = 1L;

    Breach(String what) {
        super(what);
    }

    static void unless(boolean kept, String rule) {
        if (!kept) {
            throw new Breach(rule);
        }
    }
}

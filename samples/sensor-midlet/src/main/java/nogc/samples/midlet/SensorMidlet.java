package nogc.samples.midlet;

/**
 * The sensor node as a MIDlet. Its settings are attributes of the descriptor: {@code Node-Url} and {@code Node-Name},
 * and, if the defaults will not do, {@code Node-Protocol} (5 or 311), {@code Node-User-Name}, {@code Node-Password},
 * {@code Node-Period} in milliseconds, {@code Node-QoS}, {@code Node-Readings} and {@code Node-Store}.
 */
public final class SensorMidlet extends NodeMidlet {
    private static final String[] KEYS = {Settings.URL, Settings.NAME, Settings.PROTOCOL, Settings.USER_NAME,
        Settings.PASSWORD, Settings.PERIOD, Settings.QOS, Settings.READINGS, Settings.STORE};

    /** For the application manager. */
    public SensorMidlet() {
    }

    @Override
    NodeThread thread(NodeThread before) {
        Settings settings = new Settings();
        read(settings, KEYS);
        return new NodeThread(settings, before, this);
    }
}

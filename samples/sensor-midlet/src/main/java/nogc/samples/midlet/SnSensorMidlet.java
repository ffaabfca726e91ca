package nogc.samples.midlet;

/**
 * The sensor node as a MIDlet over MQTT-SN, which sleeps between its messages. Its settings are attributes of the
 * descriptor: {@code Node-Url} ({@code datagram://gateway:port}) and {@code Node-Name}, and, if the defaults will not
 * do, {@code Node-Sleep} in seconds, {@code Node-Retry} and {@code Node-Period} in milliseconds, {@code Node-QoS} and
 * {@code Node-Readings}.
 */
public final class SnSensorMidlet extends NodeMidlet {
    private static final String[] KEYS = {Settings.URL, Settings.NAME, SnSettings.SLEEP, SnSettings.RETRY,
        Settings.PERIOD, Settings.QOS, Settings.READINGS};

    /** For the application manager. */
    public SnSensorMidlet() {
    }

    @Override
    NodeThread thread(NodeThread before) {
        SnSettings settings = new SnSettings();
        read(settings, KEYS);
        return new SnNodeThread(settings, before, this);
    }
}

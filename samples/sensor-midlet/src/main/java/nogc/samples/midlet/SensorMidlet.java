package nogc.samples.midlet;

import javax.microedition.midlet.MIDlet;
import nogc.samples.sensor.SensorNode;

/**
 * The sensor node as a MIDlet. It has no display, so it is an IMlet too. Its settings are attributes of the descriptor:
 * {@code Node-Url} and {@code Node-Name}, and, if the defaults will not do, {@code Node-Protocol} (5 or 311),
 * {@code Node-User-Name}, {@code Node-Password}, {@code Node-Period} in milliseconds, {@code Node-QoS},
 * {@code Node-Readings} and {@code Node-Store}.
 *
 * <p>Pausing and destroying leave the broker: "offline", then DISCONNECT. Destroying waits for that, at most a second
 * longer than {@link SensorNode#LONGEST_FAREWELL}.
 */
public final class SensorMidlet extends MIDlet {
    private static final String[] KEYS = {Settings.URL, Settings.NAME, Settings.PROTOCOL, Settings.USER_NAME,
        Settings.PASSWORD, Settings.PERIOD, Settings.QOS, Settings.READINGS, Settings.STORE};

    private NodeThread running;
    private NodeThread leaving;

    /** For the application manager. */
    public SensorMidlet() {
    }

    @Override
    protected void startApp() {
        synchronized (this) {
            if (running != null) {
                return;
            }
            try {
                running = new NodeThread(settings(), leaving) {
                    @Override
                    void onEnd() {
                        ended(this);
                    }
                };
                running.start();
                return;
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
        }
        notifyDestroyed();
    }

    private Settings settings() {
        Settings settings = new Settings();
        for (String key : KEYS) {
            settings.set(key, getAppProperty(key));
        }
        return settings;
    }

    /** A node that left unasked is the end of the MIDlet. */
    private void ended(NodeThread thread) {
        synchronized (this) {
            if (thread != running) {
                return;
            }
            running = null;
        }
        notifyDestroyed();
    }

    @Override
    protected synchronized void pauseApp() {
        if (running != null) {
            leaving = running;
            running = null;
            leaving.leave();
        }
    }

    @Override
    protected void destroyApp(boolean unconditional) {
        pauseApp();
        try {
            if (leaving != null) {
                leaving.awaitEnd(SensorNode.LONGEST_FAREWELL + 1000);
            }
        } catch (InterruptedException e) {
            return; // the will says the rest
        }
    }
}

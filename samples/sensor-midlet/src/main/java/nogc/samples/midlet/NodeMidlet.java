package nogc.samples.midlet;

import javax.microedition.midlet.MIDlet;
import nogc.samples.sensor.SensorNode;

/**
 * A sensor node in the hands of an application manager. It has no display, so it is an IMlet too. Its settings are
 * attributes of the descriptor.
 *
 * <p>Pausing and destroying leave: "offline", then DISCONNECT. Destroying waits for that, at most a second longer than
 * {@link SensorNode#LONGEST_FAREWELL}.
 */
abstract class NodeMidlet extends MIDlet {
    private NodeThread running;
    private NodeThread leaving;

    /** Only for those of this package. */
    NodeMidlet() {
    }

    /**
     * Makes a node.
     *
     * @param before the thread of one that is leaving and is waited for, or null
     * @throws IllegalArgumentException if a setting makes no sense, with what to change
     */
    abstract NodeThread thread(NodeThread before);

    /** Takes settings from the descriptor, and looks whether they make sense. */
    final void read(Settings settings, String[] keys) {
        for (String key : keys) {
            settings.set(key, getAppProperty(key));
        }
        settings.check();
    }

    @Override
    protected final void startApp() {
        synchronized (this) {
            if (running != null) {
                return;
            }
            try {
                running = thread(leaving);
                running.start();
                return;
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
        }
        notifyDestroyed();
    }

    /** A node that left unasked is the end of the MIDlet. On its thread. */
    final void ended(NodeThread thread) {
        synchronized (this) {
            if (thread != running) {
                return;
            }
            running = null;
        }
        notifyDestroyed();
    }

    @Override
    protected final synchronized void pauseApp() {
        if (running != null) {
            leaving = running;
            running = null;
            leaving.leave();
        }
    }

    @Override
    protected final void destroyApp(boolean unconditional) {
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

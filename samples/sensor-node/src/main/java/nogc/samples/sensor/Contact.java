package nogc.samples.sensor;

import nogc.hal.Pin;
import nogc.mqtt.Topic;

/**
 * An input pin: {@code ON} or {@code OFF}, retained, with each connection and once a new level has stood for the time
 * that its contacts bounce. A pin that cannot be read keeps its last state and is counted.
 */
public final class Contact extends NodePart {
    private static final int UNKNOWN = -1;

    private final byte[] on = NodeTopics.ascii("ON");
    private final byte[] off = NodeTopics.ascii("OFF");
    private final Pin pin;
    private final boolean inverted;
    private final Topic state;
    private final int period;
    private final int bounce;
    private int level = UNKNOWN;
    private int candidate = UNKNOWN;
    private int since;
    private int next;
    private boolean looking;
    private int failed;

    /**
     * Makes a contact.
     *
     * @param pin an input
     * @param inverted whether a low level is ON, as with a switch to ground
     * @param state where its state goes
     * @param period milliseconds between two looks, from 1: what is shorter is not seen
     * @param bounce milliseconds for which a new level must stand, from 0
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Contact(Pin pin, boolean inverted, Topic state, int period, int bounce) {
        if (period < 1 || bounce < 0) {
            throw new IllegalArgumentException("a contact is looked at every 1 ms at most, and bounces for 0 or more");
        }
        this.pin = pin;
        this.inverted = inverted;
        this.state = state;
        this.period = period;
        this.bounce = bounce;
    }

    @Override
    void connected(int now) {
        if (!looking) {
            looking = true;
            next = now;
        }
        due = level != UNKNOWN;
    }

    @Override
    int untilWork(int now) {
        return looking ? Math.max(0, next - now) : Integer.MAX_VALUE;
    }

    @Override
    void work(int now, DeviceNode node) {
        if (!looking || now - next < 0) {
            return;
        }
        next = now - next < period ? next + period : now + period;
        int read = pin.read();
        if (read < 0) {
            failed++;
            return;
        }
        if (read != candidate) {
            candidate = read;
            since = now;
        }
        if (candidate != level && (level == UNKNOWN || now - since >= bounce)) {
            level = candidate;
            due = true;
        }
    }

    @Override
    int publish(DeviceNode node) {
        byte[] text = (level == 1) != inverted ? on : off;
        return node.client.publish(state, text, 0, text.length, 1, true, null);
    }

    /** @return looks at which the pin could not be read */
    public int failed() {
        return failed;
    }
}

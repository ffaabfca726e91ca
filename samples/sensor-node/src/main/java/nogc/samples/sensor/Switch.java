package nogc.samples.sensor;

import nogc.hal.Pin;
import nogc.mqtt.Message;
import nogc.mqtt.Topic;

/**
 * A pin that is switched by messages {@code ON} and {@code OFF}, in any case of letters. Its state is published
 * retained with each connection and each command, and is what the pin was really set to: a command that the pin refuses
 * changes nothing, and the state says so. Off after start.
 */
public final class Switch extends NodePart {
    private final byte[] on = NodeTopics.ascii("ON");
    private final byte[] off = NodeTopics.ascii("OFF");
    private final Pin pin;
    private final boolean inverted;
    private final Topic command;
    private final Topic state;
    private boolean isOn;
    private int obeyed;
    private int refused;
    private int failed;

    /**
     * Makes a switch.
     *
     * @param pin an output that is off
     * @param inverted whether a low level is on, as with most relay boards
     * @param command what it listens to
     * @param state where its state goes
     */
    public Switch(Pin pin, boolean inverted, Topic command, Topic state) {
        this.pin = pin;
        this.inverted = inverted;
        this.command = command;
        this.state = state;
    }

    @Override
    Topic commands() {
        return command;
    }

    @Override
    void connected(int now) {
        due = true;
    }

    @Override
    void command(Message message, DeviceNode node) {
        boolean wantsOn = is(message, on);
        if (!wantsOn && !is(message, off)) {
            refused++;
            return;
        }
        if (pin.write(wantsOn != inverted) < 0) {
            failed++;
        } else {
            isOn = wantsOn;
            obeyed++;
        }
        due = true;
    }

    private static boolean is(Message message, byte[] word) {
        if (message.payloadLength() != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if ((message.payload()[message.payloadOffset() + i] & ~0x20) != word[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    int publish(DeviceNode node) {
        byte[] text = isOn ? on : off;
        return node.client.publish(state, text, 0, text.length, 1, true, null);
    }

    /** @return whether it is on */
    public boolean isOn() {
        return isOn;
    }

    /** @return commands obeyed */
    public int obeyed() {
        return obeyed;
    }

    /** @return messages that were neither ON nor OFF */
    public int refused() {
        return refused;
    }

    /** @return commands that the pin did not take */
    public int failed() {
        return failed;
    }
}

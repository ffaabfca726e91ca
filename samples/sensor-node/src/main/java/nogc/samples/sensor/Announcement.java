package nogc.samples.sensor;

import nogc.mqtt.Topic;

/**
 * A fixed message, retained, with each connection: such as what Home Assistant discovers a sensor by. It must fit the
 * configuration's transmit buffer and ring.
 */
public final class Announcement extends NodePart {
    private final Topic topic;
    private final byte[] payload;

    /**
     * Makes an announcement.
     *
     * @param topic where to
     * @param payload what; kept, not copied
     */
    public Announcement(Topic topic, byte[] payload) {
        this.topic = topic;
        this.payload = payload;
    }

    @Override
    void connected(int now) {
        due = true;
    }

    @Override
    int publish(DeviceNode node) {
        return node.client.publish(topic, payload, 0, payload.length, 1, true, null);
    }
}

package nogc.samples.sensor;

import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.hal.Transport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Message;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.codec.Protocol;

/**
 * A device of any number of parts: {@link Reading}, {@link Switch}, {@link Contact}, {@link Announcement}. An image has
 * those that it names. Parts are served in their order, so announcements stand first.
 */
public final class DeviceNode extends Node {
    private static final int PARTS_DUE = 1;

    private final NodePart[] parts;

    /**
     * Makes a node that is not connected yet.
     *
     * @param config sizes: the transmit buffer and ring must hold the largest announcement
     * @param protocol MQTT 3.1.1 or 5.0
     * @param transport to the broker
     * @param clock of this machine
     * @param entropy of this machine
     * @param options with a client identifier; will, subscriptions and session are filled in here
     * @param status where "online" and "offline" go
     * @param parts what it measures, does and says
     * @throws IllegalArgumentException if a topic of commands is too long for a filter
     */
    public DeviceNode(Config config, Protocol protocol, Transport transport, Clock clock, Entropy entropy,
            ConnectOptions options, Topic status, NodePart[] parts) {
        super(config, protocol, transport, clock, entropy, options, status);
        this.parts = parts;
        options.subscriptions = subscriptions(parts);
    }

    private static Subscriptions subscriptions(NodePart[] parts) {
        int bytes = 0;
        for (int i = 0; i < parts.length; i++) {
            Topic topic = parts[i].commands();
            bytes += topic == null ? 0 : topic.length() + 3;
        }
        if (bytes == 0) {
            return null;
        }
        Subscriptions all = new Subscriptions(bytes);
        for (int i = 0; i < parts.length; i++) {
            Topic topic = parts[i].commands();
            if (topic != null) {
                TopicFilter filter = new TopicFilter(topic.length());
                if (filter.set(topic.bytes(), 0, topic.length()) != Result.OK
                        || all.add(filter, 1, 0) != Result.OK) {
                    throw new IllegalArgumentException("a topic of commands is no filter, or too long for one");
                }
            }
        }
        return all;
    }

    @Override
    void connected() {
        int now = clock.millis();
        for (int i = 0; i < parts.length; i++) {
            parts[i].connected(now);
        }
        due |= PARTS_DUE;
    }

    @Override
    void work(int now) {
        for (int i = 0; i < parts.length; i++) {
            parts[i].work(now, this);
        }
        due |= PARTS_DUE;
    }

    @Override
    int untilWork() {
        int now = clock.millis();
        int wait = Integer.MAX_VALUE;
        for (int i = 0; i < parts.length; i++) {
            wait = Math.min(wait, parts[i].untilWork(now));
        }
        return wait;
    }

    @Override
    boolean isFinished() {
        return false;
    }

    /**
     * In the order of the parts: the first that finds no slot ends it. What can never be sent, such as an announcement
     * larger than the server takes, is counted as skipped and must not keep the others.
     */
    @Override
    void publishOwn() {
        if ((due & PARTS_DUE) == 0) {
            return;
        }
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].due) {
                int handle = parts[i].publish(this);
                if (handle == Result.FULL || handle == Result.STORE_FULL) {
                    return;
                }
                counters.skipped += queued(handle) ? 0 : 1;
                parts[i].due = false;
            }
        }
        due &= ~PARTS_DUE;
    }

    @Override
    public int onMessage(Message message) {
        for (int i = 0; i < parts.length; i++) {
            Topic topic = parts[i].commands();
            if (topic != null && message.hasTopic(topic)) {
                parts[i].command(message, this);
            }
        }
        due |= PARTS_DUE;
        again = true;
        return ACCEPT;
    }
}

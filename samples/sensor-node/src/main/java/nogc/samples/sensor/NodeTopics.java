package nogc.samples.sensor;

import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;

/** The five topics of a node, made once from its name. */
final class NodeTopics {
    final Topic status;
    final Topic temperature;
    final Topic setpoint;
    final Topic heater;
    final Topic get;
    /** What a node listens to, at QoS 1. */
    final Subscriptions subscriptions;

    /**
     * Makes the topics {@code sensors/NAME/…}.
     *
     * @param name one or more bytes
     * @throws IllegalArgumentException if it is missing or fits no topic
     */
    NodeTopics(Utf8String name) {
        if (name == null || name.length() == 0) {
            throw new IllegalArgumentException("a node needs a client identifier");
        }
        status = topic(name, "/status");
        temperature = topic(name, "/temperature");
        setpoint = topic(name, "/setpoint");
        heater = topic(name, "/heater");
        get = topic(name, "/get");
        if (status == null || temperature == null || setpoint == null || heater == null || get == null) {
            throw new IllegalArgumentException("the client identifier must fit a topic: no + and no #");
        }
        subscriptions = new Subscriptions(setpoint.length() + get.length() + 6);
        if (!subscribe(setpoint) || !subscribe(get)) {
            throw new IllegalArgumentException("the client identifier is too long for a topic filter");
        }
    }

    /** Null if it fits no topic: only constructors throw, as an image without exceptions demands. */
    private static Topic topic(Utf8String name, String leaf) {
        byte[] root = ascii("sensors/");
        byte[] bytes = new byte[root.length + name.length() + leaf.length()];
        System.arraycopy(root, 0, bytes, 0, root.length);
        System.arraycopy(name.bytes(), 0, bytes, root.length, name.length());
        System.arraycopy(ascii(leaf), 0, bytes, root.length + name.length(), leaf.length());
        Topic topic = new Topic(bytes.length);
        return topic.set(bytes, 0, bytes.length) == Result.OK ? topic : null;
    }

    private boolean subscribe(Topic topic) {
        TopicFilter filter = new TopicFilter(topic.length());
        return filter.set(topic.bytes(), 0, topic.length()) == Result.OK
                && subscriptions.add(filter, 1, 0) == Result.OK;
    }

    static byte[] ascii(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }
}

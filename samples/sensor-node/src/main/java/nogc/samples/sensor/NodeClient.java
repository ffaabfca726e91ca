package nogc.samples.sensor;

import nogc.mqtt.ConnectOptions;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Topic;

/**
 * The client of a {@link Node}, whatever it speaks: {@link MqttNodeClient} or {@link SnNodeClient}. It belongs to one
 * node and to the thread of that. Nothing blocks longer than the transport does, nothing allocates.
 */
public abstract class NodeClient {
    /** Only for those of this package. */
    NodeClient() {
    }

    /** Whether the server keeps a session for as long as the options say; else {@code cleanStart = 0} has it kept. */
    abstract boolean hasSessionExpiry();

    abstract int connect(ConnectOptions options);

    abstract int disconnect();

    abstract int abort();

    /** A handle or the refusal; properties may be null. */
    abstract int publish(Topic topic, byte[] payload, int offset, int length, int qos, boolean retain,
            PropertyWriter properties);

    abstract int poll();

    abstract boolean isIdle();

    /** Acknowledges a deferred message together with the application's state; only where a store was configured. */
    abstract int acknowledge(int handle, byte[] state, int length);

    /** Acknowledges a deferred message; only where a store was configured. */
    abstract int acknowledge(int handle);

    /** Copies the state that the store has kept; its length, or a refusal. */
    abstract int applicationState(byte[] to);

    /** @return whether the server accepted the connection and it stands */
    public abstract boolean isConnected();

    /** @return messages that did not come to their end yet, 0 and more */
    public abstract int usedSlots();

    /** @return whether the transport is to be watched for input */
    public abstract boolean wantsInput();

    /** @return whether the transport is to be watched for room */
    public abstract boolean wantsOutput();

    /**
     * Gives up all that a store holds.
     *
     * @return {@link nogc.mqtt.Result#OK}, or why not
     */
    public abstract int clear();
}

package nogc.samples.sensor;

import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.hal.Transport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Topic;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Protocol;

/** A node's client over MQTT 3.1.1 or 5.0. */
final class MqttNodeClient extends NodeClient {
    private final Client client;
    private final boolean sessionExpiry;

    MqttNodeClient(Config config, Protocol protocol, Transport transport, Clock clock, Entropy entropy,
            Listener node) {
        client = new Client(config, protocol, transport, clock, entropy, node);
        sessionExpiry = protocol.hasProperties();
    }

    @Override
    boolean hasSessionExpiry() {
        return sessionExpiry;
    }

    @Override
    int connect(ConnectOptions options) {
        return client.connect(options);
    }

    @Override
    int disconnect() {
        return client.disconnect();
    }

    @Override
    int abort() {
        return client.abort();
    }

    @Override
    int publish(Topic topic, byte[] payload, int offset, int length, int qos, boolean retain,
            PropertyWriter properties) {
        return client.publish(topic, payload, offset, length, qos, retain, properties);
    }

    @Override
    int poll() {
        return client.poll();
    }

    @Override
    boolean isIdle() {
        return client.isIdle();
    }

    @Override
    int acknowledge(int handle, byte[] state, int length) {
        return client.acknowledge(handle, state, 0, length);
    }

    @Override
    int acknowledge(int handle) {
        return client.acknowledge(handle);
    }

    @Override
    int applicationState(byte[] to) {
        return client.applicationState(to, 0);
    }

    @Override
    public boolean isConnected() {
        return client.isConnected();
    }

    @Override
    public int usedSlots() {
        return client.usedSlots();
    }

    @Override
    public boolean wantsInput() {
        return client.wantsInput();
    }

    @Override
    public boolean wantsOutput() {
        return client.wantsOutput();
    }

    @Override
    public int clear() {
        return client.clear();
    }
}

package nogc.mqtt.client;

import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.hal.Transport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PayloadSource;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.codec.Protocol;

/** SKETCH of the signatures; the implementation follows. */
public final class Client {
    public Client(Config config, Protocol protocol, Transport transport, Clock clock, Entropy entropy, Listener listener) { }
    /** one read, one pass, one store commit, one write; returns ms until it wants to be called again (>= 0), or negative IN_CALLBACK. */
    public int poll() { return 0; }
    /** starts connecting; stays connected (reconnects) until disconnect/abort. */
    public int connect(ConnectOptions options) { return 0; }
    public int disconnect() { return 0; }
    public int disconnect(int reasonCode, PropertyWriter properties) { return 0; }
    public int abort() { return 0; }
    /** returns a positive handle or a negative Result (FULL, ...); properties may be null */
    public int publish(Topic topic, byte[] payload, int offset, int length, int qos, boolean retain) { return 0; }
    public int publish(Topic topic, byte[] payload, int offset, int length, int qos, boolean retain, PropertyWriter properties) { return 0; }
    public int publish(Topic topic, PayloadSource source, int length, int qos, boolean retain, PropertyWriter properties) { return 0; }
    public int subscribe(TopicFilter filter, int qos) { return 0; }
    public int subscribe(Subscriptions subscriptions, PropertyWriter properties) { return 0; }
    public int unsubscribe(TopicFilter filter) { return 0; }
    public int unsubscribe(Subscriptions subscriptions, PropertyWriter properties) { return 0; }
    public int acknowledge(int handle) { return 0; }
    public int acknowledge(int handle, int reasonCode) { return 0; }
    public int acknowledge(int handle, byte[] state, int offset, int length) { return 0; }
    /** after Listener.WAIT */
    public int resume() { return 0; }
    public int reauthenticate() { return 0; }
    /** the transport shall be watched for input (false while a listener waits) */
    public boolean wantsInput() { return false; }
    /** bytes are pending that the transport did not take: watch for writability */
    public boolean wantsOutput() { return false; }
    /** CONNACK accepted and the connection stands */
    public boolean isConnected() { return false; }
    /** neither connected nor going to be (before connect, after disconnect/abort/permanent refusal) */
    public boolean isIdle() { return true; }
    /** free slots for publish/subscribe */
    public int freeSlots() { return 0; }
}

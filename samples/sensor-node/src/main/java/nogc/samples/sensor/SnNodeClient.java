package nogc.samples.sensor;

import nogc.hal.Clock;
import nogc.hal.DatagramTransport;
import nogc.hal.Entropy;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.sn.SnClient;
import nogc.mqtt.sn.SnConfig;
import nogc.mqtt.sn.SnMetrics;
import nogc.mqtt.sn.SnOption;
import nogc.mqtt.sn.SnSleep;
import nogc.mqtt.sn.SnSubscriber;
import nogc.mqtt.sn.SnWill;

/**
 * A node's client over MQTT-SN: the node is the same, and does not see that the client sleeps between its messages.
 * <pre>
 *   a message is queued        CONNECT, what waits at the gateway and here, DISCONNECT with the sleep time
 *   the sleep time has passed  PINGREQ, what waits at the gateway, PINGRESP
 * </pre>
 * A set-point so arrives within the sleep time. Requests of MQTT 5.0 do not: they need properties.
 */
public final class SnNodeClient extends NodeClient {
    /**
     * One waking in so many subscribes anew: nothing tells that a gateway was restarted and knows the node no more.
     */
    public static final int RENEWAL = 20;

    private static final int TOPICS = 4;
    private static final int TOPIC_LENGTH = 48;

    private final SnConfig config;
    private final DatagramTransport transport;
    private final Clock clock;
    private final Entropy entropy;
    /** Null for a client that stays awake. */
    private final SnSleep sleep;
    private final int sleepSeconds;
    private SnClient client;
    private ConnectOptions options;
    private Subscriptions subscriptions;
    private int underWay;
    private int wakings;
    /** CONNECT out of sleep is under way, of which the node does not know. */
    private boolean waking;

    /**
     * A client that is not connected yet.
     *
     * @param config sizes, timers and options; those of {@link #smallConfig()} are enough
     * @param sleepSeconds how long it sleeps at most, 1 to {@link SnSleep#LONGEST}; 0 stays awake. Some gateways want
     *     a keep alive above it
     * @param transport to the gateway
     * @param clock of this machine
     * @param entropy of this machine
     * @throws IllegalArgumentException if {@code sleepSeconds} is out of range
     */
    public SnNodeClient(SnConfig config, int sleepSeconds, DatagramTransport transport, Clock clock,
            Entropy entropy) {
        if (sleepSeconds < 0 || sleepSeconds > SnSleep.LONGEST) {
            throw new IllegalArgumentException("sleepSeconds must be 0 (never) to 65535");
        }
        this.config = config;
        this.sleepSeconds = sleepSeconds;
        this.transport = transport;
        this.clock = clock;
        this.entropy = entropy;
        sleep = sleepSeconds == 0 ? null : new SnSleep();
        if (sleep != null) {
            SnOption[] all = new SnOption[config.options.length + 1];
            System.arraycopy(config.options, 0, all, 0, config.options.length);
            all[config.options.length] = sleep;
            config.options = all;
        }
    }

    /**
     * Sizes that a {@link SensorNode} needs, with a will and subscriptions.
     *
     * @return a new configuration: two buffers of 128 bytes, a queue of four readings
     */
    public static SnConfig smallConfig() {
        SnConfig config = new SnConfig();
        config.receiveBuffer = 128;
        config.transmitBuffer = 128;
        config.queue = 256;
        config.topics = TOPICS;
        config.topicLength = TOPIC_LENGTH;
        config.options = new SnOption[] {new SnSubscriber(TOPICS, TOPIC_LENGTH), new SnWill()};
        return config;
    }

    /** Once, while the node is constructed. */
    void open(Listener node) {
        client = new SnClient(config, transport, clock, entropy, new Events(node));
    }

    @Override
    boolean hasSessionExpiry() {
        return false;
    }

    @Override
    int connect(ConnectOptions newOptions) {
        options = newOptions;
        subscriptions = options.subscriptions;
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
        if (properties != null) {
            return Result.NOT_IN_PROTOCOL;
        }
        int handle = client.publish(topic, payload, offset, length, qos, retain);
        underWay += handle > 0 ? 1 : 0;
        return handle;
    }

    @Override
    int poll() {
        if (sleep == null) {
            return client.poll();
        }
        int result = Result.OK;
        if (underWay > 0 && client.isAsleep()) {
            result = wake();
        } else if (underWay == 0 && client.isActive()) {
            result = sleep.sleep(sleepSeconds);
        }
        int wait = client.poll();
        return result == Result.OK && underWay > 0 && client.isAsleep() ? 0 : wait;
    }

    /** Becomes active, with the session that the gateway kept. */
    private int wake() {
        wakings = wakings == RENEWAL ? 1 : wakings + 1;
        options.subscriptions = wakings == RENEWAL ? subscriptions : null;
        waking = true;
        int result = client.connect(options);
        if (result != Result.OK) {
            awoken();
        }
        return result;
    }

    private void awoken() {
        waking = false;
        options.subscriptions = subscriptions;
    }

    @Override
    boolean isIdle() {
        return client.isIdle();
    }

    @Override
    int acknowledge(int handle, byte[] state, int length) {
        return Result.NOT_CONFIGURED;
    }

    @Override
    int acknowledge(int handle) {
        return Result.NOT_CONFIGURED;
    }

    @Override
    int applicationState(byte[] to) {
        return Result.NOT_CONFIGURED;
    }

    /** Refused: it has no store. */
    @Override
    public int clear() {
        return Result.NOT_CONFIGURED;
    }

    @Override
    public boolean isConnected() {
        return waking || client.isConnected();
    }

    @Override
    public int usedSlots() {
        return underWay;
    }

    @Override
    public boolean wantsInput() {
        return client.wantsInput();
    }

    @Override
    public boolean wantsOutput() {
        return client.wantsOutput();
    }

    /** @return counters of the client: datagrams, bytes, repeats, connections */
    public SnMetrics metrics() {
        return client.metrics();
    }

    /** Tells the node all but the wakings. */
    private final class Events extends Listener {
        private final Listener node;

        Events(Listener node) {
            this.node = node;
        }

        @Override
        public void onConnecting(ConnectOptions of) {
            node.onConnecting(of);
        }

        @Override
        public void onConnected(boolean sessionPresent, PropertyReader properties) {
            if (waking) {
                awoken();
            } else {
                node.onConnected(sessionPresent, properties);
            }
        }

        @Override
        public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
            node.onConnectFailed(cause, reasonCode, properties, retryMillis);
        }

        @Override
        public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
            awoken();
            node.onDisconnected(cause, reasonCode, properties, retryMillis);
        }

        @Override
        public int onMessage(Message message) {
            return node.onMessage(message);
        }

        @Override
        public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
            underWay--;
            node.onPublished(handle, tag, result, reasonCode, properties);
        }
    }
}

package nogc.samples.cli;

import java.nio.charset.StandardCharsets;
import nogc.javase.Selectable;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;

/** One of the clients of {@code mqtt fleet}: it publishes in its rhythm, or subscribes with others to what all do. */
final class FleetDevice extends Listener {
    private static final int SLOTS = 4;
    /** What the ring takes of a message beside topic and payload. */
    private static final int RECORD = 64;

    final int number;
    final Client client;
    final Selectable transport;
    /** Who shall be looked at again already, see {@link Fleet}. */
    boolean queued;
    /** Where it stands among those that open, or -1. */
    int opening = -1;
    private boolean wasConnected;

    private final Fleet fleet;
    private final ConnectOptions options;
    /** Null for one that publishes. */
    private final TopicFilter filter;
    private long connectStart;
    /** In nanoseconds, when the next message is meant to go. */
    private long nextPublish;
    private boolean publishes;

    FleetDevice(Fleet fleet, int number, FleetArguments asked, TopicFilter filter) {
        this.fleet = fleet;
        this.number = number;
        this.filter = filter;
        Config config = config(asked, filter != null);
        transport = asked.connection.endpoint.transport(config.receiveBuffer);
        client = new Client(config, asked.connection.isVersion5() ? new Mqtt5() : new Mqtt311(), transport, fleet.clock,
                fleet.entropy, this);
        String name = asked.prefix + "-" + number;
        options = Connection.options(asked.connection);
        options.clientId = new Utf8String(name);
        if (options.willTopic != null) {
            options.willTopic = new Topic(asked.connection.willTopic.replace(FleetArguments.DEVICE, name));
        }
    }

    private static Config config(FleetArguments asked, boolean subscribes) {
        Config config = new Config();
        int longest = asked.size + asked.topic.length() + asked.prefix.length() + RECORD;
        config.receiveBuffer = subscribes ? Math.max(4096, longest) : asked.buffer;
        config.transmitBuffer = asked.buffer;
        config.ring = subscribes ? 64 : 2 * longest;
        config.outboundSlots = SLOTS;
        config.inboundSlots = subscribes ? 64 : 2;
        config.requestBuffer = Math.max(64, subscribes ? asked.topic.length() + RECORD + asked.prefix.length() : 0);
        config.assignedClientIdentifier = 0;
        config.connectTimeout = config.connackTimeout = 60_000; // a broker may be slow in a storm
        return config;
    }

    /** Begins to connect, or does so again. */
    void connect() {
        connectStart = System.nanoTime();
        int result = client.connect(options);
        if (result < 0) {
            fleet.fail("cannot connect with these options: " + Failure.ofCall(result));
        }
    }

    /** Hands over what is due; ahead of each poll. */
    void step() {
        if (publishes) {
            long now = System.nanoTime();
            while (now - nextPublish >= 0) {
                fleet.publish(this, nextPublish);
                nextPublish += fleet.publishInterval;
            }
        }
    }

    /** Milliseconds until the next message is due; behind each poll, which may have begun the rhythm. */
    int patience() {
        return publishes ? (int) Math.max(0, (nextPublish - System.nanoTime()) / 1_000_000 + 1) : Integer.MAX_VALUE;
    }

    /** Its identifier, the first {@link #nameLength} bytes. */
    byte[] name() {
        return options.clientId.bytes();
    }

    int nameLength() {
        return options.clientId.length();
    }

    /** Publishes nothing more. */
    void rest() {
        publishes = false;
    }

    @Override
    public void onConnecting(ConnectOptions ofThis) {
        fleet.opens(this);
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        fleet.connected(this, System.nanoTime() - connectStart, !wasConnected);
        wasConnected = true;
        if (filter != null && (!sessionPresent || client.isSessionUncertain())) {
            int result = client.subscribe(filter, fleet.qos);
            if (result < 0) {
                fleet.fail("cannot subscribe: " + Failure.ofCall(result));
            }
        }
        if (filter == null && fleet.publishInterval > 0 && !publishes) {
            publishes = true;
            nextPublish = System.nanoTime() + fleet.phase(); // spread over the interval
        }
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        if (result < 0 || (codes[offset] & 0xFF) >= 0x80) {
            fleet.fail("the broker refuses the shared subscription to " + filterText());
        }
    }

    private String filterText() {
        return new String(filter.bytes(), 0, filter.length(), StandardCharsets.UTF_8);
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        fleet.attemptFailed(this, cause, reasonCode, properties);
    }

    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        connectStart = System.nanoTime();
        fleet.disconnected(cause != Result.DISCONNECTED && cause != Result.ABORTED);
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        fleet.published(tag, result);
    }

    @Override
    public int onMessage(Message message) {
        fleet.received(message);
        return ACCEPT;
    }
}

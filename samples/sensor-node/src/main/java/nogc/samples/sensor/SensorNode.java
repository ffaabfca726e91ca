package nogc.samples.sensor;

import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.hal.Thermometer;
import nogc.hal.Transport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.Property;

/**
 * A device that reports a temperature and obeys a set-point. The same class runs on a Java ME phone, a Raspberry Pi
 * and an STM32: it needs what its constructor takes, and allocates nothing afterwards.
 * <pre>
 *   sensors/NAME/status       out, retained   "online" on each connect; "offline" as the will and on {@link #stop}
 *   sensors/NAME/temperature  out             {"n":17,"celsius":21.437} each period, n counts the readings
 *   sensors/NAME/setpoint     in              21.5: heat up to so many degrees
 *   sensors/NAME/heater       out, retained   "on" or "off", on each set-point and each change
 *   sensors/NAME/get          in              answers to the Response Topic with the reading of now (MQTT 5.0)
 * </pre>
 * Nothing is dropped in silence when all slots are taken: status, heater and answer stay due until they are queued; a
 * reading is counted and leaves a gap in n, and the next one follows a period later. One thread calls it all.
 */
public final class SensorNode extends Listener {
    /** The longest Response Topic, and the longest Correlation Data, that a request may bring, in bytes. */
    public static final int LONGEST_REPLY_TOPIC = 64;
    /** How far the temperature passes the set-point before the heater switches, in thousandths: it must not flutter. */
    public static final int HYSTERESIS = 200;
    /** How long {@link #stop} waits for acknowledgements, in milliseconds. */
    public static final int LONGEST_FAREWELL = 3000;

    private static final int ONLINE_DUE = 1;
    private static final int HEATER_DUE = 2;
    private static final int REPLY_DUE = 4;
    private static final int OFFLINE_DUE = 8;

    private final Client client;
    private final Clock clock;
    private final Thermometer thermometer;
    private final ConnectOptions options;
    private final NodeTopics topics;
    private final Counters counters = new Counters();

    private final byte[] online = NodeTopics.ascii("online");
    private final byte[] offline = NodeTopics.ascii("offline");
    private final byte[] on = NodeTopics.ascii("on");
    private final byte[] off = NodeTopics.ascii("off");
    private final byte[] number = NodeTopics.ascii("{\"n\":");
    private final byte[] celsius = NodeTopics.ascii(",\"celsius\":");
    private final byte[] none = NodeTopics.ascii("null");
    private final byte[] text = new byte[48];
    private final Topic replyTopic = new Topic(LONGEST_REPLY_TOPIC);
    private final PropertyWriter reply = new PropertyWriter(LONGEST_REPLY_TOPIC + 3);

    private int period = 5000;
    private int telemetryQos = 1;
    private int lastReading;
    private int nextReading;
    private int setpoint = Decimal.NO_NUMBER;
    private boolean heating;
    /** The bits above of what waits for a free slot. */
    private int due;
    /** Readings begin with the first connection. */
    private boolean measuring;
    private boolean leaving;
    private boolean disconnecting;
    private int leavingSince;
    /** Something was made due inside a callback. */
    private boolean again;

    /**
     * Makes a node that is not connected yet.
     *
     * @param config sizes; those of {@link #smallConfig()} are enough
     * @param protocol MQTT 3.1.1 or 5.0
     * @param transport to the broker
     * @param clock of this machine
     * @param entropy of this machine
     * @param thermometer to report
     * @param options with the client identifier, which is the node's name in its topics; will, subscriptions and
     *     session are filled in here
     * @throws IllegalArgumentException if the client identifier is missing or fits no topic
     */
    public SensorNode(Config config, Protocol protocol, Transport transport, Clock clock, Entropy entropy,
            Thermometer thermometer, ConnectOptions options) {
        this.clock = clock;
        this.thermometer = thermometer;
        this.options = options;
        topics = new NodeTopics(options.clientId);
        options.subscriptions = topics.subscriptions;
        options.willTopic = topics.status;
        options.willPayload = offline;
        options.willPayloadLength = offline.length;
        options.willQos = 1;
        options.willRetain = true;
        if (!protocol.hasProperties()) {
            options.cleanStart = 0; // in 3.1.1 this alone makes the server keep what comes while we are away
        } else if (options.sessionExpiry == 0) {
            options.sessionExpiry = 3600;
        }
        client = new Client(config, protocol, transport, clock, entropy, this);
    }

    /** @return a new configuration: two buffers of 256 bytes and four slots */
    public static Config smallConfig() {
        Config config = new Config();
        config.receiveBuffer = 256;
        config.transmitBuffer = 256;
        config.ring = 512;
        config.outboundSlots = 4;
        config.inboundSlots = 4;
        return config;
    }

    /**
     * Sets how often a reading is sent; before {@link #start}.
     *
     * @param millis at least 1; 5,000 unless told
     */
    public void setPeriod(int millis) {
        period = Math.max(1, millis);
    }

    /**
     * Sets how readings are sent; before {@link #start}.
     *
     * @param qos 1 unless told; 2 where a reading that comes twice would do harm
     */
    public void setTelemetryQos(int qos) {
        telemetryQos = qos;
    }

    /**
     * Has the node leave by itself, as by {@link #stop}, once it has taken so many readings and none of what it queued
     * is under way any more, however long the server stays away; before {@link #start}.
     *
     * @param count 0, as unless told, for a node that does not leave by itself
     */
    public void setReadings(int count) {
        lastReading = count;
    }

    /**
     * Starts connecting; afterwards call {@link #poll} again and again.
     *
     * @return what {@link Client#connect} returns
     */
    public int start() {
        return client.connect(options);
    }

    /**
     * Leaves: waits for what is unacknowledged, publishes "offline", disconnects. Without a connection, or after
     * {@link #LONGEST_FAREWELL}, the will says "offline" instead. May be called again and again.
     */
    public void stop() {
        if (disconnecting) {
            return; // the client waits for the server to close, which abort would cut short
        }
        if (!client.isConnected()) {
            client.abort();
        } else if (!leaving) {
            leaving = true;
            leavingSince = clock.millis();
            due = due & ~ONLINE_DUE | OFFLINE_DUE;
        }
    }

    /** @return whether nothing is left to do, after {@link #stop} or because the server refuses us for good */
    public boolean isStopped() {
        return client.isIdle();
    }

    /**
     * Takes a reading each period, queues what is due, and lets the client do one step. Bounded as
     * {@link Client#poll} is, allocates nothing.
     *
     * @return milliseconds until it wants to be called again, unless input arrives before
     */
    public int poll() {
        int now = clock.millis();
        if (hasAllReadings() && counters.underWay() == 0 && client.isConnected()) {
            stop();
        }
        publishDue();
        if (isMeasuring() && now - nextReading >= 0) {
            nextReading = now - nextReading < period ? nextReading + period : now + period;
            takeReading();
            publishDue();
        }
        if (leaving) {
            leave(now);
        }
        again = false;
        int wait = client.poll();
        if (again || wait <= 0) {
            return 0;
        }
        if (leaving && !disconnecting && !client.isIdle()) {
            return Math.min(wait, Math.max(0, LONGEST_FAREWELL - (now - leavingSince)));
        }
        return isMeasuring() ? Math.min(wait, Math.max(0, nextReading - clock.millis())) : wait;
    }

    private boolean isMeasuring() {
        return measuring && !leaving && !hasAllReadings();
    }

    private boolean hasAllReadings() {
        return lastReading > 0 && counters.readings >= lastReading;
    }

    private void takeReading() {
        int thousandths = thermometer.milliCelsius();
        if (thousandths == Thermometer.NO_READING) {
            counters.missing++;
        } else {
            counters.readings++;
            int length = writeReading(thousandths);
            if (!queued(client.publish(topics.temperature, text, 0, length, telemetryQos, false))) {
                counters.skipped++;
            }
        }
        control(thousandths);
    }

    private int writeReading(int thousandths) {
        System.arraycopy(number, 0, text, 0, number.length);
        int at = Decimal.put(text, number.length, counters.readings);
        System.arraycopy(celsius, 0, text, at, celsius.length);
        at += celsius.length;
        if (thousandths == Thermometer.NO_READING) {
            System.arraycopy(none, 0, text, at, none.length);
            at += none.length;
        } else {
            at = Decimal.putThousandths(text, at, thousandths);
        }
        text[at] = '}';
        return at + 1;
    }

    /** Switches the heater, which is off without a set-point and without a reading. */
    private void control(int thousandths) {
        boolean heat = heating;
        if (setpoint == Decimal.NO_NUMBER || thousandths == Thermometer.NO_READING
                || thousandths > setpoint + HYSTERESIS) {
            heat = false;
        } else if (thousandths < setpoint - HYSTERESIS) {
            heat = true;
        }
        if (heat != heating) {
            heating = heat;
            due |= HEATER_DUE;
        }
    }

    /** Queues what is due; what finds no slot stays due. "Offline" comes last. */
    private void publishDue() {
        if ((due & ONLINE_DUE) != 0 && queued(client.publish(topics.status, online, 0, online.length, 1, true))) {
            due &= ~ONLINE_DUE;
        }
        if ((due & HEATER_DUE) != 0) {
            byte[] state = heating ? on : off;
            if (queued(client.publish(topics.heater, state, 0, state.length, 1, true))) {
                due &= ~HEATER_DUE;
            }
        }
        if ((due & REPLY_DUE) != 0) {
            int length = writeReading(thermometer.milliCelsius());
            if (queued(client.publish(replyTopic, text, 0, length, 1, false, reply))) {
                due &= ~REPLY_DUE;
            }
        }
        if (due == OFFLINE_DUE && queued(client.publish(topics.status, offline, 0, offline.length, 1, true))) {
            due = 0;
        }
    }

    private boolean queued(int handle) {
        if (handle < 0) {
            return false;
        }
        counters.sent++;
        return true;
    }

    private void leave(int now) {
        if (disconnecting) {
            return;
        }
        if (due == 0 && counters.underWay() == 0) {
            disconnecting = client.disconnect() == Result.OK;
        } else if (now - leavingSince >= LONGEST_FAREWELL) {
            client.abort();
        }
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        counters.connections++;
        counters.resumed += sessionPresent ? 1 : 0;
        if (!measuring) {
            measuring = true;
            nextReading = clock.millis();
        }
        if (!leaving) {
            due |= ONLINE_DUE;
        }
        again = true;
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        counters.failures++;
        counters.lastCause = cause;
        counters.lastReasonCode = reasonCode;
    }

    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        if (cause != Result.DISCONNECTED && cause != Result.ABORTED) {
            onConnectFailed(cause, reasonCode, properties, retryMillis);
        }
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        if (result == Result.OK) {
            counters.acknowledged++;
        } else {
            counters.lost++;
        }
        again |= due != 0 || leaving || hasAllReadings(); // a slot is free
    }

    @Override
    public int onMessage(Message message) {
        again = true;
        return message.hasTopic(topics.get) ? answer(message) : obey(message);
    }

    private int obey(Message message) {
        int value = Decimal.parseThousandths(message.payload(), message.payloadOffset(), message.payloadLength());
        if (value == Decimal.NO_NUMBER) {
            counters.badSetpoints++;
        } else {
            counters.setpoints++;
            setpoint = value;
            control(thermometer.milliCelsius());
            due |= HEATER_DUE;
        }
        return ACCEPT;
    }

    private int answer(Message message) {
        PropertyReader request = message.properties();
        boolean busy = (due & REPLY_DUE) != 0 || leaving;
        if (busy || !request.find(Property.RESPONSE_TOPIC)
                || replyTopic.set(request.bytes(), request.valueOffset(), request.valueLength()) != Result.OK) {
            counters.refusedRequests++;
            return busy ? ReasonCode.QUOTA_EXCEEDED : ACCEPT;
        }
        reply.clear();
        if (request.find(Property.CORRELATION_DATA) && reply.put(Property.CORRELATION_DATA, request.bytes(),
                request.valueOffset(), request.valueLength()) != Result.OK) {
            counters.refusedRequests++;
            return ACCEPT;
        }
        counters.requests++;
        due |= REPLY_DUE;
        return ACCEPT;
    }

    /** @return what was done so far */
    public Counters counters() {
        return counters;
    }

    /** @return whether the heater is on */
    public boolean isHeating() {
        return heating;
    }

    /** @return the client, for the loop that waits on its transport */
    public Client client() {
        return client;
    }
}

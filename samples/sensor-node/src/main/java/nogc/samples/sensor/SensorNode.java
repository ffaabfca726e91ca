package nogc.samples.sensor;

import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.hal.Thermometer;
import nogc.hal.Transport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.SessionStore;
import nogc.mqtt.Topic;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.BigEndian;
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
 *
 * <p>With a store ({@link #keepingConfig}) what was queued at QoS 1 or 2 goes out after a restart, each message once at
 * QoS 2, and the set-point is the last one that came at QoS 1. In each life n begins with 1.
 */
public final class SensorNode extends Node {
    /** The longest Response Topic, and the longest Correlation Data, that a request may bring, in bytes. */
    public static final int LONGEST_REPLY_TOPIC = 64;
    /** How far the temperature passes the set-point before the heater switches, in thousandths: it must not flutter. */
    public static final int HYSTERESIS = 200;

    /** The longest record of a node's messages in a store, in bytes: an answer with the longest topic and data. */
    public static final int LARGEST_RECORD = 256;

    private static final int STATE_LENGTH = 4;
    private static final int HEATER_DUE = 1;
    private static final int REPLY_DUE = 2;

    private final Thermometer thermometer;
    private final NodeTopics topics;

    private final byte[] on = NodeTopics.ascii("on");
    private final byte[] off = NodeTopics.ascii("off");
    private final byte[] number = NodeTopics.ascii("{\"n\":");
    private final byte[] celsius = NodeTopics.ascii(",\"celsius\":");
    private final byte[] none = NodeTopics.ascii("null");
    private final byte[] text = new byte[48];
    /** The set-point as the application's state in the store; null without one. */
    private final byte[] kept;
    private final Topic replyTopic = new Topic(LONGEST_REPLY_TOPIC);
    private final PropertyWriter reply = new PropertyWriter(LONGEST_REPLY_TOPIC + 3);

    private int period = 5000;
    private int telemetryQos = 1;
    private int lastReading;
    private int nextReading;
    private int setpoint = Decimal.NO_NUMBER;
    private boolean heating;
    /** Readings begin with the first connection. */
    private boolean measuring;
    /** The handle of a set-point that waits for room in the store, or 0. */
    private int unkept;

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
        this(config, protocol, transport, clock, entropy, thermometer, options, new NodeTopics(options.clientId));
    }

    private SensorNode(Config config, Protocol protocol, Transport transport, Clock clock, Entropy entropy,
            Thermometer thermometer, ConnectOptions options, NodeTopics topics) {
        super(config, protocol, transport, clock, entropy, options, topics.status);
        this.thermometer = thermometer;
        this.topics = topics;
        kept = config.applicationState == 0 ? null : new byte[STATE_LENGTH];
        options.subscriptions = topics.subscriptions;
    }

    /**
     * Makes a node over MQTT-SN that is not connected yet.
     *
     * @param client of this node alone
     * @param clock of this machine
     * @param thermometer to report
     * @param options as above; no credentials, and a client identifier of at most 23 characters
     * @throws IllegalArgumentException if the client identifier is missing or fits no topic, or a size of the client is
     *     out of range
     */
    public SensorNode(SnNodeClient client, Clock clock, Thermometer thermometer, ConnectOptions options) {
        this(client, clock, thermometer, options, new NodeTopics(options.clientId));
    }

    private SensorNode(SnNodeClient client, Clock clock, Thermometer thermometer, ConnectOptions options,
            NodeTopics topics) {
        super(client, clock, options, topics.status);
        this.thermometer = thermometer;
        this.topics = topics;
        kept = null;
        options.subscriptions = topics.subscriptions;
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
     * Sizes of a node that outlives a power cut.
     *
     * @param store that takes records of {@link #LARGEST_RECORD} bytes
     * @return {@link #smallConfig()} with the store and a place for the set-point in it
     */
    public static Config keepingConfig(SessionStore store) {
        Config config = smallConfig();
        config.store = store;
        config.applicationState = STATE_LENGTH;
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

    @Override
    void connected() {
        if (!measuring) {
            measuring = true;
            nextReading = clock.millis();
            if (kept != null && client.applicationState(kept) == STATE_LENGTH) {
                setpoint = BigEndian.i32(kept, 0);
            }
        }
    }

    @Override
    boolean isFinished() {
        return lastReading > 0 && counters.readings >= lastReading;
    }

    private boolean isMeasuring() {
        return measuring && !isFinished();
    }

    @Override
    int untilWork() {
        return isMeasuring() ? Math.max(0, nextReading - clock.millis()) : Integer.MAX_VALUE;
    }

    @Override
    void work(int now) {
        if (unkept != 0) {
            keep();
        }
        if (isMeasuring() && now - nextReading >= 0) {
            nextReading = now - nextReading < period ? nextReading + period : now + period;
            takeReading();
        }
    }

    private void takeReading() {
        int thousandths = thermometer.milliCelsius();
        if (thousandths == Thermometer.NO_READING) {
            counters.missing++;
        } else {
            counters.readings++;
            int length = writeReading(thousandths);
            if (!queued(client.publish(topics.temperature, text, 0, length, telemetryQos, false, null))) {
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

    @Override
    void publishOwn() {
        if ((due & HEATER_DUE) != 0) {
            byte[] state = heating ? on : off;
            if (queued(client.publish(topics.heater, state, 0, state.length, 1, true, null))) {
                due &= ~HEATER_DUE;
            }
        }
        if ((due & REPLY_DUE) != 0) {
            int length = writeReading(thermometer.milliCelsius());
            if (queued(client.publish(replyTopic, text, 0, length, 1, false, reply))) {
                due &= ~REPLY_DUE;
            }
        }
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
            return ACCEPT;
        }
        counters.setpoints++;
        setpoint = value;
        control(thermometer.milliCelsius());
        due |= HEATER_DUE;
        if (kept == null || message.qos() == 0) {
            return ACCEPT;
        }
        if (unkept != 0 && client.acknowledge(unkept) == Result.STORE_FAILED) {
            return DEFER; // the connection ends, and both come again
        }
        unkept = message.handle();
        keep();
        return DEFER;
    }

    /**
     * Acknowledges a set-point in one record with its value. In a full store it stays unacknowledged until a message is
     * over, and input goes on, since the acknowledgements that make room may stand behind it.
     */
    private void keep() {
        BigEndian.putI32(kept, 0, setpoint);
        if (client.acknowledge(unkept, kept, STATE_LENGTH) != Result.STORE_FULL) {
            unkept = 0;
        }
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

    /** @return whether the heater is on */
    public boolean isHeating() {
        return heating;
    }
}

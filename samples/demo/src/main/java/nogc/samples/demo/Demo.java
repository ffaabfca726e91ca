package nogc.samples.demo;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import nogc.hal.Thermometer;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.TcpTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Footprint;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.wire.Property;
import nogc.raspberrypi.ThermalZone;
import nogc.samples.sensor.Counters;
import nogc.samples.sensor.SensorNode;
import nogc.samples.sensor.jvm.Endpoint;
import nogc.samples.sensor.jvm.NodeThread;
import nogc.samples.sensor.jvm.WaveThermometer;

/**
 * {@code make demo}: a sensor node and an observer at one broker, with one cut. Readings go at QoS 2, so that "received
 * once" is the protocol's promise and not luck. The broker is embedded unless {@code host:port} names a running one.
 *
 * <p>Run it with {@code -XX:TieredStopAtLevel=1}: the JVM's optimising compiler now and then puts some hundred bytes
 * of its own on the thread that it optimises, once, at a time of its choice, and the summary would count them.
 */
public final class Demo {
    private static final int PERIOD = 25;
    /** The readings of so long a time without a connection find room. */
    private static final int LONGEST_OUTAGE = 8000;
    /** What a queued reading takes in the ring, in bytes. */
    private static final int RING_PER_READING = 80;
    /** How long the node warms up before allocation counts, once connected; milliseconds, as all times here. */
    private static final int WARM_UP = 1000;
    private static final int STEADY = 3000;
    private static final int CUT = 500;
    private static final int PATIENCE = 4000;

    private final Story story = new Story(System.out);
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final String name = "demo-" + Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36), 36);
    private Observer observer;
    private NodeThread thread;

    private Demo() {
    }

    /**
     * Runs the demo; exit code 0 if every figure of the summary is as it must be, 1 if one is off or the broker cannot
     * be reached, 2 for a wrong command line.
     *
     * @param words nothing, or {@code host:port} of a running broker
     * @throws Exception if this machine denies us a socket or the embedded broker does not start
     */
    public static void main(String[] words) throws Exception {
        Endpoint broker = null;
        try {
            if (words.length > 1) {
                throw new IllegalArgumentException("give at most one word, HOST:PORT of a running broker");
            }
            broker = words.length == 1 ? Endpoint.parse(words[0]) : null;
        } catch (IllegalArgumentException e) {
            System.err.println("demo: " + e.getMessage());
            System.exit(2);
        }
        System.exit(new Demo().run(broker) ? 0 : 1);
    }

    private boolean run(Endpoint given) throws Exception {
        if (given != null) {
            return play(given, given.toString());
        }
        try (EmbeddedBroker broker = new EmbeddedBroker()) {
            return play(broker.endpoint(), broker.name() + ", " + broker.endpoint());
        }
    }

    private boolean play(Endpoint broker, String description) throws IOException, InterruptedException {
        try (Cable cable = new Cable(broker); Observer watching = new Observer(broker, name, story)) {
            observer = watching;
            if (!observer.start()) {
                System.err.println(
                        "demo: no MQTT 5.0 broker answers at " + broker + "; start one there, or leave BROKER out");
                return false;
            }
            System.out.println();
            story.tell("broker", description);
            return play(cable);
        }
    }

    private boolean play(Cable cable) throws IOException, InterruptedException {
        SteadyClock clock = new SteadyClock();
        ThermalZone zone = new ThermalZone(Path.of("/sys"));
        boolean hasSensor = zone.milli() != Thermometer.NO_READING;
        Thermometer thermometer = hasSensor ? zone::milli : new WaveThermometer(clock);
        story.tell("node", "sensors/" + name + "/..., a reading each " + PERIOD + " ms at QoS 2 from "
                + (hasSensor ? "this machine's thermal sensor"
                        : "a simulated thermometer (this machine has no sensor)"));
        Config config = config();
        TcpTransport transport = new TcpTransport(cable.end().host(), cable.end().port());
        SensorNode node = new SensorNode(config, new Mqtt5(), transport, clock, new SystemEntropy(), thermometer,
                options());
        node.setPeriod(PERIOD);
        node.setTelemetryQos(2);
        thread = new NodeThread(node, transport, () -> { });
        thread.start();

        observer.awaitPresence(1, PATIENCE);
        long before = act(List.of("99", "-40"));
        cut(cable);
        long after = act(List.of("98", "-41"));
        leave();

        Counters counters = node.counters();
        observer.awaitReadings(counters.readings, PATIENCE);
        observer.forget();
        System.out.println();
        Verdict verdict = verdict(counters, before, after, Footprint.bytes(config, 16, 12, 4, 8));
        System.out.print(verdict.report());
        return verdict.isGood();
    }

    private static Config config() {
        Config config = SensorNode.smallConfig();
        config.outboundSlots = LONGEST_OUTAGE / PERIOD;
        config.ring = config.outboundSlots * RING_PER_READING;
        config.reconnectMinimum = 250;
        config.reconnectMaximum = 500;
        return config;
    }

    /** The will waits a second, as one does lest a hiccup raise the alarm. */
    private ConnectOptions options() {
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String(name);
        options.willProperties = new PropertyWriter(8);
        Observer.require(options.willProperties.put(Property.WILL_DELAY_INTERVAL, 1));
        return options;
    }

    /** A warm-up and a steady stretch, a question and a command in each; returns the bytes allocated in the latter. */
    private long act(List<String> setpoints) throws InterruptedException {
        observer.ask();
        observer.command(setpoints.get(0));
        Thread.sleep(WARM_UP);
        long allocated = threads.getThreadAllocatedBytes(thread.id());
        observer.command(setpoints.get(1));
        Thread.sleep(STEADY / 2);
        observer.ask();
        Thread.sleep(STEADY / 2);
        allocated = threads.getThreadAllocatedBytes(thread.id()) - allocated;
        observer.awaitAnswers(PATIENCE);
        return allocated;
    }

    private void cut(Cable cable) throws InterruptedException {
        int states = observer.presence().size();
        story.headline("the plug is pulled: both ends get a TCP reset, what was in the cable is gone");
        cable.pull();
        observer.awaitPresence(states + 1, PATIENCE);
        Thread.sleep(CUT);
        story.headline("the plug is back: the session goes on, what was unacknowledged is sent again");
        cable.plug();
        observer.awaitPresence(states + 2, PATIENCE);
    }

    private void leave() throws InterruptedException {
        int states = observer.presence().size();
        story.headline("the node leaves");
        thread.stop(PATIENCE);
        observer.awaitPresence(states + 1, PATIENCE);
    }

    private Verdict verdict(Counters node, long before, long after, long ram) {
        Tally tally = observer.tally();
        return new Verdict()
                .atLeast("readings sent", 100, node.readings)
                .exactly("readings received", node.readings, tally.received())
                .exactly("  lost", 0, tally.lost(node.readings))
                .exactly("  duplicated", 0, tally.duplicated())
                .exactly("  out of order", 0, tally.disordered())
                .exactly("  unreadable", 0, observer.unreadable())
                .exactly("  not taken (queue full)", 0, node.skipped)
                .atLeast("messages sent, of all kinds", node.readings, node.sent)
                .exactly("  acknowledged", node.sent, node.acknowledged)
                .inOrder("presence", List.of("online", "offline", "online", "offline"), observer.presence())
                .exactly("sessions resumed", 1, node.resumed)
                .exactly("set-points obeyed", 4, node.setpoints)
                .inOrder("heater", List.of("on", "off", "on", "off"), observer.heater())
                .exactly("requests answered", observer.asked(), observer.answered())
                .exactly("bytes allocated before the cut", 0, before)
                .exactly("bytes allocated after the cut", 0, after)
                .note("RAM of the client by the formula", String.format("%,d bytes", ram));
    }
}

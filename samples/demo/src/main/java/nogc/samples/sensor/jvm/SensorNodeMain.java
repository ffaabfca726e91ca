package nogc.samples.sensor.jvm;

import java.io.IOException;
import java.nio.file.Path;
import nogc.hal.Thermometer;
import nogc.javase.FileFlashRegion;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.TcpTransport;
import nogc.javase.client.Explanation;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Utf8String;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.store.FlashLog;
import nogc.raspberrypi.ThermalZone;
import nogc.samples.sensor.Counters;
import nogc.samples.sensor.SensorNode;

/** Runs a sensor node on this machine until Ctrl-C or SIGTERM, then leaves cleanly. */
public final class SensorNodeMain {
    private static final String USAGE =
            "usage: sensor-node [--broker HOST:PORT] [--name NAME] [--period MILLISECONDS] [-V 5|311] [--store FILE]";
    private static final int SECTORS = 2;
    private static final int SECTOR_SIZE = 4096;
    private static final int LONGEST_FAREWELL = SensorNode.LONGEST_FAREWELL + 1000;

    private Endpoint broker = new Endpoint("localhost", 1883);
    private String name = "node";
    private int period = 5000;
    private boolean version5 = true;
    private Path store;
    private FileFlashRegion region;
    private String thermometer;
    private TcpTransport transport;

    private SensorNodeMain() {
    }

    /**
     * Runs until the JVM is asked to end.
     *
     * @param words see {@code --help}
     * @throws InterruptedException if the main thread is interrupted
     */
    public static void main(String[] words) throws InterruptedException {
        if (words.length == 1 && words[0].equals("--help")) {
            System.out.println(USAGE);
            return;
        }
        SensorNodeMain main = new SensorNodeMain();
        try {
            main.parse(words);
            main.run(main.node());
        } catch (IllegalArgumentException e) {
            System.err.println("sensor-node: " + e.getMessage() + "; " + USAGE);
            System.exit(2);
        } catch (IOException e) {
            System.err.println("sensor-node: " + e.getMessage());
            System.exit(1);
        }
    }

    private void parse(String[] words) {
        for (int i = 0; i < words.length; i += 2) {
            if (i + 1 == words.length) {
                throw new IllegalArgumentException(words[i] + " needs a value");
            }
            take(words[i], words[i + 1]);
        }
    }

    private void take(String option, String value) {
        switch (option) {
            case "--broker" -> broker = Endpoint.parse(value);
            case "--name" -> name = value;
            case "--period" -> {
                if (!value.matches("[1-9][0-9]{0,8}")) {
                    throw new IllegalArgumentException(
                            "--period must be milliseconds from 1 to 999999999, not '" + value + "'");
                }
                period = Integer.parseInt(value);
            }
            case "-V" -> {
                if (!value.equals("5") && !value.equals("311")) {
                    throw new IllegalArgumentException("-V must be 5 or 311, not '" + value + "'");
                }
                version5 = value.equals("5");
            }
            case "--store" -> store = Path.of(value);
            default -> throw new IllegalArgumentException("unknown option '" + option + "'");
        }
    }

    private Config config() throws IOException {
        if (store == null) {
            return SensorNode.smallConfig();
        }
        region = FileFlashRegion.open(store, SECTORS, SECTOR_SIZE);
        return SensorNode.keepingConfig(new FlashLog(region, SensorNode.LARGEST_RECORD));
    }

    private SensorNode node() throws IOException {
        SteadyClock clock = new SteadyClock();
        ThermalZone zone = new ThermalZone(Path.of("/sys"));
        boolean hasSensor = zone.milli() != Thermometer.NO_READING;
        thermometer = hasSensor ? "this machine's thermal sensor"
                : "a simulated thermometer (this machine has no sensor)";
        transport = new TcpTransport(broker.host(), broker.port());
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String(name);
        SensorNode node = new SensorNode(config(), version5 ? new Mqtt5() : new Mqtt311(), transport,
                clock, new SystemEntropy(), hasSensor ? zone::milli : new WaveThermometer(clock), options);
        node.setPeriod(period);
        return node;
    }

    private void run(SensorNode node) throws IOException, InterruptedException {
        System.out.println("sensor-node: sensors/" + name + "/... at " + broker + " every " + period + " ms from "
                + thermometer);
        NodeThread thread = new NodeThread(node, transport, new Report(node, transport)::look);
        int result = thread.start();
        if (result < 0) {
            throw new IOException(store == null ? Explanation.of(result) : store + ": " + Explanation.of(result));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(thread, node.counters())));
        thread.join();
        if (region != null) {
            region.close();
        }
    }

    private static void leave(NodeThread thread, Counters counters) {
        try {
            boolean left = thread.stop(LONGEST_FAREWELL);
            System.out.println("sensor-node: " + (left ? "left" : "did not get away in time") + "; "
                    + counters.readings + " readings, " + counters.skipped + " skipped, "
                    + counters.sent + " messages sent, " + counters.acknowledged + " acknowledged, "
                    + counters.lost + " lost");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Prints a line when the connection comes or goes. */
    private static final class Report {
        private final SensorNode node;
        private final TcpTransport transport;
        private int connections;
        private int failures;

        Report(SensorNode node, TcpTransport transport) {
            this.node = node;
            this.transport = transport;
        }

        void look() {
            Counters counters = node.counters();
            if (counters.connections != connections) {
                connections = counters.connections;
                System.out.println("sensor-node: online");
            }
            if (counters.failures != failures) {
                failures = counters.failures;
                String why = counters.lastReasonCode != 0
                        ? String.format("the broker refused us (0x%02X)", counters.lastReasonCode)
                        : transport.lastError() != null ? transport.lastError() : "result " + counters.lastCause;
                System.out.println("sensor-node: " + why + (node.isStopped() ? "; giving up" : "; trying again"));
            }
        }
    }
}

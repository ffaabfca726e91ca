package nogc.samples.pi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nogc.javase.Selectable;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.client.BrokerTransport;
import nogc.javase.client.Explanation;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Utf8String;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.raspberrypi.Sensor;
import nogc.samples.sensor.Announcement;
import nogc.samples.sensor.Contact;
import nogc.samples.sensor.DeviceNode;
import nogc.samples.sensor.NodePart;
import nogc.samples.sensor.Reading;
import nogc.samples.sensor.Switch;

/** The service: see {@code --help}. Ends with 0, 78 where the configuration is wrong, or 1. */
public final class PiNode {
    /** EX_CONFIG of sysexits.h: systemd is told not to try again. */
    static final int WRONG_CONFIGURATION = 78;
    private static final String USAGE = """
            usage: nogc-mqtt-node [--config FILE] [--check-config] [--sys FOLDER] [--dev FOLDER]
                                  [--rehearse]
              --config FILE    /etc/nogc-mqtt-node.conf unless told
              --check-config   tells every mistake in it, each with its line, and ends with 78 if there is one
              --sys FOLDER     what stands for /sys, for tests; and for /dev: --dev FOLDER
              --rehearse       starts against nobody for a second, for the archive of classes; for the package""";
    private static final String DEFAULT_FILE = "/etc/nogc-mqtt-node.conf";

    private final Settings settings;
    private final Path sys;
    private final Path dev;
    private final Journal journal;
    private final SteadyClock clock = new SteadyClock();
    private final List<SampledSensor> sensors = new ArrayList<>();

    PiNode(Settings settings, Path sys, Path dev, Journal journal) {
        this.settings = settings;
        this.sys = sys;
        this.dev = dev;
        this.journal = journal;
    }

    /** @param words see {@code --help} */
    public static void main(String[] words) {
        Path file = Path.of(DEFAULT_FILE);
        Path sys = Path.of("/sys");
        Path dev = Path.of("/dev");
        boolean check = false;
        for (int i = 0; i < words.length; i++) {
            boolean more = i + 1 < words.length;
            if (words[i].equals("--check-config")) {
                check = true;
            } else if (words[i].equals("--rehearse")) {
                System.exit(Rehearsal.run());
            } else if (words[i].equals("--config") && more) {
                file = Path.of(words[++i]);
            } else if (words[i].equals("--sys") && more) {
                sys = Path.of(words[++i]);
            } else if (words[i].equals("--dev") && more) {
                dev = Path.of(words[++i]);
            } else {
                boolean help = words[i].equals("--help");
                (help ? System.out : System.err).println(help ? USAGE : complaint(words[i]));
                System.exit(help ? 0 : WRONG_CONFIGURATION);
            }
        }
        System.exit(run(file, sys, dev, check));
    }

    /** One line about a word that is not understood. */
    static String complaint(String word) {
        boolean option = word.equals("--config") || word.equals("--sys") || word.equals("--dev");
        return "nogc-mqtt-node: " + (option ? word + " needs a value behind it" : "there is no '" + word + "'")
                + "; see --help";
    }

    private static int run(Path file, Path sys, Path dev, boolean check) {
        String credentials = System.getenv("CREDENTIALS_DIRECTORY");
        Mistakes mistakes = new Mistakes(file.toString());
        Settings settings = Settings.read(file, mistakes, credentials == null ? null : Path.of(credentials));
        Journal journal = new Journal();
        if (!mistakes.isEmpty()) {
            for (String line : mistakes.lines()) {
                if (check) {
                    System.err.println(line);
                } else {
                    journal.error(line);
                }
            }
            return WRONG_CONFIGURATION;
        }
        if (check) {
            System.err.println(file + ": " + settings.parts.size() + " sections, no mistakes");
            return 0;
        }
        return new PiNode(settings, sys, dev, journal).serve(0);
    }

    /** Two buffers and a ring for announcements of Home Assistant, and as many slots as parts may be due at once. */
    private Config config() {
        Config config = new Config();
        config.receiveBuffer = 1024;
        config.transmitBuffer = 2048;
        config.ring = 8192;
        config.outboundSlots = 16;
        config.inboundSlots = 8;
        config.connectTimeout = settings.connectTimeout;
        return config;
    }

    private NodePart[] parts() {
        List<NodePart> announcements = new ArrayList<>();
        List<NodePart> parts = new ArrayList<>();
        HomeAssistant assistant = new HomeAssistant(settings, version());
        Pins pins = new Pins(settings, sys, dev, journal);
        for (PartSettings part : settings.parts) {
            String unit = null;
            switch (part.kind) {
                case "sensor" -> {
                    Sensor sensor = part.make(sys);
                    unit = sensor.unit();
                    SampledSensor sampled = new SampledSensor(part.name, sensor, part.period, clock);
                    sensors.add(sampled);
                    parts.add(new Reading(sampled, part.topic, part.period, part.deadBand, part.longestSilence,
                            part.qos, part.retain, part.decimals));
                }
                case "switch" -> parts.add(new Switch(pins.take(part), part.inverted,
                        settings.topic(part.topicText + "/set", part.line), part.topic));
                default -> parts.add(new Contact(pins.take(part), part.inverted, part.topic, part.period, part.bounce));
            }
            if (settings.discovery != null) {
                announcements.add(assistant.of(part, unit));
            }
        }
        announcements.addAll(parts);
        return announcements.toArray(new NodePart[0]);
    }

    private static String version() {
        String version = PiNode.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    /** @return the store, or null where the disk is full: readings are worth more than their way over a restart */
    private SessionFile openStore() throws IOException {
        try {
            return new SessionFile(settings.store);
        } catch (IOException e) {
            if (!SessionFile.isDiskFull(settings.store)) {
                throw e;
            }
            journal.warning("the disk is full: ", e.getMessage(), "; going on without a store, so that what is not"
                    + " acknowledged is lost with a restart: make room and restart");
            return null;
        }
    }

    private static String shown(List<String> brokers) {
        StringBuilder all = new StringBuilder();
        for (String broker : brokers) {
            all.append(all.length() == 0 ? "" : " or ").append(BrokerTransport.shown(broker));
        }
        return all.toString();
    }

    /** @param millis how long; 0 for until a signal */
    int serve(int millis) {
        Config config = config();
        SessionFile store = null;
        Selectable transport;
        DeviceNode node;
        try {
            if (settings.store != null) {
                store = openStore();
                config.store = store == null ? null : store.log();
            }
            transport = BrokerTransport.of(settings.brokers, settings.tls, config);
            ConnectOptions options = new ConnectOptions();
            options.clientId = new Utf8String(settings.name);
            options.userName = settings.user == null ? null : new Utf8String(settings.user);
            options.password = settings.password;
            options.keepAlive = settings.keepAlive;
            node = new DeviceNode(config, settings.version5 ? new Mqtt5() : new Mqtt311(), transport, clock,
                    new SystemEntropy(), options, settings.topic(settings.root + "/status", 0), parts());
        } catch (IOException | IllegalArgumentException e) {
            journal.error(e.getMessage());
            return WRONG_CONFIGURATION;
        }
        for (SampledSensor sensor : sensors) {
            sensor.start();
        }
        int started = node.start();
        if (started < 0) {
            String problem = store == null ? null : store.problem(started);
            journal.error(problem != null ? problem : Explanation.of(started));
            return WRONG_CONFIGURATION;
        }
        journal.info("started as ", settings.name, ", to ", shown(settings.brokers));
        boolean launched = System.getenv("NOTIFY_SOCKET") != null && System.getenv("NOTIFY_LAUNCHED") != null;
        return new Loop(node, transport, clock, journal, sensors, settings.version5,
                new ServiceManager(launched, System.getenv("WATCHDOG_USEC"))).run(millis);
    }
}

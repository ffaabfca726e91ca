package nogc.samples.demo;

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.TcpTransport;
import nogc.javase.UdpTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.TopicAliasTable;
import nogc.mqtt.Utf8String;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.sn.SnConfig;
import nogc.mqtt.sn.SnMetrics;
import nogc.samples.gateway.EmbeddedGateway;
import nogc.samples.sensor.SensorNode;
import nogc.samples.sensor.SnNodeClient;
import nogc.samples.sensor.jvm.Endpoint;
import nogc.samples.sensor.jvm.WaveThermometer;

/**
 * {@code make demo-sn}: three sleeping nodes, air that loses a fifth of their datagrams, the gateway and a broker in
 * one process; beside them nodes over MQTT-SN without losses, MQTT 3.1.1 and MQTT 5.0, and at the end what a reading
 * costs each of them, as counted. The node is one and the same class. No port is fixed.
 */
public final class SnDemo {
    private static final int LOST_PERCENT = 20;
    private static final int PERIOD = 1000;
    private static final int SLEEPERS = 3;
    private static final int SLEEP_SECONDS = 5;
    private static final int KEEP_ALIVE = 20;
    private static final int TOPIC_ID = 1;
    private static final int UDP_HEADERS = 28;
    private static final int TCP_HEADERS = 40;
    private static final int PATIENCE = 15_000;
    private static final int LONGEST_NAME = 48;

    private final Story story = new Story(System.out);
    private final SteadyClock clock = new SteadyClock();
    private final int readings;
    private final Random random = new Random();
    private final List<MeteredNode> sleepers = new ArrayList<>();
    private final List<Air> air = new ArrayList<>();
    private volatile boolean over;
    private Endpoint broker;
    private int gatewayPort;

    private SnDemo(int readings) {
        this.readings = readings;
    }

    /**
     * Runs the demo; exit code 0 if every figure is as it must be, 1 if one is off, 2 for a wrong command line.
     *
     * @param words how many readings of each node count, 1 to 30; 15 if there is no word
     * @throws Exception if this machine denies us a socket or a file
     */
    public static void main(String[] words) throws Exception {
        if (words.length > 1 || words.length == 1 && !words[0].matches("[1-9]|[12][0-9]|30")) {
            System.err.println("demo-sn: give at most one word, a number of readings from 1 to 30");
            System.exit(2);
        }
        System.exit(new SnDemo(words.length == 0 ? 15 : Integer.parseInt(words[0])).run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        Path predefined = Files.createTempFile("demo-sn", ".topics");
        Files.writeString(predefined, TOPIC_ID + " sensors/minus/temperature\n");
        try (EmbeddedBroker embedded = new EmbeddedBroker()) {
            broker = embedded.endpoint();
            story.tell("broker", embedded.name() + ", " + broker);
            try (Watcher watcher = new Watcher(broker, story);
                    EmbeddedGateway gateway = new EmbeddedGateway(this::ofGateway, "--broker", broker.toString(),
                            "--port", "0", "--retry", "0.3", "--retries", "15", "--predefined",
                            predefined.toString())) {
                gatewayPort = gateway.port();
                story.tell("gateway", "UDP port " + gatewayPort);
                return watcher.start(PATIENCE) ? play(watcher) : false;
            }
        } finally {
            Files.delete(predefined);
            for (Air each : air) {
                each.close();
            }
        }
    }

    private void ofGateway(String line) {
        if (!over) {
            story.tell("gateway", line);
        }
    }

    private boolean play(Watcher watcher) throws IOException, InterruptedException {
        for (int i = 1; i <= SLEEPERS; i++) {
            sleepers.add(overAir("sleeper-" + i, LOST_PERCENT, SLEEP_SECONDS, story));
        }
        MeteredNode good = overAir("good-air", 0, SLEEP_SECONDS, null);
        MeteredNode awake = overAir("awake", 0, 0, null);
        MeteredNode old = overTcp("mqtt-311", new Mqtt311(), SensorNode.smallConfig());
        Config aliases = SensorNode.smallConfig();
        aliases.outboundAliases = new TopicAliasTable(4, LONGEST_NAME, true);
        MeteredNode young = overTcp("mqtt-5", new Mqtt5(), aliases);
        story.headline("three nodes that sleep between their readings; a fifth of all datagrams is lost");
        List<MeteredNode> all = new ArrayList<>(sleepers);
        all.addAll(List.of(good, awake, old, young));
        all.forEach(MeteredNode::start);
        boolean counted = true;
        for (MeteredNode node : all) {
            counted &= node.await(PATIENCE + 2L * readings * PERIOD);
        }
        story.headline("each gets a set-point, which the gateway keeps until the node wakes up");
        for (MeteredNode sleeper : sleepers) {
            watcher.command(sleeper.name(), "99");
        }
        boolean obeyed = watcher.await(() -> sleepers.stream().allMatch(
                node -> watcher.heater(node.name()).equals("on")), PATIENCE);
        story.headline("the nodes leave");
        leave(watcher, all);
        if (!counted) {
            System.err.println("demo-sn: not all nodes took their readings in time: is this machine too busy?");
            return false;
        }
        Cost minus = new MeteredPublisher(gatewayPort).run(TOPIC_ID, readings, UDP_HEADERS);
        watcher.await(() -> watcher.tally("minus").lost(readings) == 0, PATIENCE);
        report(all, minus);
        Verdict verdict = verdict(watcher, obeyed);
        System.out.print(verdict.report());
        return verdict.isGood();
    }

    private void leave(Watcher watcher, List<MeteredNode> all) throws InterruptedException {
        for (MeteredNode node : all) {
            node.stop(PATIENCE);
        }
        watcher.await(() -> all.stream().allMatch(
                node -> watcher.presence(node.name()).equals("online, offline")
                        && watcher.tally(node.name()).lost(node.node().counters().readings) == 0), PATIENCE);
        watcher.beQuiet();
    }

    private ConnectOptions options(String name) {
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String(name);
        options.keepAlive = KEEP_ALIVE;
        return options;
    }

    private MeteredNode overAir(String name, int lostPercent, int sleepSeconds, Story told) throws IOException {
        Air around = new Air(name, gatewayPort, lostPercent, random, story);
        air.add(around);
        UdpTransport udp = new UdpTransport("127.0.0.1", around.port());
        Selector selector = Selector.open();
        udp.register(selector);
        SnConfig config = SnNodeClient.smallConfig();
        config.retryTime = 250;
        config.retries = 15;
        config.reconnectMaximum = 1000;
        SnNodeClient client = new SnNodeClient(config, sleepSeconds, udp, clock, new SystemEntropy());
        SensorNode node = new SensorNode(client, clock, new WaveThermometer(clock), options(name));
        node.setPeriod(PERIOD);
        return new MeteredNode(name, node, selector, null, () -> {
            SnMetrics metrics = client.metrics();
            return new Traffic(metrics.datagramsSent, metrics.bytesSent, metrics.datagramsReceived,
                    metrics.bytesReceived);
        }, readings, told);
    }

    private MeteredNode overTcp(String name, Protocol protocol, Config config) throws IOException {
        CountingTransport transport = new CountingTransport(new TcpTransport(broker.host(), broker.port()));
        Selector selector = Selector.open();
        transport.register(selector);
        SensorNode node = new SensorNode(config, protocol, transport, clock, new SystemEntropy(),
                new WaveThermometer(clock), options(name));
        node.setPeriod(PERIOD);
        return new MeteredNode(name, node, selector, transport, transport::traffic, readings, null);
    }

    private void report(List<MeteredNode> all, Cost minus) {
        over = true;
        StringBuilder text = new StringBuilder("\n").append(Cost.HEAD);
        for (int i = 0; i < SLEEPERS; i++) {
            text.append(all.get(i).cost("MQTT-SN, QoS 1, asleep, 20 % lost", UDP_HEADERS).line());
        }
        text.append(all.get(SLEEPERS).cost("MQTT-SN, QoS 1, asleep", UDP_HEADERS).line());
        text.append(minus.line());
        text.append(all.get(SLEEPERS + 1).cost("MQTT-SN, QoS 1, connected", UDP_HEADERS).line());
        text.append(all.get(SLEEPERS + 2).cost("MQTT 3.1.1, QoS 1, connected", TCP_HEADERS).line());
        text.append(all.get(SLEEPERS + 3).cost("MQTT 5.0 with aliases, connected", TCP_HEADERS).line());
        text.append("  * of IPv4 and UDP, 28 bytes a datagram; of IPv4 and TCP, 40 for each call that a socket took or"
                + " gave,\n    and so less than what TCP sends. A node that is connected hears of a set-point at once,"
                + " but keeps\n    its radio on; one that sleeps hears of it when it wakes up, at the latest after "
                + SLEEP_SECONDS + " s here.\n\n");
        System.out.print(text);
    }

    private Verdict verdict(Watcher watcher, boolean obeyed) {
        Verdict verdict = new Verdict();
        for (MeteredNode sleeper : sleepers) {
            int taken = sleeper.node().counters().readings;
            Tally tally = watcher.tally(sleeper.name());
            verdict.atLeast(sleeper.name() + ": readings", readings, taken)
                    .exactly("  lost", 0, tally.lost(taken))
                    .exactly("  not taken (queue full)", 0, sleeper.node().counters().skipped)
                    .note("  came twice, as QoS 1 allows", String.valueOf(tally.duplicated()))
                    .inOrder("  presence", List.of("online, offline"), List.of(watcher.presence(sleeper.name())))
                    .exactly("  connections", 1, sleeper.node().counters().connections);
        }
        int lost = air.stream().mapToInt(Air::lost).sum();
        return verdict.atLeast("datagrams lost in the air", 1, lost)
                .exactly("set-points obeyed", SLEEPERS, obeyed ? SLEEPERS : 0)
                .exactly("readings at QoS -1 that arrived", readings, watcher.tally("minus").received());
    }
}

package nogc.samples.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.UdpTransport;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.PowerSwitch;
import nogc.javase.broker.Program;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.sn.SnClient;
import nogc.mqtt.sn.SnConfig;
import nogc.mqtt.sn.SnOption;
import nogc.mqtt.sn.SnQos2Publisher;
import nogc.mqtt.sn.SnQos2Subscriber;
import nogc.mqtt.sn.SnWill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command itself, in a JVM of its own, between our client over UDP with losses and a real Mosquitto. */
@Timeout(7200)
class SnGatewayTest {
    private static final int LOST_PERCENT = 20;
    /** Messages that each side is ahead of what came to its end. */
    private static final int UNDER_WAY = 10;
    /** Nanoseconds in which a datagram has mostly come to all its ends at the gateway and the broker. */
    private static final int LONGEST_EXCHANGE = 3_000_000;
    private static final String LAST = "last";
    private static final int LEAST_KILLS = 4;
    private static final int MESSAGES_PER_KILL = 40;

    @TempDir
    Path folder;
    @TempDir
    Path tools;

    private final long seed = Long.getLong("nogc.seed", System.nanoTime());

    static Program gateway(String heap, String... arguments) {
        return Program.start(command(heap, arguments));
    }

    private static List<String> command(String heap, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), heap, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), SnGateway.class.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** Which port it has chosen. */
    static int port(Program gateway) {
        gateway.awaitLine("UDP port");
        String line = gateway.lines().stream().filter(text -> text.contains("UDP port")).findFirst().orElseThrow();
        return Integer.parseInt(line.replaceFirst(".*UDP port ([0-9]+).*", "$1"));
    }

    /** A node over UDP that loses datagrams in both directions. */
    private final class Node extends Listener {
        private final UdpTransport udp;
        private final Lossy lossy;
        private final Random random = new Random(seed);
        private final SnClient client;
        private final ConnectOptions options = new ConnectOptions();
        private final Map<String, Integer> received = new HashMap<>();
        private final Map<Integer, Integer> results = new HashMap<>();
        private boolean subscribed;
        private final int qos;

        private Node(String name, int port, int qos) {
            this.qos = qos;
            udp = new UdpTransport("127.0.0.1", port);
            SnConfig config = new SnConfig();
            config.retryTime = 200;
            config.retries = 5;
            config.reconnectMinimum = 100;
            config.reconnectMaximum = 1000;
            config.congestionWait = 500;
            config.stopOnRefusal = false;
            config.queue = 4000;
            config.options = new SnOption[] {new SnQos2Publisher(), new SnQos2Subscriber(8, 48), new SnWill()};
            options.clientId = new Utf8String(name);
            options.cleanStart = 0;
            options.keepAlive = 30;
            lossy = new Lossy(udp, random, LOST_PERCENT);
            client = new SnClient(config, lossy, new SteadyClock(),
                    new SystemEntropy(), this);
        }

        @Override
        public void onConnected(boolean sessionPresent, PropertyReader properties) {
            if (!subscribed) {
                assertTrue(client.subscribe(new TopicFilter("down/#"), qos) > 0);
            }
        }

        @Override
        public void onSubscribed(int handle, int result, byte[] codes, int offset, int count,
                PropertyReader properties) {
            subscribed |= result == Result.OK;
            if (!subscribed && client.isConnected()) {
                assertTrue(client.subscribe(new TopicFilter("down/#"), qos) > 0);
            }
        }

        @Override
        public int onMessage(Message message) {
            received.merge(new String(message.payload(), message.payloadOffset(), message.payloadLength()), 1,
                    Integer::sum);
            return ACCEPT;
        }

        @Override
        public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
            results.merge(result, 1, Integer::sum);
        }

        private void step() throws InterruptedException {
            int wait = client.poll();
            if (wait > 0) {
                Thread.sleep(1);
            }
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "QoS {0}, transparent {1}, killed {2}")
    @CsvSource({"0, false, none", "1, false, none", "2, false, none", "1, true, none", "2, true, none",
            "1, false, broker", "2, true, broker", "2, true, gateway", "1, false, gateway",
            "2, false, gateway", "2, true, power", "2, false, power"})
    void messagesGoBothWaysOverALossyLink(int qos, boolean transparent, String killed) throws Exception {
        System.out.println("seed " + seed);
        int messages = Boolean.getBoolean("nogc.soak") ? 2000 : 30;
        try (MosquittoBroker broker = MosquittoBroker.configure().persistent().option("max_queued_messages 10000")
                .option("max_inflight_messages 20").run();
                Program observer = broker.observe("observer", "-t", "up/#", "-q", String.valueOf(qos), "-c", "-x",
                        "1000", "-V", "5");
                Program feeder = Program.start("mosquitto_pub", "-h", "127.0.0.1", "-p",
                        String.valueOf(broker.port()), "-i", "feeder", "-V", "5", "-q", String.valueOf(qos), "-l",
                        "-t", "down/1")) {
            PowerSwitch power = killed.equals("power") ? new PowerSwitch(folder, tools, new Random(seed)) : null;
            String[] arguments = {"--broker", "127.0.0.1:" + broker.port(), "--port", "0", "--retry", "0.2",
                    "--retries", "8", "--store", folder.resolve("store").toString(), "--queue", "100000",
                    transparent ? "--transparent" : "--no-forwarder"};
            if (power != null) {
                arguments = Arrays.copyOf(arguments, arguments.length + 1);
                arguments[arguments.length - 1] = "--sync";
            }
            Program gateway = start(power, arguments);
            int port = port(gateway);
            Node node = new Node("n", port, qos);
            arguments[3] = String.valueOf(port);
            assertEquals(Result.OK, node.client.connect(node.options));
            long end = System.nanoTime() + messages * 3_000_000_000L + 60_000_000_000L;
            while (!node.subscribed) {
                node.step();
                assertTrue(System.nanoTime() < end, () -> "not subscribed: " + gateway.lines());
            }
            int sent = 0;
            boolean killing = killed.equals("broker");
            int allKills = Math.max(LEAST_KILLS, messages / MESSAGES_PER_KILL);
            boolean endsOften = killed.equals("gateway") || power != null;
            int kills = endsOften ? allKills : 0;
            Random random = new Random(seed);
            int datagrams = 0;
            int nextKill = random.nextInt(messages / allKills);
            Program now = gateway;
            while (done(node) < messages || qos > 0 && node.received.size() < messages) {
                if (sent < messages && sent < done(node) + UNDER_WAY) {
                    byte[] text = ("u" + sent).getBytes();
                    assertTrue(node.client.publish(new Topic("up/" + sent % 3), text, 0, text.length, qos, false) > 0);
                    feeder.tell("d" + sent);
                    sent++;
                }
                if (killing && sent == messages / 2) {
                    killing = false;
                    broker.save();
                    broker.kill9();
                    broker.run();
                }
                boolean speaks = node.lossy.sent > datagrams;
                datagrams = node.lossy.sent;
                if (kills > 0 && sent > nextKill && speaks && random.nextInt(4) == 0) {
                    LockSupport.parkNanos(random.nextInt(LONGEST_EXCHANGE)); // anywhere between gateway and broker
                    kills--;
                    nextKill += messages / allKills;
                    end(power, now);
                    now = start(power, arguments);
                    port(now);
                }
                node.step();
                Program last = now;
                assertTrue(System.nanoTime() < end, () -> done(node) + " out, " + node.received.size() + " in, "
                        + last.lines());
            }
            String times = endsOften ? " " + allKills + " times" : "";
            System.out.println("QoS " + qos + (transparent ? ", transparent" : ", aggregating") + ", killed " + killed
                    + times + ": " + messages + " each way, " + node.client.metrics().repeats + " repeats, "
                    + node.client.metrics().connections + " connections, " + node.received.size() + " in");
            if (qos > 0) {
                byte[] text = LAST.getBytes(); // behind it no copy of another one comes
                assertTrue(node.client.publish(new Topic("up/0"), text, 0, text.length, qos, false) > 0);
                feeder.tell(LAST);
                while (done(node) <= messages || !node.received.containsKey(LAST)) {
                    node.step();
                    assertTrue(System.nanoTime() < end, () -> "the last one is missing: " + node.received);
                }
                assertTrue(observer.await(lines -> lines.contains(LAST), 60_000));
                assertEquals(messages + 1, observer.lines().stream().distinct().count());
                int in = node.received.values().stream().mapToInt(Integer::intValue).sum();
                if (qos == 2) {
                    assertEquals(messages + 1, in, () -> "doubled: " + node.received);
                    assertEquals(messages + 1, observer.lines().size(), () -> "doubled: " + observer.lines());
                }
            } else {
                while (node.received.size() <= messages / 2) {
                    node.step();
                    assertTrue(System.nanoTime() < end, () -> node.received.size() + " came");
                }
                assertTrue(observer.await(lines -> lines.size() > messages / 2, 20_000));
            }
            node.udp.close();
            now.close();
        }
    }

    /** A gateway whose power can be cut, or only killed if there is no switch. */
    private static Program start(PowerSwitch power, String... arguments) {
        List<String> command = command("-Xmx64m", arguments);
        return power == null ? Program.start(command) : power.start(command);
    }

    private static void end(PowerSwitch power, Program gateway) {
        if (power == null) {
            gateway.kill9();
        } else {
            power.cut(gateway);
        }
    }

    private static int done(Node node) {
        return node.results.getOrDefault(Result.OK, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aThousandSleepingNodesFit64MB(boolean transparent) throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.configure().option("max_connections -1").run();
                Program gateway = gateway("-Xmx64m", "--broker", "127.0.0.1:" + broker.port(), "--port", "0",
                        "--store", folder.resolve("store").toString(),
                        transparent ? "--transparent" : "--no-forwarder")) {
            SleepingCrowd crowd = new SleepingCrowd(port(gateway), 1000);
            crowd.connectAndSleep();
            broker.publish("-t", "all", "-m", "wake", "-q", "1");
            assertEquals(1000, crowd.wakeAndCollect("all wake"), () -> gateway.lines().toString());
            System.out.println((transparent ? "transparent: " : "aggregating: ") + gateway.residentKilobytes() / 1024
                    + " MB resident for 1000 sleeping nodes and their store, with -Xmx64m");
        }
    }

    @Test
    void aWrongCommandLineIsOneLine() {
        String[][] rows = {
            {"--port", "70000"}, {"--port"}, {"--frob"}, {"--broker", ":1883"}, {"--broker", "host:0"},
            {"--retry", "0"}, {"--group", "name"}, {"--group", "225.1.1.1:0"}, {"--predefined", "/no/such/file"},
            {"--serial", "/no/such/device"}, {"--serial", "tcp:host"}, {"--password-file", "/no/such/file"},
            {"--serial", "tcp:no.such.host.invalid:4000"}, {"--serial", "tcp:127.0.0.1:1"}, {"--serial", "/dev/null"},
            {"--store", "/no/such/folder/store"}, {"--store", "/proc/store"}, {"--store", "/"},
            {"--transparent", "--store", "/no/such/folder/store"}, {"--port", "1", "--group", "9.9.9.999"},
            {"--broker", "a", "--broker", "b"}, {"--broker", "a", "--broker", "mqtt://b"}, {"--retry", "1d"},
            {"--cafile", "/etc/hostname"}, {"--cafile", "/etc/hostname", "--broker", "mqtt://b"},
            {"--port", "none"}, {"--gateway-id", "0"}, {"--id", ""}, {"--queue", "x"}, {"--store", "/proc/version"},
            {"--sync"},
        };
        for (String[] row : rows) {
            SettingsException refusal = assertThrows(SettingsException.class, () -> {
                Settings settings = Arguments.parse(row);
                new GatewayLoop(settings, new OperatorLog(line -> { })).close();
            }, () -> Arrays.toString(row));
            assertTrue(refusal.getMessage().lines().count() == 1, refusal.getMessage());
        }
        assertEquals("--predefined /no/such/file cannot be read: there is no such file", assertThrows(
                SettingsException.class, () -> Arguments.parse("--predefined", "/no/such/file")).getMessage());
        assertEquals("several --broker: give each as a URI, such as mqtt://b:1883", assertThrows(
                SettingsException.class, () -> Arguments.parse("--broker", "a", "--broker", "b")).getMessage());
        try (Program gateway = gateway("-Xmx64m", "--port", "0", "--frob")) {
            assertEquals(2, gateway.awaitExit(60));
            assertEquals(List.of("sn-gateway: there is no '--frob'; see --help"), gateway.lines());
        }
    }
}

package nogc.samples.gateway;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntSupplier;
import nogc.hal.Clock;
import nogc.hal.DatagramTransport;
import nogc.hal.Entropy;
import nogc.hal.LossyNetwork;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.sn.SnClient;
import nogc.mqtt.sn.SnConfig;
import nogc.mqtt.sn.SnOption;
import nogc.mqtt.sn.SnQos2Publisher;
import nogc.mqtt.sn.SnQos2Subscriber;
import nogc.mqtt.sn.SnSleep;
import nogc.mqtt.sn.SnWill;

/** A gateway, its broker and its nodes in virtual time. */
final class World implements Clock, Entropy {
    /** Milliseconds of a step. */
    private static final int STEP = 5;
    /** Turns of all in one moment, of which each may answer the one before. */
    private static final int LONGEST_EXCHANGE = 6;
    private static final byte[] GATEWAY = {10, 0, 0, 1, 7, 92};

    final Settings settings = new Settings();
    final MemoryBroker broker = new MemoryBroker();
    final List<String> told = new ArrayList<>();
    final OperatorLog log = new OperatorLog(told::add);
    final LossyNetwork network;
    private final LossyNetwork.Node ofGateway;
    private final Random random;
    private final List<Device> devices = new ArrayList<>();
    /** What else is to be polled; each says when it wants to be called again. */
    final List<IntSupplier> others = new ArrayList<>();
    private long now = 1000;
    private int joined;
    Link link;
    Gateway gateway;
    /** Nretry of the devices that are made from now on. */
    int retries = 3;
    private Journal journal;

    World(long seed) {
        random = new Random(seed);
        network = new LossyNetwork(this, seed, 1400);
        ofGateway = network.join(GATEWAY, null);
        settings.retryTime = 1000;
        settings.congestionWait = 2000;
        settings.advertiseSeconds = 0;
    }

    World start() {
        return start(Map.of());
    }

    private World start(Map<String, JournalImage> images) {
        link = new Link("udp", ofGateway, settings.forwarders);
        link.open(now);
        try {
            journal = settings.store == null ? null : new Journal(settings.store, settings.sync);
            gateway = new Gateway(settings, List.of(link), broker, log, journal);
            gateway.restore(images, now);
        } catch (SettingsException | IOException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    /** The gateway is killed, what was on its way to it is lost, and another one takes its place. */
    void kill() {
        try {
            ofGateway.close();
            broker.gatewayKilled();
            if (journal != null) {
                journal.close(); // its lock
            }
            start(settings.store == null ? Map.of() : JournalImage.read(settings.store));
        } catch (SettingsException | IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public int millis() {
        return (int) now;
    }

    @Override
    public int next() {
        return random.nextInt();
    }

    /** Time passes: in small steps while a datagram is under way, else to where the next one wants to be called. */
    void run(int millis) {
        long end = now + millis;
        int wait = step();
        while (end - now > 0) {
            now += Math.min(end - now, network.underWay() > 0 ? STEP : Math.max(STEP, wait));
            wait = step();
        }
    }

    /** All that happens at this moment; milliseconds until something else wants to. */
    private int step() {
        int wait = 0;
        for (int turn = 0; turn < LONGEST_EXCHANGE; turn++) {
            int sent = network.sent();
            boolean received = false;
            while (link.receive(now)) {
                gateway.received(link, now);
                received = true;
            }
            wait = gateway.tick(now);
            for (Device device : devices) {
                wait = Math.min(wait, device.client.poll());
            }
            for (IntSupplier other : others) {
                wait = Math.min(wait, other.getAsInt());
            }
            if (wait > 0 && !received && network.sent() == sent) {
                break;
            }
        }
        return wait;
    }

    private byte[] address() {
        joined++;
        return new byte[] {10, 0, 1, (byte) joined, 0x10, (byte) joined};
    }

    /** Another node's way to the gateway. */
    DatagramTransport transport() {
        return network.join(address(), GATEWAY);
    }

    /** A node that says what the test says, octet by octet. */
    final class Raw {
        private final DatagramTransport transport = transport();

        Raw() {
            transport.open();
        }

        /** Sends a message in hexadecimal without its Length, and tells what comes back within a moment. */
        String say(String body) {
            String hex = body.replace(" ", "");
            return sayExactly(String.format("%02x", 1 + hex.length() / 2) + hex);
        }

        /** Sends octets in hexadecimal, and tells what comes back within a moment. */
        String sayExactly(String hex) {
            byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
            transport.send(null, 0, 0, bytes, 0, bytes.length);
            run(20);
            return heard();
        }

        /** What came: each message in a word in hexadecimal, without its Length, which is looked at. */
        String heard() {
            byte[] buffer = new byte[1400];
            StringBuilder text = new StringBuilder();
            for (int count = transport.receive(buffer, 0, 1400); count > 0;
                    count = transport.receive(buffer, 0, 1400)) {
                boolean whole = buffer[0] == count || (buffer[1] & 0xFF) == 0xFE;
                text.append(text.isEmpty() ? "" : " ").append(whole ? "" : "Length!")
                        .append(HexFormat.of().formatHex(buffer, 1, count));
            }
            return text.toString();
        }

        /** A connection with a clean session, as "n". */
        Raw connected() {
            if (!say("04 04 01 0258 6e").equals("0500")) {
                throw new AssertionError("no CONNACK: " + told);
            }
            return this;
        }
    }

    Raw raw() {
        return new Raw();
    }

    /** A node with our own client. */
    final class Device extends Listener {
        final SnSleep sleep = new SnSleep();
        final SnWill will = new SnWill();
        final SnClient client;
        final ConnectOptions options = new ConnectOptions();
        final List<String> received = new ArrayList<>();
        final List<Integer> completed = new ArrayList<>();
        int connections;
        boolean takes = true;

        Device(String name, SnOption... more) {
            SnConfig config = new SnConfig();
            config.retryTime = 700;
            config.retries = retries;
            config.queue = 2000;
            config.congestionWait = 2000;
            config.reconnectMaximum = 2000;
            SnOption[] all = Arrays.copyOf(new SnOption[] {new SnQos2Publisher(), new SnQos2Subscriber(8, 48), sleep,
                    will}, 4 + more.length);
            System.arraycopy(more, 0, all, 4, more.length);
            config.options = all;
            options.clientId = new Utf8String(name);
            options.keepAlive = 60;
            client = new SnClient(config, transport(), World.this, World.this, this);
            devices.add(this);
        }

        Device connect() {
            if (client.connect(options) != 0) {
                throw new AssertionError("connect is refused");
            }
            return this;
        }

        void subscribe(String filter, int qos) {
            int handle = client.subscribe(new TopicFilter(filter), qos);
            if (handle < 0 && client.isConnected()) {
                throw new AssertionError("subscribe is refused: " + handle);
            }
        }

        @Override
        public void onConnected(boolean sessionPresent, PropertyReader properties) {
            connections++;
        }

        @Override
        public int onMessage(Message message) {
            received.add(new String(message.topic(), message.topicOffset(), message.topicLength()) + " "
                    + new String(message.payload(), message.payloadOffset(), message.payloadLength()));
            return ACCEPT;
        }

        @Override
        public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
            completed.add(result);
        }
    }

    Device device(String name, SnOption... more) {
        return new Device(name, more);
    }

    /** All nodes but this one are switched off. */
    void forget(Device device) {
        devices.remove(device);
    }
}

package nogc.samples.request;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import nogc.javase.Sleeper;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.TcpTransport;
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
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.request.Replies;
import nogc.mqtt.request.Requester;
import nogc.mqtt.wire.Property;

/** Asks {@link Answer} for the time in some zones, all at once, and prints what comes back; 5 s for each. */
public final class Ask extends Listener {
    private static final int PATIENCE = 5000;

    private final String[] zones;
    private final Topic time = new Topic("time");
    private final TcpTransport transport;
    private final Client client;
    private final Requester requester;
    private int asked;
    private int ended;

    private Ask(String host, int port, String[] zones) {
        this.zones = zones;
        Config config = new Config();
        config.stopOnFirstFailure = true;
        SystemEntropy entropy = new SystemEntropy();
        SteadyClock clock = new SteadyClock();
        Topic replies = new Topic("replies/" + Integer.toHexString(entropy.next()));
        transport = new TcpTransport(host, port);
        client = new Client(config, new Mqtt5(), transport, clock, entropy, this);
        requester = new Requester(client, clock, entropy, new Told(), replies, 128, 4, 0);
    }

    /** What becomes of the requests; the tag is the index of the zone. */
    private final class Told extends Replies {
        @Override
        public void onReply(int handle, int tag, Message reply) {
            System.out.println(zones[tag] + ": " + reply.payloadString());
            ended++;
        }

        @Override
        public void onNoReply(int handle, int tag, int result, int reasonCode) {
            System.out.println(zones[tag] + ": " + (reasonCode == ReasonCode.NO_MATCHING_SUBSCRIBERS
                    ? "nobody answers such questions" : result == Result.EXPIRED ? "no answer in time"
                    : "not asked, result " + result));
            ended++;
        }
    }

    /**
     * Asks.
     *
     * @param args host and port of the broker, and names of time zones
     * @throws IOException if the system has no selector
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 3 || !args[1].matches("[0-9]{1,5}")) {
            System.err.println("ask: give a host, a port and time zones: 127.0.0.1 1883 Europe/Berlin Asia/Tokyo");
            System.exit(2);
        }
        String[] zones = new String[args.length - 2];
        System.arraycopy(args, 2, zones, 0, zones.length);
        new Ask(args[0], Integer.parseInt(args[1]), zones).run();
    }

    private void run() throws IOException {
        ConnectOptions options = new ConnectOptions();
        options.properties = new PropertyWriter(2);
        if (options.properties.put(Property.REQUEST_RESPONSE_INFORMATION, 1) < 0 || client.connect(options) < 0) {
            throw new IOException("cannot connect with these options");
        }
        try (Sleeper sleeper = new Sleeper(transport)) {
            for (int wait = client.poll(); !client.isIdle(); wait = client.poll()) {
                int own = requester.poll();
                boolean again = requester.isReady() && ask();
                if (ended == zones.length && client.disconnect() == Result.OK) {
                    ended = 0; // once
                    again = true;
                }
                sleeper.sleep(again ? 0 : Math.min(wait, own), client.wantsInput(), client.wantsOutput());
            }
        }
    }

    /** As many as find room; whether one did. */
    private boolean ask() {
        boolean any = false;
        while (asked < zones.length) {
            byte[] zone = zones[asked].getBytes(StandardCharsets.UTF_8);
            int result = requester.request(time, zone, 0, zone.length, 1, null, PATIENCE, asked);
            if (result < 0) {
                break; // FULL: an end makes room
            }
            asked++;
            any = true;
        }
        return any;
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        requester.onConnected(sessionPresent, properties);
    }

    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        requester.onDisconnected();
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        if (requester.onSubscribed(handle, result, codes, offset, count) && !requester.isReady()) {
            System.err.println("ask: the broker does not grant the topic of the replies");
            System.exit(1);
        }
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        if (!requester.onPublished(handle, result, reasonCode)) {
            throw new IllegalStateException("this program publishes requests only");
        }
    }

    @Override
    public int onMessage(Message message) {
        return requester.isReply(message) ? requester.onMessage(message) : ACCEPT;
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        System.err.println("ask: no connection (result " + cause + ")");
    }
}

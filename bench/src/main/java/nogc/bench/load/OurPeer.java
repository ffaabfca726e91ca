package nogc.bench.load;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nogc.bench.Version;
import nogc.javase.ClientRunner;
import nogc.javase.PublishRing;
import nogc.javase.Selectable;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.TcpTransport;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.Protocol;

/** Ours with a thread of its own, which messages are handed to as those of the other clients are. */
final class OurPeer extends Listener implements Peer {
    private static final int ROOM = 256;
    private static final int BUFFER = 65_536;

    private static final int PATIENCE = 20_000;

    private final Topic topic = new Topic(TOPIC);
    private final Client client;
    private final ClientRunner runner;
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private volatile Ends ends;
    private volatile Arrivals arrivals;

    /**
     * Connects.
     *
     * @param inFlight what sizes are for, with buffers of 64 KB; or 0 for a Config and a ring as they are
     */
    OurPeer(Server server, int inFlight) throws IOException, InterruptedException {
        Config config = new Config();
        if (inFlight > 0) {
            config.outboundSlots = Math.min(inFlight, 1023);
            config.ring = Math.max(config.ring, config.outboundSlots * ROOM);
            config.receiveBuffer = BUFFER;
            config.transmitBuffer = BUFFER;
        }
        Selectable transport = server.isSecure()
                ? new TlsTransport(server.host(), server.port(), new TlsOptions().authorities(server.authorities()))
                : inFlight > 0 ? new TcpTransport(server.host(), server.port(), BUFFER)
                : new TcpTransport(server.host(), server.port());
        Protocol protocol = server.version() == Version.MQTT_5 ? new Mqtt5() : new Mqtt311();
        client = new Client(config, protocol, transport, new SteadyClock(), new SystemEntropy(), this);
        runner = inFlight > 0 ? new ClientRunner(client, transport, new PublishRing(1024, 64, 1024, 0), true)
                : new ClientRunner(client, transport);
        if (runner.start(new ConnectOptions()) < 0 || !runner.awaitConnected(PATIENCE)) {
            throw new IOException("cannot connect to " + server.host() + ":" + server.port());
        }
    }

    @Override
    public void publish(byte[] payload, int qos, Ends load) throws Exception {
        ends = load;
        int result = runner.publish(topic, payload, 0, payload.length, qos, false, null, 0, 60_000);
        if (result < 0) {
            throw new IOException("not published: " + result);
        }
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        ends.ended(result == Result.OK ? null : new IOException("not delivered: " + result));
    }

    @Override
    public void receive(String from, int most, Arrivals to) throws IOException, InterruptedException {
        arrivals = to;
        TopicFilter filter = new TopicFilter(from);
        int result = runner.execute(() -> {
            if (client.subscribe(filter, most) < 0) {
                client.abort();
            }
        });
        if (result < 0 || !subscribed.await(PATIENCE, TimeUnit.MILLISECONDS)) {
            throw new IOException("cannot subscribe to " + from);
        }
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        if (result == Result.OK) {
            subscribed.countDown();
        }
    }

    @Override
    public int onMessage(Message message) {
        byte[] bytes = message.payload();
        int at = message.payloadOffset();
        arrivals.arrived((bytes[at] & 0xFF) << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8
                | bytes[at + 3] & 0xFF);
        return ACCEPT;
    }

    @Override
    public void close() {
        runner.close();
    }
}

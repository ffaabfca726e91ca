package nogc.javase;

import java.io.IOException;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Protocol;

/**
 * A client that sends numbered messages to a broker and gets them back, on the calling thread and without allocating.
 * Every message is checked: none lost, none doubled, none out of order.
 */
final class EchoLoad extends Listener implements AutoCloseable {
    private static final int SLOTS = 100;
    private static final int WINDOW = 200;

    private final Topic topic = new Topic("load");
    private final byte[] payload = new byte[16];
    private final Sleeper sleeper;
    private final Client client;
    private final int qos;
    private boolean subscribed;
    private int sent;
    private int received;
    private int wrong;

    /** Connects and subscribes. The broker must allow 100 messages in flight. */
    EchoLoad(int port, Protocol protocol, int qos) throws IOException {
        this(new TcpTransport("127.0.0.1", port), protocol, qos);
    }

    /** The same over another transport. */
    EchoLoad(Selectable transport, Protocol protocol, int qos) throws IOException {
        this.qos = qos;
        Config config = new Config();
        config.outboundSlots = SLOTS;
        config.inboundSlots = SLOTS;
        config.ring = 8192;
        config.receiveBuffer = 4096;
        config.transmitBuffer = 4096;
        sleeper = new Sleeper(transport);
        sleeper.coalesce(20); // elsewhere than on Linux, too
        client = new Client(config, protocol, transport, new SteadyClock(), new SystemEntropy(), this);
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String("load");
        if (client.connect(options) != 0) {
            throw new AssertionError("connect");
        }
        for (int wait = client.poll(); !subscribed; wait = client.poll()) {
            sleep(wait);
        }
    }

    /** Sends so many messages and waits until all came back. */
    void exchange(int count) throws IOException {
        int end = sent + count;
        while (true) {
            int wait = client.poll();
            boolean queued = false;
            while (sent != end && sent - received < WINDOW && send()) {
                sent++;
                queued = true;
            }
            if (received == end && client.usedSlots() == 0) {
                break;
            }
            if (!queued) {
                sleep(wait);
            }
        }
        if (wrong != 0) {
            throw new AssertionError(wrong + " messages were lost, doubled or out of order");
        }
    }

    private boolean send() {
        for (int i = 0; i < 4; i++) {
            payload[i] = (byte) (sent >>> 8 * i);
        }
        return client.publish(topic, payload, 0, payload.length, qos, false) > 0;
    }

    private void sleep(int wait) throws IOException {
        sleeper.sleep(wait, client);
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        client.subscribe(new TopicFilter("load"), qos);
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        subscribed = true;
    }

    @Override
    public int onMessage(Message message) {
        byte[] bytes = message.payload();
        int at = message.payloadOffset();
        int number = bytes[at] & 255 | (bytes[at + 1] & 255) << 8 | (bytes[at + 2] & 255) << 16 | bytes[at + 3] << 24;
        if (number != received || message.qos() != qos) {
            wrong++;
        }
        received++;
        return ACCEPT;
    }

    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        wrong++;
    }

    @Override
    public void close() throws IOException {
        sleeper.close();
    }
}

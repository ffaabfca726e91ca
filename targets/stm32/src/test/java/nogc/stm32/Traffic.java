package nogc.stm32;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import nogc.javase.Sleeper;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.TcpTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;

/**
 * The far end of the program {@code Mirror}: sends numbered messages to the board and checks each that comes back.
 * It runs inside {@link #await} and {@link #finish} alone, and holds still between them. A message that is damaged,
 * lost or out of order fails the test at once; those that come again are counted. What is left of an earlier object's
 * messages is passed over.
 */
final class Traffic extends Listener implements AutoCloseable {
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    /** What {@code Mirror} allows at QoS 1 and 2; at QoS 0 the line holds the rest back. */
    private static final int WINDOW = 3;
    private static final int WINDOW_QOS_0 = 500;
    private static final int SIZE = 64;
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final Topic in = new Topic("nogc/mirror/in");
    private final byte[] payload = new byte[SIZE];
    private final int run = RUNS.incrementAndGet();
    private final Sleeper sleeper;
    private final Client client;
    private boolean subscribed;
    private int qos;
    private int sent;
    private int end;
    private int returned;
    private int repeated;

    /** Connects and subscribes. The broker keeps its session. */
    Traffic(int port, int version) {
        Config config = new Config();
        config.outboundSlots = 100;
        config.inboundSlots = 100;
        config.ring = 16_384;
        config.reconnectMinimum = 20;
        config.reconnectMaximum = 200;
        TcpTransport transport = new TcpTransport("127.0.0.1", port);
        try {
            sleeper = new Sleeper(transport);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client = new Client(config, version == 5 ? new Mqtt5() : new Mqtt311(), transport, new SteadyClock(),
                new SystemEntropy(), this);
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String("traffic-" + run);
        options.cleanStart = 0;
        options.sessionExpiry = version == 5 ? 3600 : 0;
        client.connect(options);
        await("subscribed", () -> subscribed);
    }

    /** Has so many further messages sent while the methods below run. */
    void send(int messageQos, int count) {
        qos = messageQos;
        end += count;
    }

    /** How many messages came back, each counted once. */
    int returned() {
        return returned;
    }

    /** How many came back once more. */
    int repeated() {
        return repeated;
    }

    /** Runs until all that was to be sent has come back and is acknowledged. */
    void finish() {
        await("all came back", () -> returned == end && client.usedSlots() == 0);
    }

    /** Runs until a condition holds; fails the test if nothing comes back for a long time. */
    void await(String what, BooleanSupplier condition) {
        int before = returned;
        long since = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (returned != before) {
                before = returned;
                since = System.nanoTime();
            }
            if (System.nanoTime() - since > PATIENCE_NANOS) {
                throw new AssertionError("waited in vain until " + what + "; sent " + sent + " of " + end
                        + ", returned " + returned);
            }
            int rest = client.poll();
            if (!publish()) {
                sleep(Math.min(rest, 20));
            }
        }
    }

    /** Queues what the window allows; false if it allows nothing. */
    private boolean publish() {
        int before = sent;
        while (sent < end && sent - returned < (qos == 0 ? WINDOW_QOS_0 : WINDOW)) {
            for (int i = 0; i < SIZE; i++) {
                payload[i] = content(sent, i);
            }
            if (client.publish(in, payload, 0, SIZE, qos, false) < 0) {
                break;
            }
            sent++;
        }
        return sent > before;
    }

    /** Its number in three bytes, that of this object, then bytes that no other message has. */
    private byte content(int number, int index) {
        return (byte) (index < 3 ? number >>> 8 * index : index == 3 ? run : number * 31 + index * 7);
    }

    private void sleep(int millis) {
        try {
            sleeper.sleep(millis, client.wantsInput(), client.wantsOutput());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        if (!sessionPresent) {
            client.subscribe(new TopicFilter("nogc/mirror/out"), 2);
        }
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        subscribed = true;
    }

    @Override
    public int onMessage(Message message) {
        byte[] bytes = message.payload();
        int at = message.payloadOffset();
        if (message.payloadLength() != SIZE || message.qos() != qos) {
            throw new AssertionError(message.payloadLength() + " bytes at QoS " + message.qos());
        }
        if (bytes[at + 3] != (byte) run) {
            return ACCEPT;
        }
        int number = bytes[at] & 255 | (bytes[at + 1] & 255) << 8 | (bytes[at + 2] & 255) << 16;
        for (int i = 0; i < SIZE; i++) {
            if (bytes[at + i] != content(number, i)) {
                throw new AssertionError("message " + number + " has a wrong byte at " + i);
            }
        }
        if (number > returned) {
            throw new AssertionError("message " + number + " came, but not yet message " + returned);
        }
        if (number < returned) {
            repeated++;
        } else {
            returned++;
        }
        return ACCEPT;
    }

    @Override
    public void close() {
        try {
            sleeper.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

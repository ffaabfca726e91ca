package nogc.javase;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.store.FlashLog;

/**
 * A process that may be killed at any instant: publishes numbers to {@code out} and counts those of {@code in}, both at
 * QoS 2, with its session in a file. What it says is durable by then:
 * <pre>
 *   counts N      in the beginning: the state that it goes on from
 *   connected     for the first time in this life
 *   accepted N    N will arrive at the broker, exactly once
 *   counted N     what it has counted of {@code in} outlives it
 *   wrong …       what must not happen
 * </pre>
 * Told a number by its standard input, it publishes no more, and ends once all is out and it has counted so many.
 */
final class StoreDevice extends Listener {
    static final int SLOTS = 20;
    static final int INBOUND = 200;
    private static final int SECTORS = 4;
    private static final int SECTOR_SIZE = 8192;

    private final PrintStream output = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    private final ByteBuffer state = ByteBuffer.allocate(4);
    private final AtomicInteger finish = new AtomicInteger(-1);
    private final Topic out = new Topic("out");
    private final Client client;
    private final Sleeper sleeper;
    private int next;
    private int count;
    private boolean spoke;

    /** A device: version of the protocol, port of the broker, file of the store, first number to publish. */
    private StoreDevice(int version, int port, FileFlashRegion region, int first) throws IOException {
        Config config = TestClient.smallSteps();
        config.store = new FlashLog(region, 256);
        config.applicationState = state.capacity();
        config.outboundSlots = SLOTS;
        config.inboundSlots = INBOUND;
        TcpTransport transport = new TcpTransport("127.0.0.1", port);
        client = new Client(config, version == 5 ? new Mqtt5() : new Mqtt311(), transport, new SteadyClock(),
                new SystemEntropy(), this);
        sleeper = new Sleeper(transport);
        next = first;
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String("device");
        options.cleanStart = 0;
        options.sessionExpiry = version == 5 ? 3600 : 0;
        int result = client.connect(options);
        if (result != Result.OK) {
            say("wrong: connect answered " + result);
        }
        count = client.applicationState(state.array(), 0) > 0 ? state.getInt(0) : 0;
        say("counts " + count);
    }

    public static void main(String[] arguments) throws Exception {
        try (FileFlashRegion region = FileFlashRegion.open(Path.of(arguments[2]), SECTORS, SECTOR_SIZE)) {
            new StoreDevice(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), region,
                    Integer.parseInt(arguments[3])).run();
        }
    }

    private void run() throws IOException {
        Thread reader = new Thread(this::listen);
        reader.setDaemon(true);
        reader.start();
        while (!isDone()) {
            int accepted = finish.get() < 0 && spoke ? publish() : 0;
            int counted = count;
            int wait = client.poll();
            for (int i = accepted; i > 0; i--) {
                say("accepted " + (next - i));
            }
            if (count != counted) {
                say("counted " + count);
            }
            output.flush();
            sleeper.sleep(Math.min(wait, 20), client.wantsInput(), client.wantsOutput());
        }
        say("done");
        output.flush();
    }

    private boolean isDone() {
        return finish.get() >= 0 && count >= finish.get() && client.usedSlots() == 0 && client.isConnected();
    }

    private void listen() {
        try {
            int told = 0;
            for (int digit = System.in.read(); digit >= '0'; digit = System.in.read()) {
                told = told * 10 + digit - '0';
            }
            finish.set(told);
        } catch (IOException e) {
            say("wrong: " + e);
        }
    }

    private synchronized void say(String what) {
        output.print(what + "\n");
    }

    /** How many messages were taken, which are durable when the next poll returns. */
    private int publish() {
        int taken = 0;
        while (client.freeSlots() > 0) {
            byte[] payload = String.valueOf(next).getBytes(StandardCharsets.US_ASCII);
            int result = client.publish(out, payload, 0, payload.length, 2, false, null, next);
            if (result < 0) {
                say("wrong: publish answered " + result);
                return taken;
            }
            next++;
            taken++;
        }
        return taken;
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        if (!spoke) {
            spoke = true;
            say("connected");
        }
        if (!sessionPresent && client.subscribe(new TopicFilter("in"), 2) < 0) {
            say("wrong: cannot subscribe");
        }
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int number, PropertyReader properties) {
        say("subscribed");
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        if (result != Result.OK) {
            say("wrong: " + tag + " ended with " + result);
        }
    }

    @Override
    public int onMessage(Message message) {
        int number = Integer.parseInt(TestClient.text(message.payload(), message.payloadOffset(),
                message.payloadLength()));
        if (number != count + 1) {
            say("wrong: " + number + " came behind " + count);
        }
        state.putInt(0, count + 1);
        int result = client.acknowledge(message.handle(), state.array(), 0, state.capacity());
        if (result != Result.OK) {
            say("wrong: acknowledge answered " + result);
        }
        count++;
        return DEFER;
    }
}

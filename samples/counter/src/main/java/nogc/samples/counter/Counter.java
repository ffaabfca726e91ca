package nogc.samples.counter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import nogc.hal.FlashRegion;
import nogc.javase.FileFlashRegion;
import nogc.javase.Sleeper;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.TcpTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.store.FlashLog;

/**
 * Adds up the numbers that come to {@code counter/add} at QoS 2, each exactly once, whenever and however often this
 * process is killed; tells the sum under {@code counter/sum}.
 *
 * <p>The pattern: what a message comes to is written by {@link Client#acknowledge(int, byte[], int, int)}, in one
 * record with the message's identifier. A power cut leaves both, and the message does not come again, or neither, and
 * it does. So there is no other file. What the world is to see, it sees when {@code poll} has returned, since the
 * record is durable then.
 */
public final class Counter extends Listener {
    private static final int SECTORS = 4;
    private static final int SECTOR_SIZE = 16384;
    private static final int LARGEST_RECORD = 256;
    /** Messages that the server may send ahead of our acknowledgements. */
    private static final int WINDOW = 100;

    private final ByteBuffer state = ByteBuffer.allocate(Long.BYTES);
    private final Topic sumTopic = new Topic("counter/sum");
    private final TcpTransport transport;
    private final Client client;
    /** What all messages so far have come to. */
    private long sum;
    /** Also what an earlier life has counted may not have been told. */
    private boolean told;
    /** Messages that are not counted yet, in the order of their arrival: a ring of handles and numbers. */
    private final int[] handles = new int[WINDOW];
    private final long[] numbers = new long[WINDOW];
    private int first;
    private int waiting;

    /** A counter with its session in a region, connected by {@link #run}. */
    Counter(String host, int port, FlashRegion region) {
        Config config = new Config();
        config.store = new FlashLog(region, LARGEST_RECORD);
        config.applicationState = state.capacity();
        config.inboundSlots = WINDOW;
        transport = new TcpTransport(host, port);
        client = new Client(config, new Mqtt5(), transport, new SteadyClock(), new SystemEntropy(), this);
    }

    /**
     * Counts until it is killed.
     *
     * @param args host, port and file of the session
     */
    public static void main(String[] args) {
        if (args.length != 3 || !args[1].matches("[0-9]{1,5}")) {
            System.err.println("counter: give a host, a port and a file for the session: 127.0.0.1 1883 counter.store");
            System.exit(2);
        }
        try (FileFlashRegion region = FileFlashRegion.open(Path.of(args[2]), SECTORS, SECTOR_SIZE)) {
            new Counter(args[0], Integer.parseInt(args[1]), region).run();
        } catch (IOException e) {
            System.err.println("counter: " + e.getMessage());
        }
        System.exit(1);
    }

    /** Counts for ever; an exception says in a sentence why it cannot begin. */
    void run() throws IOException {
        int result = client.connect(options());
        if (result < 0) {
            throw new IOException(result == Result.STORE_OTHER_SESSION || result == Result.STORE_DAMAGED
                    ? "the file is no session of counter, or damaged: name another one"
                    : "cannot connect, result " + result + ", see nogc.mqtt.Result");
        }
        sum = client.applicationState(state.array(), 0) > 0 ? state.getLong(0) : 0;
        System.out.println("goes on from " + sum);
        try (Sleeper sleeper = new Sleeper(transport)) {
            while (!client.isIdle()) {
                int wait = client.poll();
                if (!told && tell()) { // behind poll: no cut takes back what the world has seen
                    told = true;
                    wait = 0;
                }
                if (count()) { // what that poll read may have made room in the store
                    wait = 0;
                }
                sleeper.sleep(wait, client.wantsInput(), client.wantsOutput());
            }
        }
    }

    private static ConnectOptions options() {
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String("counter");
        options.cleanStart = 0; // also without our file: what waits at the server is to be counted
        options.sessionExpiry = ConnectOptions.NEVER_EXPIRES;
        options.subscriptions = new Subscriptions(64);
        if (options.subscriptions.add(new TopicFilter("counter/add"), 2, 0) < 0) {
            throw new IllegalStateException("no room for a topic filter");
        }
        return options;
    }

    /** False while there is no room: the next sum takes its place. */
    private boolean tell() {
        byte[] payload = String.valueOf(sum).getBytes(StandardCharsets.US_ASCII);
        boolean taken = client.publish(sumTopic, payload, 0, payload.length, 1, true) > 0;
        if (taken) {
            System.out.println("sum " + sum);
        }
        return taken;
    }

    /**
     * Takes it; the server sends at most {@link #WINDOW} ahead of their acknowledgements. It never answers WAIT for a
     * store that is full: PUBREL and PUBACK, which make room there, would not be read either.
     */
    @Override
    public int onMessage(Message message) {
        int last = (first + waiting) % WINDOW;
        handles[last] = message.handle();
        numbers[last] = number(message);
        waiting++;
        count();
        return DEFER;
    }

    /** Counts what waits, the oldest first, as far as the store takes it; whether anything was counted. */
    private boolean count() {
        boolean counted = false;
        int result = Result.OK;
        while (waiting > 0 && result == Result.OK) {
            state.putLong(0, sum + numbers[first]);
            result = client.acknowledge(handles[first], state.array(), 0, state.capacity());
            if (result == Result.OK) {
                sum = state.getLong(0);
                told = false;
                counted = true;
                first = (first + 1) % WINDOW;
                waiting--;
            }
        }
        return counted;
    }

    /** What was not acknowledged comes again. */
    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        waiting = 0;
        System.err.println("counter: the connection ended (result " + cause + "); trying again");
    }

    /** What is no number counts as 0, but is acknowledged: it would come again for ever. */
    private static long number(Message message) {
        try {
            return Long.parseLong(message.payloadString().strip());
        } catch (NumberFormatException e) {
            System.err.println("counter: passed over a message that is no number");
            return 0;
        }
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        System.err.println("counter: no connection (result " + cause + "); trying again");
    }
}

package nogc.bench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import nogc.bench.Packets;
import nogc.javase.FileFlashRegion;
import nogc.javase.Sleeper;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.TcpTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.store.FlashLog;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttClientPersistence;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.eclipse.paho.client.mqttv3.persist.MqttDefaultFilePersistence;

/**
 * Messages a second to a broker at QoS 1 with the session in memory and in a file: ours, one sync for each commit, and
 * Paho's file persistence, one sync for each message. Prints a table in Markdown.
 */
public final class StoreRates {
    private static final int[] IN_FLIGHT = {1, 20, 200};
    private static final int RUNS = 3;
    private static final int SECTORS = 2;
    private static final int SECTOR_SIZE = 1 << 20;
    private static final int LARGEST_RECORD = 8192;

    private final int port;
    private final Path folder;
    private final long nanos;

    private StoreRates(int port, Path folder, int seconds) {
        this.port = port;
        this.folder = folder;
        nanos = seconds * 1_000_000_000L;
    }

    /**
     * Runs.
     *
     * @param arguments port of a broker on this machine, a folder for the files, seconds of each run
     * @throws Exception if a client or the disk fails
     */
    public static void main(String[] arguments) throws Exception {
        StoreRates rates = new StoreRates(Integer.parseInt(arguments[0]), Path.of(arguments[1]),
                Integer.parseInt(arguments[2]));
        System.out.println("| messages/s at QoS 1, medians of " + RUNS + " runs in turn | ours, no store"
                + " | ours, log in a file | Paho, in memory | Paho, in files | ours / Paho, in files |");
        System.out.println("|---|---|---|---|---|---|");
        for (int inFlight : IN_FLIGHT) {
            rates.row(inFlight);
        }
    }

    private void row(int inFlight) throws Exception {
        double[][] measured = new double[4][RUNS];
        for (int run = 0; run < RUNS; run++) {
            measured[0][run] = ours(inFlight, false);
            measured[1][run] = ours(inFlight, true);
            measured[2][run] = paho(inFlight, new MemoryPersistence());
            Path files = Files.createTempDirectory(folder, "paho");
            measured[3][run] = paho(inFlight, new MqttDefaultFilePersistence(files.toString()));
        }
        double[] medians = new double[measured.length];
        for (int i = 0; i < measured.length; i++) {
            java.util.Arrays.sort(measured[i]);
            medians[i] = measured[i][RUNS / 2];
        }
        System.out.printf(Locale.ROOT, "| %d in flight | %,.0f | %,.0f | %,.0f | %,.0f | %.1f |%n", inFlight,
                medians[0], medians[1], medians[2], medians[3], medians[1] / medians[3]);
    }

    /** Counts what was acknowledged. */
    private static final class Counter extends Listener {
        private long count;

        @Override
        public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
            if (result != Result.OK) {
                throw new IllegalStateException("a message ended with " + result);
            }
            count++;
        }
    }

    private double ours(int inFlight, boolean stored) throws IOException {
        Path file = folder.resolve("ours.store");
        Files.deleteIfExists(file);
        Config config = new Config();
        config.outboundSlots = inFlight;
        config.ring = 1024 + 160 * inFlight;
        config.transmitBuffer = 16384;
        try (FileFlashRegion region = stored ? FileFlashRegion.open(file, SECTORS, SECTOR_SIZE) : null) {
            config.store = stored ? new FlashLog(region, LARGEST_RECORD) : null;
            return ours(config);
        }
    }

    private double ours(Config config) throws IOException {
        TcpTransport transport = new TcpTransport("127.0.0.1", port);
        Counter counter = new Counter();
        Client client = new Client(config, new Mqtt311(), transport, new SteadyClock(), new SystemEntropy(), counter);
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String("ours");
        options.cleanStart = config.store == null ? 1 : 0;
        if (client.connect(options) != Result.OK) {
            throw new IOException("the store does not open");
        }
        Topic topic = new Topic(Packets.TOPIC);
        byte[] payload = Packets.payload();
        try (Sleeper sleeper = new Sleeper(transport)) {
            while (!client.isConnected()) {
                sleep(client, sleeper, client.poll(), client.isConnected());
            }
            long start = System.nanoTime();
            long now = start;
            while (now - start < nanos) {
                int queued = 1;
                while (client.freeSlots() > 0 && queued > 0) {
                    queued = client.publish(topic, payload, 0, payload.length, 1, false);
                }
                sleep(client, sleeper, client.poll(), client.freeSlots() > 0);
                now = System.nanoTime();
            }
            double rate = counter.count * 1e9 / (now - start);
            int leaving = client.disconnectWhenDone(5000);
            while (leaving == Result.OK && !client.isIdle()) {
                sleep(client, sleeper, client.poll(), client.isIdle());
            }
            return rate;
        }
    }

    /** Sleeps unless the poll just now brought what is waited for. */
    private static void sleep(Client client, Sleeper sleeper, int millis, boolean done) throws IOException {
        sleeper.sleep(done ? 0 : millis, client.wantsInput(), client.wantsOutput());
    }

    private double paho(int inFlight, MqttClientPersistence persistence) throws MqttException, InterruptedException {
        MqttAsyncClient client = new MqttAsyncClient("tcp://127.0.0.1:" + port, "paho", persistence);
        MqttConnectOptions options = new MqttConnectOptions();
        options.setCleanSession(persistence instanceof MemoryPersistence);
        options.setMaxInflight(inFlight + 1);
        client.connect(options).waitForCompletion();
        AtomicLong count = new AtomicLong();
        Semaphore free = new Semaphore(inFlight);
        IMqttActionListener listener = new IMqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                count.incrementAndGet();
                free.release();
            }

            @Override
            public void onFailure(IMqttToken token, Throwable cause) {
                throw new IllegalStateException(cause);
            }
        };
        byte[] payload = Packets.payload();
        long start = System.nanoTime();
        long now = start;
        while (now - start < nanos) {
            free.acquire();
            client.publish(Packets.TOPIC, payload, 1, false, null, listener);
            now = System.nanoTime();
        }
        double rate = count.get() * 1e9 / (now - start);
        free.acquire(inFlight);
        client.disconnect().waitForCompletion();
        client.close();
        return rate;
    }
}

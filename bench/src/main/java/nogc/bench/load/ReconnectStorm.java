package nogc.bench.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;

/**
 * Many clients on one thread and one selector, all of which lose their connection at once and come back over TLS: how
 * many hand-shakes with CONNECT and CONNACK a second, full ones at first, resumed ones then. Signatures and
 * certificate paths are the work of {@code TlsTransport}'s helper threads, one for each processor.
 * <pre>
 *   java -cp benchmarks.jar nogc.bench.load.ReconnectStorm HOST PORT CA.pem [CLIENTS, 1000] [ROUNDS, 3]
 * </pre>
 */
public final class ReconnectStorm {
    private static final Consumer<SelectionKey> NOTHING = key -> { };
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Client[] clients;
    private final TlsTransport[] transports;
    private final Selector selector = Selector.open();
    private int connected;
    private int failures;

    private ReconnectStorm(String host, int port, Path authority, int count) throws IOException {
        clients = new Client[count];
        transports = new TlsTransport[count];
        TlsOptions options = new TlsOptions().authorities(authority);
        options.handshakeTimeout(120_000);
        SteadyClock clock = new SteadyClock();
        SystemEntropy entropy = new SystemEntropy();
        for (int i = 0; i < count; i++) {
            Config config = new Config();
            config.receiveBuffer = 256;
            config.transmitBuffer = 256;
            config.ring = 512;
            config.outboundSlots = 4;
            config.inboundSlots = 4;
            config.connectTimeout = 120_000;
            config.connackTimeout = 120_000;
            transports[i] = new TlsTransport(host, port, options);
            transports[i].register(selector);
            clients[i] = new Client(config, new Mqtt311(), transports[i], clock, entropy, new Member());
        }
    }

    /** Counts what one of them tells. */
    private final class Member extends Listener {
        @Override
        public void onConnected(boolean sessionPresent, PropertyReader properties) {
            connected++;
        }

        @Override
        public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
            failures++;
        }
    }

    /**
     * Runs.
     *
     * @param words as above
     * @throws IOException if the system has no selector
     */
    public static void main(String[] words) throws IOException {
        if (words.length < 3 || words.length > 5) {
            System.err.println("usage: ReconnectStorm HOST PORT CA.pem [CLIENTS] [ROUNDS]");
            System.exit(2);
        }
        int count = words.length > 3 ? Integer.parseInt(words[3]) : 1000;
        int rounds = words.length > 4 ? Integer.parseInt(words[4]) : 3;
        ReconnectStorm storm = new ReconnectStorm(words[0], Integer.parseInt(words[1]), Path.of(words[2]), count);
        for (int round = 0; round < rounds; round++) {
            storm.round(round == 0 ? "full" : "resumed where the server allows");
        }
        System.exit(0);
    }

    private void round(String kind) throws IOException {
        connected = 0;
        failures = 0;
        long start = System.nanoTime();
        long cpu = PROCESS.getProcessCpuTime();
        for (int i = 0; i < clients.length; i++) {
            ConnectOptions options = new ConnectOptions();
            options.clientId = new Utf8String("storm-" + i);
            if (clients[i].connect(options) < 0) {
                throw new IllegalStateException("connect");
            }
        }
        serve(() -> connected == clients.length);
        double seconds = (System.nanoTime() - start) / 1e9;
        double each = (PROCESS.getProcessCpuTime() - cpu) / 1e6 / clients.length;
        System.out.printf(Locale.ROOT, "%,d clients, %s: %.2f s, %.0f a second, %.2f ms CPU each, %d attempts failed%n",
                clients.length, kind, seconds, clients.length / seconds, each, failures);
        for (Client client : clients) {
            if (client.abort() < 0) {
                throw new IllegalStateException("abort");
            }
        }
        serve(this::areIdle);
    }

    private boolean areIdle() {
        for (Client client : clients) {
            if (!client.isIdle()) {
                return false;
            }
        }
        return true;
    }

    /** What a program with many clients does: polls each, and sleeps until one of them has something to do. */
    private void serve(BooleanSupplier over) throws IOException {
        while (!over.getAsBoolean()) {
            int wait = Integer.MAX_VALUE;
            for (int i = 0; i < clients.length; i++) {
                wait = Math.min(wait, clients[i].poll());
                transports[i].watch(clients[i].wantsInput(), clients[i].wantsOutput());
            }
            if (wait > 0 && !over.getAsBoolean()) {
                selector.select(NOTHING, wait);
            }
        }
    }
}

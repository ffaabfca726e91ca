package nogc.bench.load;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import nogc.javase.Sleeper;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.TcpTransport;
import nogc.mqtt.Authenticator;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PacketTrace;
import nogc.mqtt.PayloadSource;
import nogc.mqtt.PayloadSources;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.SessionStore;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicAliases;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;

/**
 * Publishes one message of a size through the buffers of a Config as it is, receives it again, and compares each byte.
 * Prints "MB of live heap, bytes that the client's thread allocated, MB of RSS, MB/s there and back".
 * <pre>
 *   java -cp benchmarks.jar nogc.bench.load.PayloadLoad HOST PORT BYTES
 * </pre>
 */
public final class PayloadLoad extends Listener implements PayloadSource {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 4 << 20;
    /**
     * Loaded here and now: the optimising compiler has the measured thread load the type of a field that was null so
     * far, for ten kilobytes.
     */
    private static final List<Class<?>> TYPES = List.of(PropertyWriter.class, Subscriptions.class, SessionStore.class,
            TopicAliases.class, PacketTrace.class, Authenticator.class, Result.class, PayloadSources.class);
    private static final double MEGA = 1048576;

    private final Topic topic = new Topic(Peer.TOPIC);
    private final TcpTransport transport;
    private final Client client;
    private boolean subscribed;
    private boolean acknowledged;
    private int received;
    /** Milliseconds until the client wants to be called. */
    private int wait;

    private PayloadLoad(String host, int port) {
        transport = new TcpTransport(host, port);
        client = new Client(new Config(), new Mqtt311(), transport, new SteadyClock(), new SystemEntropy(), this);
    }

    /**
     * Runs.
     *
     * @param words as above
     * @throws IOException if the system has no selector, or does not say how much memory there is
     */
    public static void main(String[] words) throws IOException {
        if (words.length != 3) {
            System.err.println("usage: PayloadLoad HOST PORT BYTES");
            System.exit(2);
        }
        new PayloadLoad(words[0], Integer.parseInt(words[1])).run(Integer.parseInt(words[2]));
    }

    private void run(int length) throws IOException {
        try (Sleeper sleeper = new Sleeper(transport)) {
            if (client.connect(new ConnectOptions()) < 0) {
                throw new IllegalStateException("cannot connect");
            }
            while (!subscribed) {
                turn(sleeper);
            }
            thereAndBack(sleeper, WARM_UP);
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            thereAndBack(sleeper, length);
            double seconds = (System.nanoTime() - start) / 1e9;
            bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
            System.gc();
            Runtime heap = Runtime.getRuntime();
            System.out.printf(Locale.ROOT, "%.2f %d %.1f %.3f%n", (heap.totalMemory() - heap.freeMemory()) / MEGA,
                    bytes, Figures.resident() / 1024.0, length / MEGA / seconds);
        }
    }

    private void thereAndBack(Sleeper sleeper, int length) throws IOException {
        received = 0;
        acknowledged = false;
        wait = 0;
        if (client.publish(topic, this, length, 1, false, null) < 0) {
            throw new IllegalStateException("cannot publish");
        }
        while (!acknowledged || received < length) {
            turn(sleeper);
        }
    }

    private void turn(Sleeper sleeper) throws IOException {
        sleeper.sleep(wait, client.wantsInput(), client.wantsOutput());
        wait = client.poll();
        if (client.isIdle()) {
            throw new IllegalStateException("the connection ended");
        }
    }

    private static byte at(int position) {
        return (byte) (position * 31 + (position >> 10));
    }

    @Override
    public int read(int position, byte[] buffer, int offset, int length) {
        for (int i = 0; i < length; i++) {
            buffer[offset + i] = at(position + i);
        }
        return length;
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        if (client.subscribe(new TopicFilter(Peer.TOPIC), 1) < 0) {
            client.abort(); // the run ends without its messages
        }
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        subscribed = result == Result.OK;
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        acknowledged = result == Result.OK;
    }

    @Override
    public int onMessage(Message message) {
        return onMessagePiece(message);
    }

    @Override
    public int onMessageStart(Message message) {
        return ACCEPT;
    }

    @Override
    public int onMessagePiece(Message message) {
        int offset = message.payloadOffset();
        for (int i = 0; i < message.payloadLength(); i++) {
            if (message.payload()[offset + i] != at(message.position() + i)) {
                throw new IllegalStateException("byte " + (message.position() + i) + " is another one");
            }
        }
        received += message.payloadLength();
        return ACCEPT;
    }
}

package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import nogc.javase.broker.MosquittoBroker;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.Protocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Counts every byte of Java heap that a thread takes, while messages go through a real socket to a real Mosquitto and
 * back. The warm-up lets HotSpot finish what it does once for each class: it resolves the String constants of a class
 * on the thread that first asks C2 to compile one of its methods. {@code -Dnogc.soak=true} sends ten times as many.
 */
@Timeout(600)
class AllocationTest {
    private static final int FACTOR = Boolean.getBoolean("nogc.soak") ? 10 : 1;
    private static final int WARM_UP = 100_000;

    private static MosquittoBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = MosquittoBroker.configure().quiet().option("max_inflight_messages 100").run();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({"5, 0, 1000000", "5, 1, 1000000", "5, 2, 200000", "4, 0, 200000", "4, 1, 200000", "4, 2, 200000"})
    void messagesOutAndInAllocateNothing(int version, int qos, int count) throws IOException {
        Protocol protocol = version == 5 ? new Mqtt5() : new Mqtt311();
        try (EchoLoad load = new EchoLoad(broker.port(), protocol, qos)) {
            load.exchange(WARM_UP);
            long start = System.nanoTime();
            long before = Allocation.bytes();
            load.exchange(count * FACTOR);
            long allocated = Allocation.bytes() - before;
            long millis = (System.nanoTime() - start) / 1_000_000;
            System.out.printf("MQTT %s QoS %d: %,d messages out and in, %d bytes allocated, %,d messages/s%n",
                    version == 5 ? "5.0" : "3.1.1", qos, count * FACTOR, allocated, 1000L * count * FACTOR / millis);
            assertEquals(0, allocated);
        }
    }

    /** Counts completions. */
    private static final class Counter extends Listener {
        final AtomicInteger completed = new AtomicInteger();
        final AtomicReference<Thread> thread = new AtomicReference<>();

        @Override
        public void onConnected(boolean sessionPresent, PropertyReader properties) {
            thread.set(Thread.currentThread());
        }

        @Override
        public void onPublished(int handle, int result, int reasonCode, PropertyReader properties) {
            completed.lazySet(completed.getPlain() + (result == Result.OK ? 1 : 1_000_000_000));
        }
    }

    /** One of several threads that publish through a runner, waiting for room where the ring is full. */
    private static final class Publisher extends Thread {
        private final ClientRunner runner;
        private final Topic topic;
        private final byte[] payload = new byte[16];
        private final int warmUp;
        private final int count;
        volatile long allocated = -1;

        Publisher(ClientRunner runner, int number, int warmUp, int count) {
            this.runner = runner;
            this.topic = new Topic("publisher/" + number);
            this.warmUp = warmUp;
            this.count = count;
        }

        @Override
        public void run() {
            try {
                publish(warmUp);
                long before = Allocation.bytes();
                publish(count);
                allocated = Allocation.bytes() - before;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private void publish(int messages) throws InterruptedException {
            for (int i = 0; i < messages; i++) {
                if (runner.publish(topic, payload, 0, payload.length, 1, false, null, i, 10_000) != Result.OK) {
                    throw new AssertionError("no room in 10 s");
                }
            }
        }
    }

    @Test
    void fourThreadsThatPublishThroughARunnerAllocateNothingAndNeitherDoesItsThread() throws InterruptedException {
        int threads = 4;
        int warmUp = 40_000;
        int count = 100_000 * FACTOR;
        Config config = new Config();
        config.outboundSlots = 100;
        config.ring = 8192;
        Counter counter = new Counter();
        TcpTransport transport = new TcpTransport("127.0.0.1", broker.port());
        Client client = new Client(config, new Mqtt5(), transport, new SteadyClock(), new SystemEntropy(), counter);
        try (ClientRunner runner = new ClientRunner(client, transport, new PublishRing(64, 32, 32, 0), true)) {
            assertEquals(Result.OK, runner.start(new ConnectOptions()));
            assertTrue(runner.awaitConnected(10_000));
            Publisher[] publishers = new Publisher[threads];
            for (int i = 0; i < threads; i++) {
                publishers[i] = new Publisher(runner, i, warmUp, count);
                publishers[i].start();
            }
            while (counter.completed.get() < threads * warmUp) {
                Thread.sleep(1);
            }
            long before = Allocation.bytes(counter.thread.get());
            for (Publisher publisher : publishers) {
                publisher.join();
            }
            while (counter.completed.get() < threads * (warmUp + count)) {
                Thread.sleep(1);
            }
            long ofRunner = Allocation.bytes(counter.thread.get()) - before;
            System.out.printf("%d threads, %,d messages each at QoS 1 by one runner, whose thread allocated %d bytes%n",
                    threads, count, ofRunner);
            for (Publisher publisher : publishers) {
                assertEquals(0, publisher.allocated);
            }
            assertEquals(0, ofRunner);
            assertEquals(threads * (warmUp + count), counter.completed.get());
        }
    }
}

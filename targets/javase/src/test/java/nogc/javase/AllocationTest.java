package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
 * back. {@code -Dnogc.soak=true} sends ten times as many.
 */
@Timeout(600)
class AllocationTest {
    private static final int FACTOR = Boolean.getBoolean("nogc.soak") ? 10 : 1;
    private static final int WARM_UP = 50_000;

    private static MosquittoBroker broker;
    private long millis;

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
    void messagesOutAndInAllocateNothing(int version, int qos, int count) throws Exception {
        Protocol protocol = version == 5 ? new Mqtt5() : new Mqtt311();
        try (EchoLoad load = new EchoLoad(broker.port(), protocol, qos)) {
            load.exchange(WARM_UP);
            assertEquals(0, Allocation.untilNone(10, () -> load.exchange(WARM_UP)));
            long allocated = Allocation.untilNone(4, () -> {
                long start = System.nanoTime();
                load.exchange(count * FACTOR);
                millis = (System.nanoTime() - start) / 1_000_000;
            });
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
        public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
            completed.lazySet(completed.getPlain() + (result == Result.OK ? 1 : 1_000_000_000));
        }
    }

    /** One of several threads that publish through a runner, waiting for room where the ring is full. */
    private static final class Publisher extends Thread {
        private final ClientRunner runner;
        private final Topic topic;
        private final byte[] payload = new byte[16];
        private final int count;
        volatile long allocated = -1;

        Publisher(ClientRunner runner, int number, int count) {
            this.runner = runner;
            this.topic = new Topic("publisher/" + number);
            this.count = count;
        }

        @Override
        public void run() {
            try {
                publish(1000);
                long before = Allocation.bytes();
                publish(count - 1000);
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
        Config config = new Config();
        config.outboundSlots = 100;
        config.ring = 8192;
        Counter counter = new Counter();
        TcpTransport transport = new TcpTransport("127.0.0.1", broker.port());
        Client client = new Client(config, new Mqtt5(), transport, new SteadyClock(), new SystemEntropy(), counter);
        try (ClientRunner runner = new ClientRunner(client, transport, new PublishRing(64, 32, 32, 0), true)) {
            assertEquals(Result.OK, runner.start(new ConnectOptions()));
            assertTrue(runner.awaitConnected(10_000));
            publishFromFourThreads(runner, counter, 40_000);
            long allocated = -1;
            for (int attempt = 0; attempt < 3 && allocated != 0; attempt++) { // as Allocation.untilNone
                allocated = publishFromFourThreads(runner, counter, 100_000 * FACTOR);
            }
            assertEquals(0, allocated);
        }
    }

    /** What the five threads allocated together. */
    private static long publishFromFourThreads(ClientRunner runner, Counter counter, int each)
            throws InterruptedException {
        Publisher[] publishers = new Publisher[4];
        int end = counter.completed.get() + publishers.length * each;
        long before = Allocation.bytes(counter.thread.get());
        for (int i = 0; i < publishers.length; i++) {
            publishers[i] = new Publisher(runner, i, each);
            publishers[i].start();
        }
        long ofPublishers = 0;
        for (Publisher publisher : publishers) {
            publisher.join();
            ofPublishers += publisher.allocated;
        }
        while (counter.completed.get() < end) {
            Thread.sleep(1);
        }
        assertEquals(end, counter.completed.get());
        long ofRunner = Allocation.bytes(counter.thread.get()) - before;
        System.out.printf("4 threads, %,d messages each at QoS 1 by one runner: they allocated %d bytes, it %d%n", each,
                ofPublishers, ofRunner);
        return ofPublishers + ofRunner;
    }
}

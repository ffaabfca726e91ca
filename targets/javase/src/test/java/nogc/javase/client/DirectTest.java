package nogc.javase.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nogc.javase.Allocation;
import nogc.javase.broker.MosquittoBroker;
import nogc.mqtt.Listener;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of the client allocates nothing, on either thread. */
@Timeout(300)
class DirectTest {
    private static final int WINDOWS = 10;
    private static final int MESSAGES = 4000;

    private final long[] ofClient = new long[WINDOWS];
    private int count;

    private static long least(long[] at) {
        long least = Long.MAX_VALUE;
        for (int i = 1; i < at.length; i++) {
            least = Math.min(least, at[i] - at[i - 1]);
        }
        return least;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void publishingAndHandlingWithoutFuturesAndCopiesAllocateNothing(int qos) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        long[] ofPublisher = new long[WINDOWS];
        try (MosquittoBroker broker = MosquittoBroker.configure().quiet().run();
                MqttClient client = MqttClient.of("mqtt://127.0.0.1:" + broker.port()).build()) {
            client.connect().get(20, TimeUnit.SECONDS);
            client.subscribe("other/#", 1, message -> { });
            client.subscribeDirect("direct/+", qos, message -> {
                if (++count % MESSAGES == 0) {
                    ofClient[count / MESSAGES - 1] = Allocation.bytes();
                }
                if (count == WINDOWS * MESSAGES) {
                    done.countDown();
                }
                return Listener.ACCEPT;
            }).get(20, TimeUnit.SECONDS);
            Topic topic = new Topic("direct/topic");
            byte[] payload = new byte[40];
            for (int window = 0; window < WINDOWS; window++) {
                for (int i = 0; i < MESSAGES; i++) {
                    while (client.publish(topic, payload, 0, 40, qos, false, null, i) == Result.FULL) {
                        Thread.yield();
                    }
                }
                ofPublisher[window] = Allocation.bytes();
            }
            assertTrue(done.await(120, TimeUnit.SECONDS), count + " messages came");
            // The JVM itself allocates where it compiles; what is ours would be there in every window.
            assertEquals(0, least(ofClient), "on the client's thread");
            assertEquals(0, least(ofPublisher), "on the thread that publishes");
        }
    }
}

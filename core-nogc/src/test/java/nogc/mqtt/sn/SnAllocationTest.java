package nogc.mqtt.sn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import nogc.mqtt.Bytes;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.wire.BigEndian;
import org.junit.jupiter.api.Test;

/**
 * After start-up nothing is allocated: not per message in either direction at any QoS, not per sleep, search, reconnect
 * or error.
 */
class SnAllocationTest {
    private static final int ROUNDS = 10000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** One round: connect, subscribe, publish at each QoS, receive at each QoS, rubbish, sleep, wake, connect, leave. */
    private static final class Application extends Listener {
        private final SnAnsweringGateway gateway = new SnAnsweringGateway();
        private final SnSleep sleep = new SnSleep();
        private final SnWill will = new SnWill();
        private final SnClient client;
        private final ConnectOptions options = new ConnectOptions();
        private final Topic topic = new Topic("a/b");
        private final Topic shortName = new Topic("ab");
        private final TopicFilter filter = new TopicFilter("t/#");
        private final byte[] payload = new byte[10];
        private final byte[][] incoming = {Bytes.of("09 0a 0007 0001 742f78"), Bytes.of("09 0c 00 0007 0000 6869"),
            Bytes.of("09 0c 20 0007 0002 6869"), Bytes.of("09 0c 40 0007 0003 6869"),
            Bytes.of("09 0c c0 0007 0003 6869"), Bytes.of("04 10 0003"), Bytes.of("02 16"), Bytes.of("02 99"),
            Bytes.of("07 0c 03 0007 0000"), Bytes.of("07 0c 20 0099 0004"), Bytes.of("04 0f 0fff")};
        private int nextMsgId = 100;
        private int completed;
        private int received;
        private int refused;
        private int ends;

        Application() {
            SnConfig config = new SnConfig();
            config.receiveBuffer = 64;
            config.transmitBuffer = 64;
            config.queue = 400;
            config.reconnectMinimum = 1;
            config.reconnectMaximum = 1;
            SnDiscovery discovery = new SnDiscovery(2);
            discovery.searchDelay = 1;
            config.options = new SnOption[] {new SnQos2Subscriber(4, 8), new SnQos2Publisher(), will, sleep, discovery};
            options.clientId = new Utf8String("node");
            options.willTopic = topic;
            options.willPayload = payload;
            client = new SnClient(config, gateway, gateway, gateway, this);
        }

        private void check(int result) {
            refused += result < 0 ? 1 : 0;
        }

        private void pass(int millis) {
            for (int i = 0; i < millis; i++) {
                int polls = 0;
                while (client.poll() == 0 || gateway.count > 0 || gateway.answerWaits) {
                    if (++polls > 1000) {
                        throw new AssertionError("a busy loop");
                    }
                }
                gateway.time++;
            }
        }

        void round() {
            check(client.connect(options));
            pass(5);
            check(client.subscribe(filter, 2));
            check(client.unsubscribe(filter));
            check(will.updateMessage(payload, 0, 4));
            for (int qos = 0; qos <= 2; qos++) {
                check(client.publish(topic, payload, 0, payload.length, qos, false));
                check(client.publishShort(shortName, payload, 0, payload.length, qos - 1, false, qos));
            }
            nextMsgId = nextMsgId == 60000 ? 100 : nextMsgId + 1;
            BigEndian.putU16(incoming[3], 5, nextMsgId);
            BigEndian.putU16(incoming[4], 5, nextMsgId);
            BigEndian.putU16(incoming[5], 2, nextMsgId);
            for (byte[] datagram : incoming) {
                gateway.give(datagram);
            }
            pass(5);
            check(sleep.sleep(1));
            pass(3);
            check(sleep.wake());
            pass(1);
            check(client.connect(options));
            pass(2);
            gateway.give(gateway.disconnect);
            pass(5);
            check(client.disconnect());
            pass(2);
        }

        @Override
        public int onMessage(Message message) {
            received++;
            return ACCEPT;
        }

        @Override
        public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
            completed++;
        }

        @Override
        public void onIdle(int cause) {
            ends++;
        }
    }

    @Test
    void tenThousandRoundsOfEverythingAllocateNothing() {
        Application application = new Application();
        for (int i = 0; i < 2000; i++) {
            application.round();
        }
        // Compiled code that is entered by a new way makes the JVM load a class on this thread, once: so more tries.
        long allocated = -1;
        for (int attempt = 0; attempt < 10 && allocated != 0; attempt++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < ROUNDS; i++) {
                application.round();
            }
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated, "bytes allocated in " + ROUNDS + " rounds");
        assertEquals(0, application.refused, "calls refused");
        int rounds = application.ends;
        assertTrue(rounds >= ROUNDS + 2000, "rounds: " + rounds);
        assertEquals(6 * rounds, application.completed, "messages out");
        assertTrue(application.received >= 3 * rounds, "messages in: " + application.received);
        assertTrue(application.client.metrics().malformed >= 2 * rounds, "malformed");
    }
}

package nogc.mqtt.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.Metrics;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.memory.CannedServer.Fate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** After start-up the client allocates nothing: not per message, not per reconnect, not per error. */
class AllocationTest {
    private static final int WARM_UP = 1000;
    private static final int ATTEMPTS = 10000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Publishes at each QoS, subscribes and unsubscribes on every connection, and has it dropped when all is done. */
    private static final class Application extends Listener {
        private static final int EVENTS = 8;

        private final Topic topic = new Topic("a/b");
        private final TopicFilter filter = new TopicFilter("t/#");
        private final byte[] payload = new byte[100];
        private Client client;
        private CannedServer server;
        private int refused;
        private int events;
        private int subscription;

        @Override
        public void onConnected(boolean sessionPresent, PropertyReader properties) {
            events = 0;
            subscription = check(client.subscribe(filter, 2));
            for (int qos = 0; qos <= 2; qos++) {
                check(client.publish(topic, payload, 0, payload.length, qos, false));
            }
        }

        private int check(int result) {
            refused += result < 0 ? 1 : 0;
            return result;
        }

        @Override
        public int onMessage(Message message) {
            happened();
            return ACCEPT;
        }

        @Override
        public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
            happened();
        }

        @Override
        public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
            if (result == 0 && handle == subscription) {
                check(client.unsubscribe(filter));
                happened();
            }
        }

        @Override
        public void onUnsubscribed(int handle, int result, byte[] codes, int offset, int count,
                PropertyReader properties) {
            happened();
        }

        @Override
        public void onOversize(int qos) {
            if (qos == 2) {
                server.end();
            }
        }

        private void happened() {
            if (++events == EVENTS) {
                server.end();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void tenThousandReconnectsWithMessagesAllocateNothing(int version) {
        Metrics metrics = assertAllocatesNothing(version, Fate.SERVE);
        assertTrue(metrics.connections >= ATTEMPTS, "connections: " + metrics.connections);
        assertTrue(metrics.delivered >= 3 * ATTEMPTS, "messages in: " + metrics.delivered);
        assertTrue(metrics.bytesSent >= 300 * ATTEMPTS, "bytes out: " + metrics.bytesSent);
        assertEquals(0, metrics.protocolErrors);
    }

    @ParameterizedTest
    @EnumSource(value = Fate.class, names = "SERVE", mode = EnumSource.Mode.EXCLUDE)
    void noErrorAllocates(Fate fate) {
        for (int version = 4; version <= 5; version++) {
            Metrics metrics = assertAllocatesNothing(version, fate);
            boolean faulty = fate == Fate.MALFORMED || fate == Fate.PROTOCOL_ERROR;
            assertEquals(faulty, metrics.protocolErrors >= ATTEMPTS, "protocol errors: " + metrics.protocolErrors);
            assertEquals(fate == Fate.OVERSIZE, metrics.oversize >= 3 * ATTEMPTS, "oversize: " + metrics.oversize);
            boolean accepted = faulty || fate == Fate.OVERSIZE;
            assertEquals(accepted, metrics.connections >= ATTEMPTS, "connections: " + metrics.connections);
        }
    }

    @Test
    void theMeasurementSeesASingleObject() {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        byte[] kept = new byte[payloadLength()];
        long after = THREADS.getCurrentThreadAllocatedBytes();
        assertTrue(after - before >= kept.length, "the JVM does not count what a thread allocates");
    }

    private static int payloadLength() {
        return 100 + (int) (System.nanoTime() & 1);
    }

    private static Metrics assertAllocatesNothing(int version, Fate fate) {
        CannedServer server = new CannedServer(version, fate);
        Application application = new Application();
        Config config = new Config();
        config.receiveBuffer = 512;
        config.transmitBuffer = 512;
        config.ring = 1024;
        config.reconnectMinimum = 1;
        config.reconnectMaximum = 2;
        Client client = new Client(config, version == 4 ? new Mqtt311() : new Mqtt5(), server, server, server, application);
        application.client = client;
        application.server = server;
        ConnectOptions options = new ConnectOptions();
        assertEquals(0, client.connect(options));
        poll(client, WARM_UP);
        // Compiled code that is entered by a new way makes the JVM load a class on this thread, once: so more tries.
        long allocated = -1;
        for (int attempt = 1; attempt <= 10 && allocated != 0; attempt++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            poll(client, WARM_UP + attempt * ATTEMPTS);
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated, "bytes allocated in " + ATTEMPTS + " attempts: " + fate + ", version " + version);
        assertTrue(fate != Fate.SERVE || application.refused == 0, "calls refused: " + application.refused);
        return client.metrics();
    }

    private static void poll(Client client, int attempts) {
        int polls = 0;
        while (client.metrics().connectAttempts < attempts) {
            client.poll();
            if (++polls > 100 * (WARM_UP + ATTEMPTS)) {
                throw new AssertionError("stuck after " + client.metrics().connectAttempts + " attempts");
            }
        }
    }
}

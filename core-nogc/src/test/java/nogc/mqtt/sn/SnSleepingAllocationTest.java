package nogc.mqtt.sn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import nogc.mqtt.Bytes;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import org.junit.jupiter.api.Test;

/** After start-up a sleeping client allocates nothing: per reading, command, sleep, reconnect or error. */
class SnSleepingAllocationTest {
    private static final int ROUNDS = 10000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final SnAnsweringGateway gateway = new SnAnsweringGateway();
    private final SnSleepingConfig config = new SnSleepingConfig();
    private final SnTopic name = new SnTopic(new Topic("a/b"));
    private final SnTopic predefined = new SnTopic(SnFlags.PREDEFINED, 7);
    private final byte[] payload = new byte[10];
    private final byte[][] incoming = {Bytes.of("09 0c 01 0007 0000 6869"), Bytes.of("09 0c 21 0007 0002 6869"),
        Bytes.of("09 0a 0008 0001 612f62"), Bytes.of("02 16"), Bytes.of("02 99"), Bytes.of("07 0c 20 0099 0004")};
    private SnSleepingClient client;
    private int received;
    private int refused;
    private int ends;

    private void await(int refusal) {
        refused += refusal == Result.OK ? 0 : 1;
        for (int i = 0; i < 100 && (client.result() == SnSleepingClient.PENDING || gateway.count > 0); i++) {
            client.poll();
            if (client.received() != null) {
                received++;
                client.take();
            }
            gateway.time++;
        }
        refused += client.result() == Result.OK ? 0 : 1;
    }

    private void round() {
        await(client.connect());
        await(client.subscribe(predefined, 1));
        await(client.publish(name, payload, 0, payload.length, 1, false));
        await(client.publish(predefined, payload, 0, payload.length, 0, false));
        await(client.sleep(1));
        for (byte[] datagram : incoming) {
            gateway.give(datagram);
        }
        await(client.wake());
        await(client.connect());
        await(client.publish(name, payload, 0, payload.length, 1, false));
        gateway.give(gateway.disconnect);
        client.poll();
        ends += client.isConnected() ? 0 : 1;
    }

    @Test
    void tenThousandRoundsOfEverythingAllocateNothing() {
        config.clientId = new Utf8String("node");
        client = new SnSleepingClient(config, gateway, gateway);
        for (int i = 0; i < 2000; i++) {
            round();
        }
        // Compiled code that is entered by a new way makes the JVM load a class on this thread, once: so more tries.
        long allocated = -1;
        int rounds = 2000;
        for (int attempt = 0; attempt < 10 && allocated != 0; attempt++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < ROUNDS; i++) {
                round();
            }
            rounds += ROUNDS;
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated, "bytes allocated in " + ROUNDS + " rounds");
        assertEquals(0, refused, "calls refused, or ended badly");
        assertEquals(rounds, ends, "connections that the gateway ended");
        assertEquals(2 * rounds, received, "messages in");
        assertTrue(client.metrics().malformed >= rounds, "malformed");
    }
}

package nogc.mqtt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nogc.hal.Transport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.SessionStore;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.store.MemoryStore;
import org.junit.jupiter.api.Test;

/** A client with a store and, for most of the time, without a connection. */
class OfflineStoreTest {
    private final Topic topic = new Topic("a");
    private final List<Integer> failures = new ArrayList<>();
    private final SlowTransport transport = new SlowTransport();
    private int now;

    @Test
    void whatIsPublishedWithoutAConnectionIsDurableAfterTheNextPoll() {
        MemoryStore store = new MemoryStore();
        Client client = client(store);
        client.poll();
        assertTrue(client.publish(topic, new byte[0], 0, 0, 1, false) > 0);
        assertFalse(store.holdsMessage(1));
        client.poll();
        store.cut();
        assertTrue(store.holdsMessage(1));
    }

    @Test
    void beforeConnectTheStoreDoesNotKnowForWhomToKeep() {
        Client client = new Client(config(new MemoryStore()), new Mqtt311(), transport, () -> now, () -> 0, listener());
        assertEquals(Result.NOT_CONNECTED, client.publish(topic, new byte[0], 0, 0, 1, false));
        assertTrue(client.publish(topic, new byte[0], 0, 0, 0, false) > 0);
        client.connect(options());
        assertTrue(client.publish(topic, new byte[0], 0, 0, 1, false) > 0);
    }

    @Test
    void aCommitThatFailsWithoutAConnectionEndsTheNextOneBeforeAByteIsSent() {
        FailingStore store = new FailingStore();
        Client client = client(store);
        client.poll();
        client.publish(topic, new byte[0], 0, 0, 1, false);
        store.failing = true;
        client.poll();
        assertEquals(List.of(), failures);
        transport.opened = true;
        client.poll();
        assertEquals(List.of(Result.STORE_FAILED), failures);
        assertEquals(0, transport.written);
        store.failing = false;
        now++;
        client.poll();
        assertTrue(transport.written > 0, "the next attempt");
    }

    private Client client(SessionStore store) {
        Client client = new Client(config(store), new Mqtt311(), transport, () -> now, () -> 0, listener());
        assertEquals(Result.OK, client.connect(options()));
        return client;
    }

    private static Config config(SessionStore store) {
        Config config = new Config();
        config.store = store;
        return config;
    }

    private static ConnectOptions options() {
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String("c");
        return options;
    }

    private Listener listener() {
        return new Listener() {
            @Override
            public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
                failures.add(cause);
            }
        };
    }

    /** Opens when it is told to, and then takes everything and gives nothing. */
    private static final class SlowTransport implements Transport {
        private boolean opened;
        private int written;

        @Override
        public int endpoint(byte[] host, int offset, int length, int port) {
            return 0;
        }

        @Override
        public int open() {
            return opened ? 1 : 0;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return 0;
        }

        @Override
        public int write(byte[] buffer, int offset, int length) {
            written += length;
            return length;
        }

        @Override
        public void close() {
        }
    }

    /** Fails at commit when told to. */
    private static final class FailingStore extends MemoryStore {
        private boolean failing;

        @Override
        public int commit() {
            return failing ? Result.STORE_FAILED : super.commit();
        }
    }
}

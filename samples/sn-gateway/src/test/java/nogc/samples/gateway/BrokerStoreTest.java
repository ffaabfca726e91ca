package nogc.samples.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.TcpTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Result;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt5;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store of a connection says of messages that the journal holds. */
class BrokerStoreTest {
    @TempDir
    Path folder;

    /** The last arrival that a life of the gateway finds acknowledged, which then ends without a message. */
    private long confirmed() {
        Settings settings = new Settings();
        settings.store = folder.resolve("store");
        try (BrokerStore store = BrokerStore.forOne(settings, "n")) {
            Config config = BrokerLine.config(false);
            store.configure(config);
            Client client = new Client(config, new Mqtt5(), new TcpTransport("127.0.0.1", 1), new SteadyClock(),
                    new SystemEntropy(), new Listener() { });
            ConnectOptions options = new ConnectOptions();
            options.clientId = new Utf8String("n");
            assertEquals(Result.OK, client.connect(options));
            store.opened(client);
            client.poll();
            return store.confirmed();
        }
    }

    /** A gateway that is killed between its first message's records in the journal and here gets that message again. */
    @Test
    void aFileThatAnEarlierLifeMadeAndWhereNothingIsAcknowledgedConfirmsNothing() {
        assertEquals(Long.MAX_VALUE, confirmed(), "it was not there: it says nothing of what the journal holds");
        assertEquals(0, confirmed());
    }
}

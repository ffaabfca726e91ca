package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import nogc.javase.broker.MosquittoBroker;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt5;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a connection costs: nothing of ours but a name look-up, and always the same. */
@Timeout(120)
class ReconnectTest {
    private Client client;
    private Sleeper sleeper;

    @Test
    void aThousandReconnectsCostTheSameEach() throws IOException {
        try (MosquittoBroker broker = MosquittoBroker.configure().quiet().run()) {
            TcpTransport transport = new TcpTransport("127.0.0.1", broker.port());
            sleeper = new Sleeper(transport);
            client = new Client(new Config(), new Mqtt5(), transport, new SteadyClock(), new SystemEntropy(),
                    new Listener() { });
            ConnectOptions options = new ConnectOptions();
            reconnect(options, 500);
            long first = reconnect(options, 500);
            long second = reconnect(options, 500);
            System.out.printf("1,000 reconnects over TCP: %,d bytes each in the first half, %,d in the second%n",
                    first / 500, second / 500);
            assertTrue(second <= first + first / 10, "grew from " + first + " to " + second);
            assertTrue(second / 500 < 5000, second / 500 + " bytes a connection");
            sleeper.close();
        }
    }

    private long reconnect(ConnectOptions options, int count) throws IOException {
        long before = Allocation.bytes();
        for (int i = 0; i < count; i++) {
            if (client.connect(options) != 0) {
                throw new AssertionError("connect");
            }
            for (int wait = client.poll(); !client.isConnected(); wait = client.poll()) {
                sleeper.sleep(wait, client.wantsInput(), client.wantsOutput());
            }
            client.abort();
            for (int wait = client.poll(); !client.isIdle(); wait = client.poll()) {
                sleeper.sleep(wait, client.wantsInput(), client.wantsOutput());
            }
        }
        return Allocation.bytes() - before;
    }
}

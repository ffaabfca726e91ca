package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import nogc.javase.broker.MosquittoBroker;
import nogc.mqtt.Config;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.codec.Mqtt311;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A way to the broker that carries less than we have to say: no time-out may measure the queue ahead of it. */
@Timeout(60)
class SlowWayTest {
    /** Ten times faster than the 20 kB/s, ten times shorter than the keep alive of 60 s of the report. */
    private static final int BYTES_PER_SECOND = 150_000;
    private static final int LENGTH = 1_200_000;

    @Test
    void aLongMessageThroughASlowProxyArrivesOnceAndWithoutATimeOut() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start();
                SlowProxy proxy = new SlowProxy(broker.port(), BYTES_PER_SECOND)) {
            Config config = TestClient.smallSteps();
            config.pingTimeout = 3000;
            try (TestClient client = new TestClient("slow", config, new Mqtt311(),
                    new TcpTransport("127.0.0.1", proxy.port()))) {
                client.options.keepAlive = 4;
                client.connect();
                int handle = TestClient.positive(client.client.publish(new Topic("slow"),
                        (position, buffer, offset, length) -> length, LENGTH, 1, false, null));
                assertEquals(Result.OK, client.completion(handle).result());
                assertEquals(List.of(), client.disconnected);
            }
        }
    }
}

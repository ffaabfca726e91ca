package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import nogc.hal.net.EndpointList;
import nogc.javase.broker.MosquittoBroker;
import nogc.mqtt.Result;
import nogc.mqtt.codec.Mqtt5;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A list of real addresses: a black hole, a broker that dies, and one that takes over. */
@Timeout(60)
class EndpointListBrokerTest {
    private static EndpointList list(TcpTransport tcp, int... ports) {
        EndpointList list = new EndpointList(tcp, new SteadyClock(), new SystemEntropy(), EndpointList.IN_ORDER, 4);
        for (int port : ports) {
            assertEquals(0, list.add("127.0.0.1".getBytes(StandardCharsets.US_ASCII), port));
        }
        return list;
    }

    @Test
    void aDeadBrokerIsReplacedByTheNext() {
        try (MosquittoBroker first = MosquittoBroker.start(); MosquittoBroker second = MosquittoBroker.start()) {
            TcpTransport tcp = new TcpTransport("127.0.0.1", 1);
            EndpointList list = list(tcp, first.port(), second.port());
            try (TestClient client = new TestClient("list", TestClient.smallSteps(), new Mqtt5(),
                    new SelectableLayer(list, tcp))) {
                client.connect();
                assertEquals(0, list.current());
                first.kill9();
                client.await("it is connected again", () -> client.connected.size() == 2);
                assertEquals(1, list.current());
                client.publishAndWait("a", "b", 1, false);
                client.disconnect();
            }
        }
    }

    @Test
    void aBlackHoleCostsTheTimeOfOneAttemptAndTheSelectorIsWokenForIt() {
        try (BlackHole hole = new BlackHole(); MosquittoBroker broker = MosquittoBroker.start()) {
            TcpTransport tcp = new TcpTransport("127.0.0.1", 1);
            EndpointList list = list(tcp, hole.port(), broker.port());
            list.attemptTimeout = 300;
            try (TestClient client = new TestClient("list", TestClient.smallSteps(), new Mqtt5(),
                    new SelectableLayer(list, tcp))) {
                assertEquals(Result.OK, client.client.connect(client.options));
                long start = System.nanoTime();
                client.sleepUntil(() -> !client.connected.isEmpty());
                long millis = (System.nanoTime() - start) / 1_000_000;
                assertTrue(millis >= 300 && millis < 10_000, millis + " ms, " + client);
                assertEquals(List.of(), client.failed);
                client.disconnect();
            }
        }
    }
}

package nogc.javase.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nogc.javase.Selectable;
import nogc.mqtt.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a web server hears of us, and what we tell of its answer. */
@Timeout(60)
class WebSocketRefusalTest {
    @Test
    void aTokenInAFieldAndInTheQueryReachesTheServer() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        HttpServer web = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        web.createContext("/", exchange -> {
            seen.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        web.start();
        try (MqttClient client = MqttClient.of("ws://127.0.0.1:" + web.getAddress().getPort() + "/a?token=1%202")
                .webSocketHeader("Authorization", "Bearer secret").stopOnFirstFailure().build()) {
            String why = assertThrows(ExecutionException.class, () -> client.connect().get(20, TimeUnit.SECONDS))
                    .getCause().getMessage();
            assertTrue(why.contains("403: it wants credentials, or others"), why);
            assertEquals("/a?token=1%202 Bearer secret", seen.take());
        } finally {
            web.stop(0);
        }
    }

    private static void refuse(ServerSocket server) {
        try (Socket first = server.accept()) {
            first.getOutputStream().write("HTTP/1.1 404 Not Found\r\n\r\n".getBytes());
            first.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsToldIsOfTheLastAttempt() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Selectable transport = BrokerTransport.of(List.of("ws://127.0.0.1:" + server.getLocalPort()), null,
                    new Config());
            Thread answering = new Thread(() -> refuse(server));
            answering.start();
            while (transport.open() == 0) {
                Thread.onSpinWait();
            }
            transport.close();
            assertTrue(transport.lastError().contains("404"), transport.lastError());
            assertEquals(0, transport.open()); // and the client's time is over
            transport.close();
            assertFalse(String.valueOf(transport.lastError()).contains("404"), transport.lastError());
        }
    }
}

package nogc.javase.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nogc.javase.TestLog;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Subscriptions at servers of MQTT 5.0: without Subscription Identifiers, that refuse to unsubscribe, that forget. */
@Timeout(60)
class SubscriberTest {
    /** Serves one connection. */
    private static final class Server implements AutoCloseable {
        final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        /** What stands behind the fixed header of each SUBSCRIBE. */
        final BlockingQueue<byte[]> subscribes = new LinkedBlockingQueue<>();

        Server() throws IOException {
            Thread thread = new Thread(this::serve);
            thread.setDaemon(true);
            thread.start();
        }

        private void serve() {
            try (Socket client = socket.accept()) {
                InputStream in = client.getInputStream();
                for (int head = in.read(); head >= 0; head = in.read()) {
                    byte[] body = in.readNBytes(in.read());
                    switch (head >> 4) {
                        case 1: // CONNECT; Subscription Identifier Available 0
                            answer(client, 0x20, 0, 0, 2, 0x29, 0);
                            break;
                        case 8:
                            subscribes.add(body);
                            answer(client, 0x90, body[0], body[1], 0, 1);
                            break;
                        case 10:
                            answer(client, 0xB0, body[0], body[1], 0, ReasonCode.NOT_AUTHORIZED);
                            break;
                        default:
                            return;
                    }
                }
            } catch (IOException e) {
                return; // the test is over
            }
        }

        private static void answer(Socket client, int head, int... body) throws IOException {
            byte[] packet = new byte[2 + body.length];
            packet[0] = (byte) head;
            packet[1] = (byte) body.length;
            for (int i = 0; i < body.length; i++) {
                packet[2 + i] = (byte) body[i];
            }
            client.getOutputStream().write(packet);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aServerWithoutIdentifiersGetsNoneAndOneThatRefusesToUnsubscribeIsTold() throws Exception {
        try (TestLog log = TestLog.of("nogc.mqtt"); Server server = new Server();
                MqttClient client = MqttClient.of("mqtt://127.0.0.1:" + server.socket.getLocalPort()).build()) {
            get(client.connect());
            assertEquals(1, get(client.subscribe("a", 1, message -> { })));
            assertEquals(0, server.subscribes.take()[2], "the length of the properties");
            MqttException refused = assertInstanceOf(MqttException.class, assertThrows(ExecutionException.class,
                    () -> get(client.unsubscribe("a"))).getCause());
            assertEquals(Result.REFUSED, refused.result());
            assertEquals(ReasonCode.NOT_AUTHORIZED, refused.reasonCode());
            log.awaitText("refused to unsubscribe from a: the server refused it: not authorized");
        }
    }

    @Test
    void inASessionThatMayBeNewItSubscribesAgain() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                MqttClient client = MqttClient.of("mqtt://127.0.0.1:" + server.getLocalPort())
                        .clientId("c").keepSession(Duration.ofHours(1)).config(config -> config.reconnectMinimum = 1)
                        .build()) {
            server.setSoTimeout(20_000);
            Future<Integer> granted = client.subscribe("a", 1, message -> { });
            client.connect();
            try (Socket first = server.accept()) {
                packet(first, 1);
                Server.answer(first, 0x20, 0, 0, 0);
                byte[] subscribe = packet(first, 8);
                Server.answer(first, 0x90, subscribe[0], subscribe[1], 0, 1);
                assertEquals(1, get(granted));
            }
            try (Socket second = server.accept()) { // it has lost the session, and makes another one
                packet(second, 1);
            }
            try (Socket third = server.accept()) {
                packet(third, 1);
                Server.answer(third, 0x20, 1, 0, 0);
                packet(third, 8);
            }
        }
    }

    /** Reads a packet of this type: what stands behind its fixed header. */
    private static byte[] packet(Socket from, int type) throws IOException {
        from.setSoTimeout(20_000);
        assertEquals(type, from.getInputStream().read() >> 4);
        return from.getInputStream().readNBytes(from.getInputStream().read());
    }
}

package nogc.javase.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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

/** Subscriptions at a server of MQTT 5.0 that has no Subscription Identifiers and lets nobody unsubscribe. */
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
}

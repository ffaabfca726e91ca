package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.Result;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A transport that holds input, of which no selector tells, under a real runner. */
@Timeout(60)
class BufferedInputTest {
    private static final int MESSAGES = 10;

    @Test
    void everyMessageOfARecordIsDeliveredThoughTheSocketIsEmpty() throws Exception {
        CountDownLatch delivered = new CountDownLatch(MESSAGES);
        Config config = new Config();
        config.receiveBuffer = 64; // two messages
        config.closeTimeout = 1;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Selectable transport = new BufferingTransport(new TcpTransport("127.0.0.1", server.getLocalPort()));
            Client client = new Client(config, new Mqtt311(), transport, new SteadyClock(), new SystemEntropy(),
                    new Listener() {
                        @Override
                        public int onMessage(Message message) {
                            delivered.countDown();
                            return ACCEPT;
                        }
                    });
            ClientRunner runner = new ClientRunner(client, transport, new PublishRing(2, 8, 8, 0), true);
            ConnectOptions options = new ConnectOptions();
            options.keepAlive = 0; // so that nothing else wakes the thread
            assertEquals(Result.OK, runner.start(options));
            try (Socket peer = server.accept()) {
                peer.getOutputStream().write(new byte[] {0x20, 2, 0, 0});
                assertTrue(runner.awaitConnected(10_000));
                ByteArrayOutputStream record = new ByteArrayOutputStream();
                for (int i = 0; i < MESSAGES; i++) {
                    record.writeBytes(new byte[] {0x30, 27, 0, 1, 'a'});
                    record.writeBytes(new byte[24]);
                }
                peer.getOutputStream().write(record.toByteArray());
                assertTrue(delivered.await(10, TimeUnit.SECONDS), () -> delivered.getCount() + " are missing");
            }
            runner.close(0);
        }
    }
}

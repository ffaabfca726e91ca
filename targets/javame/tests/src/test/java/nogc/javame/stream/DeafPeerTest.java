package nogc.javame.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.microedition.io.SocketConnection;
import javax.microedition.io.StreamConnection;
import nogc.javame.DeviceEntropy;
import nogc.javame.StreamTransport;
import nogc.javame.WallClock;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt5;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.microemu.microedition.ImplFactory;
import org.microemu.microedition.io.ConnectorImpl;

/** A server that accepts the connection and then reads no more, over MicroEmulator's sockets. */
@Timeout(60)
class DeafPeerTest {
    private final List<Integer> causes = new ArrayList<>();
    private int connections;

    @Test
    void noPollBlocksAndTheSendTimeOutEndsTheConnection() throws Exception {
        ImplFactory.registerGCF(ImplFactory.DEFAULT, new ConnectorImpl());
        try (ServerSocket server = new ServerSocket()) {
            server.setReceiveBufferSize(4096);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
            List<Socket> held = new ArrayList<>();
            Thread peer = new Thread(() -> acceptTwice(server, held));
            peer.start();
            long longest = serveUntilItReconnects("socket://127.0.0.1:" + server.getLocalPort());
            peer.join();
            assertEquals(List.of(Result.SEND_TIMEOUT), causes);
            long bound = 10 * StreamTransport.LONGEST_CLOSE; // the machine may be busy; blocked is for ever
            assertTrue(longest < bound, "a poll took " + longest + " ms");
            for (Socket each : held) {
                each.close();
            }
        }
    }

    /** Publishes as fast as the client takes it; the longest poll, in milliseconds. */
    private long serveUntilItReconnects(String url) throws InterruptedException {
        Config config = new Config();
        config.sendTimeout = 700;
        config.reconnectMinimum = 50;
        config.reconnectMaximum = 100;
        StreamTransport transport = new SmallSocket(url, config.transmitBuffer);
        WallClock clock = new WallClock();
        Client client = new Client(config, new Mqtt5(), transport, clock, new DeviceEntropy("deaf"), new Recorder());
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String("deaf");
        options.keepAlive = 0;
        client.connect(options);
        Topic topic = new Topic("much");
        byte[] payload = new byte[900];
        long longest = 0;
        while (connections < 2) {
            long start = System.nanoTime();
            int wait = client.poll();
            longest = Math.max(longest, (System.nanoTime() - start) / 1_000_000);
            if (!client.isConnected() || client.publish(topic, payload, 0, payload.length, 0, false) < 0) {
                transport.await(clock.beforeSleep(wait), client.wantsInput());
            }
        }
        transport.close();
        return longest;
    }

    private static void acceptTwice(ServerSocket server, List<Socket> held) {
        try {
            for (int i = 0; i < 2; i++) {
                Socket socket = server.accept();
                held.add(socket);
                socket.getInputStream().read();
                socket.getOutputStream().write(new byte[] {0x20, 3, 0, 0, 0}); // CONNACK
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** With a send buffer that is soon full. */
    private static final class SmallSocket extends StreamTransport {
        SmallSocket(String url, int ring) {
            super(url, ring);
        }

        @Override
        protected StreamConnection connect(String url) throws IOException {
            StreamConnection connection = super.connect(url);
            ((SocketConnection) connection).setSocketOption(SocketConnection.SNDBUF, 4096);
            return connection;
        }
    }

    private final class Recorder extends Listener {
        @Override
        public void onConnected(boolean sessionPresent, PropertyReader properties) {
            connections++;
        }

        @Override
        public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
            causes.add(cause);
        }

        @Override
        public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
            causes.add(cause);
        }
    }
}

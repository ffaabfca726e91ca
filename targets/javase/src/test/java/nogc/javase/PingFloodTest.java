package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nogc.hal.net.WebSocketOptions;
import nogc.hal.net.WebSocketTransport;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More pings in a row than one read of a WebSocket takes, the last of them decrypted where no selector sees them. */
@Timeout(60)
class PingFloodTest {
    private static final int PINGS = 300;
    private static final int PING = 127;
    private static final int RECORD = 31 * PING;
    private static final Consumer<SelectionKey> NOTHING = key -> { };

    /** The server's end, in the records of {@link ClearEngine}. */
    private static void send(DataOutputStream out, byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length; at += RECORD) {
            int length = Math.min(RECORD, bytes.length - at);
            out.writeShort(length);
            out.write(bytes, at, length);
        }
        out.flush();
    }

    private static byte[] answer(DataInputStream in) throws IOException, GeneralSecurityException {
        StringBuilder request = new StringBuilder();
        while (!request.toString().endsWith("\r\n\r\n")) {
            request.append(new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.US_ASCII));
        }
        String key = request.toString().replaceAll("(?s).*Sec-WebSocket-Key: (\\S+).*", "$1");
        byte[] proof = MessageDigest.getInstance("SHA-1").digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                .getBytes(StandardCharsets.US_ASCII));
        return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(proof)
                + "\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] pingsAndAMessage(byte[] message) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = 0; i < PINGS; i++) {
            frames.write(0x89);
            frames.write(PING - 2);
            frames.writeBytes(new byte[PING - 2]);
        }
        frames.write(0x82);
        frames.write(message.length);
        frames.writeBytes(message);
        return frames.toByteArray();
    }

    private static SelectableLayer webSocket(int port) {
        TlsTransport tls = new TlsTransport(new TcpTransport("127.0.0.1", port), "127.0.0.1", port,
                new TlsOptions().context(ClearEngine.context()), 4096);
        WebSocketOptions options = new WebSocketOptions();
        options.host = "127.0.0.1".getBytes(StandardCharsets.US_ASCII);
        options.port = port;
        options.receiveBuffer = 1024;
        return new SelectableLayer(new WebSocketTransport(tls, new SystemEntropy(), options), tls);
    }

    private static void serve(ServerSocket server, byte[] flood, CountDownLatch open, CountDownLatch sent) {
        try (Socket client = server.accept()) {
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream(), 65_536));
            send(out, answer(new DataInputStream(client.getInputStream())));
            open.await();
            send(out, flood);
            sent.countDown();
            client.getInputStream().readAllBytes();
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatCameBehindAFloodOfPingsIsReadWithoutMoreFromTheNetwork() throws Exception {
        byte[] message = "behind".getBytes(StandardCharsets.US_ASCII);
        byte[] buffer = new byte[100];
        CountDownLatch open = new CountDownLatch(1);
        CountDownLatch sent = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                Selector selector = Selector.open()) {
            Thread serving = new Thread(() -> serve(server, pingsAndAMessage(message), open, sent));
            serving.start();
            SelectableLayer layer = webSocket(server.getLocalPort());
            layer.register(selector);
            while (layer.open() == 0) {
                layer.watch(true, false);
                selector.select(NOTHING, 1000);
            }
            selector.selectNow(NOTHING);
            open.countDown();
            sent.await();
            layer.watch(true, false);
            assertEquals(0, layer.read(buffer, 0, buffer.length), "one read takes less than all these pings");
            long start = System.nanoTime();
            layer.watch(true, false);
            selector.select(NOTHING, 20_000);
            assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10), "nobody wakes who reads");
            assertEquals(message.length, layer.read(buffer, 0, buffer.length), layer.lastError());
            layer.watch(true, false);
            assertEquals(0, selector.select(NOTHING, 50), "there is no more");
            layer.close();
            serving.join();
        }
    }
}

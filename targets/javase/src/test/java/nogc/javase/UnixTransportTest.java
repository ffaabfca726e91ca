package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import nogc.hal.Transport;
import nogc.javase.broker.MosquittoBroker;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.codec.Mqtt5;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Through a socket in the file system to a real Mosquitto. */
@Timeout(60)
class UnixTransportTest {
    @TempDir
    Path folder;

    @Test
    void messagesGoThereAndBackAndTheEndOfTheBrokerIsSeen() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.configure().unix().run();
                TestClient client = new TestClient("unix", TestClient.smallSteps(), new Mqtt5(),
                        new UnixTransport(broker.unixSocket()))) {
            assertEquals(Result.OK, client.client.connect(client.options));
            client.await("an event", () -> !client.connected.isEmpty());
            assertTrue(client.client.subscribe(new TopicFilter("a"), 2) > 0);
            client.await("an event", () -> !client.subscribed.isEmpty());
            byte[] payload = "hello".getBytes(StandardCharsets.UTF_8);
            assertTrue(client.client.publish(new Topic("a"), payload, 0, payload.length, 2, false) > 0);
            client.await("an event", () -> !client.messages.isEmpty() && !client.published.isEmpty());
            assertTrue(client.messages.get(0).contains("hello"), client.messages.toString());
            broker.kill9();
            client.await("an event", () -> !client.disconnected.isEmpty());
        }
    }

    @Test
    void aSocketThatIsNotThereAndOneWhereNobodyListensAreTold() throws Exception {
        UnixTransport missing = new UnixTransport(folder.resolve("missing"));
        assertEquals(Transport.UNREACHABLE, missing.open());
        assertTrue(missing.lastError().startsWith("there is no socket"), missing.lastError());
        Path file = Files.createFile(folder.resolve("file"));
        UnixTransport silent = new UnixTransport(file);
        assertEquals(Transport.REFUSED, silent.open());
        assertTrue(silent.lastError().contains(file.toString()), silent.lastError());
        assertEquals(Transport.BROKEN, silent.read(new byte[1], 0, 1));
        assertEquals(Transport.BROKEN, silent.write(new byte[1], 0, 1));
        silent.close();
        assertEquals(Transport.REFUSED, silent.open(), "again");
    }

    @Test
    void aServerThatClosesIsToldByItsPath() throws Exception {
        Path path = folder.resolve("closing");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            UnixTransport transport = new UnixTransport(path);
            assertEquals(1, transport.open());
            server.accept().close();
            assertEquals(Transport.END_OF_STREAM, transport.read(new byte[1], 0, 1));
            assertEquals(path + " closed the connection", transport.lastError());
            assertEquals(Transport.BROKEN, transport.write(new byte[1], 0, 1));
            assertTrue(transport.lastError().startsWith("the connection to " + path + " broke: "),
                    transport.lastError());
            transport.close();
        }
    }

    @Test
    void aPathThatIsTooLongIsTold() {
        UnixTransport transport = new UnixTransport(folder.resolve("x".repeat(200)));
        assertTrue(transport.open() < 0);
        assertTrue(transport.lastError() != null);
    }

    @Test
    void anotherServerCannotBeNamed() {
        UnixTransport transport = new UnixTransport(folder.resolve("s"));
        assertEquals(Transport.UNSUPPORTED, transport.endpoint(new byte[] {'a'}, 0, 1, 1883));
        assertEquals(0, transport.endpoint(null, 0, 0, 0));
    }

    @Test
    void aBufferOfNoBytesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new UnixTransport(folder, 0));
    }
}

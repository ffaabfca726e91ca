package nogc.samples.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import nogc.javase.broker.FreePort;
import nogc.javase.broker.MosquittoBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HelloMqttTest {
    private final PrintStream out = System.out;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @AfterEach
    void giveTheStreamsBack() {
        System.setOut(out);
    }

    @Test
    void itHearsWhatItSays() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.configure().run()) {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            HelloMqtt.main(new String[] {"mqtt://127.0.0.1:" + broker.port()});
        }
        assertEquals("hello/world: hello", said.toString(StandardCharsets.UTF_8).strip());
    }

    @Test
    void whatIsNoUriAndAPortThatWantsTlsAreTold() throws Exception {
        assertEquals("a broker's URI begins with mqtt:, mqtts:, ws:, wss: or unix:, not with foo:",
                HelloMqtt.run("foo://x"));
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread closing = new Thread(() -> {
                try {
                    server.accept().close(); // as one does who awaits TLS
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            closing.start();
            String words = HelloMqtt.run("mqtt://127.0.0.1:" + server.getLocalPort());
            assertTrue(words.contains("that port wants TLS"), words);
            closing.join();
        }
    }

    @Test
    void withoutABrokerItSaysSo() throws Exception {
        int port = FreePort.find();
        String words = HelloMqtt.run("mqtt://127.0.0.1:" + port);
        assertTrue(words.contains("nothing listens there: check host and port"), words);
    }
}

package nogc.samples.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import nogc.javase.broker.FreePort;
import nogc.javase.broker.MosquittoBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HelloMqttTest {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @AfterEach
    void giveTheStreamsBack() {
        System.setOut(out);
        System.setErr(err);
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
    void withoutABrokerItSaysSo() throws Exception {
        int port = FreePort.find();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        HelloMqtt.main(new String[] {"mqtt://127.0.0.1:" + port});
        String words = said.toString(StandardCharsets.UTF_8);
        assertTrue(words.contains("nothing listens there: check host and port"), words);
    }
}

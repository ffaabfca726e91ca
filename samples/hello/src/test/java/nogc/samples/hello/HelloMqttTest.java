package nogc.samples.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.Test;

/** The program of the README, at a real Mosquitto. */
class HelloMqttTest {
    @Test
    void itPublishesAndPrintsWhatComesBack() {
        PrintStream output = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("watcher", "-t", "hello/#", "-v", "-C", "1")) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            assertTimeout(Duration.ofSeconds(5),
                    () -> HelloMqtt.main(new String[] {"127.0.0.1", String.valueOf(broker.port())}));
            observer.awaitLines(1);
            assertEquals(List.of("hello/world hello"), observer.lines());
            assertEquals("hello/world: hello\n", printed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(output);
        }
    }
}

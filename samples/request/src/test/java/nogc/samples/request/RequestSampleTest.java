package nogc.samples.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both programs as processes of their own, over a real Mosquitto. */
@Timeout(120)
class RequestSampleTest {
    private static Program program(Class<?> what, MosquittoBroker broker, String... more) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), what.getName(),
                "127.0.0.1", String.valueOf(broker.port())));
        command.addAll(List.of(more));
        return Program.start(command);
    }

    @Test
    void eachQuestionIsAnswered() {
        try (MosquittoBroker broker = MosquittoBroker.start(); Program answer = program(Answer.class, broker)) {
            answer.awaitLine("answers");
            try (Program ask = program(Ask.class, broker, "UTC", "Asia/Tokyo", "Mars/Olympus", "Europe/Berlin",
                    "Africa/Lagos", "UTC")) { // more than it has slots
                assertEquals(0, ask.awaitExit(60));
                List<String> lines = ask.lines().stream().sorted().toList();
                assertEquals(6, lines.size(), lines.toString());
                assertTrue(lines.get(0).matches("Africa/Lagos: 20.*\\[Africa/Lagos]"), lines.toString());
                assertEquals("Mars/Olympus: no such time zone", lines.get(3));
            }
        }
    }

    @Test
    void whereNobodyAnswersThatIsSaidAtOnce() {
        try (MosquittoBroker broker = MosquittoBroker.start(); Program ask = program(Ask.class, broker, "UTC")) {
            assertEquals(0, ask.awaitExit(60));
            assertEquals(List.of("UTC: nobody answers such questions"), ask.lines());
        }
    }
}

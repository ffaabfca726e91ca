package nogc.mqtt.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No program that we show or ship ignores what became of a call: a user copies it, and is deaf for good one day. */
class IgnoredResultTest {
    private static final List<Path> LIBRARIES = sources("hal", "core-nogc", "targets/javase", "targets/javame",
            "targets/stm32", "targets/raspberrypi", "samples/sensor-node");
    private static final List<Path> PROGRAMS = sources("targets/javase", "targets/javame", "targets/javame/tests",
            "targets/stm32", "targets/raspberrypi", "samples/sensor-node", "samples/sensor-midlet", "samples/hello",
            "samples/counter", "samples/pi-node", "samples/request", "samples/scram",
            "samples/demo", "samples/mqtt-cli", "bench",
            "samples/sn-gateway", "samples/own-firmware", "targets/stm32/maven-plugin");

    private static final List<String> EXCEPTIONS = List.of(
            // Refused for a message of an earlier connection: the server delivers it again, and it is answered again.
            "Mirror.java acknowledge()",
            // Measures turns of them, and a look at the result would be measured too.
            "Instructions.java publish()", "Instructions.java payload()", "Instructions.java decode()",
            "Ours.java publish()", "Ours.java payload()", "Ours.java decode()",
            // The test at the other end of the line sees whether they arrive.
            "Corners.java write()", "StoreProbe.java write()");

    private static List<Path> sources(String... modules) {
        return List.of(modules).stream().map(module -> Path.of("..", module, "src/main/java")).toList();
    }

    @Test
    void noSampleAndNoTargetIgnoresAResult() {
        List<String> findings = new ArrayList<>(IgnoredResults.in(PROGRAMS, LIBRARIES));
        for (String exception : EXCEPTIONS) {
            assertTrue(findings.removeIf(finding -> finding.replaceFirst(":\\d+", "").equals(exception)),
                    exception + " is no exception any more");
        }
        assertEquals("", String.join("\n", findings));
    }

    @Test
    void anIgnoredResultIsFoundInStatementsAndInLambdas(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("Offender.java"), """
                import java.util.ArrayList;
                import java.util.List;
                import nogc.mqtt.*;
                import nogc.mqtt.client.Client;
                import not.there.Missing;
                class Offender {
                    int offend(Client client, TopicFilter filter, Topic topic, int way) {
                        client.subscribe(filter, 1);
                        Runnable later = () -> client.disconnect();
                        switch (way) {
                            case 1 -> topic.set("a");
                            default -> new Missing().run(client.acknowledge(1));
                        }
                        return client.resume();
                    }
                    int innocent(Client client, List<String> words, Topic topic) {
                        words.add("set");
                        new ArrayList<>(words).set(0, "b");
                        client.poll();
                        client.abort();
                        java.util.function.IntSupplier wanted = () -> client.disconnect();
                        int result = topic.set("a");
                        return topic.set("b") < 0 ? result : 0;
                    }
                }
                """);
        assertEquals(List.of("Offender.java:8 subscribe()", "Offender.java:9 disconnect()", "Offender.java:11 set()"),
                IgnoredResults.in(List.of(folder), LIBRARIES));
    }
}

package nogc.javame.midlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nogc.javame.echo.EchoMidlet;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cldc11 jars as they are shipped, in an emulator: messages both ways at each QoS, and a death of the broker. */
@Timeout(60)
class EchoMidletTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void eachMessageComesBackOnceAndInOrder(int qos) throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "echo/#", "-q", "2", "-F", "%t %q %p");
                Program machine = start(broker)) {
            broker.awaitLog("Sending SUBACK to echo");
            List<String> payloads = send(broker, qos, 1, 60);
            List<String> expected = new ArrayList<>();
            payloads.forEach(payload -> expected.add("echo/out " + qos + " " + payload));
            List<String> back = new ArrayList<>(observer.awaitLines(120));
            back.removeIf(line -> line.startsWith("echo/in"));
            assertEquals(expected, back);
            quit(broker, machine);
            assertFalse(observer.lines().contains("echo/will 2 gone"), "a clean end has no will");
        }
    }

    @Test
    void itResumesItsSessionWhenTheBrokerDiesAndComesBack() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.configure().persistent().run();
                Program observer = broker.observe("observer", "-c", "-t", "echo/out", "-q", "2");
                Program machine = start(broker)) {
            broker.awaitLog("Sending SUBACK to echo");
            List<String> expected = new ArrayList<>(send(broker, 2, 1, 20));
            assertEquals(expected, observer.awaitLines(20));
            broker.save();
            broker.kill9();
            Thread.sleep(700); // the machine tries in vain
            broker.run();
            broker.awaitLog("Sending CONNACK to echo (1, 0)");
            broker.awaitLog("Sending SUBACK to observer");
            expected.addAll(send(broker, 2, 21, 20));
            assertEquals(expected, observer.awaitLines(40));
            quit(broker, machine);
        }
    }

    private Program start(MosquittoBroker broker) throws Exception {
        return Suite.of(EchoMidlet.class, folder, Map.of("Url", "socket://127.0.0.1:" + broker.port())).start();
    }

    /** One message a line. */
    private List<String> send(MosquittoBroker broker, int qos, int first, int count) throws Exception {
        List<String> payloads = IntStream.range(first, first + count).mapToObj(n -> "message " + n).toList();
        Path lines = Files.write(folder.resolve("lines"), payloads);
        try (Program sender = Program.start(List.of("sh", "-c", "exec mosquitto_pub -h 127.0.0.1 -p " + broker.port()
                + " -t echo/in -l -q " + qos + " < " + lines))) {
            assertEquals(0, sender.awaitExit(20), sender.lines()::toString);
        }
        return payloads;
    }

    private static void quit(MosquittoBroker broker, Program machine) {
        broker.publish("-t", "echo/in", "-m", "quit", "-q", "1");
        broker.awaitLog("Received DISCONNECT from echo");
        assertEquals(0, machine.awaitExit(20));
    }
}

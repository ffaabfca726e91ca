package nogc.samples.sensor.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The node as a process at a real Mosquitto, watched by mosquitto_sub, commanded by mosquitto_pub. */
class SensorNodeMainTest {
    /** Of the node, for what is under way. */
    private static final int SLOTS = 4;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"5", "311"})
    void itReportsObeysAndLeavesCleanly(String version) throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("watcher", "-t", "sensors/n/#", "-q", "1", "-F", "%r %t %p");
                Program node = node(broker, "--name", "n", "--period", "50", "-V", version)) {
            observer.awaitLine("sensors/n/temperature {\"n\":3,\"celsius\":");
            assertEquals("0 sensors/n/status online", observer.lines().get(0));
            broker.publish("-t", "sensors/n/setpoint", "-m", "150", "-q", "1");
            observer.awaitLine("sensors/n/heater on");
            broker.publish("-t", "sensors/n/setpoint", "-m", "cold", "-q", "1");
            broker.publish("-t", "sensors/n/setpoint", "-m", "-80", "-q", "1");
            observer.awaitLine("sensors/n/heater off");
            node.close();
            observer.awaitLine("sensors/n/status offline");
            broker.awaitLog("Client n disconnected.");
        }
    }

    @Test
    void itComesBackAfterTheBrokerWasKilledAndItsWillSpeaksWhenItIsKilledItself() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.configure().persistent().run();
                Program node = node(broker, "--name", "n", "--period", "100")) {
            node.awaitLine("sensor-node: online");
            broker.kill9();
            node.awaitLine("; trying again");
            broker.run();
            try (Program observer = broker.observe("watcher", "-t", "sensors/n/#", "-v", "-q", "1")) {
                observer.awaitLine("sensors/n/temperature ");
                broker.publish("-t", "sensors/n/setpoint", "-m", "150", "-q", "1");
                observer.awaitLine("sensors/n/heater on");
                node.kill9();
                observer.awaitLine("sensors/n/status offline");
            }
        }
    }

    /** The broker stands still until the slots are taken, and the node dies: what it took arrives after its start. */
    @Test
    void withAStoreItsReadingsAndItsSetPointOutliveIt() throws Exception {
        String store = folder.resolve("n.store").toString();
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("watcher", "-t", "sensors/n/+", "-q", "1", "-F", "%t %p")) {
            try (Program node = node(broker, "--name", "n", "--period", "100", "--store", store)) {
                observer.awaitLine("sensors/n/temperature {\"n\":3,");
                broker.publish("-t", "sensors/n/setpoint", "-m", "150", "-q", "1");
                observer.awaitLine("sensors/n/heater on");
                broker.freeze();
                awaitInStore(Path.of(store), "{\"n\":" + (last(observer.lines()) + SLOTS) + ",");
                node.kill9();
                broker.thaw();
            }
            observer.awaitLine("sensors/n/status offline");
            int before = observer.lines().size();
            try (Program node = node(broker, "--name", "n", "--period", "100", "--store", store)) {
                observer.await(lines -> rest(lines, before).stream().anyMatch(line -> line.contains("{\"n\":1,")),
                        20_000);
                List<String> late = rest(observer.lines(), before);
                assertTrue(late.stream().takeWhile(line -> !line.contains("{\"n\":1,"))
                        .filter(line -> line.contains("temperature")).count() >= 3, late.toString());
                observer.await(lines -> rest(lines, before).contains("sensors/n/heater on"), 20_000);
                assertTrue(rest(observer.lines(), before).contains("sensors/n/heater on"));
                refused(broker, store, "n",
                        store + " is in use by another client: give each client a store of its own");
            }
            refused(broker, store, "m", store + ": the session store holds the session of another client identifier or"
                    + " version: use that, or clear the store");
            refused(broker, folder.toString(), "n", folder + " (Is a directory) cannot be opened for writing: name a"
                    + " file that this user may write, in a folder that is there");
        }
    }

    /** The number of the last reading. */
    private static int last(List<String> lines) {
        return lines.stream().filter(line -> line.contains("{\"n\":"))
                .mapToInt(line -> Integer.parseInt(line.replaceFirst(".*\"n\":([0-9]+),.*", "$1"))).max().orElseThrow();
    }

    private static void awaitInStore(Path store, String text) throws Exception {
        long start = System.nanoTime();
        while (!Files.readString(store, StandardCharsets.ISO_8859_1).contains(text)) {
            assertTrue(System.nanoTime() - start < 30_000_000_000L, text + " is not in the store");
            Thread.sleep(5);
        }
    }

    private static List<String> rest(List<String> lines, int from) {
        return lines.subList(Math.min(from, lines.size()), lines.size());
    }

    private static void refused(MosquittoBroker broker, String store, String name, String reason) {
        try (Program node = node(broker, "--name", name, "--store", store)) {
            assertEquals(1, node.awaitExit(20));
            List<String> lines = node.lines();
            assertEquals("sensor-node: " + reason, lines.get(lines.size() - 1));
        }
    }

    @Test
    void itAnswersARequestOfMqtt5() {
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("asker", "-V", "5", "-t", "answers", "-q", "1", "-C", "1", "-F",
                        "%D %p");
                Program node = node(broker, "--name", "n")) {
            node.awaitLine("sensor-node: online");
            broker.awaitLog("Received PUBLISH from n (d0, q1, r0");
            broker.publish("-V", "5", "-t", "sensors/n/get", "-m", "", "-q", "1", "-D", "publish", "response-topic",
                    "answers", "-D", "publish", "correlation-data", "c7");
            String answer = observer.awaitLines(1).get(0);
            assertTrue(answer.matches("c7 \\{\"n\":1,\"celsius\":-?[0-9]+\\.[0-9]{3}}"), answer);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --broker here     | the broker must be given as HOST:PORT, not 'here'
            --period 0        | --period must be milliseconds from 1 to 999999999, not '0'
            -V 4              | -V must be 5 or 311, not '4'
            --name            | --name needs a value
            --name a/+        | the client identifier must fit a topic: no + and no #
            --colour red      | unknown option '--colour'
            """)
    void aWrongLineGetsOneLineAndExitCode2(String line, String answer) {
        try (Program node = start(List.of(line.split(" ")))) {
            assertEquals(2, node.awaitExit(10));
            assertEquals(1, node.lines().size(), node.lines().toString());
            assertTrue(node.lines().get(0).startsWith("sensor-node: " + answer + "; usage: "), node.lines().get(0));
        }
    }

    private static Program node(MosquittoBroker broker, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--broker", "127.0.0.1:" + broker.port()));
        all.addAll(List.of(arguments));
        return start(all);
    }

    private static Program start(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                "nogc.samples.sensor.jvm.SensorNodeMain"));
        command.addAll(arguments);
        return Program.start(command);
    }
}

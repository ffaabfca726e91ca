package nogc.samples.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Random;
import nogc.javase.broker.FreePort;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command beside mosquitto_pub and mosquitto_sub, at a real Mosquitto. */
class MosquittoTest {
    private static final int LARGE = 48 << 20;

    private static MosquittoBroker broker;

    @BeforeAll
    static void start() {
        broker = MosquittoBroker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({"311,0", "311,1", "311,2", "5,0", "5,1", "5,2"})
    void whatPubPublishesMosquittoSubPrints(String version, String qos) throws Exception {
        String topic = "out/" + version + "/" + qos;
        try (Program observer = broker.observe("o" + version + qos, "-t", topic, "-v", "-q", "2", "-C", "3")) {
            try (MqttProcess pub = pub("-t", topic, "-m", "21,5 °C", "-q", qos, "-V", version, "--repeat", "3")) {
                assertEquals(0, pub.exitCode(), pub::error);
                assertEquals("", pub.output() + pub.error());
            }
            assertEquals(0, observer.awaitExit(30));
            assertEquals(List.of(topic + " 21,5 °C", topic + " 21,5 °C", topic + " 21,5 °C"), observer.lines());
        }
    }

    @ParameterizedTest
    @CsvSource({"311,0", "311,1", "311,2", "5,0", "5,1", "5,2"})
    void whatMosquittoPubPublishesSubPrints(String version, String qos) throws Exception {
        String topic = "in/" + version + "/" + qos;
        String name = "s" + version + qos;
        try (MqttProcess sub = sub(name, "-t", "in/none", "-t", topic + "/#", "-q", qos, "-V", version, "-C", "2",
                "-v")) {
            broker.publish("-t", topic + "/a", "-m", "on", "-q", qos);
            broker.publish("-t", topic + "/b", "-m", "", "-q", qos);
            assertEquals(0, sub.exitCode(), sub::error);
            assertEquals(topic + "/a on\n" + topic + "/b (null)\n", sub.output());
            broker.awaitLog("Client " + name + " disconnected.");
        }
    }

    @Test
    void eachLineOfTheInputIsAMessage() throws Exception {
        try (Program observer = broker.observe("lines", "-t", "lines", "-q", "1", "-C", "200")) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 199; i++) {
                lines.append("line ").append(i).append(i % 2 == 0 ? "\n" : "\r\n");
            }
            try (MqttProcess pub = pub("-t", "lines", "-l", "-q", "1").input(lines + "the last has no end")) {
                assertEquals(0, pub.exitCode(), pub::error);
            }
            assertEquals(0, observer.awaitExit(30));
            assertEquals("line 198", observer.lines().get(198));
            assertEquals("the last has no end", observer.lines().get(199));
        }
    }

    @Test
    void theWholeInputIsOneMessage() throws Exception {
        try (Program observer = broker.observe("whole", "-t", "whole", "-C", "1")) {
            try (MqttProcess pub = pub("-t", "whole", "-s").input("two\nlines\n")) {
                assertEquals(0, pub.exitCode(), pub::error);
            }
            assertEquals(0, observer.awaitExit(30));
            assertEquals(List.of("two", "lines", ""), observer.lines());
        }
    }

    @Test
    void anEmptyRetainedMessageDeletesTheRetainedOne() throws Exception {
        run(0, pub("-t", "kept/a", "-m", "1", "-r", "-q", "1"));
        run(0, pub("-t", "kept/b", "-m", "2", "-r", "-q", "1"));
        try (MqttProcess sub = sub("kept1", "-t", "kept/#", "-C", "2", "--retained-only")) {
            assertEquals(0, sub.exitCode(), sub::error);
            assertEquals(List.of("1", "2"), sub.output().lines().sorted().toList());
        }
        run(0, pub("-t", "kept/a", "-n", "-r", "-q", "1"));
        try (MqttProcess sub = sub("kept2", "-t", "kept/#", "-C", "2", "-v")) {
            broker.publish("-t", "kept/c", "-m", "live");
            assertEquals(0, sub.exitCode(), sub::error);
            assertEquals("kept/b 2\nkept/c live\n", sub.output());
        }
        try (MqttProcess sub = sub("kept3", "-t", "kept/#", "-C", "1", "-R")) {
            broker.publish("-t", "kept/c", "-m", "live");
            assertEquals(0, sub.exitCode(), sub::error);
            assertEquals("live\n", sub.output());
        }
    }

    @Test
    void whatIsFilteredOutIsNotPrinted() throws Exception {
        try (MqttProcess sub = sub("filter", "-t", "f/#", "-T", "f/+/noise", "-C", "1", "-N", "-q", "1")) {
            broker.publish("-t", "f/1/noise", "-m", "hiss");
            broker.publish("-t", "f/1/voice", "-m", "hello");
            assertEquals(0, sub.exitCode(), sub::error);
            assertEquals("hello", sub.output());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2"})
    void aFileLargerThanMemoryIsStreamedOut(String qos, @TempDir Path folder) throws Exception {
        Path file = largeFile(folder);
        Path received = folder.resolve("received");
        String[] command = {"mosquitto_sub", "-h", "127.0.0.1", "-p", String.valueOf(broker.port()), "-i", "big" + qos,
            "-t", "big" + qos, "-q", "2", "-C", "1", "-N"};
        Process observer = new ProcessBuilder(command).redirectOutput(received.toFile()).start();
        try {
            broker.awaitLog("Sending SUBACK to big" + qos);
            run(0, pub("-t", "big" + qos, "-f", file.toString(), "-q", qos));
            assertEquals(0, observer.waitFor());
            assertArrayEquals(sha256(file), sha256(received));
        } finally {
            observer.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2"})
    void aMessageLargerThanMemoryIsStreamedIn(String qos, @TempDir Path folder) throws Exception {
        Path file = largeFile(folder);
        Path received = folder.resolve("received");
        String name = "large" + qos;
        try (MqttProcess sub = sub(name, "-t", name, "-q", qos, "-C", "1", "-N")) {
            broker.publish("-t", name, "-f", file.toString(), "-q", qos);
            assertEquals(0, sub.exitCode(), sub::error);
            Files.write(received, sub.outputBytes());
            assertArrayEquals(sha256(file), sha256(received));
        }
    }

    @Test
    void propertiesArrive() throws Exception {
        try (Program observer = broker.observe("props", "-V", "5", "-t", "props", "-C", "1", "-F", "%C|%R|%P|%p")) {
            run(0, pub("-t", "props", "-m", "x", "-D", "publish", "content-type", "text/plain", "-D", "publish",
                    "response-topic", "a/b", "-D", "publish", "user-property", "k", "v"));
            assertEquals(0, observer.awaitExit(30));
            assertEquals(List.of("text/plain|a/b|k:v|x"), observer.lines());
        }
    }

    @Test
    void aKeptSessionBringsWhatWasMissed() throws Exception {
        run(0, sub("keeper", "-t", "missed", "-q", "1", "-c", "-E"));
        broker.publish("-t", "missed", "-m", "here it is", "-q", "1");
        try (MqttProcess sub = sub("keeper", "-t", "missed", "-q", "1", "-c", "-C", "1")) {
            assertEquals(0, sub.exitCode(), sub::error);
            assertEquals("here it is\n", sub.output());
        }
    }

    @Test
    void theWillSpeaksWhenTheProcessIsKilled() throws Exception {
        try (Program observer = broker.observe("heir", "-t", "will", "-q", "1", "-C", "1")) {
            try (MqttProcess sub = sub("mortal", "-t", "x", "--will-topic", "will", "--will-payload", "gone",
                    "--will-qos", "1")) {
                sub.kill();
            }
            assertEquals(0, observer.awaitExit(30));
            assertEquals(List.of("gone"), observer.lines());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSignalEndsSubCleanly(boolean interrupt) throws Exception {
        String name = "signalled" + interrupt;
        try (MqttProcess sub = sub(name, "-t", "signal/#")) {
            if (interrupt) {
                sub.interrupt();
            } else {
                sub.terminate();
            }
            assertEquals(0, sub.exitCode());
            assertEquals("", sub.output() + sub.error());
            broker.awaitLog("Client " + name + " disconnected.");
        }
    }

    @Test
    void aBrokerThatIsNotThereGetsOneLineAndExitCode1() throws Exception {
        try (MqttProcess pub = MqttProcess.start(FreePort.find(), "pub", "-t", "a", "-m", "x")) {
            assertEquals(1, pub.exitCode());
            assertEquals(1, pub.error().lines().count(), pub.error());
            assertTrue(pub.error().startsWith("mqtt pub: nothing listens at 127.0.0.1:"), pub.error());
            assertTrue(pub.error().endsWith("; check -h and -p\n"), pub.error());
        }
    }

    @Test
    void aHostThatDoesNotExistGetsOneLineAndExitCode1() throws Exception {
        try (MqttProcess sub = MqttProcess.start(1883, "sub", "-h", "no-such-host.invalid", "-t", "a")) {
            assertEquals(1, sub.exitCode());
            assertEquals("mqtt sub: cannot resolve the host name no-such-host.invalid; check -h and -p\n", sub.error());
        }
    }

    @ParameterizedTest
    @CsvSource({"311,not authorized", "5,not authorized (0x87)"})
    void wrongCredentialsGetOneLineThatSaysWhatToCheck(String version, String reason) throws Exception {
        try (MosquittoBroker closed = MosquittoBroker.configure().user("me", "secret").run()) {
            String[] right = {"-t", "a", "-m", "x", "-V", version, "-u", "me", "-P", "secret"};
            String[] wrong = {"-t", "a", "-m", "x", "-V", version, "-u", "me", "-P", "wrong"};
            run(0, MqttProcess.start(closed.port(), "pub", right));
            try (MqttProcess pub = MqttProcess.start(closed.port(), "pub", wrong)) {
                assertEquals(1, pub.exitCode());
                assertEquals("mqtt pub: 127.0.0.1:" + closed.port() + " refused the connection: " + reason
                        + "; check -u and -P\n", pub.error());
            }
        }
    }

    @Test
    void theTraceNamesEachPacketButNoSecret() throws Exception {
        try (MqttProcess pub = pub("-t", "traced", "-m", "payload", "-q", "2", "-d", "-u", "me", "-P", "secret")) {
            assertEquals(0, pub.exitCode(), pub::error);
            List<String> packets = pub.error().lines()
                    .map(line -> line.substring(13).replaceAll("([A-Z]+).*", "$1")).toList();
            assertEquals(List.of("> CONNECT", "< CONNACK", "> PUBLISH", "< PUBREC", "> PUBREL", "< PUBCOMP",
                    "> DISCONNECT"), packets);
            assertTrue(pub.error().contains("> PUBLISH 'traced', QoS 2, id 1, "), pub.error());
            assertFalse(pub.error().contains("secret"));
        }
    }

    @Test
    void subOutlivesItsBroker() throws Exception {
        try (MosquittoBroker mortal = MosquittoBroker.start();
                MqttProcess sub = MqttProcess.start(mortal.port(), "sub", "-t", "a", "-q", "1", "-i", "stays", "-C",
                        "2")) {
            mortal.awaitLog("Sending SUBACK to stays");
            mortal.publish("-t", "a", "-m", "before", "-q", "1");
            sub.awaitOutput("before\n");
            mortal.kill9();
            mortal.run();
            mortal.awaitLog("Sending SUBACK to stays");
            mortal.publish("-t", "a", "-m", "after", "-q", "1");
            assertEquals(0, sub.exitCode(), sub::error);
            assertEquals("before\nafter\n", sub.output());
            assertTrue(sub.error().contains("trying again\n"), sub.error());
        }
    }

    @ParameterizedTest
    @CsvSource({"out,0", "out,1", "out,2", "in,0", "in,1"})
    void aBenchMeasuresAndAllocatesNothingPerMessage(String direction, String qos) throws Exception {
        try (MqttProcess bench = MqttProcess.start(broker.port(), "bench", "--direction", direction, "-q", qos,
                "--seconds", "2")) {
            assertEquals(0, bench.exitCode(), bench::error);
            assertTrue(bench.output().contains("  throughput  "), bench.output());
            assertTrue(bench.output().contains("  allocated   0 B per message"), bench.output());
        }
    }

    private static MqttProcess pub(String... arguments) throws IOException {
        return MqttProcess.start(broker.port(), "pub", arguments);
    }

    /** Starts {@code mqtt sub} and waits until it is subscribed. */
    private static MqttProcess sub(String name, String... arguments) throws IOException {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "-i";
        all[arguments.length + 1] = name;
        MqttProcess sub = MqttProcess.start(broker.port(), "sub", all);
        broker.awaitLog("Sending SUBACK to " + name);
        return sub;
    }

    private static void run(int exitCode, MqttProcess process) throws InterruptedException {
        try (process) {
            assertEquals(exitCode, process.exitCode(), process::error);
            assertEquals("", process.error());
        }
    }

    /** 48 MB, twice what the command's JVM may use. */
    private static Path largeFile(Path folder) throws IOException {
        Random random = new Random(48);
        byte[] bytes = new byte[LARGE];
        random.nextBytes(bytes);
        return Files.write(folder.resolve("large"), bytes);
    }

    private static byte[] sha256(Path file) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    }
}

package nogc.javame.midlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The suite that the build packs, in an emulator, over a real broker; judged by what the broker and others see. */
@Timeout(60)
class SensorMidletTest {
    private static final String STATUS = "sensors/me/status";
    private static final int KILLS = 3;
    private static final Pattern SKIPPED = Pattern.compile(" readings, (\\d+) skipped, 0 messages lost");

    @TempDir
    Path folder;

    private MosquittoBroker broker;

    @BeforeEach
    void startBroker() {
        broker = MosquittoBroker.start();
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({"5, 0", "5, 2", "311, 1"})
    void itComesOnlineReportsObeysAndLeaves(int protocol, int qos) throws Exception {
        try (Program observer = broker.observe("observer", "-t", "sensors/#", "-q", "2", "-F", "%t %q %p");
                Program machine = start(Map.of("Node-Protocol", "" + protocol, "Node-QoS", "" + qos,
                        "Node-Readings", "40"))) {
            observer.awaitLine("temperature " + qos + " {\"n\":1,");
            broker.publish("-t", "sensors/me/setpoint", "-m", "30", "-q", "1");
            observer.awaitLine("sensors/me/heater 1 on");
            observer.awaitLine(STATUS + " 1 offline");
            broker.awaitLog("Received DISCONNECT from me");
            assertEquals(0, machine.awaitExit(20));

            List<String> lines = observer.lines();
            assertEquals(List.of(STATUS + " 1 online", STATUS + " 1 offline"),
                    lines.stream().filter(line -> line.startsWith(STATUS)).toList());
            List<String> readings = lines.stream().filter(line -> line.contains("/temperature ")).toList();
            assertEquals(40, readings.size());
            for (int i = 0; i < readings.size(); i++) {
                String start = "sensors/me/temperature " + qos + " {\"n\":" + (i + 1) + ",\"celsius\":2";
                assertTrue(readings.get(i).startsWith(start), readings.get(i));
            }
        }
        try (Program late = broker.observe("late", "-t", STATUS, "-F", "%r %p")) {
            assertEquals("1 offline", late.awaitLines(1).get(0), "retained");
        }
    }

    @Test
    void itsWillSpeaksWhenTheMachineDies() throws Exception {
        try (Program observer = broker.observe("observer", "-t", "sensors/#", "-F", "%t %p");
                Program machine = start(Map.of())) {
            observer.awaitLine("{\"n\":3,");
            machine.kill9();
            observer.awaitLine(STATUS + " offline");
            assertFalse(String.join("\n", broker.log()).contains("Received DISCONNECT from me"));
        }
    }

    /** Be it away for less time than the readings take, or for more: their last ones wait for it then. */
    @ParameterizedTest
    @CsvSource({"60, 1500", "20, 2000"})
    void noReadingThatItTookIsLostWhenTheBrokerDiesAndComesBack(int readings, int millisAway) throws Exception {
        broker.close();
        broker = MosquittoBroker.configure().persistent().run();
        try (Program observer = broker.observe("observer", "-c", "-t", "sensors/me/temperature", "-q", "1", "-F", "%p");
                Program machine = start(Map.of("Node-Readings", "" + readings, "Node-Period", "100"))) {
            observer.awaitLine("{\"n\":10,");
            machine.freeze(); // Mosquitto forgets what it acknowledged after it last wrote its file
            broker.save();
            broker.kill9();
            machine.thaw();
            Thread.sleep(millisAway);
            broker.run();
            broker.awaitLog("Received DISCONNECT from me");
            assertEquals(0, machine.awaitExit(20));

            // What finds all slots taken, while the broker is away or slow, is counted and skipped.
            machine.awaitLine(readings + " readings, ");
            int skipped = SKIPPED.matcher(String.join("\n", machine.lines())).results()
                    .mapToInt(result -> Integer.parseInt(result.group(1))).sum();
            assertTrue(observer.await(lines -> arrived(lines).size() == readings - skipped, 20_000),
                    skipped + " skipped, arrived " + arrived(observer.lines()));
            List<Integer> arrived = arrived(observer.lines());
            assertEquals(arrived.stream().sorted().toList(), arrived);
        }
    }

    /**
     * The broker stands still until all slots are taken, wherever an exchange is then, and the machine dies: what it
     * had taken arrives after its next start, once and in order, and it heats as it did. The machine dies while nothing
     * is written, since MicroEmulator writes the file of a record store anew as a whole.
     */
    @ParameterizedTest
    @ValueSource(ints = {5, 311})
    void killedAndStartedAgainWithAStoreItLosesAndDoublesNoReading(int protocol) throws Exception {
        Suite suite = Suite.ofSensorNode(folder, "socket://127.0.0.1:" + broker.port(),
                Map.of("Node-Protocol", "" + protocol, "Node-QoS", "2", "Node-Store", "kept"));
        try (Program observer = broker.observe("observer", "-t", "sensors/me/temperature", "-q", "2", "-F", "%p")) {
            int before = 0;
            for (int life = 1; life <= KILLS + 1; life++) {
                try (Program heater = broker.observe("heater" + life, "-t", "sensors/me/heater", "-R", "-F", "%p");
                        Program machine = suite.start()) {
                    observer.awaitLines(before + 12);
                    if (life == 1) {
                        broker.publish("-t", "sensors/me/setpoint", "-m", "30", "-q", "1");
                    } else {
                        checkLate(arrivals(observer, before - 1));
                    }
                    heater.awaitLine("on");
                    if (life <= KILLS) {
                        broker.freeze();
                        awaitNothingWritten();
                        before = observer.lines().size();
                        machine.kill9();
                        broker.thaw();
                    }
                }
            }
            List<Integer> all = arrivals(observer, 0);
            long starts = IntStream.range(1, all.size()).filter(i -> all.get(i) <= all.get(i - 1)).count();
            assertEquals(KILLS, starts, "one start anew for each kill, or some came twice or out of order: " + all);
        }
    }

    /** Waits until the files of the machine stay as they are for four periods: its four slots are taken. */
    private void awaitNothingWritten() throws Exception {
        long quiet = System.nanoTime();
        long last = written();
        while (System.nanoTime() - quiet < 4 * 150_000_000L || System.currentTimeMillis() - last < 4 * 150) {
            Thread.sleep(50);
            last = written();
        }
    }

    /** When a file of the machine was written last. */
    private long written() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
            return files.mapToLong(file -> file.toFile().lastModified()).max().orElseThrow();
        }
    }

    /** The last arrival of a life, then what it had taken, without a gap, then the next life, which counts anew. */
    private static void checkLate(List<Integer> numbers) {
        int late = 1;
        while (numbers.get(late) == numbers.get(late - 1) + 1) {
            late++;
        }
        assertTrue(late > 2 && numbers.get(late) < numbers.get(0), "late, in one piece, and the next life: " + numbers);
    }

    private static List<Integer> arrivals(Program observer, int from) {
        List<String> lines = observer.lines();
        return lines.subList(from, lines.size()).stream().map(SensorMidletTest::number).toList();
    }

    @Test
    void aStoreOfAnotherNodeIsRefusedWithAReason() throws Exception {
        Suite.ofSensorNode(Files.createDirectory(folder.resolve("one")), "socket://127.0.0.1:" + broker.port(),
                Map.of("Node-Store", "kept", "Node-Readings", "1")).start().awaitExit(30);
        Files.createDirectory(folder.resolve("two"));
        Files.move(folder.resolve("one/home"), folder.resolve("two/home"));
        try (Program machine = Suite.ofSensorNode(folder.resolve("two"), "socket://127.0.0.1:" + broker.port(),
                Map.of("Node-Store", "kept", "Node-Name", "you")).start()) {
            machine.awaitLine("Node-Store holds another session, or is damaged: name another one");
            assertEquals(0, machine.awaitExit(20));
        }
    }

    /** The n of the readings; one may come twice. */
    private static List<Integer> arrived(List<String> lines) {
        return lines.stream().map(SensorMidletTest::number).distinct().toList();
    }

    private static int number(String line) {
        return Integer.parseInt(line.substring(line.indexOf(':') + 1, line.indexOf(',')));
    }

    @Test
    void aSettingThatMakesNoSenseEndsItWithAReason() throws Exception {
        try (Program machine = start(Map.of("Node-Protocol", "4"))) {
            machine.awaitLine("Node-Protocol must be 5 or 311");
            assertEquals(0, machine.awaitExit(20));
        }
    }

    private Program start(Map<String, String> settings) throws Exception {
        return Suite.ofSensorNode(folder, "socket://127.0.0.1:" + broker.port(), settings).start();
    }
}

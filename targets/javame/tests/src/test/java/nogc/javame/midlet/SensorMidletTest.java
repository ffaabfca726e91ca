package nogc.javame.midlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The suite that the build packs, in an emulator, over a real broker; judged by what the broker and others see. */
@Timeout(60)
class SensorMidletTest {
    private static final String STATUS = "sensors/me/status";
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
            broker.kill9();
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

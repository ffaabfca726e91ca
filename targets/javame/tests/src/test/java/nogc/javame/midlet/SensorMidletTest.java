package nogc.javame.midlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
                        "Node-Readings", "15"))) {
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
            assertEquals(15, readings.size());
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

    @Test
    void noReadingThatItTookIsLostWhenTheBrokerDiesAndComesBack() throws Exception {
        broker.close();
        broker = MosquittoBroker.configure().persistent().run();
        try (Program observer = broker.observe("observer", "-c", "-t", "sensors/me/temperature", "-q", "1", "-F", "%p");
                Program machine = start(Map.of("Node-Readings", "60", "Node-Period", "100"))) {
            observer.awaitLine("{\"n\":10,");
            broker.kill9();
            Thread.sleep(1500);
            broker.run();
            broker.awaitLog(" as me "); // after a back-off that a slow start of the broker prolongs
            observer.awaitLine("{\"n\":60,");
            broker.awaitLog("Received DISCONNECT from me");
            assertEquals(0, machine.awaitExit(20));

            // A reading that finds all slots taken while the broker is away is counted and skipped: one gap, no more.
            int before = 0;
            int gaps = 0;
            for (String line : observer.lines()) {
                int n = Integer.parseInt(line.substring(line.indexOf(':') + 1, line.indexOf(',')));
                assertTrue(n >= before, n + " after " + before);
                gaps += n > before + 1 ? 1 : 0;
                before = n;
            }
            assertTrue(gaps <= 1, observer.lines().toString());
        }
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

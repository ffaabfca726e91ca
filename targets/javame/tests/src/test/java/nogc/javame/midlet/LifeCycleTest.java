package nogc.javame.midlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import nogc.samples.sensor.SensorNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sensor MIDlet in the hands of an application manager; judged by what the broker and others see. */
@Timeout(60)
class LifeCycleTest {
    private static final String STATUS = "sensors/me/status ";
    private static final String DISCONNECT = "Received DISCONNECT from me";

    /** So long the broker is silent, which a farewell outlasts, and one that is not waited for does not. */
    private static final int PAUSE = 500;

    @TempDir
    Path folder;

    private MosquittoBroker broker;
    private int asked;

    @BeforeEach
    void startBroker() {
        broker = MosquittoBroker.start();
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({"5", "311"})
    void pausingLeavesCleanlyAndResumingConnectsAgain(int protocol) throws Exception {
        try (Program observer = observe(); Program machine = start(protocol)) {
            observer.awaitLine("{\"n\":3,");
            machine.tell("pause");
            assertThreadsEnd(machine);
            assertStatuses(observer, "online", "offline");
            int paused = observer.lines().size();
            Thread.sleep(400); // more than two periods
            assertEquals(paused, observer.lines().size(), "nothing is sent meanwhile");

            machine.tell("start");
            assertStatuses(observer, "online", "offline", "online");
            machine.tell("destroy true");
            assertThreadsEnd(machine);
            assertLeft(observer, 2, "online", "offline", "online", "offline");
        }
    }

    @ParameterizedTest
    @CsvSource({"5, true", "5, false", "311, true", "311, false"})
    void destroyingLeavesCleanlyBeforeItReturns(int protocol, boolean unconditional) throws Exception {
        try (Program observer = observe(); Program machine = start(protocol)) {
            observer.awaitLine("{\"n\":3,");
            broker.freeze();
            machine.tell("destroy " + unconditional + " off");
            Thread.sleep(PAUSE);
            broker.thaw();
            assertEquals(0, machine.awaitExit(20));
            assertLeft(observer, 1, "online", "offline");
        }
    }

    @Test
    void resumingAtOnceWaitsForTheFarewell() throws Exception {
        try (Program observer = observe(); Program machine = start(5)) {
            observer.awaitLine("{\"n\":3,");
            broker.freeze();
            machine.tell("pause");
            machine.tell("start");
            Thread.sleep(PAUSE);
            broker.thaw();
            assertStatuses(observer, "online", "offline", "online");
            machine.tell("destroy false");
            assertThreadsEnd(machine);
            assertLeft(observer, 2, "online", "offline", "online", "offline");
            assertEquals(0, count("already connected"), "never two at once");
        }
    }

    @Test
    void destroyingIsBoundedWhenTheBrokerIsGone() throws Exception {
        try (Program observer = observe(); Program machine = start(5)) {
            observer.awaitLine("{\"n\":3,");
            broker.kill9();
            machine.tell("destroy true");
            assertThreadsEnd(machine);
            assertBounded(machine);
        }
    }

    @Test
    void destroyingIsBoundedWhenTheBrokerNeitherReadsNorAnswers() throws Exception {
        try (Program observer = observe(); Program machine = start(5)) {
            observer.awaitLine("{\"n\":3,");
            broker.freeze();
            machine.tell("destroy true");
            assertThreadsEnd(machine);
            assertBounded(machine);
            broker.thaw();
            observer.awaitLine(STATUS + "offline");
            assertEquals(0, count(DISCONNECT), "the will had to say it");
        }
    }

    /** Clean ends: as many DISCONNECT as connections, and no status but these, so no will. */
    private void assertLeft(Program observer, int connections, String... statuses) throws Exception {
        assertStatuses(observer, statuses);
        broker.awaitLog("Client me disconnected");
        broker.publish("-t", "sensors/end", "-m", "all");
        observer.awaitLine("sensors/end all");
        assertStatuses(observer, statuses);
        assertEquals(connections, count(DISCONNECT));
    }

    private static void assertStatuses(Program observer, String... statuses) throws Exception {
        List<String> expected = List.of(statuses);
        for (int i = 0; i < 1500 && statuses(observer).size() < expected.size(); i++) {
            Thread.sleep(20);
        }
        assertEquals(expected, statuses(observer));
    }

    private static List<String> statuses(Program observer) {
        return observer.lines().stream().filter(line -> line.startsWith(STATUS))
                .map(line -> line.substring(STATUS.length())).toList();
    }

    private static void assertBounded(Program machine) {
        int millis = millis(machine, "destroy true");
        assertTrue(millis <= SensorNode.LONGEST_FAREWELL + 3000, millis + " ms");
    }

    private static int millis(Program machine, String command) {
        String line = machine.lines().stream().filter(each -> each.startsWith(command + ": ")).findFirst()
                .orElseThrow();
        return Integer.parseInt(line.replaceAll("\\D", ""));
    }

    private void assertThreadsEnd(Program machine) {
        asked++;
        machine.tell("threads " + asked);
        machine.awaitLine("threads " + asked + " left: ");
        assertTrue(machine.lines().contains("threads " + asked + " left: []"), machine.lines()::toString);
    }

    private Program observe() {
        return broker.observe("observer", "-t", "sensors/#", "-F", "%t %p");
    }

    private long count(String text) {
        return broker.log().stream().filter(line -> line.contains(text)).count();
    }

    private Program start(int protocol) throws Exception {
        return Suite.ofSensorNode(folder, "socket://127.0.0.1:" + broker.port(), Map.of("Node-Protocol", "" + protocol))
                .startManaged();
    }
}

package nogc.javame.midlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import nogc.samples.gateway.EmbeddedGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The suite over MQTT-SN in an emulator, by UDP to our gateway and a real broker; judged by what others see. */
@Timeout(60)
class SnSensorMidletTest {
    private static final String STATUS = "sensors/me/status ";
    private static final int READINGS = 12;

    @TempDir
    Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private MosquittoBroker broker;
    private EmbeddedGateway gateway;

    @BeforeEach
    void startGateway() throws Exception {
        broker = MosquittoBroker.start();
        gateway = gateway("0");
    }

    @AfterEach
    void stopGateway() throws Exception {
        gateway.close();
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "1, 0"})
    void itComesOnlineReportsObeysAndLeaves(int qos, int sleepSeconds) throws Exception {
        try (Program observer = observe();
                Program machine = start(Map.of("Node-QoS", "" + qos, "Node-Sleep", "" + sleepSeconds, "Node-Readings",
                        "" + READINGS, "Node-Period", "250"))) {
            observer.awaitLine("temperature {\"n\":1,");
            broker.publish("-t", "sensors/me/setpoint", "-m", "30", "-q", "1");
            observer.awaitLine("sensors/me/heater on");
            observer.awaitLine(STATUS + "offline");
            assertEquals(0, machine.awaitExit(20));
            machine.awaitLine(READINGS + " readings, 0 skipped, 0 messages lost");

            assertEquals(List.of(STATUS + "online", STATUS + "offline"), statuses(observer));
            assertEquals(IntStream.rangeClosed(1, READINGS).boxed().toList(), numbers(observer));
            assertTrue(told.stream().anyMatch(line -> line.contains("me left")), told::toString);
        }
    }

    @Test
    void itsWillSpeaksWhenTheMachineDiesInItsSleep() throws Exception {
        try (Program observer = observe(); Program machine = start(Map.of("Node-Period", "3000"))) {
            observer.awaitLine("{\"n\":2,");
            awaitSleep(); // the gateway waits for one that is awake as long as its keep alive
            machine.kill9();
            observer.awaitLine(STATUS + "offline");
        }
    }

    @Test
    void noReadingIsLostWhenTheGatewayGoesAndComesBackWithoutItsMemory() throws Exception {
        try (Program observer = observe(); Program machine = start(Map.of("Node-Readings", "40"))) {
            observer.awaitLine("{\"n\":5,");
            String port = "" + gateway.port();
            gateway.close();
            gateway = gateway(port);
            assertEquals(0, machine.awaitExit(40));
            machine.awaitLine(" 0 messages lost");
            observer.awaitLine("{\"n\":40,");
            List<Integer> distinct = numbers(observer).stream().distinct().toList();
            assertEquals(distinct.stream().sorted().toList(), distinct);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Node-Url | socket://127.0.0.1:1884 | url must be datagram://host:port, and is socket://127.0.0.1:1884",
        "Node-Name | a-name-of-24-characters- | Node-Name must be 1 to 23 characters of ASCII",
        "Node-Sleep | 65536 | Node-Sleep must be 0 to 65535 s, Node-Retry 200 ms or more",
        "Node-QoS | 2 | Node-QoS must be 0 or 1: this suite has no QoS 2"})
    void aSettingThatMakesNoSenseEndsItWithAReason(String key, String value, String line) throws Exception {
        try (Program machine = start(Map.of(key, value))) {
            machine.awaitLine(line);
            assertEquals(0, machine.awaitExit(20));
        }
    }

    /** Waits until the node has told the gateway that it sleeps. */
    private void awaitSleep() throws InterruptedException {
        told.clear();
        while (told.stream().noneMatch(line -> line.startsWith("1 nodes, 1 of them asleep"))) {
            gateway.report();
            Thread.sleep(20); // the test has its time-out
        }
    }

    private EmbeddedGateway gateway(String port) throws Exception {
        return new EmbeddedGateway(told::add, "--broker", "127.0.0.1:" + broker.port(), "--port", port, "--retry", "1");
    }

    private Program observe() {
        return broker.observe("observer", "-t", "sensors/#", "-q", "1", "-F", "%t %p");
    }

    private static List<String> statuses(Program observer) {
        return observer.lines().stream().filter(line -> line.startsWith(STATUS)).toList();
    }

    private static List<Integer> numbers(Program observer) {
        return observer.lines().stream().filter(line -> line.contains("/temperature "))
                .map(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1, line.indexOf(',')))).toList();
    }

    private Program start(Map<String, String> settings) throws Exception {
        return Suite.ofSnSensorNode(folder, "datagram://127.0.0.1:" + gateway.port(), settings).start();
    }
}

package nogc.samples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole of {@code make demo-sn}, with few readings. */
class SnDemoTest {
    private static final int READINGS = 2;

    @Test
    void everyFigureIsAsItMustBeAndEachProtocolHasItsCost() throws Exception {
        DemoProcess run = DemoProcess.run("nogc.samples.demo.SnDemo", String.valueOf(READINGS));
        assertEquals(0, run.exitCode(), run.output());
        assertTrue(run.output().contains("All is as it must be."), run.output());
        assertTrue(run.output().contains("lost a "), "nothing was lost");
        List<Double> minus = costs(run, "MQTT-SN, QoS -1 to a predefined id");
        assertEquals(List.of(1.0, 31.0, 0.0, 59.0), minus, "7 octets and {\"n\":1,\"celsius\":21.437}");
        List<Double> connected = costs(run, "MQTT-SN, QoS 1, connected");
        List<Double> old = costs(run, "MQTT 3.1.1, QoS 1, connected");
        List<Double> young = costs(run, "MQTT 5.0 with aliases, connected");
        assertEquals(List.of(31.0, 7.0), connected.subList(1, 3), "PUBLISH and PUBACK");
        assertEquals(List.of(58.0, 4.0), old.subList(1, 3), "PUBLISH with the topic's name, and PUBACK");
        assertEquals(List.of(34.0, 4.0), young.subList(1, 3), "PUBLISH with an alias, and PUBACK");
        assertTrue(costs(run, "MQTT-SN, QoS 1, asleep").get(0) > connected.get(0), "it has to connect first");
    }

    /** Wake-ups, bytes sent, bytes received, with headers. */
    private static List<Double> costs(DemoProcess run, String protocol) {
        String line = run.output().lines().filter(text -> text.startsWith("  " + protocol + "  ")).findFirst()
                .orElseThrow(() -> new AssertionError(protocol + " is missing in\n" + run.output()));
        return List.of(line.substring(protocol.length() + 2).strip().split(" +")).stream().map(Double::valueOf)
                .toList();
    }

    @Test
    void aWrongNumberOfReadingsGetsOneLineAndExitCode2() throws Exception {
        DemoProcess run = DemoProcess.run("nogc.samples.demo.SnDemo", "31");
        assertEquals(2, run.exitCode());
        assertEquals("demo-sn: give at most one word, a number of readings from 1 to 30\n", run.output());
    }
}

package nogc.mqtt.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import nogc.mqtt.Bytes;
import nogc.mqtt.Clause;
import nogc.mqtt.Result;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each line of the tables: the client says why where it can, closes, delivers nothing, counts it, and works again on
 * the next connection. The bytes come whole and one by one.
 */
@Clause({"5.0:MQTT-2.1.3-1", "5.0:MQTT-2.2.1-4", "5.0:MQTT-2.2.2-1", "5.0:MQTT-1.5.4-1", "5.0:MQTT-1.5.4-2",
    "5.0:MQTT-1.5.5-1", "5.0:MQTT-1.5.7-1", "5.0:MQTT-3.1.2-24", "5.0:MQTT-3.1.2-26", "5.0:MQTT-3.1.2-27",
    "5.0:MQTT-3.1.2-29", "5.0:MQTT-3.2.0-1", "5.0:MQTT-3.2.0-2", "5.0:MQTT-3.2.2-1", "5.0:MQTT-3.2.2-2",
    "5.0:MQTT-3.2.2-8", "5.0:MQTT-3.3.1-2", "5.0:MQTT-3.3.1-4", "5.0:MQTT-3.3.2-1", "5.0:MQTT-3.3.2-2",
    "5.0:MQTT-3.3.2-8", "5.0:MQTT-3.3.4-9", "5.0:MQTT-3.4.2-1", "5.0:MQTT-3.5.2-1", "5.0:MQTT-3.6.2-1",
    "5.0:MQTT-3.7.2-1", "5.0:MQTT-3.8.4-6", "5.0:MQTT-3.9.3-2", "5.0:MQTT-3.11.3-2", "5.0:MQTT-3.14.2-1",
    "5.0:MQTT-3.14.2-2", "5.0:MQTT-3.15.2-1", "5.0:MQTT-4.12.0-6", "5.0:MQTT-4.13.1-1", "3.1.1:MQTT-2.2.2-2",
    "3.1.1:MQTT-1.5.3-1", "3.1.1:MQTT-1.5.3-2", "3.1.1:MQTT-3.2.2-6", "3.1.1:MQTT-3.9.3-2", "3.1.1:MQTT-4.8.0-1",
    "5.0:TRAP-1.5.4-1",
    "5.0:TRAP-1.5.5-1", "5.0:TRAP-2.1.4-1", "5.0:TRAP-2.2.2-1", "5.0:TRAP-2.2.2-2", "5.0:TRAP-2.2.2-3",
    "5.0:TRAP-3.1.2-5", "5.0:TRAP-3.3.2-3", "5.0:TRAP-3.4.2-1", "5.0:TRAP-4.13.1-1", "3.1.1:TRAP-4.8.0-1",
    "3.1.1:TRAP-3.14.0-1"})
class MalformedTest {
    private static final String CONNECT = "10";

    @TestFactory
    Stream<DynamicTest> everyMalformedPacketEndsTheConnectionAndNothingElse() {
        return MalformedCase.all().stream().map(row -> DynamicTest.dynamicTest(row.name(), () -> {
            send(row, Integer.MAX_VALUE);
            send(row, 1);
        }));
    }

    @Test
    void theTablesAreLong() {
        assertTrue(MalformedCase.all().size() >= 900, "a file is missing");
    }

    private static void send(MalformedCase row, int size) {
        Target target = States.reach(row.state(), row.version5());
        int links = target.links();
        boolean established = target.link().isEstablished();
        target.feed(row.bytes(), size);
        assertEquals(row.version5() ? row.answer() : "", target.takeWritten(), "answer");
        assertFalse(target.link().isOpen(), "it is still open");
        List<String> heard = target.takeHeard();
        assertTrue(heard.contains(established ? "disconnected" : "connectFailed"), () -> "heard " + heard);
        assertTrue(heard.stream().noneMatch(event -> event.matches("(message|start|end|oversize|connected).*")),
                () -> "heard " + heard);
        assertTrue(Result.isPeerFault(target.lastCause()), "cause");
        assertEquals(1, target.session().metrics().protocolErrors, "counted");
        assertEquals(0, target.session().metrics().delivered - (row.state().equals("full") ? 1 : 0), "delivered");
        assertWorksAgain(row, target, links);
    }

    private static void assertWorksAgain(MalformedCase row, Target target, int links) {
        target.pass(1);
        assertEquals(links + 1, target.links(), "it did not connect again");
        assertTrue(target.takeWritten().startsWith(CONNECT));
        byte[] connack = switch (row.state()) {
            case "authenticating" -> Bytes.of("20 07 00 00 04 15 00 01 6d");
            case "unnamed" -> Bytes.of("20 07 00 00 04 12 00 01 75");
            default -> Bytes.of(row.version5() ? "20 03 00 00 00" : "20 02 00 00");
        };
        target.feed(connack);
        assertTrue(target.session().isConnected(), "it is not connected again");
        target.takeWritten();
        target.takeHeard();
        target.feed(Bytes.of(row.version5() ? "30 05 00 01 61 00 70" : "30 04 00 01 61 70"));
        assertEquals(List.of("message a"), target.takeHeard());
        States.publish(target, 0);
        target.turn();
        assertEquals(row.version5() ? "30050001740070" : "300400017470", target.takeWritten());
    }
}

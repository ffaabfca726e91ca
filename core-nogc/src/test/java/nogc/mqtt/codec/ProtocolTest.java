package nogc.mqtt.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nogc.mqtt.Clause;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.wire.PacketType;
import org.junit.jupiter.api.Test;

class ProtocolTest {
    private final Protocol mqtt311 = new Mqtt311();
    private final Protocol mqtt5 = new Mqtt5();

    @Test
    @Clause({"5.0:MQTT-3.2.2-8", "5.0:MQTT-3.4.2-1", "5.0:MQTT-3.5.2-1", "5.0:MQTT-3.6.2-1", "5.0:MQTT-3.7.2-1",
        "5.0:MQTT-3.9.3-2", "5.0:MQTT-3.11.3-2", "5.0:MQTT-3.14.2-1", "5.0:MQTT-3.15.2-1"})
    void version5KnowsTheReasonCodesOfTheTableAndNoOthers() {
        Map<String, Integer> packets = Map.of("CONNACK", PacketType.CONNACK, "PUBACK", PacketType.PUBACK,
                "PUBREC", PacketType.PUBREC, "PUBREL", PacketType.PUBREL, "PUBCOMP", PacketType.PUBCOMP,
                "SUBACK", PacketType.SUBACK, "UNSUBACK", PacketType.UNSUBACK, "DISCONNECT", PacketType.DISCONNECT,
                "AUTH", PacketType.AUTH);
        packets.forEach((name, type) -> assertEquals(ReasonCodeTable.codes(name), codes(mqtt5, type), name));
    }

    @Test
    @Clause({"3.1.1:MQTT-3.2.2-6", "3.1.1:MQTT-3.9.3-2"})
    void version311KnowsSixReturnCodesAndFourSubscriptionCodes() {
        assertEquals(List.of(0, 1, 2, 3, 4, 5), codes(mqtt311, PacketType.CONNACK));
        assertEquals(List.of(0, 1, 2, 0x80), codes(mqtt311, PacketType.SUBACK));
        assertEquals(List.of(0), codes(mqtt311, PacketType.PUBACK));
    }

    private static List<Integer> codes(Protocol protocol, int packetType) {
        return IntStream.range(0, 256).filter(code -> protocol.isReasonCode(packetType, code)).boxed().toList();
    }

    @Test
    void eachVersionTellsItsNumberAndWhetherItHasProperties() {
        assertEquals(4, mqtt311.version());
        assertFalse(mqtt311.hasProperties());
        assertEquals(5, mqtt5.version());
        assertTrue(mqtt5.hasProperties());
    }

    @Test
    void version311LeavesTheViewEmptyAndPassesOverNothing() {
        PropertyReader view = new PropertyReader();
        assertEquals(7, mqtt311.properties(new byte[10], 7, 10, PacketType.PUBLISH, view));
        assertEquals(0, view.length());
    }
}

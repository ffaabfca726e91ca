package nogc.mqtt.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import nogc.mqtt.Clause;
import org.junit.jupiter.api.Test;

class PacketTypeTest {
    /** Tables 2-1 and 2-2. */
    @Test
    @Clause({"5.0:MQTT-2.1.3-1", "3.1.1:MQTT-2.2.2-1"})
    void theFirstByteIsTheTypeAndTheReservedFlagsOfTheTable() {
        int[] expected = {0x10, 0x20, 0x30, 0x40, 0x50, 0x62, 0x70, 0x82, 0x90, 0xA2, 0xB0, 0xC0, 0xD0, 0xE0, 0xF0};
        for (int type = PacketType.CONNECT; type <= PacketType.AUTH; type++) {
            assertEquals(expected[type - 1], PacketType.firstByte(type));
        }
    }
}

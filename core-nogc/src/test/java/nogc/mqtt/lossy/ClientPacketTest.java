package nogc.mqtt.lossy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nogc.mqtt.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model is strict: each packet that a client may not send is seen. */
class ClientPacketTest {
    @ParameterizedTest
    @CsvSource({
        "4, 110c00044d515454040200000000, reserved flags",
        "4, 100c00044d515453040200000000, protocol name",
        "4, 100c00044d515454050200000000, protocol version",
        "4, 100c00044d515454040300000000, reserved flag",
        "4, 100c00044d515454040a00000000, will flags",
        "4, 100c00044d515454040000000000, no client identifier",
        "4, 100e00044d5154540442000000000000, password without user name",
        "4, 100d00044d51545404020000000000, bytes behind the last field",
        "5, 100d00044d51545405020000000000ff, bytes behind the last field",
        "5, 101000044d515454050200000321000000 00, Receive Maximum 0",
        "5, 101300044d5154540502000006210001210001 0000, property 33 is there twice",
        "5, 100f00044d515454050200000223 01 0000, property 35 does not belong here",
        "4, 3605000161000178, QoS 3",
        "4, 380300016178, DUP at QoS 0",
        "4, 30030001 2b 78, wildcard in a topic name",
        "4, 30030001 00 78, U+0000",
        "4, 30030001 ff 78, ill-formed UTF-8",
        "4, 30020000, no topic",
        "4, 3205000161000078, packet identifier 0",
        "5, 30060001 61 0301 02, properties reach beyond their packet",
        "5, 30060001 61 020102, property 1 is 2",
        "5, 30070001 61 03230000, topic alias 0",
        "5, 30060001 61 020b01, property 11 does not belong here",
        "5, 3005 0001 61 8000, a variable byte integer is longer than need be",
        "4, 60020001, reserved flags",
        "5, 4003000104, reason code",
        "4, 4003000100, bytes behind the last field",
        "4, 80060001000161 00, reserved flags",
        "4, 82020001, a packet ends inside a field",
        "4, 82060001000161 03, subscription options",
        "4, 82060001000161 04, subscription options",
        "5, 8207000100000161 30, subscription options",
        "5, 820900010 20b00000161 00, Subscription Identifier 0",
        "4, 82050001000000, empty filter",
        "4, c100, reserved flags",
        "4, c00100, bytes behind the last field",
        "5, e00105, reason code",
        "4, e00100, bytes behind the last field",
        "4, 20020000, a client sends no packet of type 2",
        "4, f000, a client sends no packet of type 15"
    })
    void whatAClientMayNotSendIsAViolation(int version, String packet, String what) {
        byte[] bytes = Bytes.of(packet);
        Violation violation = assertThrows(Violation.class, () -> new ClientPacket(bytes, version));
        assertTrue(violation.getMessage().contains(what), violation.getMessage());
    }

    @Test
    void whatItMaySendIsRead() {
        assertEquals("c", new ClientPacket(Bytes.of("10 0d 0004 4d515454 04 02 0000 0001 63"), 4).clientId);
        ClientPacket publish = new ClientPacket(Bytes.of("3b 0a 0001 61 0007 03 23 0002 78"), 5);
        assertEquals("a", publish.topic);
        assertEquals(7, publish.packetId);
        assertEquals(1, publish.qos());
        assertTrue(publish.dup() && publish.retain());
        assertEquals(2, publish.properties.get(ClientPacket.TOPIC_ALIAS));
        assertEquals(1, publish.payload.length);
        assertEquals(2, new ClientPacket(Bytes.of("82 0a 0001 0001 61 00 0001 62 02"), 4).filters.size());
    }

    @Test
    void theSizeOfAPacketIsToldOnceItIsWhole() {
        byte[] packet = Bytes.of("c0 00");
        assertEquals(0, ClientPacket.size(packet, 1));
        assertEquals(2, ClientPacket.size(packet, 2));
        byte[] large = Bytes.of("30 80 01" + " 00".repeat(128));
        assertEquals(0, ClientPacket.size(large, large.length - 1));
        assertEquals(large.length, ClientPacket.size(large, large.length));
        assertThrows(Violation.class, () -> ClientPacket.size(Bytes.of("30 80 80 80 80 01"), 6));
    }
}

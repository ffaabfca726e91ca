package nogc.mqtt.codec;

import static nogc.mqtt.codec.Decoding.assertDecodes;
import static nogc.mqtt.codec.Decoding.assertRefused311;
import static nogc.mqtt.codec.Decoding.assertRefused5;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import nogc.mqtt.Bytes;
import nogc.mqtt.Clause;
import nogc.mqtt.Result;
import nogc.mqtt.wire.PacketType;
import org.junit.jupiter.api.Test;

/** The fixed header, and the packets that hardly have more: PINGRESP, DISCONNECT, AUTH. */
class DecodeHeaderTest {
    /** Every first byte: a server's packet with its flags is waited for, all others are refused at sight. */
    @Test
    @Clause({"5.0:MQTT-2.1.3-1", "5.0:MQTT-3.6.1-1", "5.0:MQTT-3.14.1-1", "5.0:MQTT-3.15.1-1", "3.1.1:MQTT-2.2.2-2",
        "3.1.1:MQTT-3.6.1-1"})
    void theFirstByteAloneTellsAWrongTypeOrFlags() {
        List<Integer> good311 = List.of(0x20, 0x40, 0x50, 0x62, 0x70, 0x90, 0xB0, 0xD0);
        for (int first = 0; first < 256; first++) {
            if (first >> 4 == PacketType.PUBLISH) {
                continue;
            }
            boolean good = good311.contains(first);
            byte[] bytes = {(byte) first};
            assertEquals(good, decode(new Mqtt311(), 16, 0, bytes) == PacketDecoder.NEED_MORE, "3.1.1: " + first);
            good |= first == 0xE0 || first == 0xF0;
            assertEquals(good, decode(new Mqtt5(), 16, 0, bytes) == PacketDecoder.NEED_MORE, "5.0: " + first);
        }
    }

    /** What a decoder that has seen nothing yet makes of the first bytes of a packet. */
    private static int decode(Protocol protocol, int capacity, int maximumPacketSize, byte[] bytes) {
        return new PacketDecoder(protocol, capacity, maximumPacketSize).decode(bytes, 0, bytes.length);
    }

    private static void assertAnswer(int expected, int capacity, int maximumPacketSize, String bytes) {
        assertEquals(expected, decode(new Mqtt5(), capacity, maximumPacketSize, Bytes.of(bytes)));
    }

    @Test
    void wrongFlagsAreMalformedAndAClientsPacketIsAnError() {
        assertRefused5(Result.MALFORMED_PACKET, "60 02 00 01");
        assertRefused5(Result.MALFORMED_PACKET, "E1 00");
        assertRefused5(Result.MALFORMED_PACKET, "00 00");
        assertRefused5(Result.PROTOCOL_ERROR, "C0 00");
        assertRefused5(Result.PROTOCOL_ERROR, "10 00");
        assertRefused311(Result.PROTOCOL_ERROR, "82 00");
        assertRefused311(Result.PROTOCOL_ERROR, "E0 00");
        assertRefused311(Result.PROTOCOL_ERROR, "F0 00");
    }

    @Test
    @Clause("5.0:MQTT-1.5.5-1")
    void theRemainingLengthHasItsShortestForm() {
        assertRefused5(Result.MALFORMED_PACKET, "D0 80 00");
        assertRefused5(Result.MALFORMED_PACKET, "40 82 00 00 01");
        assertRefused311(Result.MALFORMED_PACKET, "30 FF FF FF FF");
        assertRefused311(Result.MALFORMED_PACKET, "30 FF FF FF 80 01");
    }

    @Test
    void pingrespIsEmpty() {
        assertDecodes(new Mqtt311(), "D0 00", "PINGRESP");
        assertDecodes(new Mqtt5(), "D0 00 D0 00", "PINGRESP", "PINGRESP");
        assertRefused5(Result.MALFORMED_PACKET, "D0 01 00");
        assertRefused311(Result.MALFORMED_PACKET, "D0 01 00");
    }

    @Test
    @Clause("5.0:MQTT-3.14.2-1")
    void disconnectComesInThreeLengths() {
        assertDecodes(new Mqtt5(), "E0 00", "DISCONNECT id=0 code=0 {}");
        assertDecodes(new Mqtt5(), "E0 01 8E", "DISCONNECT id=0 code=142 {}");
        assertDecodes(new Mqtt5(), """
                E0 13                  | DISCONNECT
                9C                     | use another server
                11                     | Property Length
                1C 00 03 68 3A 31      | Server Reference "h:1"
                1F 00 01 72            | Reason String
                26 00 01 61 00 01 62   | User Property
                """,
                "DISCONNECT id=0 code=156 {1c=683a31 1f=72 26=61:62}");
        assertRefused5(Result.PROTOCOL_ERROR, "E0 01 04");
        assertRefused5(Result.MALFORMED_PACKET, "E0 03 00 00 00");
        assertRefused5(Result.MALFORMED_PACKET, "E0 02 00 01");
    }

    @Test
    @Clause("5.0:MQTT-3.14.2-2")
    void disconnectWithASessionExpiryIntervalIsAnError() {
        assertRefused5(Result.PROTOCOL_ERROR, "E0 07 00 05 11 00 00 00 00");
    }

    @Test
    @Clause("5.0:MQTT-3.15.2-1")
    void authIsEmptyOrHasCodeAndMethod() {
        assertDecodes(new Mqtt5(), "F0 00", "AUTH id=0 code=0 {}");
        assertDecodes(new Mqtt5(), """
                F0 0B                  | AUTH
                18                     | continue authentication
                09                     | Property Length
                15 00 01 6D            | Authentication Method
                16 00 02 00 01         | Authentication Data
                """,
                "AUTH id=0 code=24 {15=6d 16=0001}");
        assertRefused5(Result.PROTOCOL_ERROR, "F0 06 19 04 15 00 01 6D");
        assertRefused5(Result.MALFORMED_PACKET, "F0 01 18");
        assertRefused5(Result.PROTOCOL_ERROR, "F0 06 18 04 1F 00 01 72");
    }

    @Test
    @Clause("5.0:MQTT-3.1.2-24")
    void aPacketAboveOurMaximumPacketSizeIsRefusedByItsHeader() {
        assertAnswer(Result.MAXIMUM_PACKET_SIZE_EXCEEDED, 64, 10, "30 09 | eleven bytes in all");
        assertAnswer(Result.MAXIMUM_PACKET_SIZE_EXCEEDED, 8, 10, "30 09");
        assertAnswer(PacketDecoder.NEED_MORE, 64, 11, "30 09 00 01 61 00");
        assertAnswer(Result.MAXIMUM_PACKET_SIZE_EXCEEDED, 64, 10, "40 09");
    }

    @Test
    @Clause("3.1.1:MQTT-4.8.0-2")
    void anyOtherPacketThanPublishMustFitTheBuffer() {
        assertAnswer(Result.QUOTA_EXCEEDED, 16, 0, "20 0F");
        assertAnswer(PacketDecoder.NEED_MORE, 17, 0, "20 0F 00 00");
    }

    @Test
    void whatCanHoldNoHeaderIsAMistakeOfTheProgrammer() {
        Exception refusal = assertThrows(IllegalArgumentException.class,
                () -> new PacketDecoder(new Mqtt5(), PacketDecoder.MINIMUM_CAPACITY - 1, 0));
        assertEquals("capacity must be at least " + PacketDecoder.MINIMUM_CAPACITY + " bytes", refusal.getMessage());
        refusal = assertThrows(IllegalArgumentException.class, () -> new PacketDecoder(new Mqtt5(), 64, -1));
        assertEquals("maximumPacketSize must be 0 (none) or more bytes", refusal.getMessage());
    }

    @Test
    void theSizeOfAPacketIsToldForTraces() {
        PacketDecoder decoder = new PacketDecoder(new Mqtt5(), 64, 0);
        byte[] b = Bytes.of("FF 40 02 00 01 E0 00");
        decoder.decode(b, 1, b.length);
        assertEquals(1, decoder.packet().packetStart());
        assertEquals(4, decoder.packet().packetLength());
        assertEquals(5, decoder.consume());
        decoder.decode(b, 5, b.length);
        assertEquals(5, decoder.packet().packetStart());
        assertEquals(2, decoder.packet().packetLength());
    }
}

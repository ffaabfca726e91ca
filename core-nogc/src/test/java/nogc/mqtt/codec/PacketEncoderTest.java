package nogc.mqtt.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.function.ToIntFunction;
import nogc.mqtt.Bytes;
import nogc.mqtt.Clause;
import nogc.mqtt.wire.PacketType;
import org.junit.jupiter.api.Test;

class PacketEncoderTest {
    private static final byte[] TOPIC = Bytes.utf8("xa/bx");
    private static final byte[] PROPERTIES = Bytes.of("FF 26 00 01 6E 00 01 76 FF");
    private static final byte[] FILTERS = Bytes.of("FF 00 03 61 2F 62 01 00 01 23 02 FF");
    private static final byte[] NAMES = Bytes.of("FF 00 03 61 2F 62 00 01 23 FF");
    private static final byte[] METHOD = Bytes.of("15 00 01 6D");

    /** The example of 3.1.1, figure 3.11: topic "a/b", packet identifier 10; then DUP and RETAIN. */
    @Test
    @Clause({"3.1.1:MQTT-3.3.1-1", "3.1.1:MQTT-3.3.2-1"})
    void publishOf311IsHeaderTopicAndIdentifier() {
        assertEncodes311(e -> e.publish(1, false, false, 10, TOPIC, 1, 3, null, 0, 0, 0, 2), """
                32 09               | PUBLISH, QoS 1
                00 03 61 2F 62      | Topic Name "a/b"
                00 0A               | Packet Identifier 10
                """);
        assertEncodes311(e -> e.publish(2, true, true, 0xFFFE, TOPIC, 1, 3, null, 0, 0, 0, 0), """
                3D 07               | PUBLISH, DUP, QoS 2, RETAIN
                00 03 61 2F 62
                FF FE
                """);
    }

    @Test
    @Clause({"5.0:MQTT-2.2.1-2", "5.0:MQTT-4.3.1-1", "3.1.1:MQTT-2.3.1-5", "3.1.1:MQTT-4.3.1-1"})
    void atQosZeroThereIsNoPacketIdentifier() {
        assertEncodes311(e -> e.publish(0, false, false, 10, TOPIC, 1, 1, null, 0, 0, 0, 1), "30 04 00 01 61");
        assertEncodes5(e -> e.publish(0, false, true, 10, TOPIC, 1, 1, null, 0, 0, 0, 1), "31 05 00 01 61 00");
    }

    @Test
    @Clause({"5.0:MQTT-2.2.2-1", "5.0:MQTT-3.3.1-1", "5.0:MQTT-3.3.2-1", "5.0:MQTT-4.3.2-2"})
    void publishOfVersion5HasAliasAndPropertiesBehindTheirLength() {
        assertEncodes5(e -> e.publish(1, false, false, 10, TOPIC, 1, 3, PROPERTIES, 1, 7, 0x0102, 5), """
                32 17                 | PUBLISH, QoS 1; 18 bytes of head, 5 of payload
                00 03 61 2F 62        | Topic Name
                00 0A                 | Packet Identifier
                0A                    | Property Length
                23 01 02              | Topic Alias 258
                26 00 01 6E 00 01 76  | User Property
                """);
        assertEncodes5(e -> e.publish(2, true, false, 10, TOPIC, 1, 0, null, 0, 0, 9, 0), """
                3C 08                 | PUBLISH, DUP, QoS 2
                00 00                 | no Topic Name: the alias stands for it
                00 0A
                03 23 00 09
                """);
        assertEncodes5(e -> e.publish(1, false, false, 10, TOPIC, 1, 1, null, 0, 0, 0, 0), "32 06 00 01 61 00 0A 00");
    }

    @Test
    void version311IgnoresAliasAndProperties() {
        assertEncodes311(e -> e.publish(0, false, false, 0, TOPIC, 1, 1, PROPERTIES, 1, 7, 9, 0), "30 03 00 01 61");
    }

    @Test
    @Clause({"5.0:MQTT-3.2.2-15", "5.0:MQTT-1.5.5-1"})
    void sizesGrowWithEachLengthOfTheRemainingLength() {
        PacketEncoder encoder = new PacketEncoder(new Mqtt311(), 64);
        int[] remaining = {127, 128, 16_383, 16_384, 2_097_151, 2_097_152, 268_435_455};
        int[] header = {2, 3, 3, 4, 4, 5, 5};
        for (int i = 0; i < remaining.length; i++) {
            int payload = remaining[i] - 5;
            assertEquals(header[i] + 5, encoder.publishHeadSize(3, 0, 0, 0, payload));
            assertEquals(header[i] + remaining[i], encoder.publishPacketSize(3, 0, 0, 0, payload));
            encoder.clear();
            assertEquals(header[i] + 5, encoder.publish(0, false, false, 0, TOPIC, 1, 3, null, 0, 0, 0, payload));
        }
        assertEquals(Integer.MAX_VALUE, encoder.publishPacketSize(3, 0, 0, 0, 268_435_451));
        assertEquals(Integer.MAX_VALUE, encoder.publishPacketSize(65535, 0, 0, 2, 268_435_455));
    }

    @Test
    void sizesCountAliasPropertiesAndTheirLength() {
        PacketEncoder encoder = new PacketEncoder(new Mqtt5(), 64);
        assertEquals(2 + 5 + 1, encoder.publishHeadSize(3, 0, 0, 0, 0));
        assertEquals(2 + 5 + 2 + 1 + 3 + 7, encoder.publishHeadSize(3, 7, 1, 1, 0));
        assertEquals(3 + 5 + 2 + 2 + 3 + 125, encoder.publishHeadSize(3, 125, 65535, 2, 0));
        assertEquals(3 + 5 + 2 + 2 + 3 + 125 + 9, encoder.publishPacketSize(3, 125, 65535, 2, 9));
    }

    @Test
    @Clause({"5.0:MQTT-2.2.1-5", "5.0:MQTT-3.4.2-1", "5.0:MQTT-3.6.1-1", "5.0:MQTT-3.6.2-1", "3.1.1:MQTT-2.3.1-6",
        "3.1.1:MQTT-3.6.1-1"})
    void acknowledgementsLeaveOutASuccess() {
        assertEncodes5(e -> e.acknowledge(PacketType.PUBACK, 0x1234, 0), "40 02 12 34");
        assertEncodes5(e -> e.acknowledge(PacketType.PUBREC, 1, 0x97), "50 03 00 01 97");
        assertEncodes5(e -> e.acknowledge(PacketType.PUBREL, 1, 0), "62 02 00 01");
        assertEncodes5(e -> e.acknowledge(PacketType.PUBREL, 1, 0x92), "62 03 00 01 92");
        assertEncodes5(e -> e.acknowledge(PacketType.PUBCOMP, 65535, 0x92), "70 03 FF FF 92");
        assertEncodes311(e -> e.acknowledge(PacketType.PUBREL, 1, 0x92), "62 02 00 01");
        assertEncodes311(e -> e.acknowledge(PacketType.PUBCOMP, 1, 0), "70 02 00 01");
    }

    /** Nothing is ever left out for the peer's Maximum Packet Size, since nothing that could be is put in. */
    @Test
    @Clause({"5.0:MQTT-3.4.2-2", "5.0:MQTT-3.4.2-3", "5.0:MQTT-3.5.2-2", "5.0:MQTT-3.5.2-3", "5.0:MQTT-3.6.2-2",
        "5.0:MQTT-3.6.2-3", "5.0:MQTT-3.7.2-2", "5.0:MQTT-3.7.2-3"})
    void acknowledgementsCarryNoReasonStringAndNoUserProperty() {
        PacketEncoder encoder = new PacketEncoder(new Mqtt5(), 8);
        for (int type = PacketType.PUBACK; type <= PacketType.PUBCOMP; type++) {
            for (int code = 0; code < 256; code++) {
                encoder.clear();
                assertEquals(code == 0 ? 4 : 5, encoder.acknowledge(type, 65535, code));
            }
        }
    }

    @Test
    @Clause({"5.0:MQTT-3.8.1-1", "3.1.1:MQTT-3.8.1-1"})
    void subscribeHasFiltersWithOptions() {
        assertEncodes311(e -> e.subscribe(10, null, 0, 0, FILTERS, 1, 10), """
                82 0C                 | SUBSCRIBE
                00 0A                 | Packet Identifier 10
                00 03 61 2F 62 01     | "a/b", QoS 1
                00 01 23 02           | "#", QoS 2
                """);
        assertEncodes5(e -> e.subscribe(10, PROPERTIES, 1, 7, FILTERS, 1, 6), """
                82 10                 | SUBSCRIBE
                00 0A                 | Packet Identifier 10
                07                    | Property Length
                26 00 01 6E 00 01 76  | User Property
                00 03 61 2F 62 01     | "a/b", QoS 1
                """);
        assertEncodes5(e -> e.subscribe(10, null, 0, 0, FILTERS, 7, 4), "82 07 00 0A 00 00 01 23 02");
    }

    @Test
    @Clause({"5.0:MQTT-3.10.1-1", "5.0:MQTT-3.10.3-1", "3.1.1:MQTT-3.10.1-1", "3.1.1:MQTT-3.10.3-1"})
    void unsubscribeHasFiltersWithoutGaps() {
        assertEncodes311(e -> e.unsubscribe(10, null, 0, 0, NAMES, 1, 8), """
                A2 0A                 | UNSUBSCRIBE
                00 0A                 | Packet Identifier 10
                00 03 61 2F 62        | "a/b"
                00 01 23              | "#"
                """);
        assertEncodes5(e -> e.unsubscribe(10, PROPERTIES, 1, 7, NAMES, 6, 3), """
                A2 0D                 | UNSUBSCRIBE
                00 0A                 | Packet Identifier 10
                07                    | Property Length
                26 00 01 6E 00 01 76  | User Property
                00 01 23              | "#"
                """);
    }

    @Test
    void pingreqIsTwoBytes() {
        assertEncodes311(PacketEncoder::pingreq, "C0 00");
        assertEncodes5(PacketEncoder::pingreq, "C0 00");
    }

    @Test
    @Clause({"3.1.1:MQTT-3.14.1-1", "5.0:MQTT-3.14.1-1", "5.0:MQTT-3.14.4-3"})
    void disconnectEndsAsEarlyAsItCan() {
        assertEncodes311(e -> e.disconnect(0, null, 0, 0), "E0 00");
        assertEncodes311(e -> e.disconnect(0x81, PROPERTIES, 1, 7), "E0 00");
        assertEncodes5(e -> e.disconnect(0, null, 0, 0), "E0 00");
        assertEncodes5(e -> e.disconnect(4, null, 0, 0), "E0 01 04");
        assertEncodes5(e -> e.disconnect(0, PROPERTIES, 1, 7), "E0 09 00 07 26 00 01 6E 00 01 76");
        assertEncodes5(e -> e.disconnect(0x81, PROPERTIES, 1, 7), "E0 09 81 07 26 00 01 6E 00 01 76");
    }

    @Test
    @Clause({"5.0:MQTT-3.15.1-1", "5.0:MQTT-3.15.2-1"})
    void authHasCodeAndProperties() {
        assertEncodes5(e -> e.auth(0x18, METHOD, 0, 4), "F0 06 18 04 15 00 01 6D");
        assertEncodes5(e -> e.auth(0x19, METHOD, 0, 4), "F0 06 19 04 15 00 01 6D");
        assertEncodes5(e -> e.auth(0x18, null, 0, 0), "F0 02 18 00");
        assertEncodes5(e -> e.auth(0, null, 0, 0), "F0 00");
    }

    /** In a buffer of exactly its size, in one that is a byte short, and behind another packet. */
    private static void assertEncodes(Protocol protocol, ToIntFunction<PacketEncoder> call, String bytes) {
        byte[] expected = Bytes.of(bytes);
        PacketEncoder exact = new PacketEncoder(protocol, expected.length);
        assertEquals(expected.length, call.applyAsInt(exact));
        assertEquals(Bytes.hex(expected), Bytes.hex(exact.buffer(), exact.start(), exact.length()));
        assertEquals(0, exact.room());

        PacketEncoder tooSmall = new PacketEncoder(protocol, expected.length - 1);
        assertEquals(0, call.applyAsInt(tooSmall));
        assertEquals(0, tooSmall.length());
        assertEquals(Bytes.hex(new byte[expected.length - 1]), Bytes.hex(tooSmall.buffer()), "it wrote something");

        PacketEncoder behind = new PacketEncoder(protocol, expected.length + 3);
        behind.pingreq();
        assertEquals(expected.length, call.applyAsInt(behind));
        assertEquals("c000" + Bytes.hex(expected), Bytes.hex(behind.buffer(), 0, behind.length()));
        assertEquals(1, behind.room());

        PacketEncoder full = new PacketEncoder(protocol, expected.length + 1);
        full.pingreq();
        assertEquals(0, call.applyAsInt(full));
        assertEquals("c000", Bytes.hex(full.buffer(), 0, full.length()));
    }

    private static void assertEncodes311(ToIntFunction<PacketEncoder> call, String bytes) {
        assertEncodes(new Mqtt311(), call, bytes);
    }

    private static void assertEncodes5(ToIntFunction<PacketEncoder> call, String bytes) {
        assertEncodes(new Mqtt5(), call, bytes);
    }

    @Test
    void aPayloadIsAppendedAsFarAsThereIsRoom() {
        PacketEncoder encoder = new PacketEncoder(new Mqtt311(), 8);
        encoder.publish(0, false, false, 0, TOPIC, 1, 1, null, 0, 0, 0, 6);
        assertEquals(3, encoder.payload(Bytes.of("00 01 02 03 04 05 06"), 1, 6));
        assertEquals(0, encoder.payload(new byte[3], 0, 3));
        assertEquals("3009000161010203", Bytes.hex(encoder.buffer()));
        encoder.written(8);
        assertEquals(3, encoder.payload(Bytes.of("04 05 06"), 0, 3));
        assertEquals("040506", Bytes.hex(encoder.buffer(), encoder.start(), encoder.length()));
    }

    @Test
    void aPulledPayloadIsWrittenInPlace() {
        PacketEncoder encoder = new PacketEncoder(new Mqtt311(), 8);
        encoder.publish(0, false, false, 0, TOPIC, 1, 1, null, 0, 0, 0, 2);
        encoder.buffer()[encoder.end()] = 0x41;
        encoder.buffer()[encoder.end() + 1] = 0x42;
        encoder.appended(2);
        assertEquals("30050001614142", Bytes.hex(encoder.buffer(), encoder.start(), encoder.length()));
        assertEquals(1, encoder.room());
    }

    @Test
    void whatWasWrittenMakesRoomOnceAllIs() {
        PacketEncoder encoder = new PacketEncoder(new Mqtt311(), 4);
        byte[] buffer = encoder.buffer();
        encoder.pingreq();
        encoder.written(1);
        assertEquals(1, encoder.start());
        assertEquals(2, encoder.end());
        assertEquals(2, encoder.room());
        encoder.pingreq();
        assertEquals("00c000", Bytes.hex(buffer, encoder.start(), encoder.length()));
        encoder.written(2);
        assertEquals(0, encoder.room());
        encoder.written(1);
        assertEquals(0, encoder.start());
        assertEquals(0, encoder.length());
        assertEquals(4, encoder.room());
        assertSame(buffer, encoder.buffer());
    }

    @Test
    void clearForgetsWhatWasNotWritten() {
        PacketEncoder encoder = new PacketEncoder(new Mqtt311(), 4);
        encoder.pingreq();
        encoder.written(1);
        encoder.clear();
        assertEquals(0, encoder.length());
        assertEquals(4, encoder.room());
    }

    private static String sent(PacketEncoder encoder) {
        return Bytes.hex(encoder.buffer(), encoder.start(), encoder.length());
    }
}

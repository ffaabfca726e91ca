package nogc.mqtt.codec;

import static nogc.mqtt.codec.Decoding.assertDecodes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import nogc.mqtt.Bytes;
import nogc.mqtt.Clause;
import nogc.mqtt.Result;
import nogc.mqtt.wire.PacketType;
import org.junit.jupiter.api.Test;

/** PUBLISH packets around and beyond the size of the receive buffer. */
class LargePublishTest {
    private static final byte[] TWENTY = Bytes.of("""
            32 12                                      | PUBLISH, QoS 1: twenty bytes in all
            00 03 61 2F 62                             | Topic Name "a/b"
            00 07                                      | Packet Identifier
            00 01 02 03 04 05 06 07 08 09 0A           | payload
            """);
    private static final String TOLD =
        "PUBLISH qos=1 dup=false retain=false id=7 topic=612f62 alias=0 {} payload=000102030405060708090a";

    @Test
    void theSameMessageComesOutOfEveryBufferThatHoldsItsHead() {
        for (int capacity = 9; capacity <= 24; capacity++) {
            assertDecodes(new Mqtt311(), capacity, TWENTY, TOLD);
        }
    }

    @Test
    void aPacketOfExactlyTheCapacityIsReportedWholeAndOneByteMoreInPieces() {
        PacketDecoder exact = new PacketDecoder(new Mqtt311(), 20, 0);
        assertEquals(PacketDecoder.NEED_MORE, exact.decode(TWENTY, 0, 19));
        assertEquals(PacketType.PUBLISH, exact.decode(TWENTY, 0, 20));
        assertTrue(exact.packet().isComplete());
        assertEquals(11, exact.packet().payloadLength());
        assertEquals(20, exact.consume());

        PacketDecoder small = new PacketDecoder(new Mqtt311(), 19, 0);
        assertEquals(PacketDecoder.NEED_MORE, small.decode(TWENTY, 0, 8));
        assertEquals(PacketType.PUBLISH, small.decode(TWENTY, 0, 20));
        assertFalse(small.packet().isComplete());
        assertEquals(0, small.packet().payloadLength());
        assertEquals(11, small.packet().payloadRemaining());
        assertEquals(11, small.packet().totalPayloadLength());
        assertEquals(20, small.packet().packetLength());
        assertEquals(9, small.consume());
    }

    @Test
    void piecesAreWhatIsThereAndTheLastSaysSo() {
        PacketDecoder decoder = new PacketDecoder(new Mqtt311(), 12, 0);
        decoder.decode(TWENTY, 0, 10);
        assertFalse(decoder.isMidPacket());
        assertEquals(9, decoder.consume());
        assertTrue(decoder.isMidPacket());
        assertEquals(PacketDecoder.NEED_MORE, decoder.decode(TWENTY, 9, 9));
        assertPiece(decoder, 9, 10, 1, 10);
        assertPiece(decoder, 9, 13, 4, 7); // not consumed yet: more bytes, a longer piece
        assertEquals(13, decoder.consume());
        assertPiece(decoder, 13, 20, 7, 0);
        assertEquals(7, decoder.packet().packetId());
        assertEquals(1, decoder.packet().qos());
        assertEquals(20, decoder.consume());
        assertFalse(decoder.isMidPacket());
        assertEquals(PacketType.PUBLISH, decoder.decode(TWENTY, 0, 20));
    }

    private static void assertPiece(PacketDecoder decoder, int offset, int end, int length, int remaining) {
        assertEquals(PacketDecoder.PAYLOAD, decoder.decode(TWENTY, offset, end));
        assertFalse(decoder.packet().isComplete());
        assertEquals(offset, decoder.packet().payloadOffset());
        assertEquals(length, decoder.packet().payloadLength());
        assertEquals(remaining, decoder.packet().payloadRemaining());
        assertEquals(11, decoder.packet().totalPayloadLength());
    }

    @Test
    void aPieceEndsWithItsMessageAndThePacketBehindItIsSeen() {
        byte[] input = Bytes.of(Bytes.hex(TWENTY) + "D0 00" + Bytes.hex(TWENTY));
        assertDecodes(new Mqtt311(), 10, input, TOLD, "PINGRESP", TOLD);
    }

    @Test
    void aHeadThatDoesNotFitIsSkippedAndItsIdentifierTold() {
        String behind = "D0 00";
        byte[] input = Bytes.of(Bytes.hex(TWENTY) + behind);
        assertDecodes(new Mqtt311(), 8, input, "OVERSIZE qos=1 id=7 alias=0", "PINGRESP");
    }

    @Test
    void atQosZeroThereIsNoIdentifierToTell() {
        byte[] input = Bytes.of("30 0E 00 0B 61 61 61 61 61 61 61 61 61 61 61 31 D0 00");
        assertDecodes(new Mqtt311(), 8, input, "OVERSIZE qos=0 id=0 alias=0", "PINGRESP");
    }

    private static final String BIG_HEAD = """
            35 42                                      | PUBLISH, QoS 2, RETAIN
            00 0B 61 61 61 61 61 61 61 61 61 61 61     | Topic Name
            01 02                                      | Packet Identifier 258
            30                                         | Property Length 48
            01 01                                      | Payload Format Indicator
            02 00 00 00 05                             | Message Expiry Interval
            26 00 03 23 00 09 00 03 23 00 08           | User Property that looks like two aliases
            0B FF FF 23                                | Subscription Identifier
            09 00 05 23 00 07 23 00                    | Correlation Data that looks so too
            23 01 05                                   | Topic Alias 261
            08 00 01 72                                | Response Topic
            03 00 04 23 00 06 23                       | Content Type
            0B 01                                      | Subscription Identifier
            0B 01                                      | and again
            23 00                                      | payload that looks like a property
            """;

    /** The alias now stands for a topic that nobody saw: the session must forget what it stood for before. */
    @Test
    @Clause("5.0:MQTT-3.3.2-10")
    void theAliasOfASkippedMessageIsTold() {
        byte[] packet = Bytes.of(BIG_HEAD);
        byte[] input = Bytes.of(Bytes.hex(packet) + "D0 00");
        for (int capacity = 8; capacity < packet.length - 2; capacity++) {
            assertDecodes(new Mqtt5(), capacity, input, "OVERSIZE qos=2 id=258 alias=261", "PINGRESP");
        }
    }

    /** Used, not set: what the alias stands for has not changed. */
    @Test
    void aSkippedMessageThatOnlyUsesItsAliasLeavesItAlone() {
        byte[] input = Bytes.of("30 0B 00 00 08 23 00 09 03 00 02 61 62 D0 00");
        assertDecodes(new Mqtt5(), 8, input, "OVERSIZE qos=0 id=0 alias=0", "PINGRESP");
    }

    @Test
    void whatIsWrongInASkippedHeadIsRefused() {
        String topic = "00 08 61 61 61 61 61 61 61 61";
        assertSkippedIs(Result.PROTOCOL_ERROR, "32 0D " + topic + " 00 00 00 | packet identifier 0");
        assertSkippedIs(Result.TOPIC_ALIAS_INVALID, "30 0E " + topic + " 03 23 00 00");
        assertSkippedIs(Result.MALFORMED_PACKET, "30 0D " + topic + " 02 7F 00 | an unknown property");
        assertSkippedIs(Result.MALFORMED_PACKET, "30 0D " + topic + " 02 02 00 | a value beyond the block");
        assertSkippedIs(Result.MALFORMED_PACKET, "30 0D " + topic + " 02 23 01 | half an alias");
        assertSkippedIs(Result.MALFORMED_PACKET, "30 0E " + topic + " 03 03 00 01 | a string beyond the block");
        assertSkippedIs(Result.MALFORMED_PACKET, "30 0E " + topic + " 04 03 00 01 | a block beyond the packet");
        assertSkippedIs(Result.MALFORMED_PACKET, "30 0D " + topic + " 82 00 00 | a Property Length too long");
        assertSkippedIs(Result.MALFORMED_PACKET, "30 0E " + topic + " FF FF FF FF");
        assertSkippedIs(Result.MALFORMED_PACKET, "30 0A " + topic + "| no Property Length");
        assertSkippedIs(Result.PROTOCOL_ERROR, "30 08 00 00 05 03 00 02 61 62 | neither topic nor alias");
        assertSkippedIs(Result.MALFORMED_PACKET, "30 0A 00 09 61 61 61 61 61 61 61 61 | a topic beyond the packet");
    }

    @Test
    @Clause({"5.0:MQTT-3.3.2-1", "5.0:MQTT-3.3.2-2", "3.1.1:MQTT-3.3.2-1", "3.1.1:MQTT-3.3.2-2"})
    void theTopicOfASkippedMessageIsChecked() {
        String topic = "61 C3 A4 E2 82 AC F0 9F 98 80 61 EF BB BF";
        assertDecodes(new Mqtt311(), 8, Bytes.of("30 10 00 0E " + topic + " D0 00"), "OVERSIZE qos=0 id=0 alias=0",
                "PINGRESP");
        assertTopicIs(Result.MALFORMED_PACKET, "61 61 61 61 00 61 61 61");
        assertTopicIs(Result.MALFORMED_PACKET, "61 61 61 ED A0 80 61 61");
        assertTopicIs(Result.MALFORMED_PACKET, "61 61 61 61 61 61 61 C3");
        assertTopicIs(Result.PROTOCOL_ERROR, "61 2B 61 61 61 61 61 61");
        assertTopicIs(Result.PROTOCOL_ERROR, "61 61 61 61 61 61 2F 23");
    }

    private static void assertTopicIs(int result, String topic) {
        assertDecodes(new Mqtt311(), 8, Bytes.of("30 0C 00 08 " + topic + " 31 32"), "refused " + result);
        assertDecodes(new Mqtt311(), 8, Bytes.of("32 0C 00 08 " + topic + " 00 01"), "refused " + result);
        assertDecodes(new Mqtt5(), 8, Bytes.of("32 0D 00 08 " + topic + " 00 01 00"), "refused " + result);
    }

    private static void assertSkippedIs(int result, String bytes) {
        assertDecodes(new Mqtt5(), 8, Bytes.of(bytes), "refused " + result);
    }

    /** 256 MB through eight bytes: the largest packet there is, its topic the longest there is. */
    @Test
    void theLargestPacketIsSkippedToItsEnd() {
        PacketDecoder decoder = new PacketDecoder(new Mqtt311(), 8, 0);
        byte[] buffer = Bytes.of("32 FF FF FF 7F FF FF 61");
        int event = decoder.decode(buffer, 0, 8);
        assertEquals(PacketDecoder.SKIPPED, event);
        assertEquals(268_435_460, decoder.packet().packetLength());
        assertEquals(8, decoder.consume());
        Arrays.fill(buffer, (byte) 1); // topic, identifier and payload alike
        int left = 268_435_460 - 8;
        while ((event = decoder.decode(buffer, 0, 8)) == PacketDecoder.SKIPPED) {
            left -= decoder.consume();
        }
        assertEquals(PacketDecoder.OVERSIZE, event);
        assertEquals(0, left);
        assertEquals(257, decoder.packet().packetId());
        assertEquals(0, decoder.consume());
        assertEquals(PacketDecoder.NEED_MORE, decoder.decode(buffer, 0, 0));
    }

    @Test
    void aResetForgetsAHalfReceivedMessage() {
        PacketDecoder decoder = new PacketDecoder(new Mqtt311(), 12, 0);
        decoder.decode(TWENTY, 0, 10);
        decoder.consume();
        decoder.reset();
        assertEquals(PacketType.PINGRESP, decoder.decode(Bytes.of("D0 00"), 0, 2));

        PacketDecoder skipping = new PacketDecoder(new Mqtt311(), 8, 0);
        assertEquals(PacketDecoder.SKIPPED, skipping.decode(TWENTY, 0, 8));
        skipping.consume();
        skipping.reset();
        assertEquals(PacketType.PINGRESP, skipping.decode(Bytes.of("D0 00"), 0, 2));
    }
}

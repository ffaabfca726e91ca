package nogc.mqtt.codec;

import static nogc.mqtt.codec.Decoding.assertDecodes;
import static nogc.mqtt.codec.Decoding.assertRefused311;
import static nogc.mqtt.codec.Decoding.assertRefused5;

import nogc.mqtt.Clause;
import nogc.mqtt.Result;
import org.junit.jupiter.api.Test;

class DecodePublishTest {
    /** The example of 3.1.1, figure 3.11: topic "a/b", packet identifier 10. */
    @Test
    @Clause("3.1.1:MQTT-3.3.2-1")
    void theExampleOf311IsUnderstood() {
        assertDecodes(new Mqtt311(), """
                32 09               | PUBLISH, QoS 1
                00 03 61 2F 62      | Topic Name "a/b"
                00 0A               | Packet Identifier 10
                68 69               | payload
                """,
                "PUBLISH qos=1 dup=false retain=false id=10 topic=612f62 alias=0 {} payload=6869");
    }

    @Test
    @Clause({"3.1.1:MQTT-2.3.1-5", "3.1.1:MQTT-3.3.1-8"})
    void version311HasNoPacketIdentifierAtQosZero() {
        assertDecodes(new Mqtt311(), """
                31 05               | PUBLISH, QoS 0, RETAIN
                00 01 61            | Topic Name "a"
                00 0A               | payload
                """,
                "PUBLISH qos=0 dup=false retain=true id=0 topic=61 alias=0 {} payload=000a");
    }

    @Test
    @Clause({"5.0:MQTT-2.2.1-2", "5.0:MQTT-3.3.1-12", "5.0:MQTT-3.3.1-13"})
    void version5HasNoPacketIdentifierAtQosZero() {
        assertDecodes(new Mqtt5(), """
                31 06               | PUBLISH, QoS 0, RETAIN
                00 01 61            | Topic Name "a"
                00                  | Property Length
                00 0A               | payload
                """,
                "PUBLISH qos=0 dup=false retain=true id=0 topic=61 alias=0 {} payload=000a");
    }

    @Test
    @Clause({"5.0:MQTT-3.3.2-4", "5.0:MQTT-3.3.2-6", "5.0:MQTT-3.3.2-15", "5.0:MQTT-3.3.2-16", "5.0:MQTT-3.3.2-17",
        "5.0:MQTT-3.3.2-18", "5.0:MQTT-3.3.2-20", "5.0:MQTT-3.3.4-3", "5.0:MQTT-3.3.4-4"})
    void version5TellsEveryPropertyUnchangedAndInOrder() {
        assertDecodes(new Mqtt5(), """
                3D 3A                      | PUBLISH, DUP, QoS 2, RETAIN
                00 02 C3 A9                | Topic Name "é"
                FF FF                      | Packet Identifier 65,535
                31                         | Property Length
                0B FF 7F                   | Subscription Identifier 16,383
                01 01                      | Payload Format Indicator
                02 00 00 00 05             | Message Expiry Interval
                26 00 01 62 00 00          | User Property "b", ""
                23 00 07                   | Topic Alias
                08 00 01 72                | Response Topic
                09 00 02 FF 00             | Correlation Data
                26 00 01 61 00 00          | User Property "a", ""
                0B 01                      | Subscription Identifier 1
                0B 01                      | again
                03 00 02 68 69             | Content Type
                26 00 01 62 00 00          | User Property "b", "" again
                DE AD                      | payload
                """,
                "PUBLISH qos=2 dup=true retain=true id=65535 topic=c3a9 alias=7 {b=16383 1=1 2=5 26=62: 23=7 8=72"
                + " 9=ff00 26=61: b=1 b=1 3=6869 26=62:} payload=dead");
    }

    @Test
    void anEmptyPayloadIsAMessageToo() {
        assertDecodes(new Mqtt311(), "30 03 00 01 61",
                "PUBLISH qos=0 dup=false retain=false id=0 topic=61 alias=0 {} payload=");
        assertDecodes(new Mqtt5(), "30 04 00 01 61 00",
                "PUBLISH qos=0 dup=false retain=false id=0 topic=61 alias=0 {} payload=");
    }

    @Test
    @Clause({"5.0:MQTT-3.3.1-4", "3.1.1:MQTT-3.3.1-4"})
    void qosThreeIsMalformed() {
        assertRefused5(Result.MALFORMED_PACKET, "36 06 00 01 61 00 01 00");
        assertRefused311(Result.MALFORMED_PACKET, "3F 05 00 01 61 00 01");
    }

    @Test
    @Clause({"5.0:MQTT-3.3.1-2", "3.1.1:MQTT-3.3.1-2"})
    void dupAtQosZeroIsAnError() {
        assertRefused5(Result.PROTOCOL_ERROR, "38 04 00 01 61 00");
        assertRefused311(Result.PROTOCOL_ERROR, "39 03 00 01 61");
    }

    @Test
    @Clause({"5.0:MQTT-2.2.1-4", "3.1.1:MQTT-2.3.1-1"})
    void packetIdentifierZeroIsAnError() {
        assertRefused5(Result.PROTOCOL_ERROR, "32 06 00 01 61 00 00 00");
        assertRefused311(Result.PROTOCOL_ERROR, "34 05 00 01 61 00 00");
    }

    @Test
    @Clause({"5.0:MQTT-3.3.2-2", "3.1.1:MQTT-3.3.2-2"})
    void aWildcardInTheTopicIsAnError() {
        assertRefused5(Result.PROTOCOL_ERROR, "30 06 00 03 61 2F 23 00");
        assertRefused5(Result.PROTOCOL_ERROR, "30 04 00 01 2B 00");
        assertRefused311(Result.PROTOCOL_ERROR, "30 03 00 01 2B");
    }

    @Test
    @Clause({"5.0:MQTT-3.3.2-1", "5.0:MQTT-1.5.4-1", "5.0:MQTT-1.5.4-2", "3.1.1:MQTT-3.3.2-1", "3.1.1:MQTT-1.5.3-1",
        "3.1.1:MQTT-1.5.3-2"})
    void anIllFormedTopicIsMalformed() {
        assertRefused5(Result.MALFORMED_PACKET, "30 05 00 02 61 00 00");
        assertRefused5(Result.MALFORMED_PACKET, "30 05 00 02 C0 80 00");
        assertRefused311(Result.MALFORMED_PACKET, "30 05 00 03 ED A0 80");
        assertRefused311(Result.MALFORMED_PACKET, "30 03 00 01 00");
    }

    @Test
    @Clause({"5.0:MQTT-1.5.4-3", "3.1.1:MQTT-1.5.3-3"})
    void aByteOrderMarkInTheTopicIsPassedOn() {
        assertDecodes(new Mqtt311(), "30 05 00 03 EF BB BF",
                "PUBLISH qos=0 dup=false retain=false id=0 topic=efbbbf alias=0 {} payload=");
    }

    @Test
    @Clause({"5.0:MQTT-4.7.3-1", "3.1.1:MQTT-4.7.3-1"})
    void anEmptyTopicNeedsAnAlias() {
        assertRefused5(Result.PROTOCOL_ERROR, "30 03 00 00 00");
        assertRefused5(Result.PROTOCOL_ERROR, "30 05 00 00 02 01 01");
        assertRefused311(Result.MALFORMED_PACKET, "30 02 00 00");
        assertDecodes(new Mqtt5(), """
                30 07          | PUBLISH
                00 00          | no Topic Name
                03 23 00 09    | Topic Alias 9
                68             | payload
                """,
                "PUBLISH qos=0 dup=false retain=false id=0 topic= alias=9 {23=9} payload=68");
    }

    @Test
    @Clause("5.0:MQTT-3.3.2-8")
    void aliasZeroIsAnError() {
        assertRefused5(Result.TOPIC_ALIAS_INVALID, "30 07 00 01 61 03 23 00 00");
    }

    @Test
    void fieldsThatReachBeyondThePacketAreMalformed() {
        assertRefused311(Result.MALFORMED_PACKET, "30 00");
        assertRefused311(Result.MALFORMED_PACKET, "30 01 00");
        assertRefused311(Result.MALFORMED_PACKET, "30 03 00 02 61");
        assertRefused311(Result.MALFORMED_PACKET, "32 04 00 01 61 00      | half a packet identifier");
        assertRefused5(Result.MALFORMED_PACKET, "30 03 00 01 61           | no Property Length");
        assertRefused5(Result.MALFORMED_PACKET, "30 04 00 01 61 80        | half a Property Length");
        assertRefused5(Result.MALFORMED_PACKET, "30 05 00 01 61 02 01     | a property too long");
    }

    @Test
    void packetsFollowEachOtherWithoutGaps() {
        assertDecodes(new Mqtt311(), "30 04 00 01 61 31  D0 00  40 02 00 07  30 03 00 01 62",
                "PUBLISH qos=0 dup=false retain=false id=0 topic=61 alias=0 {} payload=31", "PINGRESP",
                "PUBACK id=7 code=0 {}",
                "PUBLISH qos=0 dup=false retain=false id=0 topic=62 alias=0 {} payload=");
    }
}

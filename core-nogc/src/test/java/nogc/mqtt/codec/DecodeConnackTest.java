package nogc.mqtt.codec;

import static nogc.mqtt.codec.Decoding.assertDecodes;
import static nogc.mqtt.codec.Decoding.assertRefused311;
import static nogc.mqtt.codec.Decoding.assertRefused5;

import nogc.mqtt.Clause;
import nogc.mqtt.Result;
import org.junit.jupiter.api.Test;

class DecodeConnackTest {
    @Test
    @Clause({"3.1.1:MQTT-3.2.2-2", "3.1.1:MQTT-3.2.2-3"})
    void version311TellsSessionPresentAndReturnCode() {
        assertDecodes(new Mqtt311(), """
                20 02    | CONNACK
                00 00    | no session, accepted
                20 02
                01 00    | session present
                20 02
                00 05    | not authorized
                """,
                "CONNACK present=false code=0 {}", "CONNACK present=true code=0 {}",
                "CONNACK present=false code=5 {}");
    }

    /** It makes no difference: the connection is refused, and the session says so. */
    @Test
    @Clause({"5.0:MQTT-3.2.2-6", "3.1.1:MQTT-3.2.2-4"})
    void sessionPresentBesideAFailureIsTold() {
        assertDecodes(new Mqtt311(), "20 02 01 05", "CONNACK present=true code=5 {}");
        assertDecodes(new Mqtt5(), "20 03 01 87 00", "CONNACK present=true code=135 {}");
    }

    @Test
    @Clause("3.1.1:MQTT-3.2.2-6")
    void version311RefusesReturnCodesThatAreReserved() {
        assertRefused311(Result.PROTOCOL_ERROR, "20 02 00 06");
        assertRefused311(Result.PROTOCOL_ERROR, "20 02 00 FF");
    }

    @Test
    void version311HasNothingBehindTheReturnCode() {
        assertRefused311(Result.MALFORMED_PACKET, "20 03 00 00 00");
        assertRefused311(Result.MALFORMED_PACKET, "20 01 00");
        assertRefused311(Result.MALFORMED_PACKET, "20 00");
    }

    @Test
    @Clause("5.0:MQTT-3.2.2-3")
    void version5TellsEveryProperty() {
        assertDecodes(new Mqtt5(), """
                20 4A                            | CONNACK
                01 00                            | session present, success
                47                               | Property Length
                11 00 00 0E 10                   | Session Expiry Interval 3600
                21 00 14                         | Receive Maximum 20
                24 01                            | Maximum QoS 1
                25 01                            | Retain Available
                27 00 01 00 00                   | Maximum Packet Size 65,536
                12 00 02 69 64                   | Assigned Client Identifier "id"
                22 00 0A                         | Topic Alias Maximum 10
                1F 00 02 6F 6B                   | Reason String "ok"
                26 00 01 61 00 01 62             | User Property "a", "b"
                26 00 01 61 00 01 62             | the same again
                28 00                            | no wildcards
                29 01                            | Subscription Identifiers
                2A 00                            | no shared subscriptions
                13 00 3C                         | Server Keep Alive 60
                1A 00 02 72 2F                   | Response Information "r/"
                1C 00 01 68                      | Server Reference "h"
                15 00 01 6D                      | Authentication Method "m"
                16 00 02 00 FF                   | Authentication Data
                """,
                "CONNACK present=true code=0 {11=3600 21=20 24=1 25=1 27=65536 12=6964 22=10 1f=6f6b 26=61:62 26=61:62"
                + " 28=0 29=1 2a=0 13=60 1a=722f 1c=68 15=6d 16=00ff}");
    }

    @Test
    @Clause({"5.0:MQTT-3.2.2-7", "5.0:MQTT-3.2.2-8"})
    void version5TellsTheReasonAndRefusesAnUnlistedOne() {
        assertDecodes(new Mqtt5(), "20 03 00 87 00", "CONNACK present=false code=135 {}");
        assertRefused5(Result.PROTOCOL_ERROR, "20 03 00 01 00");
        assertRefused5(Result.PROTOCOL_ERROR, "20 03 00 8E 00");
    }

    @Test
    @Clause("5.0:MQTT-3.2.2-1")
    void theFlagsButTheLowestAreZero() {
        for (String flags : new String[] {"02", "04", "81", "FF"}) {
            assertRefused5(Result.MALFORMED_PACKET, "20 03 " + flags + " 00 00");
            assertRefused311(Result.MALFORMED_PACKET, "20 02 " + flags + " 00");
        }
    }

    @Test
    @Clause("5.0:MQTT-2.2.2-1")
    void version5NeedsAPropertyLengthThatFillsThePacket() {
        assertRefused5(Result.MALFORMED_PACKET, "20 02 00 00");
        assertRefused5(Result.MALFORMED_PACKET, "20 04 00 00 00 00");
        assertRefused5(Result.MALFORMED_PACKET, "20 03 00 00 01");
        assertRefused5(Result.MALFORMED_PACKET, "20 01 00");
    }

    @Test
    @Clause("5.0:MQTT-3.1.2-2")
    void aServerOf311ThatRefusesVersion5InItsOwnFormIsUnderstood() {
        assertDecodes(new Mqtt5(), "20 02 00 01", "CONNACK present=false code=132 {}");
        assertRefused5(Result.PROTOCOL_ERROR, "20 02 00 05");
    }
}

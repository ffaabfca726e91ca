package nogc.mqtt.codec;

import static nogc.mqtt.codec.Decoding.assertDecodes;
import static nogc.mqtt.codec.Decoding.assertRefused311;
import static nogc.mqtt.codec.Decoding.assertRefused5;

import nogc.mqtt.Clause;
import nogc.mqtt.Result;
import org.junit.jupiter.api.Test;

class DecodeAcknowledgementTest {
    private static final String[] HEADERS = {"40", "50", "62", "70"};
    private static final String[] NAMES = {"PUBACK", "PUBREC", "PUBREL", "PUBCOMP"};

    @Test
    @Clause({"5.0:MQTT-2.2.1-5", "3.1.1:MQTT-2.3.1-6"})
    void lengthTwoIsSuccessInBothVersions() {
        for (int i = 0; i < NAMES.length; i++) {
            String bytes = HEADERS[i] + " 02 12 34";
            assertDecodes(new Mqtt311(), bytes, NAMES[i] + " id=4660 code=0 {}");
            assertDecodes(new Mqtt5(), bytes, NAMES[i] + " id=4660 code=0 {}");
        }
    }

    @Test
    void lengthThreeIsAReasonCodeWithoutProperties() {
        assertDecodes(new Mqtt5(), "40 03 00 01 10", "PUBACK id=1 code=16 {}");
        assertDecodes(new Mqtt5(), "50 03 00 01 97", "PUBREC id=1 code=151 {}");
        assertDecodes(new Mqtt5(), "62 03 00 01 92", "PUBREL id=1 code=146 {}");
        assertDecodes(new Mqtt5(), "70 03 00 01 92", "PUBCOMP id=1 code=146 {}");
    }

    @Test
    void propertiesMayFollowTheReasonCode() {
        for (int i = 0; i < NAMES.length; i++) {
            assertDecodes(new Mqtt5(), HEADERS[i] + " 04 00 01 00 00", NAMES[i] + " id=1 code=0 {}");
            assertDecodes(new Mqtt5(), HEADERS[i] + """
                     0F 00 01 00
                    0B                     | Property Length
                    1F 00 01 72            | Reason String
                    26 00 01 61 00 01 62   | User Property
                    """,
                    NAMES[i] + " id=1 code=0 {1f=72 26=61:62}");
        }
    }

    @Test
    @Clause({"5.0:MQTT-3.4.2-1", "5.0:MQTT-3.5.2-1", "5.0:MQTT-3.6.2-1", "5.0:MQTT-3.7.2-1"})
    void unlistedReasonCodesAreErrors() {
        assertRefused5(Result.PROTOCOL_ERROR, "40 03 00 01 92");
        assertRefused5(Result.PROTOCOL_ERROR, "50 03 00 01 01");
        assertRefused5(Result.PROTOCOL_ERROR, "62 03 00 01 10");
        assertRefused5(Result.PROTOCOL_ERROR, "70 03 00 01 80");
    }

    @Test
    void version311HasNothingBehindThePacketIdentifier() {
        for (String header : HEADERS) {
            assertRefused311(Result.MALFORMED_PACKET, header + " 03 00 01 00");
            assertRefused311(Result.MALFORMED_PACKET, header + " 01 00");
            assertRefused311(Result.MALFORMED_PACKET, header + " 00");
        }
    }

    @Test
    void thePropertiesFillTherestOfThePacket() {
        for (String header : HEADERS) {
            assertRefused5(Result.MALFORMED_PACKET, header + " 05 00 01 00 00 00");
            assertRefused5(Result.MALFORMED_PACKET, header + " 04 00 01 00 01");
            assertRefused5(Result.MALFORMED_PACKET, header + " 01 00");
        }
    }

    @Test
    @Clause("5.0:MQTT-2.2.1-6")
    void packetIdentifierZeroAcknowledgesNothing() {
        for (String header : HEADERS) {
            assertRefused5(Result.PROTOCOL_ERROR, header + " 02 00 00");
            assertRefused311(Result.PROTOCOL_ERROR, header + " 02 00 00");
        }
        assertRefused5(Result.PROTOCOL_ERROR, "90 04 00 00 00 00");
        assertRefused311(Result.PROTOCOL_ERROR, "B0 02 00 00");
    }

    @Test
    @Clause({"5.0:MQTT-3.8.4-7", "5.0:MQTT-3.9.3-1", "3.1.1:MQTT-3.8.4-5", "3.1.1:MQTT-3.9.3-1"})
    void subackTellsACodeForEachFilter() {
        assertDecodes(new Mqtt311(), """
                90 06              | SUBACK
                00 0A              | Packet Identifier 10
                00 01 02 80        | granted QoS 0, 1, 2; failure
                """,
                "SUBACK id=10 {} codes=00010280");
        assertDecodes(new Mqtt5(), """
                90 0B              | SUBACK
                00 0A              | Packet Identifier 10
                04 1F 00 01 72     | Reason String
                02 8F A1 A2        | granted QoS 2; three refusals
                """,
                "SUBACK id=10 {1f=72} codes=028fa1a2");
    }

    @Test
    @Clause({"5.0:MQTT-3.9.3-2", "3.1.1:MQTT-3.9.3-2"})
    void unlistedSubackCodesAreErrorsWhereverTheyStand() {
        assertRefused311(Result.PROTOCOL_ERROR, "90 04 00 01 00 03");
        assertRefused311(Result.PROTOCOL_ERROR, "90 05 00 01 81 00 00");
        assertRefused5(Result.PROTOCOL_ERROR, "90 06 00 01 00 00 03 01");
        assertRefused5(Result.PROTOCOL_ERROR, "90 04 00 01 00 11");
    }

    @Test
    void subackWithoutACodeIsAnError() {
        assertRefused311(Result.PROTOCOL_ERROR, "90 02 00 01");
        assertRefused5(Result.PROTOCOL_ERROR, "90 03 00 01 00");
        assertRefused5(Result.MALFORMED_PACKET, "90 02 00 01");
    }

    @Test
    @Clause({"5.0:MQTT-3.10.4-5", "5.0:MQTT-3.11.3-1", "5.0:MQTT-3.11.3-2"})
    void unsubackOfVersion5TellsACodeForEachFilter() {
        assertDecodes(new Mqtt5(), "B0 06 00 0A 00 00 11 87", "UNSUBACK id=10 {} codes=001187");
        assertRefused5(Result.PROTOCOL_ERROR, "B0 04 00 0A 00 01");
        assertRefused5(Result.PROTOCOL_ERROR, "B0 03 00 0A 00");
    }

    @Test
    @Clause("3.1.1:MQTT-3.10.4-6")
    void unsubackOf311IsItsPacketIdentifier() {
        assertDecodes(new Mqtt311(), "B0 02 00 0A", "UNSUBACK id=10 {} codes=");
        assertRefused311(Result.MALFORMED_PACKET, "B0 03 00 0A 00");
    }
}

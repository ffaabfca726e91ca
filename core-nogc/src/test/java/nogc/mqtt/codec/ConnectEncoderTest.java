package nogc.mqtt.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import nogc.mqtt.Authenticator;
import nogc.mqtt.Bytes;
import nogc.mqtt.Clause;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicAliasTable;
import nogc.mqtt.Utf8String;
import nogc.mqtt.wire.Property;
import org.junit.jupiter.api.Test;

class ConnectEncoderTest {
    private final Config config = new Config();
    private final ConnectOptions options = new ConnectOptions();
    private final Utf8String clientId = new Utf8String("id");

    @Test
    @Clause({"3.1.1:MQTT-3.1.2-1", "3.1.1:MQTT-3.1.2-2", "3.1.1:MQTT-3.1.2-3", "3.1.1:MQTT-3.1.2-11",
        "3.1.1:MQTT-3.1.2-13", "3.1.1:MQTT-3.1.2-15", "3.1.1:MQTT-3.1.2-18", "3.1.1:MQTT-3.1.2-20",
        "3.1.1:MQTT-3.1.3-3"})
    void theLeastOf311IsAClientIdentifier() {
        assertEncodes311(true, """
                10 0E               | CONNECT
                00 04 4D 51 54 54   | "MQTT"
                04                  | level 4
                02                  | Clean Session; no will, user name or password
                00 3C               | Keep Alive 60
                00 02 69 64         | Client Identifier "id", the end of the payload
                """);
    }

    @Test
    @Clause({"5.0:MQTT-3.1.2-1", "5.0:MQTT-3.1.2-2", "5.0:MQTT-3.1.2-3", "5.0:MQTT-3.1.2-11", "5.0:MQTT-3.1.2-13",
        "5.0:MQTT-3.1.2-16", "5.0:MQTT-3.1.2-18", "5.0:MQTT-3.1.3-3", "5.0:MQTT-2.2.2-1"})
    void theLeastOfVersion5AlsoTellsOurReceiveMaximum() {
        config.inboundSlots = 20;
        assertEncodes5(false, """
                10 12               | CONNECT
                00 04 4D 51 54 54   | "MQTT"
                05                  | version 5
                00                  | Clean Start 0; no will, user name or password
                00 3C               | Keep Alive 60
                03                  | Property Length
                21 00 14            | Receive Maximum 20
                00 02 69 64         | Client Identifier "id", the end of the payload
                """);
    }

    @Test
    @Clause({"3.1.1:MQTT-3.1.2-9", "3.1.1:MQTT-3.1.2-19", "3.1.1:MQTT-3.1.2-21", "3.1.1:MQTT-3.1.3-1"})
    void thePayloadOf311IsIdentifierWillUserNamePassword() {
        setWillAndCredentials();
        assertEncodes311(true, """
                10 1C               | CONNECT
                00 04 4D 51 54 54
                04
                F6                  | user name, password, Will Retain, Will QoS 2, will, Clean Session
                00 0A               | Keep Alive 10
                00 02 69 64         | Client Identifier
                00 01 74            | Will Topic "t"
                00 02 FF 00         | Will Message
                00 01 75            | User Name "u"
                00 02 70 00         | Password
                """);
    }

    @Test
    @Clause({"5.0:MQTT-3.1.2-9", "5.0:MQTT-3.1.2-17", "5.0:MQTT-3.1.2-19", "5.0:MQTT-3.1.3-1", "5.0:MQTT-3.1.3-10",
        "5.0:MQTT-3.1.3-12"})
    void thePayloadOfVersion5HasWillPropertiesInTheirOrder() {
        setWillAndCredentials();
        options.willProperties = new PropertyWriter(64);
        options.willProperties.put(Property.WILL_DELAY_INTERVAL, 5);
        options.willProperties.putUserProperty(new Utf8String("b"), new Utf8String("1"));
        options.willProperties.putUserProperty(new Utf8String("a"), new Utf8String("2"));
        assertEncodes5(true, """
                10 34               | CONNECT
                00 04 4D 51 54 54
                05
                F6                  | user name, password, Will Retain, Will QoS 2, will, Clean Start
                00 0A
                03 21 00 14         | Receive Maximum
                00 02 69 64         | Client Identifier
                13                  | Will Property Length
                18 00 00 00 05      | Will Delay Interval
                26 00 01 62 00 01 31
                26 00 01 61 00 01 32
                00 01 74            | Will Topic
                00 02 FF 00         | Will Payload
                00 01 75            | User Name
                00 02 70 00         | Password
                """);
    }

    private void setWillAndCredentials() {
        options.keepAlive = 10;
        options.willTopic = new Topic("t");
        options.willPayload = Bytes.of("01 FF 00 02");
        options.willPayloadOffset = 1;
        options.willPayloadLength = 2;
        options.willQos = 2;
        options.willRetain = true;
        options.userName = new Utf8String("u");
        options.password = Bytes.of("01 70 00");
        options.passwordOffset = 1;
        options.passwordLength = 2;
    }

    @Test
    @Clause({"3.1.1:MQTT-3.1.2-19", "3.1.1:MQTT-3.1.2-21", "5.0:MQTT-3.1.2-17", "5.0:MQTT-3.1.2-19"})
    void whatIsPresentButEmptyIsWrittenAsEmpty() {
        options.willTopic = new Topic("t");
        options.userName = new Utf8String("");
        options.password = new byte[0];
        assertEncodes311(false, """
                10 17
                00 04 4D 51 54 54 04
                C4                  | user name, password, will with QoS 0
                00 3C
                00 02 69 64
                00 01 74            | Will Topic
                00 00               | no Will Message
                00 00               | User Name
                00 00               | Password
                """);
    }

    @Test
    @Clause("5.0:MQTT-3.1.2-19")
    void version5SendsAPasswordWithoutAUserName() {
        options.password = Bytes.of("70");
        options.passwordLength = 1;
        assertEncodes5(true, """
                10 15
                00 04 4D 51 54 54 05
                42                  | password, Clean Start
                00 3C
                03 21 00 14
                00 02 69 64
                00 01 70            | Password
                """);
    }

    @Test
    @Clause("5.0:MQTT-3.1.3-6")
    void anEmptyClientIdentifierIsWrittenAsEmpty() {
        clientId.set("");
        assertEncodes5(true, "10 10 00 04 4D 51 54 54 05 02 00 3C 03 21 00 14 00 00");
        assertEncodes311(true, "10 0C 00 04 4D 51 54 54 04 02 00 3C 00 00");
    }

    @Test
    @Clause({"5.0:MQTT-3.1.2-23", "5.0:MQTT-3.1.2-28", "5.0:MQTT-4.12.0-5"})
    void theOtherPropertiesComeFromConfigurationOptionsAndAuthenticator() {
        config.maximumPacketSize = 0x10000;
        config.inboundAliases = new TopicAliasTable(10, 32, false);
        options.sessionExpiry = ConnectOptions.NEVER_EXPIRES;
        options.properties = new PropertyWriter(16);
        options.properties.put(Property.REQUEST_RESPONSE_INFORMATION, 1);
        options.authenticator = new Method();
        options.authenticator.properties().put(Property.AUTHENTICATION_METHOD, options.authenticator.method());
        assertEncodes5(true, """
                10 25
                00 04 4D 51 54 54 05 02 00 3C
                16                  | Property Length
                11 FF FF FF FF      | Session Expiry Interval: never
                21 00 14            | Receive Maximum
                27 00 01 00 00      | Maximum Packet Size
                22 00 0A            | Topic Alias Maximum
                19 01               | Request Response Information
                15 00 01 6D         | Authentication Method
                00 02 69 64
                """);
    }

    private static final class Method extends Authenticator {
        private final Utf8String method = new Utf8String("m");

        Method() {
            super(16);
        }

        @Override
        public Utf8String method() {
            return method;
        }

        @Override
        public int begin(PropertyWriter out) {
            return Result.OK;
        }

        @Override
        public int challenge(PropertyReader challenge, PropertyWriter out) {
            return Result.OK;
        }
    }

    @Test
    @Clause({"5.0:MQTT-3.1.2-12", "3.1.1:MQTT-3.1.2-14"})
    void aWillHasQosZeroToTwo() {
        options.willTopic = new Topic("t");
        for (int qos = -1; qos <= 3; qos++) {
            options.willQos = qos;
            int expected = qos >= 0 && qos <= 2 ? Result.OK : Result.INVALID_QOS;
            assertEquals(expected, check(new Mqtt5(), true));
            assertEquals(expected, check(new Mqtt311(), true));
        }
    }

    @Test
    @Clause("3.1.1:MQTT-3.1.2-22")
    void version311RefusesAPasswordWithoutAUserName() {
        options.password = new byte[0];
        assertEquals(Result.PASSWORD_WITHOUT_USER_NAME, check(new Mqtt311(), true));
        assertEquals(Result.OK, check(new Mqtt5(), true));
        options.userName = new Utf8String("");
        assertEquals(Result.OK, check(new Mqtt311(), true));
    }

    @Test
    @Clause("3.1.1:MQTT-3.1.3-7")
    void version311RefusesAnEmptyIdentifierForASessionThatStays() {
        clientId.set("");
        assertEquals(Result.CLIENT_IDENTIFIER_REQUIRED, check(new Mqtt311(), false));
        assertEquals(Result.OK, check(new Mqtt311(), true));
        assertEquals(Result.OK, check(new Mqtt5(), false));
    }

    @Test
    void version311RefusesWhatItCannotSay() {
        options.sessionExpiry = 1;
        assertEquals(Result.NOT_IN_PROTOCOL, check(new Mqtt311(), true));
        options.sessionExpiry = 0;
        options.authenticator = new Method();
        assertEquals(Result.NOT_IN_PROTOCOL, check(new Mqtt311(), true));
        options.authenticator = null;
        options.properties = new PropertyWriter(16);
        options.willProperties = new PropertyWriter(16);
        assertEquals(Result.OK, check(new Mqtt311(), true));
        options.willProperties.put(Property.WILL_DELAY_INTERVAL, 1);
        assertEquals(Result.NOT_IN_PROTOCOL, check(new Mqtt311(), true));
        options.willProperties.clear();
        options.properties.put(Property.REQUEST_PROBLEM_INFORMATION, 0);
        assertEquals(Result.NOT_IN_PROTOCOL, check(new Mqtt311(), true));
    }

    @Test
    void propertiesThatFollowFromElsewhereOrBelongElsewhereAreRefused() {
        options.properties = new PropertyWriter(16);
        int[] numbers = {Property.SESSION_EXPIRY_INTERVAL, Property.RECEIVE_MAXIMUM, Property.MAXIMUM_PACKET_SIZE,
            Property.TOPIC_ALIAS_MAXIMUM, Property.MAXIMUM_QOS, Property.WILL_DELAY_INTERVAL};
        for (int id : numbers) {
            options.properties.clear();
            assertEquals(Result.OK, options.properties.put(id, 1));
            assertEquals(Result.INVALID_PROPERTY, check(new Mqtt5(), true), "property " + id);
        }
        options.properties.clear();
        options.properties.put(Property.AUTHENTICATION_METHOD, new Utf8String("m"));
        assertEquals(Result.INVALID_PROPERTY, check(new Mqtt5(), true));
        options.properties.clear();
        options.properties.put(Property.AUTHENTICATION_DATA, new byte[1], 0, 1);
        assertEquals(Result.INVALID_PROPERTY, check(new Mqtt5(), true));
        options.properties.clear();
        options.properties.put(Property.REQUEST_PROBLEM_INFORMATION, 0);
        assertEquals(Result.OK, check(new Mqtt5(), true));
        options.willProperties = new PropertyWriter(16);
        options.willProperties.put(Property.REQUEST_PROBLEM_INFORMATION, 0);
        assertEquals(Result.INVALID_PROPERTY, check(new Mqtt5(), true));
    }

    @Test
    @Clause({"5.0:MQTT-3.1.3-11", "3.1.1:MQTT-3.1.3-10"})
    void aWillTopicThatWasNeverSetIsRefused() {
        options.willTopic = new Topic(8);
        assertEquals(Result.INVALID_TOPIC, check(new Mqtt5(), true));
    }

    @Test
    void numbersAndRangesOutsideOfTheirFieldsAreRefused() {
        options.keepAlive = 65535;
        assertEquals(Result.OK, check(new Mqtt5(), true));
        options.keepAlive = 65536;
        assertEquals(Result.INVALID_ARGUMENT, check(new Mqtt5(), true));
        options.keepAlive = -1;
        assertEquals(Result.INVALID_ARGUMENT, check(new Mqtt5(), true));
        options.keepAlive = 0;
        options.password = new byte[70000];
        assertEquals(Result.INVALID_ARGUMENT, check(new Mqtt5(), true), "all of it");
        options.passwordLength = 65536;
        assertEquals(Result.INVALID_ARGUMENT, check(new Mqtt5(), true));
        options.passwordOffset = 4466;
        options.passwordLength = 65535;
        assertEquals(Result.INVALID_ARGUMENT, check(new Mqtt5(), true));
        options.passwordOffset = 4465;
        assertEquals(Result.OK, check(new Mqtt5(), true));
        options.willPayload = new byte[2];
        options.willPayloadOffset = -1;
        assertEquals(Result.INVALID_ARGUMENT, check(new Mqtt5(), true));
    }

    @Test
    @Clause({"3.1.1:MQTT-3.1.2-21", "5.0:MQTT-3.1.2-19"})
    void aPasswordAndAWillPayloadWithoutALengthAreSentWhole() {
        options.willTopic = new Topic("t");
        options.willPayload = Bytes.of("01 FF 00");
        options.userName = new Utf8String("u");
        options.password = Bytes.of("01 70 00");
        options.passwordOffset = 1;
        assertEncodes311(false, """
                10 1D
                00 04 4D 51 54 54 04
                C4
                00 3C
                00 02 69 64
                00 01 74            | Will Topic
                00 03 01 FF 00      | Will Message, all of it
                00 01 75            | User Name
                00 02 70 00         | Password, from its first byte on
                """);
    }

    @Test
    void aLengthBeyondTheArrayIsRefused() {
        options.userName = new Utf8String("u");
        options.password = new byte[3];
        options.passwordLength = 4;
        assertEquals(Result.INVALID_ARGUMENT, check(new Mqtt311(), true));
        options.password = null;
        assertEquals(Result.INVALID_ARGUMENT, check(new Mqtt311(), true), "no array at all");
        options.passwordLength = 0;
        options.willTopic = new Topic("t");
        options.willPayload = new byte[3];
        for (int[] part : new int[][] {{0, 4}, {3, 1}, {4, 0}, {4, -1}, {-1, -1}, {0, -2}, {0, Integer.MIN_VALUE},
            {Integer.MAX_VALUE, -1}, {Integer.MIN_VALUE, -1}}) {
            options.willPayloadOffset = part[0];
            options.willPayloadLength = part[1];
            assertEquals(Result.INVALID_ARGUMENT, check(new Mqtt311(), true), part[0] + " " + part[1]);
        }
        options.willPayloadOffset = 3;
        options.willPayloadLength = -1;
        assertEquals(Result.OK, check(new Mqtt311(), true));
    }

    /** One byte too few anywhere spoils all of it, also when what follows would fit. */
    @Test
    void aTransmitBufferThatIsTooSmallStaysEmpty() {
        setWillAndCredentials();
        PropertyWriter will = new PropertyWriter(32);
        assertEquals(Result.OK, will.put(Property.CONTENT_TYPE, new Utf8String("c")));
        for (Protocol protocol : new Protocol[] {new Mqtt311(), new Mqtt5()}) {
            options.willProperties = protocol.hasProperties() ? will : null;
            PacketEncoder large = new PacketEncoder(protocol, 256);
            int size = new ConnectEncoder(config, protocol, large).encode(options, clientId, true);
            for (int capacity = 0; capacity < size; capacity++) {
                PacketEncoder small = new PacketEncoder(protocol, capacity);
                assertEquals(0, new ConnectEncoder(config, protocol, small).encode(options, clientId, true));
                assertEquals(0, small.length());
                assertEquals(capacity, small.room());
            }
            PacketEncoder exact = new PacketEncoder(protocol, size);
            ConnectEncoder encoder = new ConnectEncoder(config, protocol, exact);
            assertEquals(size, encoder.size(options, clientId));
            assertEquals(size, encoder.encode(options, clientId, true));
        }
    }

    @Test
    void theHeaderIsAsLongAsTheRestWants() {
        options.userName = new Utf8String("u".repeat(111));
        assertLength(127, "107f0004");
        options.userName = new Utf8String("u".repeat(112));
        assertLength(128, "1080010004");
        options.userName = new Utf8String("u".repeat(16_367));
        assertLength(16_383, "10ff7f0004");
        options.userName = new Utf8String("u".repeat(16_368));
        assertLength(16_384, "108080010004");
    }

    private void assertLength(int remaining, String start) {
        PacketEncoder out = new PacketEncoder(new Mqtt311(), 20_000);
        int size = new ConnectEncoder(config, new Mqtt311(), out).encode(options, clientId, true);
        assertEquals(out.length(), size);
        assertEquals(start, Bytes.hex(out.buffer(), out.start(), start.length() / 2));
        assertEquals(remaining, size - (start.length() / 2 - 2));
    }

    @Test
    void connectIsTheFirstPacketInTheBuffer() {
        PacketEncoder out = new PacketEncoder(new Mqtt311(), 64);
        out.pingreq();
        assertEquals(0, new ConnectEncoder(config, new Mqtt311(), out).encode(options, clientId, true));
        assertEquals("c000", Bytes.hex(out.buffer(), out.start(), out.length()));
    }

    private int check(Protocol protocol, boolean cleanStart) {
        PacketEncoder out = new PacketEncoder(protocol, 64);
        return new ConnectEncoder(config, protocol, out).check(options, clientId, cleanStart);
    }

    private void assertEncodes311(boolean cleanStart, String bytes) {
        assertEncodes(new Mqtt311(), cleanStart, bytes);
    }

    private void assertEncodes5(boolean cleanStart, String bytes) {
        assertEncodes(new Mqtt5(), cleanStart, bytes);
    }

    private void assertEncodes(Protocol protocol, boolean cleanStart, String bytes) {
        PacketEncoder out = new PacketEncoder(protocol, 256);
        ConnectEncoder encoder = new ConnectEncoder(config, protocol, out);
        assertEquals(Result.OK, encoder.check(options, clientId, cleanStart));
        int size = encoder.encode(options, clientId, cleanStart);
        assertEquals(Bytes.hex(Bytes.of(bytes)), Bytes.hex(out.buffer(), out.start(), out.length()));
        assertEquals(size, out.length());
    }
}

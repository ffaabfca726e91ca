package nogc.mqtt.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import nogc.mqtt.Bytes;
import nogc.mqtt.Clause;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.wire.PacketType;
import nogc.mqtt.wire.Property;
import nogc.mqtt.wire.PropertyTable;
import org.junit.jupiter.api.Test;

/** Property blocks of 5.0 as a server sends them. */
class PropertyBlockTest {
    private static final int[] FROM_SERVER = {PacketType.CONNACK, PacketType.PUBLISH, PacketType.PUBACK,
        PacketType.PUBREC, PacketType.PUBREL, PacketType.PUBCOMP, PacketType.SUBACK, PacketType.UNSUBACK,
        PacketType.DISCONNECT, PacketType.AUTH};
    private static final byte[] METHOD = Bytes.of("15 00 01 6D");

    private final Mqtt5 protocol = new Mqtt5();
    private final PropertyReader view = new PropertyReader();

    /** Each of 256 identifiers, with a value of its type, in each packet. */
    @Test
    void aPropertyIsTakenInThePacketsOfTheTableAndMalformedElsewhere() {
        for (int type : FROM_SERVER) {
            for (int id = 0; id < 256; id++) {
                PropertyTable row = PropertyTable.row(id);
                int expected = row == null || !row.in(type) ? Result.MALFORMED_PACKET : Result.OK;
                if (id == Property.SESSION_EXPIRY_INTERVAL && type == PacketType.DISCONNECT) {
                    expected = Result.PROTOCOL_ERROR;
                }
                assertResult(expected, type, withCompany(type, id, one(id)));
            }
        }
    }

    @Test
    void onlyUserPropertiesAndSubscriptionIdentifiersOfPublishRepeat() {
        for (int type : FROM_SERVER) {
            for (PropertyTable row : PropertyTable.ROWS) {
                if (!row.in(type)) {
                    continue;
                }
                boolean repeats = row.id() == Property.USER_PROPERTY || row.id() == Property.SUBSCRIPTION_IDENTIFIER;
                byte[] twice = withCompany(type, row.id(), join(one(row.id()), one(row.id())));
                assertResult(repeats ? Result.OK : Result.PROTOCOL_ERROR, type, twice);
            }
        }
    }

    @Test
    void byteValuesAreZeroOrOne() {
        for (PropertyTable row : PropertyTable.ROWS) {
            int type = serverPacket(row);
            for (int value = 0; type != 0 && row.type() == Property.BYTE && value < 256; value++) {
                int expected = value <= 1 ? Result.OK : Result.PROTOCOL_ERROR;
                assertResult(expected, type, new byte[] {(byte) row.id(), (byte) value});
            }
        }
    }

    @Test
    @Clause("5.0:MQTT-3.3.2-8")
    void zeroIsAnErrorWhereTheStandardForbidsIt() {
        assertResult(Result.PROTOCOL_ERROR, PacketType.CONNACK, Bytes.of("21 00 00       | Receive Maximum"));
        assertResult(Result.PROTOCOL_ERROR, PacketType.CONNACK, Bytes.of("27 00 00 00 00 | Maximum Packet Size"));
        assertResult(Result.PROTOCOL_ERROR, PacketType.PUBLISH, Bytes.of("0B 00          | Subscription Identifier"));
        assertResult(Result.TOPIC_ALIAS_INVALID, PacketType.PUBLISH, Bytes.of("23 00 00  | Topic Alias"));
        assertResult(Result.OK, PacketType.CONNACK, Bytes.of("22 00 00  11 00 00 00 00  13 00 00"));
        assertResult(Result.OK, PacketType.CONNACK, Bytes.of("27 80 00 00 00 | unsigned"));
    }

    /** Every property cut short at every place. */
    @Test
    void aValueThatReachesBeyondTheBlockIsMalformed() {
        for (PropertyTable row : PropertyTable.ROWS) {
            int type = serverPacket(row);
            byte[] whole = one(row.id());
            for (int length = 1; type != 0 && length < whole.length; length++) {
                assertResult(Result.MALFORMED_PACKET, type, Arrays.copyOf(whole, length));
            }
        }
    }

    @Test
    @Clause("5.0:MQTT-1.5.5-1")
    void subscriptionIdentifiersComeInTheShortestForm() {
        assertResult(Result.OK, PacketType.PUBLISH, Bytes.of("0B FF FF FF 7F"));
        assertResult(Result.MALFORMED_PACKET, PacketType.PUBLISH, Bytes.of("0B 81 00"));
        assertResult(Result.MALFORMED_PACKET, PacketType.PUBLISH, Bytes.of("0B FF FF FF FF 01"));
    }

    @Test
    @Clause({"5.0:MQTT-1.5.4-1", "5.0:MQTT-1.5.4-2", "5.0:MQTT-1.5.7-1", "5.0:MQTT-3.3.2-13", "5.0:MQTT-3.3.2-19"})
    void stringsAreCheckedAndBinaryIsNot() {
        for (PropertyTable row : PropertyTable.ROWS) {
            int type = serverPacket(row);
            for (String bad : new String[] {"00", "C0 80", "ED A0 80", "FF"}) {
                byte[] text = Bytes.of(bad);
                byte[] field = join(new byte[] {0, (byte) text.length}, text);
                byte[] good = {0, 0};
                byte[] id = {(byte) row.id()};
                if (type == 0) {
                    continue;
                }
                if (row.type() == Property.STRING) {
                    assertResult(Result.MALFORMED_PACKET, type, withCompany(type, row.id(), join(id, field)));
                } else if (row.type() == Property.BINARY) {
                    assertResult(Result.OK, type, withCompany(type, row.id(), join(id, field)));
                } else if (row.type() == Property.PAIR) {
                    assertResult(Result.MALFORMED_PACKET, type, join(id, field, good));
                    assertResult(Result.MALFORMED_PACKET, type, join(id, good, field));
                }
            }
        }
    }

    @Test
    @Clause({"5.0:MQTT-3.3.2-14", "5.0:MQTT-4.7.3-1"})
    void aResponseTopicIsATopicName() {
        assertResult(Result.OK, PacketType.PUBLISH, Bytes.of("08 00 03 61 2F 62 | a/b"));
        assertResult(Result.PROTOCOL_ERROR, PacketType.PUBLISH, Bytes.of("08 00 03 61 2F 23 | a/#"));
        assertResult(Result.PROTOCOL_ERROR, PacketType.PUBLISH, Bytes.of("08 00 01 2B | +"));
        assertResult(Result.PROTOCOL_ERROR, PacketType.PUBLISH, Bytes.of("08 00 00"));
    }

    @Test
    void authenticationDataNeedsAMethodInAnyOrder() {
        byte[] data = Bytes.of("16 00 01 00");
        assertResult(Result.PROTOCOL_ERROR, PacketType.CONNACK, data);
        assertResult(Result.OK, PacketType.CONNACK, join(data, METHOD));
        assertResult(Result.OK, PacketType.AUTH, join(METHOD, data));
    }

    @Test
    void anAuthPacketWithPropertiesNamesItsMethod() {
        assertResult(Result.OK, PacketType.AUTH, METHOD);
        assertResult(Result.PROTOCOL_ERROR, PacketType.AUTH, new byte[0]);
        assertResult(Result.PROTOCOL_ERROR, PacketType.AUTH, Bytes.of("1F 00 01 72 | Reason String"));
    }

    @Test
    @Clause("5.0:MQTT-3.14.2-2")
    void aServerMayNotSendASessionExpiryIntervalInDisconnect() {
        assertResult(Result.PROTOCOL_ERROR, PacketType.DISCONNECT, Bytes.of("11 00 00 00 00"));
        assertResult(Result.PROTOCOL_ERROR, PacketType.DISCONNECT, Bytes.of("11 00 00 00 01"));
    }

    @Test
    @Clause("5.0:MQTT-2.2.2-1")
    void thePropertyLengthIsThereAndWithinThePacket() {
        assertEquals(Result.MALFORMED_PACKET, check(PacketType.CONNACK, Bytes.of("")));
        assertEquals(Result.MALFORMED_PACKET, check(PacketType.CONNACK, Bytes.of("02 24")));
        assertEquals(Result.MALFORMED_PACKET, check(PacketType.CONNACK, Bytes.of("82 00 24 01 | 82 00 is 2")));
        assertEquals(Result.MALFORMED_PACKET, check(PacketType.CONNACK, Bytes.of("FF FF FF FF")));
        assertEquals(3, check(PacketType.CONNACK, Bytes.of("00 FF")));
        assertEquals(5, check(PacketType.CONNACK, Bytes.of("02 24 01 FF")));
        assertEquals(2, view.length());
    }

    /** What is behind the Property Length is not touched: the view tells where the block lies. */
    @Test
    void aLongBlockIsViewedWhole() {
        byte[] block = new byte[200];
        for (int i = 0; i < block.length; i += 5) {
            block[i] = Property.USER_PROPERTY;
        }
        byte[] b = join(Bytes.of("C8 01"), block);
        assertEquals(2 + 202, check(PacketType.PUBLISH, b));
        assertEquals(200, view.length());
        int count = 0;
        while (view.next()) {
            count++;
        }
        assertEquals(40, count);
    }

    /** Of each property in a block the view says that it is there, of every other one that it is not. */
    @Test
    void theViewKnowsWhatTheBlockHolds() {
        for (int type : FROM_SERVER) {
            for (PropertyTable row : PropertyTable.ROWS) {
                boolean forbidden = row.id() == Property.SESSION_EXPIRY_INTERVAL && type == PacketType.DISCONNECT;
                if (!row.in(type) || forbidden) {
                    continue;
                }
                byte[] block = withCompany(type, row.id(), one(row.id()));
                assertResult(Result.OK, type, block);
                for (PropertyTable other : PropertyTable.ROWS) {
                    boolean company = block.length > one(row.id()).length
                        && other.id() == Property.AUTHENTICATION_METHOD;
                    assertEquals(other == row || company, view.find(other.id()), row.name() + ": " + other.name());
                }
            }
        }
    }

    private void assertResult(int expected, int packetType, byte[] block) {
        byte[] b = join(new byte[] {(byte) block.length}, block);
        int result = check(packetType, b);
        int end = 2 + b.length;
        assertEquals(expected == Result.OK ? end : expected, result, "packet " + packetType + ": " + Bytes.hex(block));
    }

    /** With two bytes in front and behind that do not count. */
    private int check(int packetType, byte[] b) {
        byte[] framed = join(Bytes.of("26 26"), b, Bytes.of("00 00"));
        return protocol.properties(framed, 2, 2 + b.length, packetType, view);
    }

    /** The method that AUTH and Authentication Data need, unless the property is the method. */
    private static byte[] withCompany(int packetType, int id, byte[] property) {
        boolean needed = packetType == PacketType.AUTH || id == Property.AUTHENTICATION_DATA;
        return needed && id != Property.AUTHENTICATION_METHOD ? join(property, METHOD) : property;
    }

    /** A packet from a server that may carry a property alone, or 0. */
    private static int serverPacket(PropertyTable row) {
        for (int type : FROM_SERVER) {
            if (row.in(type) && type != PacketType.DISCONNECT) {
                return type;
            }
        }
        return 0;
    }

    /** A property with a value of its type; an unknown one looks like a flag. */
    private static byte[] one(int id) {
        PropertyTable row = PropertyTable.row(id);
        int type = row == null ? Property.BYTE : row.type();
        String[] values = {"", "01", "00 01", "80 01", "00 00 00 01", "00 01 61", "00 01 FF", "00 01 6E 00 01 76"};
        return join(new byte[] {(byte) id}, Bytes.of(values[type]));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}

package nogc.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import nogc.mqtt.wire.PacketType;
import nogc.mqtt.wire.Property;
import nogc.mqtt.wire.PropertyTable;
import org.junit.jupiter.api.Test;

class PropertyWriterTest {
    private final PropertyWriter writer = new PropertyWriter(64);
    private final byte[] abc = Bytes.utf8("abc");

    @Test
    void eachTypeIsWrittenAsTheStandardSays() {
        assertEquals(Result.OK, writer.put(Property.PAYLOAD_FORMAT_INDICATOR, 1));
        assertEquals(Result.OK, writer.put(Property.MESSAGE_EXPIRY_INTERVAL, -2));
        assertEquals(Result.OK, writer.put(Property.RECEIVE_MAXIMUM, 65535));
        assertEquals(Result.OK, writer.put(Property.SUBSCRIPTION_IDENTIFIER, 128));
        assertEquals(Result.OK, writer.put(Property.CONTENT_TYPE, new Utf8String("\u00e9")));
        assertEquals(Result.OK, writer.put(Property.RESPONSE_TOPIC, abc, 1, 1));
        assertEquals(Result.OK, writer.put(Property.CORRELATION_DATA, Bytes.of("00 FF"), 0, 2));
        assertEquals(Result.OK, writer.putUserProperty(new Utf8String("n"), new Utf8String("")));
        assertEquals(Result.OK, writer.putUserProperty(abc, 0, 0, abc, 2, 1));
        assertWritten("""
                01 01                 | Payload Format Indicator
                02 FF FF FF FE        | Message Expiry Interval 4,294,967,294
                21 FF FF              | Receive Maximum
                0B 80 01              | Subscription Identifier
                03 00 02 C3 A9        | Content Type
                08 00 01 62           | Response Topic
                09 00 02 00 FF        | Correlation Data
                26 00 01 6E 00 00     | User Property "n", ""
                26 00 00 00 01 63     | User Property "", "c"
                """);
    }

    @Test
    void everyPropertyButTheAliasIsTakenOnceByThePutOfItsTypeAndByNoOther() {
        for (int id = -1; id < 256; id++) {
            writer.clear();
            PropertyTable row = PropertyTable.row(id);
            int type = row == null || id == Property.TOPIC_ALIAS ? 0 : row.type();
            boolean number = type >= Property.BYTE && type <= Property.U32;
            assertOnce(number, id, () -> writer.put(row.id(), 1), writer.put(id, 1));
            writer.clear();
            boolean string = type == Property.STRING;
            Utf8String value = new Utf8String("v");
            assertOnce(string, id, () -> writer.put(row.id(), value), writer.put(id, value));
            writer.clear();
            boolean bytes = string || type == Property.BINARY;
            assertOnce(bytes, id, () -> writer.put(row.id(), abc, 0, 3), writer.put(id, abc, 0, 3));
        }
    }

    private void assertOnce(boolean taken, int id, IntSupplier again, int first) {
        assertEquals(taken ? Result.OK : Result.INVALID_PROPERTY, first, "id " + id);
        assertEquals(taken, writer.contains(id), "id " + id);
        if (taken) {
            int length = writer.length();
            assertEquals(Result.INVALID_PROPERTY, again.getAsInt(), "id " + id + " again");
            assertEquals(length, writer.length());
        } else {
            assertEquals(0, writer.length());
        }
    }

    @Test
    void userPropertiesMayRepeat() {
        assertEquals(Result.OK, writer.putUserProperty(abc, 0, 1, abc, 1, 1));
        assertEquals(Result.OK, writer.putUserProperty(abc, 0, 1, abc, 1, 1));
        assertWritten("26 00 01 61 00 01 62  26 00 01 61 00 01 62");
        assertTrue(writer.contains(Property.USER_PROPERTY));
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        for (PropertyTable row : PropertyTable.ROWS) {
            int id = row.id();
            writer.clear();
            if (row.type() == Property.BYTE) {
                assertEquals(Result.INVALID_ARGUMENT, writer.put(id, 2), row.name());
                assertEquals(Result.INVALID_ARGUMENT, writer.put(id, -1), row.name());
                assertEquals(Result.OK, writer.put(id, 0), row.name());
            } else if (row.type() == Property.U16 && id != Property.TOPIC_ALIAS) {
                assertEquals(Result.INVALID_ARGUMENT, writer.put(id, 65536), row.name());
                assertEquals(Result.INVALID_ARGUMENT, writer.put(id, -1), row.name());
                assertEquals(Result.OK, writer.put(id, 65535), row.name());
            }
        }
        assertEquals(Result.INVALID_ARGUMENT, writer.put(Property.SUBSCRIPTION_IDENTIFIER, 268_435_456));
        assertEquals(Result.INVALID_ARGUMENT, writer.put(Property.SUBSCRIPTION_IDENTIFIER, -1));
        assertEquals(Result.OK, writer.put(Property.SUBSCRIPTION_IDENTIFIER, 268_435_455));
    }

    @Test
    @Clause("5.0:TRAP-3.8.2-1")
    void zeroIsRefusedWhereTheStandardForbidsIt() {
        assertEquals(Result.INVALID_ARGUMENT, writer.put(Property.RECEIVE_MAXIMUM, 0));
        assertEquals(Result.INVALID_ARGUMENT, writer.put(Property.MAXIMUM_PACKET_SIZE, 0));
        assertEquals(Result.INVALID_ARGUMENT, writer.put(Property.SUBSCRIPTION_IDENTIFIER, 0));
        assertEquals(Result.OK, writer.put(Property.TOPIC_ALIAS_MAXIMUM, 0));
        assertEquals(Result.OK, writer.put(Property.SESSION_EXPIRY_INTERVAL, 0));
    }

    @Test
    @Clause("5.0:MQTT-3.3.2-14")
    void aResponseTopicIsATopicName() {
        assertEquals(Result.INVALID_TOPIC, writer.put(Property.RESPONSE_TOPIC, new Utf8String("a/#")));
        assertEquals(Result.INVALID_TOPIC, writer.put(Property.RESPONSE_TOPIC, new Utf8String("")));
        assertEquals(Result.INVALID_TOPIC, writer.put(Property.RESPONSE_TOPIC, Bytes.utf8("+"), 0, 1));
        assertEquals(Result.OK, writer.put(Property.RESPONSE_TOPIC, new Topic("a/b")));
    }

    @Test
    @Clause({"5.0:MQTT-1.5.4-1", "5.0:MQTT-1.5.7-1", "5.0:MQTT-3.3.2-13", "5.0:MQTT-3.3.2-19"})
    void illFormedStringsAreRefusedAndBinaryIsNot() {
        byte[] bad = Bytes.of("C3 28");
        assertEquals(Result.INVALID_STRING, writer.put(Property.CONTENT_TYPE, bad, 0, 2));
        assertEquals(Result.INVALID_STRING, writer.put(Property.RESPONSE_TOPIC, bad, 0, 2));
        assertEquals(Result.INVALID_STRING, writer.putUserProperty(bad, 0, 2, abc, 0, 3));
        assertEquals(Result.INVALID_STRING, writer.putUserProperty(abc, 0, 3, bad, 0, 2));
        assertEquals(0, writer.length());
        assertEquals(Result.OK, writer.put(Property.CORRELATION_DATA, bad, 0, 2));
    }

    @Test
    void rangesOutsideOfTheArrayAreRefused() {
        assertEquals(Result.INVALID_ARGUMENT, writer.put(Property.CONTENT_TYPE, abc, 1, 3));
        assertEquals(Result.INVALID_ARGUMENT, writer.put(Property.CONTENT_TYPE, abc, -1, 1));
        assertEquals(Result.INVALID_ARGUMENT, writer.put(Property.CONTENT_TYPE, abc, 0, -1));
        assertEquals(Result.INVALID_ARGUMENT, writer.put(Property.CONTENT_TYPE, null, 0, 0));
        assertEquals(Result.INVALID_ARGUMENT, writer.put(Property.CONTENT_TYPE, (Utf8String) null));
        assertEquals(Result.INVALID_ARGUMENT, writer.put(Property.CORRELATION_DATA, new byte[65536], 0, 65536));
        assertEquals(Result.INVALID_ARGUMENT, writer.putUserProperty(abc, 0, 3, abc, 3, 1));
        assertEquals(Result.INVALID_ARGUMENT, writer.putUserProperty(null, new Utf8String("")));
        assertEquals(0, writer.length());
    }

    /** Each kind fits with exactly its size left and is refused, without a trace, with one byte less. */
    @Test
    void whatDoesNotFitLeavesTheWriterAsItWas() {
        assertFits(2, w -> w.put(Property.MAXIMUM_QOS, 1));
        assertFits(3, w -> w.put(Property.RECEIVE_MAXIMUM, 1));
        assertFits(5, w -> w.put(Property.SESSION_EXPIRY_INTERVAL, 1));
        assertFits(2, w -> w.put(Property.SUBSCRIPTION_IDENTIFIER, 127));
        assertFits(5, w -> w.put(Property.SUBSCRIPTION_IDENTIFIER, 268_435_455));
        assertFits(6, w -> w.put(Property.CONTENT_TYPE, abc, 0, 3));
        assertFits(3, w -> w.put(Property.CONTENT_TYPE, abc, 0, 0));
        assertFits(9, w -> w.putUserProperty(abc, 0, 3, abc, 0, 1));
    }

    private static void assertFits(int size, ToIntFunction<PropertyWriter> put) {
        PropertyWriter small = new PropertyWriter(size - 1);
        assertEquals(Result.BUFFER_TOO_SMALL, put.applyAsInt(small));
        assertEquals(0, small.length());
        assertEquals(-1, small.packets());
        PropertyWriter exact = new PropertyWriter(size);
        assertEquals(Result.OK, put.applyAsInt(exact));
        assertEquals(size, exact.length());
    }

    @Test
    void packetsAreThoseThatMayCarryAll() {
        assertEquals(-1, writer.packets());
        writer.putUserProperty(abc, 0, 3, abc, 0, 3);
        assertTrue((writer.packets() & 1 << PacketType.PUBACK) != 0);
        writer.put(Property.SESSION_EXPIRY_INTERVAL, 5);
        assertEquals(1 << PacketType.CONNECT | 1 << PacketType.CONNACK | 1 << PacketType.DISCONNECT, writer.packets());
        writer.put(Property.REASON_STRING, abc, 0, 3);
        assertEquals(1 << PacketType.CONNACK | 1 << PacketType.DISCONNECT, writer.packets());
        writer.put(Property.CONTENT_TYPE, abc, 0, 3);
        assertEquals(0, writer.packets());
    }

    @Test
    @Clause("5.0:MQTT-3.3.4-6")
    void aSubscriptionIdentifierSuitsSubscribeButNoPublishOfAClient() {
        writer.put(Property.SUBSCRIPTION_IDENTIFIER, 1);
        assertEquals(1 << PacketType.SUBSCRIBE, writer.packets());
    }

    @Test
    void clearForgetsAll() {
        writer.put(Property.MAXIMUM_QOS, 1);
        writer.put(Property.REASON_STRING, abc, 0, 3);
        writer.clear();
        assertEquals(0, writer.length());
        assertEquals(-1, writer.packets());
        assertFalse(writer.contains(Property.MAXIMUM_QOS));
        assertFalse(writer.contains(Property.REASON_STRING));
        assertEquals(Result.OK, writer.put(Property.MAXIMUM_QOS, 1));
    }

    @Test
    void aWriterTakesOverAnotherOneIfItFits() {
        writer.put(Property.MAXIMUM_QOS, 1);
        PropertyWriter other = new PropertyWriter(16);
        other.put(Property.REASON_STRING, abc, 0, 3);
        other.putUserProperty(abc, 0, 1, abc, 1, 1);
        assertEquals(Result.OK, writer.set(other));
        assertWritten("1F 00 03 61 62 63  26 00 01 61 00 01 62");
        assertFalse(writer.contains(Property.MAXIMUM_QOS));
        assertTrue(writer.contains(Property.REASON_STRING));
        assertTrue(writer.contains(Property.USER_PROPERTY));
        assertEquals(other.packets(), writer.packets());

        PropertyWriter small = new PropertyWriter(12);
        small.put(Property.MAXIMUM_QOS, 1);
        assertEquals(Result.BUFFER_TOO_SMALL, small.set(other));
        assertEquals("2401", Bytes.hex(small.bytes(), 0, small.length()));
        assertTrue(small.contains(Property.MAXIMUM_QOS));
    }

    @Test
    void aNegativeCapacityIsAMistakeOfTheProgrammer() {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> new PropertyWriter(-1));
        assertEquals("capacity must be 0 or more bytes", refusal.getMessage());
    }

    private void assertWritten(String hex) {
        assertEquals(Bytes.hex(Bytes.of(hex)), Bytes.hex(writer.bytes(), 0, writer.length()));
    }
}

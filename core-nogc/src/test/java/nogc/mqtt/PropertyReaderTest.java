package nogc.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nogc.mqtt.wire.Property;
import org.junit.jupiter.api.Test;

class PropertyReaderTest {
    private final byte[] block = Bytes.of("""
            FF                       | not of the block
            24 01                    | Maximum QoS 1
            13 FF FE                 | Server Keep Alive 65,534
            27 FF FF FF FF           | Maximum Packet Size 4,294,967,295
            0B 80 80 01              | Subscription Identifier 16,384
            1F 00 02 68 69           | Reason String "hi"
            26 00 01 6E 00 00        | User Property "n", ""
            26 00 00 00 02 76 77     | User Property "", "vw"
            0B 05                    | Subscription Identifier 5
            16 00 01 00              | Authentication Data: one byte
            13 00 01                 | not of the block
            """);
    private final PropertyReader reader = new PropertyReader();

    @Test
    void aNewViewIsEmpty() {
        assertEquals(0, reader.length());
        assertFalse(reader.next());
        assertFalse(reader.find(Property.USER_PROPERTY));
        assertEquals(-7, reader.get(Property.MAXIMUM_QOS, -7));
    }

    @Test
    @Clause("5.0:MQTT-3.3.2-18")
    void propertiesComeInTheOrderOfTheWireEachWithItsValue() {
        wrap();
        assertEquals(0, reader.id());
        assertNumber(Property.MAXIMUM_QOS, 1);
        assertNumber(Property.SERVER_KEEP_ALIVE, 65534);
        assertNumber(Property.MAXIMUM_PACKET_SIZE, -1);
        assertNumber(Property.SUBSCRIPTION_IDENTIFIER, 16384);
        assertBytes(Property.REASON_STRING, "6869");
        assertBytes(Property.USER_PROPERTY, "");
        assertEquals("6e", Bytes.hex(reader.bytes(), reader.nameOffset(), reader.nameLength()));
        assertBytes(Property.USER_PROPERTY, "7677");
        assertEquals(0, reader.nameLength());
        assertNumber(Property.SUBSCRIPTION_IDENTIFIER, 5);
        assertBytes(Property.AUTHENTICATION_DATA, "00");
        assertFalse(reader.next());
        assertEquals(0, reader.id());
        assertFalse(reader.next());
    }

    @Test
    void rewindStartsAnew() {
        wrap();
        reader.next();
        reader.next();
        reader.rewind();
        assertEquals(0, reader.id());
        assertNumber(Property.MAXIMUM_QOS, 1);
    }

    @Test
    @Clause("5.0:MQTT-3.3.4-3")
    void findGoesToTheFirstOfAKindAndNextGoesOn() {
        wrap();
        assertTrue(reader.find(Property.SUBSCRIPTION_IDENTIFIER));
        assertEquals(16384, reader.value());
        assertBytes(Property.REASON_STRING, "6869");
        assertTrue(reader.find(Property.SUBSCRIPTION_IDENTIFIER));
        assertEquals(16384, reader.value());
        assertFalse(reader.find(Property.TOPIC_ALIAS));
    }

    @Test
    void getAnswersTheValueOrWhatStandsForItsAbsence() {
        wrap();
        assertEquals(65534, reader.get(Property.SERVER_KEEP_ALIVE, 60));
        assertEquals(20, reader.get(Property.RECEIVE_MAXIMUM, 20));
    }

    @Test
    void aViewThatKnowsWhatIsThereFindsItAndNothingElse() {
        int low = 1 << Property.SERVER_KEEP_ALIVE;
        int high = 1 << Property.MAXIMUM_PACKET_SIZE - 32;
        reader.wrap(block, 1, block.length - 4, low, high, 7);
        assertEquals(7, reader.topicAlias());
        assertEquals(65534, reader.get(Property.SERVER_KEEP_ALIVE, 60));
        assertEquals(-1, reader.get(Property.MAXIMUM_PACKET_SIZE, 60));
        reader.next();
        assertFalse(reader.find(Property.MAXIMUM_QOS)); // there, but it was told that it is not
        assertFalse(reader.find(Property.SUBSCRIPTION_IDENTIFIER));
        assertEquals(0, reader.id());
        assertNumber(Property.MAXIMUM_QOS, 1);
    }

    @Test
    void wrappingNothingEmptiesTheView() {
        wrap();
        reader.next();
        reader.wrap(block, 3, 0);
        assertEquals(0, reader.length());
        assertEquals(0, reader.topicAlias());
        assertFalse(reader.next());
    }

    private void wrap() {
        reader.wrap(block, 1, block.length - 4);
        assertEquals(block.length - 4, reader.length());
        assertSame(block, reader.bytes());
    }

    private void assertNumber(int id, int value) {
        assertTrue(reader.next());
        assertEquals(id, reader.id());
        assertEquals(value, reader.value());
    }

    private void assertBytes(int id, String hex) {
        assertTrue(reader.next());
        assertEquals(id, reader.id());
        assertEquals(hex, Bytes.hex(reader.bytes(), reader.valueOffset(), reader.valueLength()));
    }
}

package nogc.mqtt.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import nogc.mqtt.Bytes;
import nogc.mqtt.Clause;
import org.junit.jupiter.api.Test;

@Clause("5.0:MQTT-1.5.5-1")
class VarIntTest {
    /** Table 1-1 of 5.0: the first and last value of each length. */
    @Test
    void theEndsOfEachLengthAreAsTheTableSays() {
        assertForm(0, "00");
        assertForm(127, "7F");
        assertForm(128, "80 01");
        assertForm(16_383, "FF 7F");
        assertForm(16_384, "80 80 01");
        assertForm(2_097_151, "FF FF 7F");
        assertForm(2_097_152, "80 80 80 01");
        assertForm(VarInt.MAX, "FF FF FF 7F");
    }

    private static void assertForm(int value, String hex) {
        byte[] expected = Bytes.of(hex);
        byte[] written = new byte[expected.length];
        assertEquals(written.length, VarInt.put(written, 0, value));
        assertArrayEquals(expected, written);
        assertEquals(expected.length, VarInt.length(value));
        assertEquals(value, VarInt.get(expected, 0, expected.length));
    }

    @Test
    void aValueThatIsCutOffIsIncomplete() {
        byte[] whole = Bytes.of("FF FF FF 7F");
        for (int end = 0; end < whole.length; end++) {
            assertEquals(VarInt.INCOMPLETE, VarInt.get(whole, 0, end));
        }
    }

    @Test
    void aLongerFormThanNeededIsMalformed() {
        assertMalformed("80 00");
        assertMalformed("FF 00");
        assertMalformed("80 80 00");
        assertMalformed("FF FF FF 00");
    }

    @Test
    void aFifthByteIsMalformedAsSoonAsTheFourthAnnouncesIt() {
        assertMalformed("FF FF FF FF");
        assertMalformed("80 80 80 80 01");
    }

    private static void assertMalformed(String hex) {
        byte[] b = Bytes.of(hex);
        assertEquals(VarInt.MALFORMED, VarInt.get(b, 0, b.length), hex);
    }

    /** Every input of one, two and three bytes, and a million of four, against the loop of section 1.5.5. */
    @Test
    void readingAgreesWithTheStandardsOwnAlgorithm() {
        byte[] b = new byte[4];
        for (int bits = 0; bits < 1 << 24; bits++) {
            BigEndian.putI32(b, 0, bits << 8);
            int end = (bits & 0xFFFF) == 0 ? 1 : (bits & 0xFF) == 0 ? 2 : 3;
            if (reference(b, end) != VarInt.get(b, 0, end)) {
                assertEquals(reference(b, end), VarInt.get(b, 0, end), Bytes.hex(b, 0, end));
            }
        }
        Random random = new Random(5);
        for (int i = 0; i < 1_000_000; i++) {
            random.nextBytes(b);
            b[0] |= (byte) 0x80;
            b[1] |= (byte) 0x80;
            b[2] |= (byte) 0x80;
            if (reference(b, 4) != VarInt.get(b, 0, 4)) {
                assertEquals(reference(b, 4), VarInt.get(b, 0, 4), Bytes.hex(b));
            }
        }
    }

    private static int reference(byte[] b, int end) {
        int multiplier = 1;
        int value = 0;
        for (int i = 0; i < 4; i++) {
            if (i == end) {
                return VarInt.INCOMPLETE;
            }
            value += (b[i] & 127) * multiplier;
            multiplier *= 128;
            if ((b[i] & 128) == 0) {
                byte[] shortest = new byte[4];
                int length = VarInt.put(shortest, 0, value);
                return Arrays.equals(b, 0, i + 1, shortest, 0, length) ? value : VarInt.MALFORMED;
            }
        }
        return VarInt.MALFORMED;
    }
}

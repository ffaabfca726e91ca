package nogc.mqtt.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import nogc.mqtt.Bytes;
import nogc.mqtt.Clause;
import org.junit.jupiter.api.Test;

class Utf8Test {
    @Test
    @Clause({"5.0:MQTT-1.5.4-1", "3.1.1:MQTT-1.5.3-1"})
    void everyCodePointButNulAndSurrogatesGoesThereAndIsValid() {
        byte[] b = new byte[4];
        for (int codePoint = 1; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                continue;
            }
            String text = Character.toString(codePoint);
            byte[] expected = Bytes.utf8(text);
            int length = Utf8.put(text, b, 0);
            if (length != expected.length || Utf8.length(text) != length || !Utf8.isValid(b, 0, length)
                    || !Bytes.hex(b, 0, length).equals(Bytes.hex(expected))) {
                fail("U+" + Integer.toHexString(codePoint) + " became " + Bytes.hex(b, 0, length));
            }
        }
    }

    /** All inputs of one to three bytes against java.nio's decoder set to report every fault. */
    @Test
    @Clause({"5.0:MQTT-1.5.4-1", "3.1.1:MQTT-1.5.3-1"})
    void everySequenceOfUpToThreeBytesIsJudgedAsTheJvmJudgesIt() {
        Reference reference = new Reference();
        for (int first = 0; first < 256; first++) {
            reference.compare(1, first);
            for (int second = 0; second < 256; second++) {
                reference.compare(2, first, second);
                for (int third = 0; third < 256; third++) {
                    reference.compare(3, first, second, third);
                }
            }
        }
    }

    /** Four bytes: all leads and second bytes, and the ends of every range of the third and fourth. */
    @Test
    @Clause({"5.0:MQTT-1.5.4-1", "3.1.1:MQTT-1.5.3-1"})
    void sequencesOfFourBytesAreJudgedAsTheJvmJudgesThem() {
        Reference reference = new Reference();
        int[] ends = {0x00, 0x01, 0x7F, 0x80, 0x8F, 0x90, 0xBF, 0xC0, 0xFF};
        for (int first = 0xE0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                for (int third : ends) {
                    for (int fourth : ends) {
                        reference.compare(4, first, second, third, fourth);
                    }
                }
            }
        }
    }

    /** The verdict of java.nio, and that no byte after the string is looked at. */
    private static final class Reference {
        private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        private final CharBuffer chars = CharBuffer.allocate(8);
        private final byte[] b = new byte[8];

        void compare(int length, int... values) {
            boolean nul = false;
            int state = 0;
            for (int i = 0; i < length; i++) {
                state = state < 0 ? state : Utf8.next(state, values[i]);
                b[2 + i] = (byte) values[i];
                nul |= values[i] == 0;
            }
            b[2 + length] = (byte) 0x80; // would complete a character that is cut off
            b[3 + length] = (byte) 0x80;
            chars.clear();
            decoder.reset();
            boolean valid = !nul && decoder.decode(ByteBuffer.wrap(b, 2, length), chars, true).isUnderflow();
            if (valid != Utf8.isValid(b, 2, length) || valid != (state == 0)) {
                fail(Bytes.hex(b, 2, length) + " should be " + (valid ? "valid" : "refused"));
            }
        }
    }

    @Test
    @Clause({"5.0:MQTT-1.5.4-1", "3.1.1:MQTT-1.5.3-1"})
    void aFaultIsFoundWhereverItStands() {
        for (int position = 0; position < 40; position++) {
            byte[] b = Bytes.utf8("a".repeat(40));
            b[position] = (byte) 0xC3; // a lead byte before ASCII, or before the end
            assertFalse(Utf8.isValid(b, 0, b.length), "at " + position);
            b[position] = 0;
            assertFalse(Utf8.isValid(b, 0, b.length), "at " + position);
            b[position] = (byte) 0xBF;
            assertFalse(Utf8.isValid(b, 0, b.length), "at " + position);
        }
    }

    @Test
    @Clause({"5.0:MQTT-1.5.4-2", "3.1.1:MQTT-1.5.3-2"})
    void nulIsRefusedInBothForms() {
        assertFalse(Utf8.isValid(Bytes.of("61 00 62"), 0, 3));
        assertFalse(Utf8.isValid(Bytes.of("C0 80"), 0, 2)); // Java's own "modified" form
        assertEquals(-1, Utf8.length("a\0b"));
    }

    @Test
    @Clause({"5.0:MQTT-1.5.4-3", "3.1.1:MQTT-1.5.3-3"})
    void theByteOrderMarkIsACharacter() {
        byte[] mark = Bytes.of("EF BB BF");
        assertTrue(Utf8.isValid(mark, 0, 3));
        byte[] b = new byte[3];
        assertEquals(3, Utf8.length("\uFEFF"));
        assertEquals(3, Utf8.put("\uFEFF", b, 0));
        assertArrayEquals(mark, b);
    }

    @Test
    @Clause({"5.0:MQTT-1.5.4-1", "3.1.1:MQTT-1.5.3-1"})
    void aLoneSurrogateHasNoForm() {
        assertEquals(-1, Utf8.length("\uD800"));
        assertEquals(-1, Utf8.length("a\uDFFFb"));
        assertEquals(-1, Utf8.length("\uDBFFa"));
        assertEquals(-1, Utf8.length("\uDC00\uD800"));
        assertEquals(-1, Utf8.length("\uD800\uD800\uDC00"));
        assertFalse(Utf8.isValid(Bytes.of("ED A0 80"), 0, 3));
        assertFalse(Utf8.isValid(Bytes.of("ED A0 81 ED B0 80"), 0, 6)); // a pair, each half on its own
    }

    @Test
    void controlAndNonCharactersPass() {
        assertTrue(Utf8.isValid(Bytes.of("01 1F 7F"), 0, 3));
        assertTrue(Utf8.isValid(Bytes.of("C2 80  EF BF BE  EF BF BF"), 0, 8)); // U+0080, U+FFFE, U+FFFF
    }

    @Test
    void nothingIsValid() {
        assertTrue(Utf8.isValid(new byte[0], 0, 0));
        assertEquals(0, Utf8.length(""));
    }

    /** The example of the standard, figure 1-2 of 5.0: A and U+2A6D4. */
    @Test
    void theExampleOfTheStandardComesOut() {
        byte[] b = new byte[5];
        assertEquals(5, Utf8.length("A\uD869\uDED4"));
        assertEquals(5, Utf8.put("A\uD869\uDED4", b, 0));
        assertArrayEquals(Bytes.of("41 F0 AA 9B 94"), b);
    }
}

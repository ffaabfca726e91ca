package nogc.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8StringTest {
    private final Utf8String string = new Utf8String(8);

    @Test
    void aNewOneIsEmpty() {
        assertEquals(0, string.length());
        assertEquals(8, string.bytes().length);
    }

    @Test
    void itHoldsWhatWasSetInTheSameArray() {
        byte[] array = string.bytes();
        assertEquals(Result.OK, string.set("gr\u00fc\u00df"));
        assertValue("gr\u00fc\u00df");
        assertEquals(Result.OK, string.set(Bytes.utf8("xokx"), 1, 2));
        assertValue("ok");
        assertSame(array, string.bytes());
    }

    @Test
    void itFitsExactlyUpToItsCapacity() {
        assertEquals(Result.OK, string.set("12345678"));
        assertEquals(Result.BUFFER_TOO_SMALL, string.set("123456789"));
        assertEquals(Result.BUFFER_TOO_SMALL, string.set("1234567\u00e9"));
        assertEquals(Result.BUFFER_TOO_SMALL, string.set(Bytes.utf8("123456789"), 0, 9));
        assertValue("12345678");
    }

    @Test
    @Clause({"5.0:MQTT-1.5.4-1", "5.0:MQTT-1.5.4-2", "3.1.1:MQTT-1.5.3-1", "3.1.1:MQTT-1.5.3-2", "5.0:MQTT-3.1.3-4",
        "3.1.1:MQTT-3.1.3-4", "3.1.1:MQTT-3.1.3-11", "5.0:MQTT-3.1.3-12"})
    void whatUtf8CannotSayIsRefusedAndTheOldValueStays() {
        string.set("old");
        assertEquals(Result.INVALID_STRING, string.set("a\0"));
        assertEquals(Result.INVALID_STRING, string.set("\uD800"));
        assertEquals(Result.INVALID_STRING, string.set(Bytes.of("61 00"), 0, 2));
        assertEquals(Result.INVALID_STRING, string.set(Bytes.of("C0 AF"), 0, 2));
        assertValue("old");
    }

    @Test
    void moreThan65535BytesIsNoString() {
        Utf8String longest = new Utf8String(65535);
        assertEquals(Result.OK, longest.set("a".repeat(65535)));
        assertEquals(Result.INVALID_STRING, longest.set("a".repeat(65536)));
        assertEquals(Result.INVALID_STRING, longest.set("\u00e9".repeat(32768)));
        assertEquals(Result.INVALID_STRING, longest.set(new byte[70000], 0, 65536));
        assertEquals(65535, longest.length());
    }

    @Test
    void aRangeOutsideOfTheArrayIsRefused() {
        byte[] b = Bytes.utf8("abc");
        string.set("old");
        assertEquals(Result.INVALID_ARGUMENT, string.set(b, -1, 2));
        assertEquals(Result.INVALID_ARGUMENT, string.set(b, 0, -1));
        assertEquals(Result.INVALID_ARGUMENT, string.set(b, 2, 2));
        assertEquals(Result.INVALID_ARGUMENT, string.set(b, 4, 0));
        assertEquals(Result.INVALID_ARGUMENT, string.set(b, 3, Integer.MAX_VALUE));
        assertEquals(Result.INVALID_ARGUMENT, string.set(null, 0, 0));
        assertEquals(Result.INVALID_ARGUMENT, string.set(null));
        assertValue("old");
        assertEquals(Result.OK, string.set(b, 3, 0));
        assertValue("");
    }

    @Test
    void contentIsComparedByteForByte() {
        string.set("abc");
        assertTrue(string.contentEquals(Bytes.utf8("xabc"), 1, 3));
        assertFalse(string.contentEquals(Bytes.utf8("abd"), 0, 3));
        assertFalse(string.contentEquals(Bytes.utf8("xbc"), 0, 3));
        assertFalse(string.contentEquals(Bytes.utf8("abcd"), 0, 4));
        assertFalse(string.contentEquals(Bytes.utf8("abc"), 0, 2));
    }

    @Test
    void aConstructorTakesUpToTheLongestString() {
        assertEquals(65535, new Utf8String("a".repeat(65535)).length());
        assertEquals(5, new Utf8String("caf\u00e9").length());
        assertEquals(5, new Utf8String("caf\u00e9").bytes().length);
    }

    private void assertValue(String expected) {
        assertEquals(expected, new String(string.bytes(), 0, string.length(), StandardCharsets.UTF_8));
    }
}

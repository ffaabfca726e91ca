package nogc.mqtt.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import nogc.mqtt.Bytes;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.wire.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerReferenceTest {
    private final ServerReference reference = new ServerReference(40);

    @ParameterizedTest
    @CsvSource({
        "host, host, 0",
        "host:1, host, 1",
        "host:65535, host, 65535",
        "192.0.2.1:1883, 192.0.2.1, 1883",
        "first:1 second:2, first, 1",
        "[::1], ::1, 0",
        "2001:db8::1, 2001:db8::1, 0",
        "[2001:db8::1]:8883, 2001:db8::1, 8883",
    })
    void theFirstEntryIsFollowed(String text, String host, int port) {
        assertTrue(take(text, false));
        assertTrue(reference.takeChange());
        assertFalse(reference.takeChange());
        assertEquals(host, host());
        assertEquals(port, reference.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " host", ":1883", "host:", "host:0", "host:65536", "host:99999", "host:1883000000000",
        "host:18x", "host:-1", "[]", "[]:1883", "[::1", "[::1]1883", "[::1]x", "[::1]:",
        "a-host-name-that-is-far-too-long-for-this"})
    void whatIsNoEntryIsNotFollowed(String text) {
        assertFalse(take(text, false));
        assertFalse(reference.takeChange());
        assertNull(reference.host());
    }

    @Test
    void withoutRoomNothingIsFollowed() {
        assertFalse(new ServerReference(0).take(properties("h"), false));
        assertFalse(reference.take(new PropertyReader(), true));
    }

    @Test
    void aTemporaryOneLastsForOneConnection() {
        take("host:1", true);
        reference.ended(); // the connection that brought it
        assertTrue(reference.takeChange());
        assertEquals(1, reference.port());
        reference.ended();
        assertTrue(reference.takeChange());
        assertNull(reference.host());
        assertEquals(0, reference.port());
        reference.ended();
        assertFalse(reference.takeChange());
    }

    @Test
    void aPermanentOneStays() {
        take("host:1", false);
        reference.ended();
        assertTrue(reference.takeChange());
        reference.ended();
        assertFalse(reference.takeChange());
        assertEquals(1, reference.port());
    }

    @Test
    void oneThatCannotBeFollowedLeavesTheOneBefore() {
        take("host:1", false);
        reference.takeChange();
        assertFalse(take("other:0", false));
        assertFalse(reference.takeChange());
        assertEquals("host", host());
        assertEquals(1, reference.port());
    }

    private String host() {
        return new String(reference.host(), 0, reference.length(), StandardCharsets.US_ASCII);
    }

    private boolean take(String text, boolean temporary) {
        return reference.take(properties(text), temporary);
    }

    private static PropertyReader properties(String text) {
        byte[] value = Bytes.utf8(text);
        byte[] block = new byte[3 + value.length];
        block[0] = Property.SERVER_REFERENCE;
        block[2] = (byte) value.length;
        System.arraycopy(value, 0, block, 3, value.length);
        PropertyReader reader = new PropertyReader();
        reader.wrap(block, 0, block.length);
        return reader;
    }
}

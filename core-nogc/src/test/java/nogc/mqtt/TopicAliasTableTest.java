package nogc.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicAliasTableTest {
    private final TopicAliasTable table = new TopicAliasTable(3, 4, true);

    @Test
    void aTopicIsFoundUnderItsAliasUntilTheAliasGetsAnother() {
        assertEquals(Result.OK, put(2, "a/b"));
        assertEquals(2, find("a/b"));
        assertEquals("a/b", topic(2));
        assertEquals(Result.OK, put(2, "a/c"));
        assertEquals(0, find("a/b"));
        assertEquals(2, find("a/c"));
        assertEquals(0, find("a/"));
        assertEquals(0, table.length(1));
    }

    @Test
    @Clause("5.0:MQTT-3.3.2-7")
    void clearForgetsAll() {
        put(1, "a");
        put(3, "c");
        table.clear();
        assertEquals(0, find("a"));
        assertEquals(0, table.length(3));
        assertEquals(1, table.next(1, 3));
    }

    @Test
    void aTopicThatIsTooLongIsRefusedAndGetsNoAlias() {
        put(1, "a");
        assertEquals(Result.BUFFER_TOO_SMALL, put(1, "a/b/c"));
        assertEquals(1, find("a"));
        assertEquals(0, table.next(5, 3));
    }

    @Test
    @Clause("5.0:MQTT-3.2.2-17")
    void aliasesAreGivenInTurnUpToTheSmallerOfBothLimits() {
        for (int alias : new int[] {1, 2, 3, 1, 2}) {
            assertEquals(alias, table.next(1, 9));
            put(alias, "x");
        }
        table.clear();
        for (int alias : new int[] {1, 2, 1}) {
            assertEquals(alias, table.next(1, 2));
            put(alias, "x");
        }
    }

    @Test
    void theAliasUnusedForLongestGoesFirst() {
        put(1, "a");
        put(2, "b");
        put(3, "c");
        find("a");
        assertEquals(2, table.next(1, 3));
        put(2, "d");
        assertEquals(3, table.next(1, 3));
        find("c");
        assertEquals(1, table.next(1, 3));
        assertEquals(1, table.next(1, 2), "the server takes two");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, maximum must be 1 to 65535", "65536, 1, maximum must be 1 to 65535",
        "1, 0, topicCapacity must be 1 to 65535", "1, 65536, topicCapacity must be 1 to 65535",
        "65535, 65535, maximum * topicCapacity must be below 2^31 bytes"})
    void sizesOutOfRangeAreAMistakeOfTheProgrammer(int maximum, int capacity, String rule) {
        Exception refusal = assertThrows(IllegalArgumentException.class,
                () -> new TopicAliasTable(maximum, capacity, false));
        assertEquals(rule, refusal.getMessage());
    }

    @Test
    void itSaysWhatItWasMadeFor() {
        assertTrue(table.automatic());
        assertFalse(new TopicAliasTable(1, 1, false).automatic());
        assertEquals(3, table.maximum());
    }

    private int put(int alias, String topic) {
        byte[] bytes = ("--" + topic).getBytes(StandardCharsets.UTF_8);
        return table.put(alias, bytes, 2, bytes.length - 2);
    }

    private int find(String topic) {
        byte[] bytes = topic.getBytes(StandardCharsets.UTF_8);
        return table.find(bytes, 0, bytes.length);
    }

    private String topic(int alias) {
        return new String(table.bytes(), table.offset(alias), table.length(alias), StandardCharsets.UTF_8);
    }
}

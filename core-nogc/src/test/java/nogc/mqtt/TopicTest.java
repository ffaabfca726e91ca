package nogc.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TopicTest {
    private final Topic topic = new Topic(16);
    private final TopicFilter filter = new TopicFilter(16);

    @Test
    @Clause({"5.0:MQTT-3.3.2-2", "5.0:MQTT-4.7.3-1", "3.1.1:MQTT-3.3.2-2", "3.1.1:MQTT-4.7.3-1"})
    void aTopicRefusesWildcardsAndNothingAndKeepsItsOldName() {
        assertEquals(Result.OK, topic.set("a/b"));
        assertEquals(Result.INVALID_TOPIC, topic.set("a/#"));
        assertEquals(Result.INVALID_TOPIC, topic.set(""));
        assertEquals(Result.INVALID_TOPIC, topic.set(Bytes.utf8("a/+"), 0, 3));
        assertEquals(Result.INVALID_TOPIC, topic.set(Bytes.utf8("a"), 0, 0));
        assertEquals(Result.INVALID_STRING, topic.set("a\0"));
        assertTrue(topic.contentEquals(Bytes.utf8("a/b"), 0, 3));
    }

    @Test
    void aTopicAliasIsSixteenBitsAndNoneAtFirst() {
        assertEquals(0, topic.alias());
        assertEquals(Result.OK, topic.setAlias(65535));
        assertEquals(Result.INVALID_ARGUMENT, topic.setAlias(65536));
        assertEquals(Result.INVALID_ARGUMENT, topic.setAlias(-1));
        assertEquals(65535, topic.alias());
        assertEquals(Result.OK, topic.setAlias(0));
        assertEquals(0, topic.alias());
    }

    @Test
    @Clause({"5.0:MQTT-4.7.1-1", "5.0:MQTT-4.7.1-2", "5.0:MQTT-4.8.2-2", "3.1.1:MQTT-4.7.1-2", "3.1.1:MQTT-4.7.1-3"})
    void aFilterRefusesMisplacedWildcardsAndKeepsItsOldValue() {
        assertEquals(Result.OK, filter.set("a/+/#"));
        assertEquals(Result.INVALID_TOPIC_FILTER, filter.set("a#"));
        assertEquals(Result.INVALID_TOPIC_FILTER, filter.set(""));
        assertEquals(Result.INVALID_TOPIC_FILTER, filter.set("$share/g"));
        assertEquals(Result.INVALID_TOPIC_FILTER, filter.set(Bytes.utf8("+a"), 0, 2));
        assertTrue(filter.contentEquals(Bytes.utf8("a/+/#"), 0, 5));
    }

    @Test
    void aFilterMatchesTopicsAndBytes() {
        filter.set("$share/g/a/+");
        assertTrue(filter.matches(new Topic("a/b")));
        assertFalse(filter.matches(new Topic("b/b")));
        assertTrue(filter.matches(Bytes.utf8("xa/bx"), 1, 3));
        assertTrue(filter.isShared());
        assertTrue(filter.hasWildcard());
        filter.set("a");
        assertFalse(filter.isShared());
        assertFalse(filter.hasWildcard());
    }

    @Test
    void anEmptyFilterMatchesNothing() {
        assertFalse(filter.matches(new Topic("a")));
    }
}

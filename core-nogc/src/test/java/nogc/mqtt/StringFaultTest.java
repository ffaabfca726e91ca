package nogc.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import nogc.mqtt.wire.TopicRules;
import org.junit.jupiter.api.Test;

/** A constructor that refuses a string says which rule it breaks and at which index. */
class StringFaultTest {
    @Test
    @Clause({"5.0:MQTT-1.5.4-1", "5.0:MQTT-1.5.4-2"})
    void aStringIsRefusedWithTheIndexOfItsFirstFault() {
        assertRefused("U+0000 must not occur [MQTT-1.5.4-2]: index 2 of 'ab\0c'", Utf8String::new, "ab\0c");
        for (String half : new String[] {"x\uD800", "x\uD800y", "x\uDC00\uD800", "x\uD800\uD800\uDC00"}) {
            assertRefused("half of a surrogate pair is no character [MQTT-1.5.4-1]: index 1 of '" + half + "'",
                    Utf8String::new, half);
        }
        assertRefused("half of a surrogate pair is no character [MQTT-1.5.4-1]: index 2 of '\uD83D\uDE00\uDE00'",
                Utf8String::new, "\uD83D\uDE00\uDE00");
        assertRefused("null is no string", Utf8String::new, null);
    }

    @Test
    void aStringThatIsTooLongIsRefusedWithTheIndexOfTheFirstCharacterThatHasNoRoom() {
        String rule = "a length field of two bytes allows no more than 65535 bytes of UTF-8: index ";
        assertRefused(rule + 65535, Utf8String::new, "a".repeat(65536));
        assertRefused(rule + 32767, Utf8String::new, "\u00E9".repeat(40000));
        assertRefused(rule + 21845, Utf8String::new, "\u20AC".repeat(21846));
        assertRefused(rule + 32766, Utf8String::new, "\uD83D\uDE00".repeat(16384));
        assertEquals(65535, new Utf8String("\u20AC".repeat(21845)).length());
        String whole = "a".repeat(201);
        assertRefused("U+0000 must not occur [MQTT-1.5.4-2]: index 201", Utf8String::new, whole + "\0");
    }

    @Test
    @Clause({"5.0:MQTT-3.3.2-2", "5.0:MQTT-4.7.3-1"})
    void aTopicNameIsRefusedWithTheIndexOfItsWildcard() {
        assertRefused("a Topic Name must have no wildcard [MQTT-3.3.2-2]: index 2 of 'a/+'", Topic::new, "a/+");
        assertRefused("a Topic Name must have no wildcard [MQTT-3.3.2-2]: index 1 of 'a#+'", Topic::new, "a#+");
        assertRefused("a Topic Name must not be empty [MQTT-4.7.3-1]: index 0 of ''", Topic::new, "");
        assertRefused("U+0000 must not occur [MQTT-1.5.4-2]: index 0 of '\0'", Topic::new, "\0");
    }

    @Test
    @Clause({"5.0:MQTT-4.7.1-1", "5.0:MQTT-4.7.1-2", "5.0:MQTT-4.8.2-1", "5.0:MQTT-4.8.2-2"})
    void aTopicFilterIsRefusedWithTheIndexOfItsWildcardOrShare() {
        assertFilter("# must be a whole level, and the last one [MQTT-4.7.1-1]: index 2", "a/#/b");
        assertFilter("# must be a whole level, and the last one [MQTT-4.7.1-1]: index 1", "a#");
        assertFilter("+ must be a whole level [MQTT-4.7.1-2]: index 4", "+/b/+c");
        assertFilter("+ must be a whole level [MQTT-4.7.1-2]: index 1", "a+/b");
        assertFilter("a Topic Filter must not be empty [MQTT-4.7.3-1]: index 0", "");
        assertFilter("a Topic Filter must not be empty [MQTT-4.7.3-1]: index 9", "$share/g/");
        assertFilter("$share/ needs a name of the share behind it [MQTT-4.8.2-1]: index 7", "$share//a");
        String name = "the name of a share needs / and a filter behind it, no wildcard in it [MQTT-4.8.2-2]: index ";
        assertFilter(name + 8, "$share/g");
        assertFilter(name + 8, "$share/g+/a");
    }

    @Test
    void whateverTheRulesRefuseHasItsClauseInTheMessage() {
        String[] starts = {"", "$share/", "$share/g", "$shar"};
        String letters = "a/+#$";
        for (String start : starts) {
            for (int number = 0; number < 5 * 5 * 5 * 5 * 5; number++) {
                StringBuilder value = new StringBuilder(start);
                for (int rest = number; rest > 0; rest /= 5) {
                    value.append(letters.charAt(rest % 5));
                }
                String filter = value.toString();
                if (!TopicRules.isTopicFilter(filter)) {
                    String message = new StringFault(filter, Result.INVALID_TOPIC_FILTER).toString();
                    assertTrue(message.contains("[MQTT-"), message);
                }
            }
        }
    }

    private static void assertFilter(String message, String filter) {
        assertRefused(message + " of '" + filter + "'", TopicFilter::new, filter);
    }

    private static void assertRefused(String message, Function<String, Utf8String> constructor, String value) {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> constructor.apply(value));
        assertEquals(message, refusal.getMessage());
    }

    @Test
    void aCapacityOutOfRangeIsRefusedByItsRule() {
        for (int capacity : new int[] {-1, 65536, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertEquals("capacity must be 0 to 65535 bytes", assertThrows(IllegalArgumentException.class,
                    () -> new Utf8String(capacity)).getMessage());
        }
    }
}

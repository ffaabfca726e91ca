package nogc.mqtt.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import nogc.mqtt.Bytes;
import nogc.mqtt.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "/", "//", "/finance", "a b", "$SYS/uptime", "$", "a-b_c.d/1", "!\"%&'()*,", "\u0001",
        "\u00e4\u20ac\ud83d\ude00/\ufeff", "$share/group/a"})
    void topicNames(String name) {
        assertTrue(isTopicName(Bytes.utf8(name)));
        assertTrue(TopicRules.isTopicName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "#", "a/+", "a+b", "a/#", "#a", "sport/tennis/player1/#", "\u00e4+",
        "aaaaaaaaaaaaaaaa#"})
    @Clause({"5.0:MQTT-3.3.2-2", "5.0:MQTT-4.7.0-1", "3.1.1:MQTT-3.3.2-2", "3.1.1:MQTT-4.7.1-1"})
    void aWildcardMakesNoTopicName(String name) {
        assertFalse(isTopicName(Bytes.utf8(name)));
        assertFalse(TopicRules.isTopicName(name));
    }

    @Test
    @Clause({"5.0:MQTT-4.7.3-1", "3.1.1:MQTT-4.7.3-1"})
    void nothingIsNeitherTopicNorFilter() {
        assertFalse(TopicRules.isTopicName(new byte[0], 0, 0));
        assertFalse(TopicRules.isTopicName(""));
        assertFalse(TopicRules.isTopicFilter(new byte[0], 0, 0));
        assertFalse(TopicRules.isTopicFilter(""));
        assertFalse(matches("#", ""));
        assertFalse(matches("", "a"));
    }

    @Test
    @Clause({"5.0:MQTT-4.7.3-2", "3.1.1:MQTT-4.7.3-2"})
    void nulIsInNeitherTopicNorFilter() {
        assertFalse(isTopicName(Bytes.of("61 00")));
        assertFalse(isTopicName(Bytes.of("C3 A4 00 61")));
        assertFalse(isTopicFilter(Bytes.of("61 00")));
    }

    @Test
    @Clause({"5.0:MQTT-4.7.3-3", "3.1.1:MQTT-4.7.3-3"})
    void topicsAndFiltersEndAt65535Bytes() {
        byte[] b = new byte[65536];
        Arrays.fill(b, (byte) 'a');
        assertTrue(TopicRules.isTopicName(b, 0, 65535));
        assertTrue(TopicRules.isTopicFilter(b, 0, 65535));
        assertFalse(TopicRules.isTopicName(b, 0, 65536));
        assertFalse(TopicRules.isTopicFilter(b, 0, 65536));
    }

    @Test
    @Clause({"5.0:MQTT-3.3.2-1", "5.0:MQTT-3.8.3-1", "3.1.1:MQTT-3.3.2-1", "3.1.1:MQTT-3.8.3-1"})
    void illFormedUtf8MakesNoTopicAndNoFilter() {
        assertFalse(isTopicName(Bytes.of("61 2F C3")));
        assertFalse(isTopicName(Bytes.of("61 ED A0 80")));
        assertFalse(isTopicName(Bytes.of("80")));
        assertFalse(isTopicFilter(Bytes.of("61 2F C3")));
        assertFalse(isTopicFilter(Bytes.of("2B 2F ED A0 80")));
    }

    /** Every byte at every place of a name of three bytes that is otherwise plain. */
    @Test
    @Clause({"5.0:MQTT-4.7.0-1", "3.1.1:MQTT-4.7.1-1"})
    void aSingleByteSpoilsATopicNameExactlyIfItIsNulWildcardOrNoAscii() {
        for (int position = 0; position < 3; position++) {
            for (int c = 0; c < 256; c++) {
                byte[] b = Bytes.utf8("a/b");
                b[position] = (byte) c;
                boolean good = c > 0 && c < 0x80 && c != '+' && c != '#';
                assertEquals(good, isTopicName(b), Bytes.hex(b));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "+", "/", "//", "a", "a/#", "/#", "+/#", "+/+", "/+", "+/", "a/+/b", "a/+/#",
        "a//#", "$SYS/#", "a b", "$share", "$shared/+", "$share2/#", "$sharE/x", "\u00e4/+", "s", "$s"})
    void topicFilters(String filter) {
        assertFilter(true, filter);
        assertFalse(TopicRules.isShared(Bytes.utf8(filter), 0, Bytes.utf8(filter).length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"##", "a#", "#/", "a/#/b", "#/a", "a/#b", "/a#", "+#", "+/a#"})
    @Clause({"5.0:MQTT-4.7.1-1", "3.1.1:MQTT-4.7.1-2"})
    void aHashStandsAloneOrAfterASlashAndLast(String filter) {
        assertFilter(false, filter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"++", "a+", "+a", "a/b+", "a/+b/c", "+$", "a/\u00e4+"})
    @Clause({"5.0:MQTT-4.7.1-2", "3.1.1:MQTT-4.7.1-3"})
    void aPlusFillsAWholeLevel(String filter) {
        assertFilter(false, filter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$share/g/a", "$share/g/#", "$share/g/+/b", "$share/g//", "$share/g/$SYS/#",
        "$share/\u00e4/a", "$share/$share/x"})
    void sharedFilters(String filter) {
        assertFilter(true, filter);
        assertTrue(TopicRules.isShared(Bytes.utf8(filter), 0, Bytes.utf8(filter).length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$share/", "$share//", "$share//a", "$share/+/a", "$share/#/a", "$share/#"})
    @Clause("5.0:MQTT-4.8.2-1")
    void aSharedFilterHasAName(String filter) {
        assertFilter(false, filter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$share/g", "$share/g/", "$share/g+/a", "$share/g#/a", "$share/g/a#", "$share/g/a+",
        "$share/g/#/a"})
    @Clause("5.0:MQTT-4.8.2-2")
    void aSharedFilterHasACleanNameAndAFilterBehindIt(String filter) {
        assertFilter(false, filter);
    }

    @ParameterizedTest
    @CsvSource({"a, 0", "$share, 0", "xshare/g/a, 0", "$shared/x/y, 0",
        "$share/g/a, 9", "$share/group/#, 13", "$share/g/, 9"})
    void theSharedPrefixReachesToTheSecondSlash(String filter, int length) {
        byte[] b = Bytes.utf8("xx" + filter);
        assertEquals(length, TopicRules.sharedPrefixLength(b, 2, b.length - 2));
    }

    @Test
    void wildcardsAreSeenAnywhere() {
        assertTrue(TopicRules.hasWildcard(Bytes.utf8("a/+"), 0, 3));
        assertTrue(TopicRules.hasWildcard(Bytes.utf8("#"), 0, 1));
        assertFalse(TopicRules.hasWildcard(Bytes.utf8("+a/b#"), 1, 3));
    }

    /** The examples of section 4.7.1 and 4.7.2, and the corners that implementations differ in. */
    @ParameterizedTest
    @CsvSource({
        "sport/tennis/player1/#, sport/tennis/player1, true",
        "sport/tennis/player1/#, sport/tennis/player1/ranking, true",
        "sport/tennis/player1/#, sport/tennis/player1/score/wimbledon, true",
        "sport/tennis/player1/#, sport/tennis/player11, false",
        "sport/#, sport, true",
        "sport/#, sport/, true",
        "sport/#, sports, false",
        "sport/#, spor, false",
        "#, sport, true",
        "#, /, true",
        "sport/tennis/+, sport/tennis/player1, true",
        "sport/tennis/+, sport/tennis/player1/ranking, false",
        "sport/+, sport, false",
        "sport/+, sport/, true",
        "+, finance, true",
        "+, /finance, false",
        "+/+, /finance, true",
        "/+, /finance, true",
        "+/+/+, //, true",
        "+/#, a, true",
        "+/#, /, true",
        "a/+/#, a/, true",
        "a/+/#, a, false",
        "a, a, true",
        "a, a/, false",
        "a/, a, false",
        "a/b, a/c, false",
        "/, /, true",
        "+/b, a/b, true",
        "+/b, a/b/c, false",
        "a/#, a//, true",
    })
    @Clause("5.0:TRAP-4.7.1-1")
    void theExamplesOfTheStandardMatchAsItSays(String filter, String topic, boolean match) {
        assertEquals(match, matches(filter, topic));
    }

    @ParameterizedTest
    @CsvSource({"#, $SYS/a, false", "+/a, $SYS/a, false", "+, $SYS, false", "$SYS/#, $SYS/a, true",
        "$SYS/+, $SYS/a, true", "a/#, a/$SYS, true", "a/+, a/$SYS, true", "$share/g/#, $SYS/a, false",
        "$share/g/$SYS/#, $SYS/a, true"})
    @Clause({"5.0:MQTT-4.7.2-1", "3.1.1:MQTT-4.7.2-1"})
    void aLeadingWildcardDoesNotMatchDollarTopics(String filter, String topic, boolean match) {
        assertEquals(match, matches(filter, topic));
    }

    @ParameterizedTest
    @CsvSource({"A, a, false", "a, A, false", "'a ', a, false", "\u00e9, e\u0301, false", "\u00e9, \u00e9, true"})
    @Clause({"5.0:MQTT-4.7.3-4", "3.1.1:MQTT-4.7.3-4"})
    void matchingIsByteForByte(String filter, String topic, boolean match) {
        assertEquals(match, matches(filter, topic));
    }

    @ParameterizedTest
    @CsvSource({"$share/g/a/#, a/b, true", "$share/g/a/#, a, true", "$share/g/+, b, true", "$share/g/a, b, false",
        "$share/g/a, $share/g/a, false", "$share/g//a, /a, true"})
    void ofASharedFilterTheRestMatches(String filter, String topic, boolean match) {
        assertEquals(match, matches(filter, topic));
    }

    /** Short filters and topics over a tiny alphabet, so that nearly every corner comes up, against level lists. */
    @Test
    @Clause({"5.0:MQTT-3.3.2-3", "3.1.1:MQTT-3.3.2-3"})
    void matchingAgreesWithAComparisonLevelByLevel() {
        long seed = 20181031;
        Random random = new Random(seed);
        int valid = 0;
        int matched = 0;
        for (int i = 0; i < 300_000; i++) {
            String filter = word(random, "a/+#$");
            String topic = word(random, "ab/$");
            if (!isTopicFilter(Bytes.utf8(filter))) {
                continue;
            }
            valid++;
            boolean expected = matchesByLevel(filter, topic);
            matched += expected ? 1 : 0;
            assertEquals(expected, matches(filter, topic), () -> filter + " and " + topic + ", seed " + seed);
        }
        assertTrue(valid > 50_000 && matched > 5_000, valid + " filters, " + matched + " matches: too few to tell");
    }

    private static String word(Random random, String letters) {
        StringBuilder word = new StringBuilder();
        for (int length = 1 + random.nextInt(6); length > 0; length--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    private static boolean matchesByLevel(String filter, String topic) {
        String[] wanted = filter.split("/", -1);
        String[] levels = topic.split("/", -1);
        if (topic.startsWith("$") && (wanted[0].equals("+") || wanted[0].equals("#"))) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true; // also one level up: then i is levels.length
            }
            if (i == levels.length || !wanted[i].equals("+") && !wanted[i].equals(levels[i])) {
                return false;
            }
        }
        return wanted.length == levels.length;
    }

    private static boolean matches(String filter, String topic) {
        byte[] f = Bytes.utf8("#" + filter + "#");
        byte[] t = Bytes.utf8("/" + topic + "/");
        return TopicRules.matches(f, 1, f.length - 2, t, 1, t.length - 2);
    }

    private static void assertFilter(boolean expected, String filter) {
        assertEquals(expected, isTopicFilter(Bytes.utf8(filter)), filter);
        assertEquals(expected, TopicRules.isTopicFilter(filter), filter);
    }

    /** With a byte in front and behind that must not count. */
    private static boolean isTopicName(byte[] name) {
        return TopicRules.isTopicName(framed(name), 1, name.length);
    }

    private static boolean isTopicFilter(byte[] filter) {
        return TopicRules.isTopicFilter(framed(filter), 1, filter.length);
    }

    private static byte[] framed(byte[] b) {
        byte[] framed = new byte[b.length + 2];
        framed[0] = '#';
        System.arraycopy(b, 0, framed, 1, b.length);
        framed[b.length + 1] = (byte) 0x80;
        return framed;
    }
}

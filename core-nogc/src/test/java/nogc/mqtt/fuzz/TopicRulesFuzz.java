package nogc.mqtt.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import nogc.mqtt.wire.TopicRules;

/** Any two strings as filter and topic, against the rules of section 4.7 on Java's own strings. */
public final class TopicRulesFuzz {
    private TopicRulesFuzz() {
    }

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] data) {
        int cut = 0;
        while (cut < data.length && data[cut] != '\n') {
            cut++;
        }
        byte[] filter = Arrays.copyOf(data, cut);
        byte[] topic = Arrays.copyOfRange(data, Math.min(cut + 1, data.length), data.length);
        String filterText = decode(filter);
        String topicText = decode(topic);
        boolean goodFilter = filterText != null && isFilter(filterText);
        boolean goodTopic = topicText != null && !topicText.isEmpty() && !topicText.matches("(?s).*[+#\0].*");
        assertEquals(goodTopic, TopicRules.isTopicName(topic, 0, topic.length), () -> "topic " + topicText);
        assertEquals(goodFilter, TopicRules.isTopicFilter(filter, 0, filter.length), () -> "filter " + filterText);
        if (goodFilter && goodTopic) {
            assertEquals(matches(filterText, topicText),
                    TopicRules.matches(filter, 0, filter.length, topic, 0, topic.length),
                    () -> filterText + " and " + topicText);
        }
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isFilter(String filter) {
        if (filter.isEmpty() || filter.indexOf(0) >= 0) {
            return false;
        }
        String rest = filter;
        if (filter.startsWith("$share/")) {
            String[] parts = filter.split("/", 3);
            if (parts.length < 3 || parts[1].isEmpty() || parts[1].matches("(?s).*[+#].*") || parts[2].isEmpty()) {
                return false;
            }
            rest = parts[2];
        }
        String[] levels = rest.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            boolean last = i == levels.length - 1;
            if (levels[i].contains("#") && !(levels[i].equals("#") && last)
                    || levels[i].contains("+") && !levels[i].equals("+")) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(String filter, String topic) {
        String[] wanted = (filter.startsWith("$share/") ? filter.split("/", 3)[2] : filter).split("/", -1);
        String[] levels = topic.split("/", -1);
        if (topic.startsWith("$") && wanted[0].matches("[+#]")) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true; // also of no level: a/# matches a
            }
            if (i >= levels.length || !wanted[i].equals("+") && !wanted[i].equals(levels[i])) {
                return false;
            }
        }
        return wanted.length == levels.length;
    }
}

package nogc.samples.cli;

import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;

/** Refuses a bad topic while the command line is read, before a broker is asked. */
final class Topics {
    private Topics() {
    }

    /** Returns the topic, if one can publish to it. */
    static String name(String option, String topic) throws UsageException {
        int result = new Topic(Utf8String.MAX_LENGTH).set(topic);
        if (result == Result.INVALID_TOPIC) {
            throw new UsageException(option + (topic.isEmpty() ? " needs a topic, not an empty word"
                    : " needs a topic without + and #, not '" + topic + "'"));
        }
        return checked(option, topic, result);
    }

    /** Returns the filter, if one can subscribe to it. */
    static String filter(String option, String filter) throws UsageException {
        int result = new TopicFilter(Utf8String.MAX_LENGTH).set(filter);
        if (result == Result.INVALID_TOPIC_FILTER) {
            throw new UsageException(option + " needs a topic filter, " + (filter.isEmpty() ? "not an empty word"
                    : "and '" + filter + "' is none: " + (filter.startsWith("$share/")
                    ? "a shared one is $share/NAME/FILTER, NAME without + and #, and in FILTER "
                    : "") + "+ and # stand alone between slashes, # comes last"));
        }
        return checked(option, filter, result);
    }

    private static String checked(String option, String value, int result) throws UsageException {
        if (result != Result.OK) {
            throw new UsageException(option + " needs at most 65535 bytes of UTF-8 without U+0000");
        }
        return value;
    }
}

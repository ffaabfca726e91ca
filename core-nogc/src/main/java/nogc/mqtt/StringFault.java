package nogc.mqtt;

/**
 * Which rule a string breaks that a constructor refuses, and where, for the message of its exception. At start-up only:
 * it allocates. An image whose strings are all made from bytes does without.
 */
final class StringFault {
    private static final String SHARE = "$share/";

    private final String value;
    private final int refusal;
    private String rule;
    private int index;

    /**
     * A fault to be looked for.
     *
     * @param value what was refused, or null
     * @param refusal what {@link Utf8String#set(String)} answers to it
     */
    StringFault(String value, int refusal) {
        this.value = value;
        this.refusal = refusal;
    }

    /** A sentence; a value that is too long to be read is left out. */
    @Override
    public String toString() {
        if (value == null) {
            return "null is no string";
        }
        find();
        String sentence = rule.concat(": index ").concat(String.valueOf(index));
        return value.length() > 200 ? sentence : sentence.concat(" of '").concat(value).concat("'");
    }

    private void find() {
        if (refusal == Result.INVALID_TOPIC) {
            findInName();
        } else if (refusal == Result.INVALID_TOPIC_FILTER) {
            findInFilter();
        } else {
            findInString();
        }
    }

    private void found(String brokenRule, int place) {
        rule = brokenRule;
        index = place;
    }

    private void findInString() {
        int size = 0;
        for (int i = 0; i < value.length(); i++) {
            int c = value.charAt(i);
            int next = i;
            if (c == 0) {
                found("U+0000 must not occur [MQTT-1.5.4-2]", i);
                return;
            }
            if (c >= 0xD800 && c <= 0xDFFF) {
                next++;
                if (c > 0xDBFF || next == value.length() || (value.charAt(next) & 0xFC00) != 0xDC00) {
                    found("half of a surrogate pair is no character [MQTT-1.5.4-1]", i);
                    return;
                }
            }
            size += next > i ? 4 : c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            if (size > Utf8String.MAX_LENGTH && rule == null) {
                found("a length field of two bytes allows no more than 65535 bytes of UTF-8", i);
            }
            i = next;
        }
    }

    private void findInName() {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '+' || value.charAt(i) == '#') {
                found("a Topic Name must have no wildcard [MQTT-3.3.2-2]", i);
                return;
            }
        }
        found("a Topic Name must not be empty [MQTT-4.7.3-1]", 0);
    }

    private void findInFilter() {
        int start = 0;
        if (value.startsWith(SHARE)) {
            start = SHARE.length();
            while (start < value.length() && !isSpecial(value.charAt(start))) {
                start++;
            }
            if (start == SHARE.length()) {
                found("$share/ needs a name of the share behind it [MQTT-4.8.2-1]", start);
                return;
            }
            if (start == value.length() || value.charAt(start) != '/') {
                found("the name of a share needs / and a filter behind it, no wildcard in it [MQTT-4.8.2-2]", start);
                return;
            }
            start++;
        }
        if (start == value.length()) {
            found("a Topic Filter must not be empty [MQTT-4.7.3-1]", start);
            return;
        }
        findWildcard(start);
    }

    private void findWildcard(int start) {
        for (int i = start; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean begins = i == start || value.charAt(i - 1) == '/';
            boolean last = i + 1 == value.length();
            if (c == '#' && !(begins && last)) {
                found("# must be a whole level, and the last one [MQTT-4.7.1-1]", i);
                return;
            }
            if (c == '+' && !(begins && (last || value.charAt(i + 1) == '/'))) {
                found("+ must be a whole level [MQTT-4.7.1-2]", i);
                return;
            }
        }
    }

    private static boolean isSpecial(char c) {
        return c == '/' || c == '+' || c == '#';
    }
}

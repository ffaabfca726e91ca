package nogc.mqtt.wire;

/**
 * Topic Names, Topic Filters and what matches (5.0 section 4.7 and, for {@code $share}, 4.8.2; 3.1.1 section 4.7).
 * All work is linear in the lengths. Allocates nothing.
 */
public final class TopicRules {
    /** The longest topic or filter in bytes [MQTT-4.7.3-3]. */
    public static final int MAX_LENGTH = 65535;

    // Where a scan of a Topic Filter stands. 0 to 6: so many characters of "$share/" were seen.
    private static final int SHARE_SLASH = 6;
    private static final int SHARE_NAME_START = 7;
    private static final int SHARE_NAME = 8;
    private static final int SHARED_FILTER_START = 9;
    private static final int LEVEL_START = 10;
    private static final int LEVEL = 11;
    private static final int AFTER_PLUS = 12;
    private static final int AFTER_HASH = 13;
    private static final int REFUSED = 14;

    private TopicRules() {
    }

    /**
     * Whether bytes are a Topic Name: well-formed UTF-8 [MQTT-3.3.2-1], 1 to 65,535 bytes [MQTT-4.7.3-1, -3], no
     * U+0000 [MQTT-4.7.3-2], no wildcard [MQTT-3.3.2-2, MQTT-4.7.0-1; 3.1.1: MQTT-4.7.1-1].
     *
     * @param b where from
     * @param offset of the first byte
     * @param length number of bytes
     * @return true if they are
     */
    public static boolean isTopicName(byte[] b, int offset, int length) {
        int end = offset + length;
        if (length <= 0 || length > MAX_LENGTH || offset < 0 || end > b.length) { // so no index needs a check below
            return false;
        }
        for (int i = offset; i < end; i++) {
            // U+0000, '#', '+' and (as negative bytes) all that is not ASCII lie at or below '+'; letters, digits,
            // '-', '.', '/' and '_' lie above: one comparison a byte.
            if (b[i] <= '+') {
                return isTopicNameFrom(b, i, end);
            }
        }
        return true;
    }

    private static boolean isTopicNameFrom(byte[] b, int offset, int end) {
        while (offset < end) {
            int c = b[offset];
            int step = c < 0 ? Utf8.sequence(b, offset, end) : c == 0 || c == '+' || c == '#' ? 0 : 1;
            if (step == 0) {
                return false;
            }
            offset += step;
        }
        return true;
    }

    /**
     * Whether a string is a Topic Name, for strings that {@link Utf8#length} accepts.
     *
     * @param name the characters
     * @return true if it is not empty and holds no wildcard; its length in bytes is not looked at
     */
    public static boolean isTopicName(String name) {
        return name.length() > 0 && name.indexOf('+') < 0 && name.indexOf('#') < 0;
    }

    /**
     * Whether bytes are a Topic Filter: well-formed UTF-8, 1 to 65,535 bytes [MQTT-4.7.3-1 to -3], {@code #} alone or
     * after {@code /} and last [MQTT-4.7.1-1; 3.1.1: -2], {@code +} a whole level [MQTT-4.7.1-2; 3.1.1: -3],
     * {@code $share/} followed by a name, {@code /} and a filter [MQTT-4.8.2-1, -2].
     *
     * @param b where from
     * @param offset of the first byte
     * @param length number of bytes
     * @return true if they are
     */
    public static boolean isTopicFilter(byte[] b, int offset, int length) {
        if (length > MAX_LENGTH || !Utf8.isValid(b, offset, length)) {
            return false;
        }
        int state = 0;
        for (int end = offset + length; offset < end; offset++) {
            state = next(state, b[offset]);
        }
        return isFilterEnd(state);
    }

    /**
     * Whether a string is a Topic Filter, for strings that {@link Utf8#length} accepts.
     *
     * @param filter the characters
     * @return true if wildcards and {@code $share} prefix are right; its length in bytes is not looked at
     */
    public static boolean isTopicFilter(String filter) {
        int state = 0;
        int length = filter.length();
        for (int i = 0; i < length; i++) {
            state = next(state, filter.charAt(i));
        }
        return isFilterEnd(state);
    }

    /** One character of a Topic Filter on. Only ASCII characters matter, so bytes and chars may be given alike. */
    private static int next(int state, int c) {
        if (state <= SHARE_SLASH) {
            if (c == shareCharacter(state)) {
                return state + 1;
            }
            state = state == 0 ? LEVEL_START : LEVEL; // an ordinary filter after all
        }
        boolean plain = c != '/' && c != '+' && c != '#';
        switch (state) {
            case SHARE_NAME_START: // [MQTT-4.8.2-1] at least one character
                return plain ? SHARE_NAME : REFUSED;
            case SHARE_NAME: // [MQTT-4.8.2-2] no wildcard, then '/' and a filter
                return plain ? SHARE_NAME : c == '/' ? SHARED_FILTER_START : REFUSED;
            case SHARED_FILTER_START:
            case LEVEL_START:
                return plain ? LEVEL : c == '/' ? LEVEL_START : c == '+' ? AFTER_PLUS : AFTER_HASH;
            case LEVEL:
                return plain ? LEVEL : c == '/' ? LEVEL_START : REFUSED;
            case AFTER_PLUS: // [MQTT-4.7.1-2] a whole level
                return c == '/' ? LEVEL_START : REFUSED;
            default: // [MQTT-4.7.1-1] nothing after '#'
                return REFUSED;
        }
    }

    private static boolean isFilterEnd(int state) {
        return state != 0 && state != SHARE_NAME_START && state != SHARE_NAME && state != SHARED_FILTER_START
            && state != REFUSED;
    }

    /** The character of "$share/" at an index of 0 to 6; a switch, since a table would cost an image its start-up. */
    private static int shareCharacter(int index) {
        switch (index) {
            case 0:
                return '$';
            case 1:
                return 's';
            case 2:
                return 'h';
            case 3:
                return 'a';
            case 4:
                return 'r';
            case 5:
                return 'e';
            default:
                return '/';
        }
    }

    /**
     * Whether a valid Topic Filter asks for a shared subscription.
     *
     * @param b where from
     * @param offset of the first byte
     * @param length number of bytes
     * @return true if it starts with {@code $share/}
     */
    public static boolean isShared(byte[] b, int offset, int length) {
        if (length <= SHARE_SLASH) {
            return false;
        }
        for (int i = 0; i <= SHARE_SLASH; i++) {
            if (b[offset + i] != shareCharacter(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether {@code +} or {@code #} occurs.
     *
     * @param b where from
     * @param offset of the first byte
     * @param length number of bytes
     * @return true if so
     */
    public static boolean hasWildcard(byte[] b, int offset, int length) {
        for (int end = offset + length; offset < end; offset++) {
            if (b[offset] == '+' || b[offset] == '#') {
                return true;
            }
        }
        return false;
    }

    /**
     * The length of {@code $share/name/} in front of a valid Topic Filter.
     *
     * @param b where from
     * @param offset of the first byte
     * @param length number of bytes
     * @return bytes to drop before matching, 0 for a filter that is not shared
     */
    public static int sharedPrefixLength(byte[] b, int offset, int length) {
        if (!isShared(b, offset, length)) {
            return 0;
        }
        int slash = SHARE_SLASH + 1;
        while (slash < length && b[offset + slash] != '/') {
            slash++;
        }
        return slash < length ? slash + 1 : 0;
    }

    /**
     * Whether a valid Topic Filter matches a Topic Name, byte for byte [MQTT-4.7.3-4].
     *
     * <p>{@code $share/name/} is dropped first; a filter that then starts with a wildcard does not match a topic that
     * starts with {@code $} [MQTT-4.7.2-1]; {@code a/#} also matches {@code a}; {@code +} also matches an empty level.
     *
     * @param filter the filter's array
     * @param filterOffset of its first byte
     * @param filterLength its number of bytes
     * @param topic the topic's array
     * @param topicOffset of its first byte
     * @param topicLength its number of bytes
     * @return true if it matches
     */
    public static boolean matches(byte[] filter, int filterOffset, int filterLength,
            byte[] topic, int topicOffset, int topicLength) {
        int f = filterOffset + sharedPrefixLength(filter, filterOffset, filterLength);
        int filterEnd = filterOffset + filterLength;
        int t = topicOffset;
        int topicEnd = topicOffset + topicLength;
        if (f >= filterEnd || t >= topicEnd) {
            return false; // neither is ever empty [MQTT-4.7.3-1]
        }
        if (topic[t] == '$' && (filter[f] == '+' || filter[f] == '#')) {
            return false;
        }
        for (; f < filterEnd; f++) {
            int c = filter[f];
            if (c == '#') {
                return true;
            }
            if (c == '+') {
                while (t < topicEnd && topic[t] != '/') {
                    t++;
                }
            } else if (t < topicEnd && topic[t] == c) {
                t++;
            } else {
                return t == topicEnd && filterEnd - f == 2 && c == '/' && filter[f + 1] == '#';
            }
        }
        return t == topicEnd;
    }
}

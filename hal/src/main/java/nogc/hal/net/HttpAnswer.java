package nogc.hal.net;

/**
 * The header of an HTTP/1.1 answer (RFC 9112), byte by byte, so that it may come in any pieces. An interim answer (1xx
 * but 101) is passed over. Of a line the first {@value #LINE} bytes are kept.
 * <pre>
 *   HTTP/1.1 101 Switching Protocols \r\n    status line
 *   Upgrade: websocket \r\n                  FIELD
 *   \r\n                                     END
 * </pre>
 */
final class HttpAnswer {
    /** More bytes are needed. */
    static final int MORE = 0;
    /** A field is complete, and can be asked for until the next byte. */
    static final int FIELD = 1;
    /** The header is complete. */
    static final int END = 2;
    /** This is not HTTP, or it does not end. */
    static final int WRONG = 3;

    /** Bytes of a line that are kept. */
    static final int LINE = 256;
    /** A header that is longer is none that a server or proxy means. */
    private static final int LONGEST = 16384;
    private static final String VERSION = "HTTP/1.";

    private final byte[] line = new byte[LINE];
    private int length;
    private int total;
    private boolean first;
    private boolean complete;
    private boolean carriageReturn;
    private int status;

    void reset() {
        total = 0;
        begin();
    }

    private void begin() {
        first = true;
        length = 0;
        complete = false;
        carriageReturn = false;
        status = 0;
    }

    /** The status code, 100 to 999; 0 as long as it is not known. */
    int status() {
        return status;
    }

    int accept(byte next) {
        if (++total > LONGEST) {
            return WRONG;
        }
        if (complete) {
            complete = false;
            length = 0;
        }
        if (next == '\n') {
            carriageReturn = false;
            complete = true;
            return lineEnds();
        }
        if (carriageReturn || next >= 0 && next < ' ' && next != '\t' && next != '\r') {
            return WRONG;
        }
        if (next == '\r') {
            carriageReturn = true;
            return MORE;
        }
        if (first && length < VERSION.length() && next != VERSION.charAt(length)) {
            return WRONG; // a broker that speaks MQTT, or TLS, says so with its first byte
        }
        if (length < LINE) {
            line[length++] = next;
        }
        return MORE;
    }

    private int lineEnds() {
        if (first) {
            first = false;
            return readStatus() ? MORE : WRONG;
        }
        if (length > 0) {
            return FIELD;
        }
        if (status < 200 && status != 101) {
            begin();
            return MORE;
        }
        return END;
    }

    /** {@code HTTP/1.1 101 Switching Protocols}. */
    private boolean readStatus() {
        if (length < 12 || line[8] != ' ' || length > 12 && line[12] != ' ') {
            return false;
        }
        for (int i = 9; i < 12; i++) {
            int digit = line[i] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            status = status * 10 + digit;
        }
        return status >= 100;
    }

    /** Whether the field has this name, given in lower case. */
    boolean isNamed(String name) {
        return length > name.length() && line[name.length()] == ':' && matches(0, name);
    }

    /** Whether the value, a list with commas, holds this token, given in lower case. */
    boolean holds(String token) {
        int at = valueStart();
        while (at < length) {
            int end = at;
            while (end < length && line[end] != ',') {
                end++;
            }
            while (at < end && isSpace(line[at])) {
                at++;
            }
            int last = end;
            while (last > at && isSpace(line[last - 1])) {
                last--;
            }
            if (last - at == token.length() && matches(at, token)) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    /** Whether the value is exactly this. */
    boolean is(byte[] value, int valueLength) {
        int start = valueStart();
        if (valueEnd() - start != valueLength) {
            return false;
        }
        for (int i = 0; i < valueLength; i++) {
            if (line[start + i] != value[i]) {
                return false;
            }
        }
        return true;
    }

    /** Copies the value as far as there is room; returns its length. */
    int copyValue(byte[] into, int offset, int room) {
        int start = valueStart();
        int count = Math.min(room, valueEnd() - start);
        System.arraycopy(line, start, into, offset, count);
        return count;
    }

    private int valueStart() {
        int at = 0;
        while (at < length && line[at] != ':') {
            at++;
        }
        at++;
        while (at < length && isSpace(line[at])) {
            at++;
        }
        return Math.min(at, length);
    }

    private int valueEnd() {
        int end = length;
        int start = valueStart();
        while (end > start && isSpace(line[end - 1])) {
            end--;
        }
        return end;
    }

    private boolean matches(int at, String lowerCase) {
        for (int i = 0; i < lowerCase.length(); i++) {
            int c = line[at + i];
            if (c >= 'A' && c <= 'Z') {
                c += 'a' - 'A';
            }
            if (c != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\t';
    }
}

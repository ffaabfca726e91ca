package nogc.hal.net;

/**
 * Tells the lines of an AT modem apart, a byte at a time, so that any split of the input means the same. Payload is not
 * its business: it says that some follows, and is not shown it. Keeps the start of a line, which is enough to know it.
 * <pre>
 *   \r\n OK \r\n                       → OK           +IPD,300 \r\n            → NOTICE, value 300
 *   &gt;                                  → PROMPT       +IPD,5:hello             → PUSHED, value 5, before the h
 *   WIFI DISCONNECT \r\n               → DISJOINED    +CIPRECVDATA:5,hello \r\n → READ, value 5, before the h
 * </pre>
 */
final class AtReader {
    static final int NONE = 0;
    static final int OK = 1;
    static final int ERROR = 2;
    static final int BUSY = 3;
    static final int PROMPT = 4;
    static final int SENT = 5;
    static final int NOT_SENT = 6;
    static final int CONNECT = 7;
    static final int ALREADY = 8;
    static final int CLOSED = 9;
    static final int JOINED = 10;
    static final int DISJOINED = 11;
    static final int READY = 12;
    static final int STATUS = 13;
    static final int JOIN_ERROR = 14;
    static final int UNRESOLVED = 15;
    /** Our own command: the modem echoes. */
    static final int ECHO = 16;
    /** So many bytes wait inside the modem. */
    static final int NOTICE = 17;
    /** So many bytes of payload follow, unasked. */
    static final int PUSHED = 18;
    /** So many bytes of payload follow, as asked. */
    static final int READ = 19;
    /** So many bytes of ours were taken. */
    static final int TAKEN = 20;
    static final int OTHER = 21;

    private static final String RECEIVED = "+CIPRECVDATA";
    private static final int MOST = 65535;

    private final byte[] line = new byte[24];
    private int length;
    private boolean longer;
    private int value;

    /**
     * Takes a byte.
     *
     * @param next the byte
     * @param prompting whether a {@code >} that starts a line is the prompt
     * @return NONE, or what the line is that ended or the header that is complete
     */
    int accept(byte next, boolean prompting) {
        if (next == '\r' || next == '\n') {
            int token = length == 0 ? NONE : name();
            reset();
            return token;
        }
        if (next == '>' && length == 0 && prompting) {
            return PROMPT;
        }
        if (length < line.length) {
            line[length++] = next;
        } else {
            longer = true;
        }
        return next == ':' || next == ',' ? header(next) : NONE;
    }

    /** {@code +IPD,n:} and {@code +IPD,n,"address",port:}; {@code +CIPRECVDATA:n,} and, of old, {@code ,n:}. */
    private int header(byte next) {
        if (next == ':' && starts("+IPD,")) {
            value = number(5);
            reset();
            return value > 0 ? PUSHED : OTHER;
        }
        if (length > RECEIVED.length() + 2 && starts(RECEIVED)) {
            value = number(RECEIVED.length() + 1);
            reset();
            return READ;
        }
        return NONE;
    }

    private int name() {
        value = 0;
        switch (line[0]) {
            case '+':
                return report();
            case 'A':
                return is("ALREADY CONNECTED") ? ALREADY : starts("AT") ? ECHO : OTHER;
            case 'C':
                return is("CONNECT") ? CONNECT : is("CLOSED") ? CLOSED : OTHER;
            case 'D':
                return is("DNS Fail") || is("DNS fail") ? UNRESOLVED : OTHER;
            case 'R':
                if (starts("Recv ")) {
                    value = number(5);
                    return TAKEN;
                }
                return OTHER;
            case 'S':
                if (starts("STATUS:")) {
                    value = number(7);
                    return STATUS;
                }
                return is("SEND OK") ? SENT : is("SEND FAIL") ? NOT_SENT : OTHER;
            case 'W':
                return is("WIFI GOT IP") ? JOINED : is("WIFI DISCONNECT") ? DISJOINED : OTHER;
            default:
                return is("OK") ? OK : is("ERROR") || is("FAIL") ? ERROR : starts("busy ") ? BUSY
                        : is("ready") ? READY : OTHER;
        }
    }

    private int report() {
        if (starts("+IPD,")) {
            value = number(5);
            return NOTICE;
        }
        if (starts("+CWJAP:")) {
            value = number(7);
            return JOIN_ERROR;
        }
        return starts("+LINK_CONN:") ? CONNECT : OTHER;
    }

    private boolean starts(String text) {
        if (length < text.length()) {
            return false;
        }
        for (int i = text.length() - 1; i >= 0; i--) {
            if (line[i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean is(String text) {
        return length == text.length() && !longer && starts(text);
    }

    /** The digits from an index on, up to another byte. */
    private int number(int index) {
        int number = 0;
        for (int i = index; i < length && line[i] >= '0' && line[i] <= '9'; i++) {
            number = Math.min(MOST, number * 10 + line[i] - '0');
        }
        return number;
    }

    /** @return the number that belongs to the last token, 0 to 65,535 */
    int value() {
        return value;
    }

    /** Forgets a line that began. */
    void reset() {
        length = 0;
        longer = false;
    }
}

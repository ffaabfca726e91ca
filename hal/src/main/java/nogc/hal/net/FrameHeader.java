package nogc.hal.net;

/**
 * The header of a frame from the server (RFC 6455, 5.2), byte by byte.
 * <pre>
 *   7  6 5 4  3 2 1 0 | 7     6 … 0       | length behind it
 *  FIN  RSV   opcode  | MASK  length      | 126: 2 bytes, 127: 8 bytes
 * </pre>
 */
final class FrameHeader {
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** Answers of {@link #accept}; else a close code. */
    static final int MORE = 0;
    static final int COMPLETE = 1;

    /** Close codes (RFC 6455, 7.4.1). */
    static final int NORMAL = 1000;
    static final int GOING_AWAY = 1001;
    static final int PROTOCOL_ERROR = 1002;
    static final int UNSUPPORTED_DATA = 1003;
    static final int NO_STATUS = 1005;
    static final int TOO_BIG = 1009;

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int LONGEST_CONTROL = 125;

    private int at;
    private int lengthBytes;
    private boolean last;
    /** A message has begun and not ended. */
    private boolean open;
    private int opcode;
    private int length;

    void reset() {
        at = 0;
        open = false;
    }

    /** BINARY, also for a continuation; CLOSE, PING or PONG. */
    int opcode() {
        return opcode;
    }

    /** Payload bytes, 0 to 2<sup>31</sup> − 1. */
    int length() {
        return length;
    }

    boolean isControl() {
        return opcode >= CLOSE;
    }

    int accept(byte next) {
        int value = next & 0xff;
        int result;
        if (at == 0) {
            result = first(value);
        } else if (at == 1) {
            result = second(value);
        } else {
            result = extended(value);
        }
        at = result == MORE ? at + 1 : 0;
        return result;
    }

    private int first(int value) {
        last = (value & 0x80) != 0;
        opcode = value & 0x0f;
        if ((value & 0x70) != 0) {
            return PROTOCOL_ERROR; // no extension was agreed on
        }
        if (opcode == TEXT) {
            return UNSUPPORTED_DATA; // [MQTT-6.0.0-1]
        }
        if (isControl()) {
            return opcode <= PONG && last ? MORE : PROTOCOL_ERROR;
        }
        if (opcode > BINARY || open != (opcode == CONTINUATION)) {
            return PROTOCOL_ERROR;
        }
        open = !last;
        opcode = BINARY;
        return MORE;
    }

    private int second(int value) {
        if ((value & 0x80) != 0) {
            return PROTOCOL_ERROR; // a server does not mask
        }
        length = value;
        if (value <= LONGEST_CONTROL) {
            return COMPLETE;
        }
        length = 0;
        lengthBytes = value == 126 ? 2 : 8;
        return isControl() ? PROTOCOL_ERROR : MORE;
    }

    private int extended(int value) {
        int left = lengthBytes + 2 - at;
        if (left > 4 && value != 0 || left == 4 && value > 0x7f) {
            return TOO_BIG;
        }
        length = length << 8 | value;
        if (left > 1) {
            return MORE;
        }
        // The shortest form is the only one.
        return length > (lengthBytes == 2 ? LONGEST_CONTROL : 0xffff) ? COMPLETE : PROTOCOL_ERROR;
    }
}

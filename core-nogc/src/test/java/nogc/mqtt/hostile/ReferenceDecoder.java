package nogc.mqtt.hostile;

import java.util.HexFormat;

/**
 * What a client has to make of a packet of a server whose body has at most three bytes. Written from the standard, left
 * to right through the packet, and sharing no line with the decoder: no property with a value fits into three bytes, so
 * it is short.
 */
final class ReferenceDecoder {
    static final long MALFORMED = -0x81;
    static final long PROTOCOL_ERROR = -0x82;

    private static final boolean[] CONNACK = set("00 80-8a 8c 90 95 97 99-9d 9f", "8b 8d 8e 8f");
    private static final boolean[] PUBACK = set("00 10 80 83 87 90 91 97 99", "");
    private static final boolean[] PUBREL = set("00 92", "");
    private static final boolean[] DISCONNECT =
            set("00 80-83 87 89 8b-90 93-a2", "84 85 86 88 8a 91 92");
    private static final boolean[] AUTH = set("00 18", "");
    private static final boolean[] SUBACK_311 = set("00-02 80", "");

    private ReferenceDecoder() {
    }

    private static boolean[] set(String members, String without) {
        boolean[] set = new boolean[256];
        for (int pass = 0; pass < 2; pass++) {
            for (String range : (pass == 0 ? members : without).split(" ")) {
                if (!range.isEmpty()) {
                    String[] ends = range.split("-");
                    int last = HexFormat.fromHexDigits(ends[ends.length - 1]);
                    for (int i = HexFormat.fromHexDigits(ends[0]); i <= last; i++) {
                        set[i] = pass == 0;
                    }
                }
            }
        }
        return set;
    }

    /** What {@link #accepted} makes of a packet that is right, or what is wrong with it. */
    static long decode(boolean v5, int first, int n, int b0, int b1, int b2) {
        int type = first >> 4;
        int flags = first & 15;
        switch (type) {
            case 0:
                return MALFORMED;
            case 1: case 8: case 10: case 12: // a client's
                return PROTOCOL_ERROR;
            case 14: case 15:
                if (!v5) {
                    return PROTOCOL_ERROR;
                }
                break;
            default:
        }
        if (type == 3) {
            return publish(v5, flags, n, b0, b1, b2);
        }
        if (flags != (type == 6 ? 2 : 0)) {
            return MALFORMED;
        }
        switch (type) {
            case 2:
                return connack(v5, n, b0, b1, b2);
            case 13:
                return n == 0 ? accepted(type, 0, 0, 0) : MALFORMED;
            case 14:
                return disconnect(n, b0, b1);
            case 15:
                return auth(n, b0, b1);
            default:
                return answer(v5, type, n, b0 << 8 | b1, b2);
        }
    }

    /** An accepted packet as one number: type, packet identifier, reason code, and one number more. */
    static long accepted(int type, int packetId, int reasonCode, int more) {
        return (long) type << 32 | packetId << 16 | reasonCode << 8 | more;
    }

    private static long connack(boolean v5, int n, int b0, int b1, int b2) {
        if (n < 2 || b0 > 1) {
            return MALFORMED;
        }
        if (!v5) {
            return b1 > 5 ? PROTOCOL_ERROR : n == 2 ? accepted(2, 0, b1, b0) : MALFORMED;
        }
        if (n == 2 && b1 == 1) {
            return accepted(2, 0, 0x84, b0); // a 3.1.1 server refuses the version in its own form
        }
        if (!CONNACK[b1]) {
            return PROTOCOL_ERROR;
        }
        return n == 3 && b2 == 0 ? accepted(2, 0, b1, b0) : MALFORMED;
    }

    private static long publish(boolean v5, int flags, int n, int b0, int b1, int b2) {
        int qos = flags >> 1 & 3;
        if (qos == 3) {
            return MALFORMED;
        }
        if (flags >= 8 && qos == 0) {
            return PROTOCOL_ERROR;
        }
        int topicLength = b0 << 8 | b1;
        if (n < 2 || 2 + topicLength + (qos > 0 ? 2 : 0) > n) {
            return MALFORMED;
        }
        if (topicLength == 0) { // without an alias, for which there is no room
            return v5 && n == 3 && b2 == 0 ? PROTOCOL_ERROR : MALFORMED;
        }
        if (b2 == '+' || b2 == '#') {
            return PROTOCOL_ERROR;
        }
        return v5 || b2 == 0 || b2 > 0x7f ? MALFORMED : accepted(3, 0, 0, b2);
    }

    private static long answer(boolean v5, int type, int n, int packetId, int b2) {
        if (n < 2) {
            return MALFORMED;
        }
        if (packetId == 0) {
            return PROTOCOL_ERROR;
        }
        if (type == 9 || type == 11) {
            if (v5) {
                return n == 3 && b2 == 0 ? PROTOCOL_ERROR : MALFORMED; // no codes; no properties
            }
            if (type == 11) {
                return n == 2 ? accepted(type, packetId, 0, 0) : MALFORMED;
            }
            return n == 3 && SUBACK_311[b2] ? accepted(type, packetId, 0, b2) : PROTOCOL_ERROR;
        }
        if (n == 2) {
            return accepted(type, packetId, 0, 0);
        }
        if (!v5) {
            return MALFORMED;
        }
        return (type < 6 ? PUBACK : PUBREL)[b2] ? accepted(type, packetId, b2, 0) : PROTOCOL_ERROR;
    }

    private static long disconnect(int n, int code, int propertyLength) {
        if (n == 0) {
            return accepted(14, 0, 0, 0);
        }
        if (!DISCONNECT[code]) {
            return PROTOCOL_ERROR;
        }
        return n == 1 || n == 2 && propertyLength == 0 ? accepted(14, 0, code, 0) : MALFORMED;
    }

    private static long auth(int n, int code, int propertyLength) {
        if (n == 0) {
            return accepted(15, 0, 0, 0); // well formed; the session misses the method
        }
        if (!AUTH[code]) {
            return PROTOCOL_ERROR;
        }
        return n > 1 && propertyLength == 0 ? PROTOCOL_ERROR : MALFORMED; // no method; no properties
    }
}

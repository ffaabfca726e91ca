package nogc.hal.net;

/**
 * What a {@link ModemTransport} is told once: access point, server, sizes, times. Text is bytes, in ASCII or, for the
 * access point, as it sends its name. Times are milliseconds, at least 1. Read by the constructor of the transport; do
 * not change the arrays afterwards.
 */
public final class ModemOptions {
    /** No TLS. */
    public static final int TCP = -1;
    /** TLS that encrypts and verifies nobody: it protects from listeners, not from an impostor. */
    public static final int TLS_UNVERIFIED = 0;
    /** TLS; the modem shows its certificate. */
    public static final int TLS_CLIENT_CERTIFICATE = 1;
    /** TLS; the server's certificate must bear the host's name and come from the authority in the modem's flash. */
    public static final int TLS_SERVER_VERIFIED = 2;
    /** Both of these. */
    public static final int TLS_MUTUAL = 3;

    /** Name of the access point (SSID), 1 to 32 bytes. */
    public byte[] accessPoint;
    /** Its password, up to 64 bytes; empty for an open one. */
    public byte[] password = new byte[0];
    /** Host name or address of the server, 1 to 64 bytes, as many as ESP-AT takes. */
    public byte[] host;
    /** Port of the server, 1 to 65,535. */
    public int port = 1883;
    /** TCP, or how TLS verifies, which is the {@code auth_mode} of AT+CIPSSLCCONF. */
    public int security = TCP;

    /**
     * Bytes in each direction that are handed over together, 16 to 2,048; the transport has two buffers of this size.
     * Where no RTS wire holds the modem back, the receive ring of the board must hold this and 64 bytes more.
     */
    public int chunk = 192;
    /** Longest time to the answer of a command that needs no network. */
    public int answerTimeout = 2000;
    /** Longest time to join the access point. ESP-AT itself gives up after 15 s. */
    public int joinTimeout = 20000;
    /** Longest time to connect to the server; a TLS handshake takes a modem seconds. */
    public int connectTimeout = 30000;
    /** Longest time until the modem took a chunk to send. */
    public int sendTimeout = 10000;
    /** How often the modem is asked for data that it did not announce, which also shows that it lives. */
    public int probeInterval = 5000;

    /** @return what is wrong, or null */
    String problem() {
        if (accessPoint == null || accessPoint.length < 1 || accessPoint.length > 32) {
            return "accessPoint must have 1 to 32 bytes";
        }
        if (password == null || password.length > 64) {
            return "password must have at most 64 bytes";
        }
        if (host == null || !isHost(host, 0, host.length)) {
            return "host must have 1 to 64 visible ASCII characters, without comma, quote or backslash";
        }
        if (port < 1 || port > 65535) {
            return "port must be 1 to 65535";
        }
        if (security < TCP || security > TLS_MUTUAL) {
            return "security must be TCP or one of the TLS constants";
        }
        if (chunk < 16 || chunk > 2048) {
            return "chunk must be 16 to 2048 bytes";
        }
        if (answerTimeout < 1) {
            return "answerTimeout must be at least 1 ms";
        }
        if (joinTimeout < 1) {
            return "joinTimeout must be at least 1 ms";
        }
        if (connectTimeout < 1) {
            return "connectTimeout must be at least 1 ms";
        }
        if (sendTimeout < 1) {
            return "sendTimeout must be at least 1 ms";
        }
        if (probeInterval < 1) {
            return "probeInterval must be at least 1 ms";
        }
        if (!isOneLine(accessPoint)) {
            return "accessPoint must not contain a line end or NUL";
        }
        if (!isOneLine(password)) {
            return "password must not contain a line end or NUL";
        }
        return null;
    }

    /** Bytes of the longest command: AT+CWJAP with these values, or AT+CIPSTART with the longest host; at most 208. */
    int longestCommand() {
        int join = 9 + AtWriter.quotedLength(accessPoint) + 1 + AtWriter.quotedLength(password) + 2;
        return Math.max(join, 12 + 5 + 1 + LONGEST_HOST + 2 + 6 + 2);
    }

    static final int LONGEST_HOST = 64;

    private static boolean isOneLine(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\r' || text[i] == '\n' || text[i] == 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a host can stand in a command as it is. */
    static boolean isHost(byte[] host, int offset, int length) {
        if (length < 1 || length > LONGEST_HOST) {
            return false;
        }
        for (int i = offset; i < offset + length; i++) {
            int c = host[i];
            if (c <= ' ' || c == 127 || AtWriter.isSpecial(host[i])) {
                return false;
            }
        }
        return true;
    }
}

package nogc.hal.net;

/** Where to: the host and port of the constructor, or those of {@code Transport.endpoint}. */
final class HostPort {
    /** Bytes of the longest name that DNS knows, and of the longest that SOCKS5 carries. */
    static final int LONGEST = 255;

    final byte[] host = new byte[LONGEST];
    int hostLength;
    int port;
    /** The port behind a colon, or nothing where it goes without saying. */
    final byte[] digits = new byte[6];
    int digitsLength;

    private final byte[] ownHost;
    private final int ownPort;
    private final int silent;

    /**
     * @param host checked by {@link #isHost}
     * @param port 1 to 65,535
     * @param silent the port that goes without saying, or 0 for none
     */
    HostPort(byte[] host, int port, int silent) {
        ownHost = host;
        ownPort = port;
        this.silent = silent;
        set(null, 0, 0, 0);
    }

    /** As {@code Transport.endpoint}: whether it was possible. */
    boolean set(byte[] newHost, int offset, int length, int newPort) {
        if (newHost != null && !isHost(newHost, offset, length) || newPort < 0 || newPort > 65535) {
            return false;
        }
        hostLength = newHost == null ? ownHost.length : length;
        System.arraycopy(newHost == null ? ownHost : newHost, newHost == null ? 0 : offset, host, 0, hostLength);
        port = newPort == 0 ? ownPort : newPort;
        write();
        return true;
    }

    private void write() {
        digitsLength = 0;
        if (port != silent) {
            digits[digitsLength++] = ':';
            int unit = 10000;
            while (port < unit) {
                unit /= 10;
            }
            for (; unit > 0; unit /= 10) {
                digits[digitsLength++] = (byte) ('0' + port / unit % 10);
            }
        }
    }

    boolean isBracketed() {
        return hostLength > 2 && host[0] == '[' && host[hostLength - 1] == ']';
    }

    /** An IPv6 address that has no brackets yet. */
    boolean isBareIpv6() {
        for (int i = 0; i < hostLength; i++) {
            if (host[i] == ':') {
                return host[0] != '[';
            }
        }
        return false;
    }

    /** Whether these bytes can stand for a host: 1 to {@value #LONGEST} visible ones, none of which ends a host. */
    static boolean isHost(byte[] host, int offset, int length) {
        if (length < 1 || length > LONGEST) {
            return false;
        }
        for (int i = offset; i < offset + length; i++) {
            byte c = host[i];
            if (c <= ' ' || c == 127 || c == '/' || c == '@' || c == '?' || c == '#') {
                return false;
            }
        }
        return true;
    }
}

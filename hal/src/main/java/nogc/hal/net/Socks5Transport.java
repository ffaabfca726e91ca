package nogc.hal.net;

import nogc.hal.Transport;

/**
 * A tunnel through a SOCKS5 proxy (RFC 1928), with user name and password (RFC 1929) if it was given some. The proxy
 * gets an address as its 4 or 16 bytes, and a name as text. Opening takes two round trips, three with credentials.
 * <pre>
 *   05 01 00                or 05 02 00 02         05 method
 *   01 n user n password                           01 00
 *   05 01 00 03 n name port                        05 reply 00 type address port
 *   05 01 00 01 IPv4 port   or 05 01 00 04 IPv6 port
 * </pre>
 * A server that refuses, or that the proxy does not reach, is {@link Transport#REFUSED} or
 * {@link Transport#UNREACHABLE}, as without a proxy; {@link #reply} says more.
 */
public final class Socks5Transport extends ProxyTransport {
    private static final int VERSION = 5;
    private static final int NO_AUTHENTICATION = 0;
    private static final int PASSWORD = 2;
    private static final int NOTHING_ACCEPTABLE = 0xff;
    private static final int PASSWORD_VERSION = 1;
    private static final int LONGEST = 255;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;

    private static final int CHOOSING = 0;
    private static final int AUTHENTICATING = 1;
    private static final int REPLYING = 2;

    private final byte[] greeting;
    private final byte[] credentials;
    /** The length of the name, last, is left out ahead of an address. */
    private final byte[] head = {VERSION, 1, 0, NAME, 0};
    private final byte[] host = new byte[LONGEST];
    private final byte[] port = new byte[2];
    private int stage;
    /** Bytes of the answer so far, and how many it has as far as that is known. */
    private int count;
    private int length;
    private int reply;

    /**
     * A transport that is closed.
     *
     * @param below the stream to the proxy; used by nobody else
     * @param host of the server, 1 to 255 visible ASCII bytes; kept, do not change it
     * @param port of the server, 1 to 65,535
     * @param user for the proxy, 1 to 255 bytes; null for none
     * @param password for the proxy, 1 to 255 bytes if there is a user
     * @throws IllegalArgumentException if an argument is out of range
     */
    public Socks5Transport(Transport below, byte[] host, int port, byte[] user, byte[] password) {
        super(below, host, port);
        if (user == null) {
            greeting = new byte[] {VERSION, 1, NO_AUTHENTICATION};
            credentials = null;
            return;
        }
        if (!isCredential(user) || password == null || !isCredential(password)) {
            throw new IllegalArgumentException("user and password must have 1 to 255 bytes each");
        }
        greeting = new byte[] {VERSION, 2, NO_AUTHENTICATION, PASSWORD};
        credentials = new byte[3 + user.length + password.length];
        credentials[0] = PASSWORD_VERSION;
        credentials[1] = (byte) user.length;
        System.arraycopy(user, 0, credentials, 2, user.length);
        credentials[2 + user.length] = (byte) password.length;
        System.arraycopy(password, 0, credentials, 3 + user.length, password.length);
    }

    private static boolean isCredential(byte[] text) {
        return text.length > 0 && text.length <= LONGEST;
    }

    @Override
    void begin() {
        reply = 0;
        request.begin().bytes(greeting, greeting.length);
        expect(CHOOSING, 2);
    }

    private void expect(int what, int bytes) {
        stage = what;
        count = 0;
        length = bytes;
    }

    @Override
    int accept(int value) {
        count++;
        switch (stage) {
            case CHOOSING:
                return chooses(value);
            case AUTHENTICATING:
                // Some proxies begin with 5 here; the second byte alone says whether it was good.
                return count < length ? 0 : value == 0 ? connect() : PROXY_AUTHENTICATION;
            default:
                return replies(value);
        }
    }

    private int chooses(int value) {
        if (count == 1) {
            return value == VERSION ? 0 : NOT_A_PROXY;
        }
        if (value == NO_AUTHENTICATION) {
            return connect();
        }
        if (value == PASSWORD && credentials != null) {
            request.begin().bytes(credentials, credentials.length);
            expect(AUTHENTICATING, 2);
            return ASK_AGAIN;
        }
        return value == NOTHING_ACCEPTABLE ? PROXY_AUTHENTICATION : NOT_A_PROXY;
    }

    private int connect() {
        boolean bracketed = target.isBracketed();
        int start = bracketed ? 1 : 0;
        int hostLength = target.hostLength - 2 * start;
        int address = AddressText.parse(target.host, start, hostLength, host);
        if (address == 0) {
            System.arraycopy(target.host, start, host, 0, hostLength);
        }
        head[3] = (byte) (address == AddressText.IPV4 ? IPV4 : address == AddressText.IPV6 ? IPV6 : NAME);
        head[4] = (byte) hostLength;
        port[0] = (byte) (target.port >>> 8);
        port[1] = (byte) target.port;
        boolean named = address == 0;
        request.begin().bytes(head, named ? 5 : 4).bytes(host, named ? hostLength : address).bytes(port, 2);
        expect(REPLYING, LONGEST);
        return ASK_AGAIN;
    }

    private int replies(int value) {
        switch (count) {
            case 1:
                return value == VERSION ? 0 : NOT_A_PROXY;
            case 2:
                reply = value;
                return value == 0 ? 0 : refusal(value);
            case 4:
                length = 4 + 2 + (value == IPV4 ? 4 : value == IPV6 ? 16 : 1);
                return value == IPV4 || value == NAME || value == IPV6 ? 0 : NOT_A_PROXY;
            case 5:
                length += length == 7 ? value : 0; // a name: this byte is its length
                return 0;
            default:
                return count == length ? 1 : 0;
        }
    }

    private static int refusal(int value) {
        switch (value) {
            case 3: // network unreachable
            case 4: // host unreachable
            case 6: // TTL expired
                return UNREACHABLE;
            case 5:
                return REFUSED;
            case 7: // command not supported
            case 8: // address type not supported
                return UNSUPPORTED;
            default:
                return PROXY_REFUSED;
        }
    }

    /**
     * The proxy's last reply, for a person who looks for a fault.
     *
     * @return 0 for success or none yet; 1 general failure, 2 not allowed by its rules, 3 network unreachable, 4 host
     *     unreachable or unknown, 5 refused, 6 TTL expired, 7 and 8 not supported
     */
    public int reply() {
        return reply;
    }
}

package nogc.hal.net;

import nogc.hal.Transport;

/**
 * A tunnel through an HTTP proxy (RFC 9110, 9.3.6), with Basic credentials if it was given some. Opening takes one
 * round trip.
 * <pre>
 *   CONNECT broker:1883 HTTP/1.1                  HTTP/1.1 200 Connection established
 *   Host: broker:1883
 *   Proxy-Authorization: Basic dXNlcjpwYXNz
 * </pre>
 */
public final class HttpProxyTransport extends ProxyTransport {
    private final byte[] credentials;
    private final HttpAnswer answer = new HttpAnswer();

    /**
     * A transport that is closed.
     *
     * @param below the stream to the proxy; used by nobody else
     * @param host of the server, 1 to 255 visible ASCII bytes; kept, do not change it
     * @param port of the server, 1 to 65,535
     * @param user for the proxy, without a colon; null for none
     * @param password for the proxy; null is none
     * @throws IllegalArgumentException if an argument is out of range
     */
    public HttpProxyTransport(Transport below, byte[] host, int port, byte[] user, byte[] password) {
        super(below, host, port);
        credentials = user == null ? null : credentials(user, password == null ? new byte[0] : password);
    }

    private static byte[] credentials(byte[] user, byte[] password) {
        byte[] both = new byte[user.length + 1 + password.length];
        System.arraycopy(user, 0, both, 0, user.length);
        both[user.length] = ':';
        System.arraycopy(password, 0, both, user.length + 1, password.length);
        for (int i = 0; i < user.length; i++) {
            if (user[i] == ':') {
                throw new IllegalArgumentException("user must not contain a colon");
            }
        }
        byte[] encoded = new byte[Base64.length(both.length)];
        Base64.encode(both, 0, both.length, encoded, 0);
        return encoded;
    }

    @Override
    void begin() {
        answer.reset();
        request.begin().text("CONNECT ").authority(target).text(" HTTP/1.1\r\nHost: ").authority(target).text("\r\n");
        if (credentials != null) {
            request.text("Proxy-Authorization: Basic ").bytes(credentials, credentials.length).text("\r\n");
        }
        request.text("\r\n");
    }

    @Override
    int accept(int value) {
        switch (answer.accept((byte) value)) {
            case HttpAnswer.WRONG:
                return NOT_A_PROXY;
            case HttpAnswer.END:
                return judge();
            default:
                return 0;
        }
    }

    private int judge() {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return 1;
        }
        // tinyproxy says 401, which is for servers.
        return status == 407 || status == 401 ? PROXY_AUTHENTICATION : PROXY_REFUSED;
    }

    /**
     * The proxy's last answer, for a person who looks for a fault: 403 is its rules, 502 to 504 a server that it does
     * not reach.
     *
     * @return 100 to 999, or 0 if there was none
     */
    public int httpStatus() {
        return answer.status();
    }
}

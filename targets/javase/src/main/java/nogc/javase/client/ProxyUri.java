package nogc.javase.client;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import nogc.hal.net.HttpProxyTransport;
import nogc.hal.net.LayeredTransport;
import nogc.hal.net.Socks5Transport;
import nogc.javase.Selectable;
import nogc.javase.SelectableLayer;
import nogc.javase.TcpTransport;

/**
 * A proxy on the way to a broker: {@code http://} (the CONNECT method) or {@code socks5h://}, then
 * {@code [user[:password]@]host[:port]}. Nothing of it is encoded: the user ends at the first colon, the password at
 * the last at sign. The proxy looks the broker's name up, for {@code socks5://} too. What passes it is as readable as
 * without; TLS goes through it end to end.
 */
public final class ProxyUri {
    private static final int HTTP_PORT = 8080;
    private static final int SOCKS_PORT = 1080;

    private final boolean isHttp;
    private final String host;
    private final int port;
    /** Or null. */
    private final String user;
    private final String password;

    private ProxyUri(boolean isHttp, String host, int port, String credentials) {
        this.isHttp = isHttp;
        this.host = host;
        this.port = port;
        int colon = credentials == null ? -1 : credentials.indexOf(':');
        user = colon < 0 ? credentials : credentials.substring(0, colon);
        password = credentials == null ? null : colon < 0 ? "" : credentials.substring(colon + 1);
    }

    /**
     * Reads a URI.
     *
     * @param text as above; port 8080 or 1080 if there is none
     * @return the proxy
     * @throws IllegalArgumentException with a message that says what to change; it repeats no password
     */
    public static ProxyUri of(String text) {
        int end = text.indexOf("://");
        String scheme = end < 0 ? "" : text.substring(0, end);
        boolean isHttp = scheme.equals("http");
        String rest = end < 0 ? text : text.substring(end + 3);
        int at = rest.lastIndexOf('@');
        String address = rest.substring(at + 1);
        int colon = address.lastIndexOf(':');
        boolean hasPort = colon > address.lastIndexOf(']');
        String host = hasPort ? address.substring(0, colon) : address;
        if (!isHttp && !scheme.equals("socks5h") && !scheme.equals("socks5")
                || !host.matches("[!-~&&[^/?#]]{1,255}")) {
            throw new IllegalArgumentException("a proxy is http:// or socks5h://[user[:password]@]host[:port]");
        }
        int port = isHttp ? HTTP_PORT : SOCKS_PORT;
        if (hasPort) {
            String digits = address.substring(colon + 1);
            port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("the port of the proxy must be 1 to 65535, not '" + digits + "'");
            }
        }
        ProxyUri proxy = new ProxyUri(isHttp, host, port, at < 0 ? null : rest.substring(0, at));
        proxy.check();
        return proxy;
    }

    /** What the way there refuses as well, but only once a client is made. */
    private void check() {
        if (user != null && !isHttp && (bytes(user).length < 1 || bytes(user).length > 255
                || bytes(password).length < 1 || bytes(password).length > 255)) {
            throw new IllegalArgumentException("a SOCKS5 proxy takes a user and a password of 1 to 255 bytes each");
        }
    }

    /**
     * Leads through the proxy.
     *
     * @param brokerHost name or address, 1 to 255 visible ASCII characters
     * @param brokerPort 1 to 65,535
     * @param buffer bytes of the socket's direct buffer, as for {@link TcpTransport}
     * @param from address of this machine to come from, or null for any
     * @return a closed transport that is the stream to the broker
     */
    public Selectable to(String brokerHost, int brokerPort, int buffer, InetAddress from) {
        TcpTransport tcp = new TcpTransport(host, port, buffer);
        tcp.from(from);
        LayeredTransport tunnel = isHttp
                ? new HttpProxyTransport(tcp, bytes(brokerHost), brokerPort, bytes(user), bytes(password))
                : new Socks5Transport(tcp, bytes(brokerHost), brokerPort, bytes(user), bytes(password));
        return new SelectableLayer(tunnel, tcp);
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** @return the proxy without user and password, for the log */
    @Override
    public String toString() {
        return (isHttp ? "http://" : "socks5h://") + host + ":" + port;
    }
}

package nogc.javase.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import nogc.javase.Selectable;
import nogc.javase.TcpTransport;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsTransport;

/**
 * Where a broker is: {@code mqtt://host:port} (1883), {@code mqtts://host:port} (8883, TLS).
 *
 * @param secure whether TLS is spoken
 * @param host name or address
 * @param port 1 to 65,535
 * @param user before the at sign, or null
 * @param password behind the colon in it, or null
 */
record BrokerUri(boolean secure, String host, int port, String user, String password) {
    /**
     * Reads a URI.
     *
     * @throws IllegalArgumentException with a message that says what to change; it never repeats a password
     */
    static BrokerUri of(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("a broker's URI looks like mqtt://host:1883 or mqtts://host:8883; this"
                    + " one has a fault at index " + e.getIndex());
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("mqtts") || scheme.equals("ssl") || scheme.equals("tls");
        if (!secure && !scheme.equals("mqtt") && !scheme.equals("tcp")) {
            throw new IllegalArgumentException("a broker's URI begins with mqtt: or mqtts:, not with "
                    + (scheme.isEmpty() ? "nothing" : scheme + ":"));
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("the URI of the broker has no host: mqtt://host:1883");
        }
        if (uri.getPath() != null && uri.getPath().length() > 1 || uri.getQuery() != null) {
            throw new IllegalArgumentException("the URI of the broker ends with the port: a topic is given elsewhere");
        }
        int port = uri.getPort() == -1 ? secure ? 8883 : 1883 : uri.getPort();
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("the port of the broker must be 1 to 65535, not " + port);
        }
        String user = uri.getUserInfo();
        int colon = user == null ? -1 : user.indexOf(':');
        return new BrokerUri(secure, uri.getHost(), port, colon < 0 ? user : user.substring(0, colon),
                colon < 0 ? null : user.substring(colon + 1));
    }

    /** A closed transport that leads there. */
    Selectable transport(TlsOptions tls, int record) {
        TcpTransport tcp = new TcpTransport(host, port);
        return secure ? new TlsTransport(tcp, host, port, tls, Math.min(record, 16384)) : tcp;
    }

    /** Without user and password, for the log. */
    @Override
    public String toString() {
        return (secure ? "mqtts://" : "mqtt://") + host + ":" + port;
    }
}

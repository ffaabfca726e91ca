package nogc.javase.client;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nogc.hal.net.WebSocketOptions;
import nogc.hal.net.WebSocketTransport;
import nogc.javase.Selectable;
import nogc.javase.SelectableLayer;
import nogc.javase.SystemEntropy;
import nogc.javase.TcpTransport;
import nogc.javase.UnixTransport;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsTransport;

/**
 * Where a broker is, and what is spoken on the way to it.
 *
 * @param way which protocols
 * @param host name or address; null for a socket in the file system
 * @param port 1 to 65,535, or 0 without a host
 * @param path path and query of a WebSocket, or that of a socket in the file system; else null
 * @param user before the at sign, or null
 * @param password behind the colon in it, or null
 */
record BrokerUri(Way way, String host, int port, String path, String user, String password) {
    /** What stands below MQTT, by the scheme of the URI. */
    enum Way {
        MQTT("mqtt", 1883, false, false), MQTTS("mqtts", 8883, true, false), WS("ws", 80, false, true),
        WSS("wss", 443, true, true), UNIX("unix", 0, false, false);

        final String scheme;
        final int port;
        final boolean isSecure;
        final boolean isWebSocket;

        Way(String scheme, int port, boolean isSecure, boolean isWebSocket) {
            this.scheme = scheme;
            this.port = port;
            this.isSecure = isSecure;
            this.isWebSocket = isWebSocket;
        }

        /** By its own name, or one that other clients use; null if there is none. */
        static Way of(String scheme) {
            switch (scheme) {
                case "mqtt":
                case "tcp":
                    return MQTT;
                case "mqtts":
                case "ssl":
                case "tls":
                    return MQTTS;
                case "ws":
                    return WS;
                case "wss":
                    return WSS;
                case "unix":
                    return UNIX;
                default:
                    return null;
            }
        }
    }

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
        Way way = Way.of(scheme);
        if (way == null) {
            throw new IllegalArgumentException("a broker's URI begins with mqtt:, mqtts:, ws:, wss: or unix:, not"
                    + " with "
                    + (scheme.isEmpty() ? "nothing" : scheme + ":"));
        }
        if (way == Way.UNIX) {
            return ofSocket(uri);
        }
        if (uri.getHost() == null && uri.getRawAuthority() != null) {
            return ofOtherName(uri, way);
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("the URI of the broker has no host: " + way.scheme + "://host:"
                    + way.port);
        }
        int port = uri.getPort() == -1 ? way.port : uri.getPort();
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("the port of the broker must be 1 to 65535, not " + port);
        }
        String user = uri.getRawUserInfo();
        int colon = user == null ? -1 : user.indexOf(':');
        return new BrokerUri(way, uri.getHost(), port, path(way, uri),
                decoded(colon < 0 ? user : user.substring(0, colon)),
                colon < 0 ? null : decoded(user.substring(colon + 1)));
    }

    /** Decoded only once it is parted: a user may have a colon of its own, as {@code %3A}. A plus sign is one. */
    private static String decoded(String part) {
        return part == null ? null : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Java's URI takes a name with an underscore, or letters beyond ASCII, for none; name servers do have such. */
    private static BrokerUri ofOtherName(URI uri, Way way) {
        // User and at sign, host, colon and port; made here, since a small JVM starts without regular expressions.
        Matcher parts = Pattern.compile("((?:[^@]*@)?)([^:@\\[\\]]+)((?::[0-9]{0,5})?)")
                .matcher(uri.getRawAuthority());
        String name = parts.matches() ? ascii(parts.group(2)) : null;
        if (name == null) {
            throw new IllegalArgumentException("the URI of the broker has no host that can be looked up, or its port is"
                    + " no number: " + way.scheme + "://host:" + way.port);
        }
        String path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        BrokerUri rest = of(way.scheme + "://" + parts.group(1) + "host" + parts.group(3) + path);
        return new BrokerUri(way, name, rest.port, rest.path, rest.user, rest.password);
    }

    private static String ascii(String name) {
        try {
            return IDN.toASCII(name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static BrokerUri ofSocket(URI uri) {
        String path = uri.getPath();
        if (path == null || path.length() < 2 || uri.getRawAuthority() != null || uri.getRawQuery() != null) {
            throw new IllegalArgumentException("the URI of a Unix domain socket is unix: and its whole path, such as"
                    + " unix:/run/mosquitto/mqtt.sock");
        }
        return new BrokerUri(Way.UNIX, null, 0, path, null, null);
    }

    private static String path(Way way, URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (way.isWebSocket) {
            String beginning = path.isEmpty() ? "/mqtt" : path;
            String whole = uri.getRawQuery() == null ? beginning : beginning + "?" + uri.getRawQuery();
            return URI.create(whole).toASCIIString(); // letters beyond ASCII as %C3%B6
        }
        if (path.length() > 1 || uri.getRawQuery() != null) {
            throw new IllegalArgumentException("the URI of the broker ends with the port: a topic is given elsewhere");
        }
        return null;
    }

    /**
     * A closed transport that leads there.
     *
     * @param tls what to trust, if it is spoken
     * @param headers further lines of a WebSocket's request
     * @param buffer bytes that the client writes at once
     * @param proxy on the way there, or null; none to a socket in the file system
     */
    Selectable transport(TlsOptions tls, String headers, int buffer, ProxyUri proxy) {
        if (way == Way.UNIX) {
            return new UnixTransport(Path.of(path));
        }
        Selectable tcp = proxy == null ? new TcpTransport(host, port)
                : proxy.to(host, port, TcpTransport.DEFAULT_BUFFER, null);
        Selectable stream = way.isSecure ? new TlsTransport(tcp, host, port, tls, Math.min(buffer, 16384)) : tcp;
        if (!way.isWebSocket) {
            return stream;
        }
        WebSocketOptions options = new WebSocketOptions();
        options.host = host.getBytes(StandardCharsets.US_ASCII);
        options.port = port;
        options.secure = way.isSecure;
        options.path = path.getBytes(StandardCharsets.US_ASCII);
        options.headers = headers.getBytes(StandardCharsets.UTF_8);
        options.transmitBuffer = Math.min(buffer, 65535);
        options.receiveBuffer = 1024;
        return new SelectableLayer(new WebSocketTransport(stream, new SystemEntropy(), options), stream);
    }

    /** Without user, password and query, which may be a token: for the log. */
    @Override
    public String toString() {
        if (way == Way.UNIX) {
            return "unix:" + path;
        }
        String shown = path == null ? "" : path.indexOf('?') < 0 ? path : path.substring(0, path.indexOf('?'));
        return way.scheme + "://" + host + ":" + port + shown;
    }
}

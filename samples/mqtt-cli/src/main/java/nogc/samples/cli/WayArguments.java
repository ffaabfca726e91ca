package nogc.samples.cli;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import nogc.hal.net.HttpProxyTransport;
import nogc.hal.net.LayeredTransport;
import nogc.hal.net.Socks5Transport;
import nogc.hal.net.WebSocketOptions;
import nogc.hal.net.WebSocketTransport;
import nogc.javase.Selectable;
import nogc.javase.SelectableLayer;
import nogc.javase.SystemEntropy;
import nogc.javase.TcpTransport;

/** What lies between here and the broker: a proxy on the way to it, a WebSocket in front of it. */
final class WayArguments {
    private static final int BUFFER = 16384;
    private static final Map<String, Integer> PROXY_PORTS = Map.of("http", 8080, "socks5h", 1080, "socks5", 1080);

    private boolean webSocket;
    private String path = "/mqtt";
    private final StringBuilder headers = new StringBuilder();
    /** The last option that is of no use without a WebSocket, or null. */
    private String detail;

    /** Its scheme, or null. */
    private String proxy;
    private String proxyHost;
    private int proxyPort;
    private String proxyUser;
    private String proxyPassword;

    /**
     * Takes the option at which the line stands, if it is about the way.
     *
     * @return false if it is not
     */
    boolean take(CommandLine line) throws UsageException {
        switch (line.option()) {
            case "--ws" -> webSocket = true;
            case "--ws-path" -> {
                path(line, line.value("the path of the WebSocket"));
                detail = line.option();
            }
            case "--header" -> {
                header(line.value("a field of the WebSocket's request, 'Name: value'"));
                detail = line.option();
            }
            case "--proxy" -> proxy(line.value("http:// or socks5h://[user[:password]@]host[:port]"));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A URL named a WebSocket. */
    void webSocket(CommandLine line, String ofPath) throws UsageException {
        webSocket = true;
        if (ofPath != null) {
            path(line, "/" + ofPath);
        }
    }

    boolean isWebSocket() {
        return webSocket;
    }

    /** What only the whole line can tell. */
    void check() throws UsageException {
        if (detail != null && !webSocket) {
            throw new UsageException(detail + " is about a WebSocket: add --ws, or name the broker by -L ws://…");
        }
    }

    private void path(CommandLine line, String value) throws UsageException {
        if (!value.matches("/[!-~]*")) {
            throw new UsageException(line.option() + " needs a path that begins with a slash, without blanks, not '"
                    + value + "'");
        }
        path = value;
    }

    private void header(String field) throws UsageException {
        int colon = field.indexOf(':');
        if (colon < 1 || !field.substring(0, colon).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
                || field.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw new UsageException("--header needs 'Name: value' in one line");
        }
        headers.append(field, 0, colon).append(": ").append(field.substring(colon + 1).strip()).append("\r\n");
    }

    private void proxy(String url) throws UsageException {
        int scheme = url.indexOf("://");
        proxy = scheme < 0 ? "" : url.substring(0, scheme);
        Integer usual = PROXY_PORTS.get(proxy);
        String rest = url.substring(Math.max(scheme, 0) + (scheme < 0 ? 0 : 3));
        int at = rest.lastIndexOf('@');
        String address = rest.substring(at + 1);
        int colon = address.lastIndexOf(':');
        boolean hasPort = colon > address.lastIndexOf(']');
        proxyHost = hasPort ? address.substring(0, colon) : address;
        if (usual == null || proxyHost.isEmpty() || proxyHost.indexOf('/') >= 0) {
            throw new UsageException("--proxy needs http:// or socks5h://[user[:password]@]host[:port]");
        }
        proxyPort = !hasPort ? usual : (int) CommandLine.number("the port of --proxy", address.substring(colon + 1), 1,
                65535);
        if (at >= 0) {
            int end = rest.substring(0, at).indexOf(':');
            proxyUser = end < 0 ? rest.substring(0, at) : rest.substring(0, end);
            proxyPassword = end < 0 ? "" : rest.substring(end + 1, at);
        }
    }

    /** The host that the socket connects to: the proxy, or the broker itself. */
    String socketHost(String broker) {
        return proxy == null ? broker : proxyHost;
    }

    /** The port that the socket connects to. */
    int socketPort(int broker) {
        return proxy == null ? broker : proxyPort;
    }

    /** Puts the tunnel of a proxy, if there is one, over a socket to it. */
    Selectable throughProxy(TcpTransport socket, String host, int port) {
        if (proxy == null) {
            return socket;
        }
        LayeredTransport tunnel = proxy.equals("http")
                ? new HttpProxyTransport(socket, bytes(host), port, bytes(proxyUser), bytes(proxyPassword))
                : new Socks5Transport(socket, bytes(host), port, bytes(proxyUser), bytes(proxyPassword));
        return new SelectableLayer(tunnel, socket);
    }

    /** Puts a WebSocket, if one is wanted, over a stream to the broker. */
    Selectable asWebSocket(Selectable stream, String host, int port, boolean secure) {
        if (!webSocket) {
            return stream;
        }
        WebSocketOptions options = new WebSocketOptions();
        options.host = bytes(host);
        options.port = port;
        options.secure = secure;
        options.path = bytes(path);
        options.headers = bytes(headers.toString());
        options.receiveBuffer = BUFFER;
        options.transmitBuffer = BUFFER;
        return new SelectableLayer(new WebSocketTransport(stream, new SystemEntropy(), options), stream);
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}

package nogc.samples.cli;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import nogc.hal.net.WebSocketOptions;
import nogc.hal.net.WebSocketTransport;
import nogc.javase.Selectable;
import nogc.javase.SelectableLayer;
import nogc.javase.SystemEntropy;
import nogc.javase.TcpTransport;
import nogc.javase.UnixTransport;
import nogc.javase.client.ProxyUri;

/** What lies between here and the broker: a socket in the file system, a proxy on the way, a WebSocket in front. */
final class WayArguments {
    private static final int BUFFER = 16384;

    /** A socket in the file system, or null. */
    private Path socket;
    private boolean webSocket;
    private String path = "/mqtt";
    private final StringBuilder headers = new StringBuilder();
    /** The last option that is of no use without a WebSocket, or null. */
    private String detail;

    /** Or null. */
    private ProxyUri proxy;

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
            case "--unix" -> socket(line, line.value("the path of a Unix domain socket"));
            case "--proxy" -> proxy = proxy(line.value("http:// or socks5h://[user[:password]@]host[:port]"));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** An option or a URL named a socket in the file system. */
    void socket(CommandLine line, String name) throws UsageException {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new UsageException(line.option() + " needs the path of a Unix domain socket");
        }
        socket = Path.of(name);
    }

    /** A URL named a WebSocket. */
    void webSocket(CommandLine line, String ofPath) throws UsageException {
        webSocket = true;
        if (ofPath != null) {
            path(line, "/" + ofPath);
        }
    }

    boolean hasProxy() {
        return proxy != null;
    }

    boolean isWebSocket() {
        return webSocket;
    }

    /** What only the whole line can tell. */
    void check() throws UsageException {
        if (detail != null && !webSocket) {
            throw new UsageException(detail + " is about a WebSocket: add --ws, or name the broker by -L ws://…");
        }
        if (socket != null && proxy != null) {
            throw new UsageException("--unix needs no --proxy: the broker is on this machine");
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

    private static ProxyUri proxy(String url) throws UsageException {
        try {
            return ProxyUri.of(url);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--proxy: " + e.getMessage());
        }
    }

    /** A stream to the broker: a socket, or the tunnel of a proxy over one. */
    Selectable stream(String host, int port, int buffer, InetAddress from) {
        if (socket != null) {
            return new UnixTransport(socket, buffer);
        }
        if (proxy != null) {
            return proxy.to(host, port, buffer, from);
        }
        TcpTransport tcp = new TcpTransport(host, port, buffer);
        tcp.from(from);
        return tcp;
    }

    /** The socket in the file system, or null. */
    Path socket() {
        return socket;
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
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package nogc.samples.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import nogc.javase.Selectable;
import nogc.javase.tls.TlsTransport;

/** Where the broker is and how it is reached: the only place that knows which transport that takes. */
final class EndpointArguments {
    private static final int TRANSPORT_BUFFER = 65536;
    private static final int PORT = 1883;
    private static final int TLS_PORT = 8883;
    private static final int WEB_SOCKET_PORT = 80;
    private static final int SECURE_WEB_SOCKET_PORT = 443;
    /** As long as the longest record of TLS. */
    private static final int RECORD = 16384;

    private String host = "localhost";
    /** 0 as long as none was named. */
    private int port;
    private final TlsArguments tls = new TlsArguments();
    private final WayArguments way = new WayArguments();
    private InetAddress from;
    /** -L or --url, if it named the broker, or null. */
    private String url;

    // What -L said besides, or null.
    private String user;
    private String password;
    private String topic;

    /**
     * Takes the option at which the line stands, if it is about the way to the broker.
     *
     * @return false if it is not
     */
    boolean take(CommandLine line) throws UsageException {
        switch (line.option()) {
            case "-h", "--host" -> host = hostAlone(line, line.value("a host name"));
            case "-p", "--port" -> port = line.integer(1, 65535);
            case "-L", "--url" -> takeUrl(line, line.value("a URL"));
            case "-A" -> from = address(line);
            case "--nodelay" -> {
                return true; // it is never delayed here
            }
            case "-S" -> throw new UsageException("-S is not offered: look the SRV record up and name the host by -h");
            default -> {
                return way.take(line) || tls.take(line);
            }
        }
        return true;
    }

    /** What only the whole line can tell. */
    void check() throws UsageException {
        tls.check();
        way.check();
    }

    private static String nonEmpty(CommandLine line, String value, String what) throws UsageException {
        if (value.isEmpty()) {
            throw new UsageException(line.option() + " needs " + what + ", not an empty word");
        }
        return value;
    }

    /** A host without its port: one colon is none of an IPv6 address. */
    static String hostAlone(CommandLine line, String value) throws UsageException {
        if (value.matches("[^:]+:[^:]*")) {
            throw new UsageException(line.option() + " needs a host name alone, not '" + value
                    + "': the port belongs to -p");
        }
        return nonEmpty(line, value, "a host name");
    }

    private static InetAddress address(CommandLine line) throws UsageException {
        String name = nonEmpty(line, line.value("an address of this machine"), "an address of this machine");
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new UsageException("-A needs an address of this machine, not '" + name + "'");
        }
    }

    /**
     * {@code mqtt[s]://[user[:password]@]host[:port][/topic]}, nothing of it encoded, as mosquitto's tools have it; and
     * {@code ws[s]://} likewise, with the path of the WebSocket in place of the topic; and {@code unix:/path}.
     */
    private void takeUrl(CommandLine line, String url) throws UsageException {
        this.url = line.option();
        if (url.startsWith("unix:")) {
            way.socket(line, url.startsWith("unix://") ? url.substring(7) : url.substring(5));
            return;
        }
        int scheme = url.indexOf("://");
        String name = scheme < 0 ? "" : url.substring(0, scheme);
        boolean web = name.equals("ws") || name.equals("wss");
        if (!web && !name.equals("mqtt") && !name.equals("mqtts")) {
            throw new UsageException(line.option() + " needs mqtt[s]://[user[:password]@]host[:port][/topic] or"
                    + " ws[s]://[user[:password]@]host[:port][/path] or unix:/path, not '" + url + "'");
        }
        if (name.endsWith("s") && !name.equals("ws")) {
            tls.want();
        }
        int slash = url.indexOf('/', scheme + 3);
        String authority = slash < 0 ? url.substring(scheme + 3) : url.substring(scheme + 3, slash);
        String rest = slash < 0 || slash + 1 == url.length() ? null : url.substring(slash + 1);
        if (web) {
            way.webSocket(line, rest);
        } else {
            topic = rest;
        }
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            takeUser(authority.substring(0, at));
        }
        takeHost(line, authority.substring(at + 1));
    }

    private void takeUser(String credentials) {
        int colon = credentials.indexOf(':');
        user = colon < 0 ? credentials : credentials.substring(0, colon);
        password = colon < 0 ? null : credentials.substring(colon + 1);
    }

    private void takeHost(CommandLine line, String hostAndPort) throws UsageException {
        int colon = hostAndPort.lastIndexOf(':');
        boolean hasPort = colon > hostAndPort.lastIndexOf(']');
        host = nonEmpty(line, hasPort ? hostAndPort.substring(0, colon) : hostAndPort, "a host name");
        if (host.indexOf(':') >= 0 && !host.endsWith("]")) {
            throw new UsageException(line.option() + " needs host:port with one colon, and an IPv6 address in brackets,"
                    + " not '" + hostAndPort + "'");
        }
        port = !hasPort ? 0
                : (int) CommandLine.number("the port of " + line.option(), hostAndPort.substring(colon + 1), 1, 65535);
    }

    /** @return the user name that -L gave, or null */
    String user() {
        return user;
    }

    /** @return the password that -L gave, or null */
    String password() {
        return password;
    }

    /** @return the topic that -L gave, or null */
    String topic() {
        return topic;
    }

    /** @return host and port, or the socket's path, for a person to read */
    String where() {
        return way.socket() != null ? way.socket().toString() : host + ":" + port();
    }

    /** @return the options that say where the broker is, for a person to check */
    String options() {
        String place = url != null ? url : way.socket() != null ? "--unix" : "-h and -p";
        return way.hasProxy() ? "--proxy, and " + place : place;
    }

    /** @return what a port may speak instead, where one that can be reached does not answer, for a person to check */
    String doubt() {
        return way.socket() != null ? ", and whether MQTT is spoken there"
                : way.isWebSocket() ? ", and whether that port speaks WebSocket" + (tls.isWanted() ? " over TLS" : "")
                : tls.isWanted() ? ", and whether that port speaks MQTT"
                : ", and whether that port wants TLS (--cafile) or WebSocket (--ws)";
    }

    /** @return whether the way is a socket in the file system, which takes no port */
    boolean isLocalSocket() {
        return way.socket() != null;
    }

    String host() {
        return host;
    }

    int port() {
        if (port != 0) {
            return port;
        }
        return way.isWebSocket() ? tls.isWanted() ? SECURE_WEB_SOCKET_PORT : WEB_SOCKET_PORT
                : tls.isWanted() ? TLS_PORT : PORT;
    }

    /** @return a new transport there, closed */
    Selectable transport() {
        return transport(TRANSPORT_BUFFER);
    }

    /**
     * A new transport there, closed.
     *
     * @param buffer bytes that it moves at once
     */
    Selectable transport(int buffer) {
        Selectable stream = way.stream(host, port(), buffer, from);
        if (tls.isWanted()) {
            stream = new TlsTransport(stream, host, port(), tls.options(), RECORD);
        }
        return way.asWebSocket(stream, host, port(), tls.isWanted());
    }
}

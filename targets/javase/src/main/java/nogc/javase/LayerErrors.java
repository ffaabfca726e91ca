package nogc.javase;

import java.nio.charset.StandardCharsets;
import nogc.hal.Transport;
import nogc.hal.net.HttpProxyTransport;
import nogc.hal.net.ProxyTransport;
import nogc.hal.net.Socks5Transport;
import nogc.hal.net.WebSocketTransport;

/** The codes of {@link nogc.hal.net} as sentences: what happened, and what to change. */
final class LayerErrors {
    private static final String[] REPLIES = {"success", "a general failure", "its rules do not allow it",
        "it cannot reach the network", "it cannot reach or resolve the host", "the server refused it",
        "it took too many hops", "it does not know the command", "it does not know the kind of address"};

    private LayerErrors() {
    }

    /** One sentence without a full stop; null if the code is not the layer's. */
    static String explain(Transport layer, int code) {
        if (layer instanceof WebSocketTransport webSocket) {
            return explain(webSocket, code);
        }
        return layer instanceof ProxyTransport proxy ? explain(proxy, code) : null;
    }

    private static String explain(WebSocketTransport webSocket, int code) {
        switch (code) {
            case WebSocketTransport.NOT_HTTP:
                return "what answers is no web server: is this port for MQTT without WebSocket, or for TLS?";
            case WebSocketTransport.HTTP_REFUSED:
                return "the web server refused the WebSocket with status " + status(webSocket.httpStatus());
            case WebSocketTransport.REDIRECTED:
                return "the web server sends us elsewhere, and we do not follow by ourselves: " + location(webSocket);
            case WebSocketTransport.NOT_UPGRADED:
                return "the web server's answer is none to our request: a cache or a proxy in between may have made it";
            case WebSocketTransport.WRONG_SUBPROTOCOL:
                return "the web server did not choose the sub-protocol mqtt: is the path right?";
            case WebSocketTransport.FRAME_ERROR:
                return "the server broke the rules of WebSocket (we closed with code " + webSocket.closeCode() + ")";
            case WebSocketTransport.CLOSED:
                return "the server closed the WebSocket with code " + webSocket.closeCode();
            default:
                return null;
        }
    }

    private static String status(int status) {
        switch (status) {
            case 401:
            case 403:
                return status + ": it wants credentials, or others";
            case 404:
                return status + ": there is nothing at this path";
            case 502:
            case 503:
            case 504:
                return status + ": a proxy does not reach the broker";
            default:
                return String.valueOf(status);
        }
    }

    private static String location(WebSocketTransport webSocket) {
        byte[] text = new byte[256];
        int length = webSocket.location(text, 0);
        // It comes from the network: nothing in it may move a terminal's cursor.
        return length == 0 ? "it does not say where" : new String(text, 0, length, StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}", "?");
    }

    private static String explain(ProxyTransport proxy, int code) {
        switch (code) {
            case ProxyTransport.PROXY_REFUSED:
                return "the proxy refused to connect" + reason(proxy);
            case ProxyTransport.PROXY_AUTHENTICATION:
                return "the proxy wants a user name and password, or others than these";
            case ProxyTransport.NOT_A_PROXY:
                return "what answers is no such proxy: HTTP and SOCKS5 are different kinds";
            case Transport.REFUSED:
            case Transport.UNREACHABLE:
            case Transport.UNSUPPORTED:
                return proxy instanceof Socks5Transport socks && socks.reply() > 0
                        ? "the proxy did not connect" + reason(proxy) : null;
            default:
                return null;
        }
    }

    private static String reason(ProxyTransport proxy) {
        if (proxy instanceof HttpProxyTransport http) {
            return ", with status " + http.httpStatus();
        }
        int reply = proxy instanceof Socks5Transport socks ? socks.reply() : 0;
        return reply < REPLIES.length ? ": " + REPLIES[reply] : ", with code " + reply;
    }
}

package nogc.hal.net;

import nogc.hal.Entropy;
import nogc.hal.Transport;

/**
 * The opening hand-shake (RFC 6455, 4.1).
 * <pre>
 *   GET /mqtt HTTP/1.1                          HTTP/1.1 101 Switching Protocols
 *   Host: broker:8083                           Upgrade: websocket
 *   Upgrade: websocket                          Connection: Upgrade
 *   Connection: Upgrade                         Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
 *   Sec-WebSocket-Key: dGhlIHNhbXBs…            Sec-WebSocket-Protocol: mqtt
 *   Sec-WebSocket-Version: 13
 *   Sec-WebSocket-Protocol: mqtt
 * </pre>
 */
final class WebSocketHandshake {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String SUBPROTOCOL = "mqtt";
    private static final int NONCE = 16;
    private static final int KEY = 24;
    private static final int ACCEPT = 28;

    private final Entropy entropy;
    private final Sha1 sha1 = new Sha1();
    private final HttpAnswer answer = new HttpAnswer();
    private final Request request;
    private final byte[] digest = new byte[Sha1.LENGTH];
    private final byte[] key = new byte[KEY];
    private final byte[] accept = new byte[ACCEPT];
    private final byte[] location = new byte[HttpAnswer.LINE];
    private int locationLength;

    private boolean upgrades;
    private boolean connectionUpgrades;
    private boolean accepted;
    private boolean extended;
    private int protocols;
    private boolean speaksMqtt;

    WebSocketHandshake(Entropy entropy, byte[] chunk) {
        this.entropy = entropy;
        request = new Request(chunk);
    }

    /** Prepares the request of a new hand-shake. */
    void begin(HostPort server, WebSocketOptions options) {
        answer.reset();
        locationLength = 0;
        upgrades = false;
        connectionUpgrades = false;
        accepted = false;
        extended = false;
        protocols = 0;
        speaksMqtt = false;
        makeKey();
        request.begin().text("GET ");
        if (options.path == null) {
            request.text("/mqtt");
        } else {
            request.bytes(options.path, options.path.length);
        }
        request.text(" HTTP/1.1\r\nHost: ").authority(server)
                .text("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ").bytes(key, KEY)
                // [MQTT-6.0.0-3]
                .text("\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: mqtt\r\n")
                .bytes(options.headers, options.headers.length).text("\r\n");
    }

    private void makeKey() {
        for (int i = 0; i < NONCE; i += 4) {
            int bits = entropy.next();
            digest[i] = (byte) (bits >>> 24);
            digest[i + 1] = (byte) (bits >>> 16);
            digest[i + 2] = (byte) (bits >>> 8);
            digest[i + 3] = (byte) bits;
        }
        Base64.encode(digest, 0, NONCE, key, 0);
        for (int i = 0; i < KEY; i++) {
            sha1.update(key[i]);
        }
        for (int i = 0; i < GUID.length(); i++) {
            sha1.update((byte) GUID.charAt(i));
        }
        sha1.digest(digest, 0);
        Base64.encode(digest, 0, Sha1.LENGTH, accept, 0);
    }

    /** 1 once the request is gone, 0 if some is left, or the stream's code. */
    int send(Transport below) {
        return request.send(below);
    }

    /** The next byte of the answer: 1 if it was the last of a good one, 0 for more, or why there is no WebSocket. */
    int accept(byte next) {
        switch (answer.accept(next)) {
            case HttpAnswer.MORE:
                return 0;
            case HttpAnswer.FIELD:
                field();
                return 0;
            case HttpAnswer.END:
                return judge();
            default:
                return WebSocketTransport.NOT_HTTP;
        }
    }

    private void field() {
        if (answer.isNamed("upgrade")) {
            upgrades |= answer.holds("websocket");
        } else if (answer.isNamed("connection")) {
            connectionUpgrades |= answer.holds("upgrade");
        } else if (answer.isNamed("sec-websocket-accept")) {
            accepted = answer.is(accept, ACCEPT);
        } else if (answer.isNamed("sec-websocket-extensions")) {
            extended = true; // none was offered
        } else if (answer.isNamed("sec-websocket-protocol")) {
            protocols++;
            speaksMqtt = isMqtt();
        } else if (answer.isNamed("location")) {
            locationLength = answer.copyValue(location, 0, location.length);
        }
    }

    /** Exactly, since the names of sub-protocols are told apart by case. */
    private boolean isMqtt() {
        int length = answer.copyValue(digest, 0, digest.length);
        boolean same = length == SUBPROTOCOL.length();
        for (int i = 0; same && i < length; i++) {
            same = digest[i] == SUBPROTOCOL.charAt(i);
        }
        return same;
    }

    private int judge() {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return WebSocketTransport.REDIRECTED;
        }
        if (status != 101) {
            return WebSocketTransport.HTTP_REFUSED;
        }
        if (!upgrades || !connectionUpgrades || !accepted || extended) {
            return WebSocketTransport.NOT_UPGRADED;
        }
        // [MQTT-6.0.0-4]
        return protocols == 1 && speaksMqtt ? 1 : WebSocketTransport.WRONG_SUBPROTOCOL;
    }

    /** The head of the answer. */
    HttpAnswer answer() {
        return answer;
    }

    int location(byte[] into, int offset) {
        System.arraycopy(location, 0, into, offset, locationLength);
        return locationLength;
    }
}

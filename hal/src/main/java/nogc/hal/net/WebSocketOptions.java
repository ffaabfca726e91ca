package nogc.hal.net;

/**
 * What a {@link WebSocketTransport} is told once. Text is bytes. Read by the constructor of the transport, but for
 * {@link #headers}; do not change the arrays afterwards.
 */
public final class WebSocketOptions {
    /** Name or address of the server in ASCII, 1 to 255 bytes, as it stands in the Host field. */
    public byte[] host;
    /** Port of the server, 1 to 65,535. */
    public int port = 80;
    /** The transport below is secure (TLS): then 443 is the port that the Host field leaves out, else 80. */
    public boolean secure;
    /** Path and query of the URL: visible ASCII that begins with a slash, not empty; null is {@code /mqtt}. */
    public byte[] path;
    /**
     * Further fields of the request, such as {@code Authorization: Bearer …}: lines of visible ASCII, blanks and UTF-8
     * that end with CR LF each. Read when an opening begins, so an expiring token may be replaced before
     * ({@code Listener.onConnecting}).
     */
    public byte[] headers = new byte[0];
    /** Bytes read ahead at once, at least 16; a payload that is longer passes by them. */
    public int receiveBuffer = 256;
    /**
     * Payload bytes of the longest frame sent, 32 to 65,535; the transport holds 8 more. A client's whole transmit
     * buffer in one frame is the least work.
     */
    public int transmitBuffer = 256;

    /** @return what is wrong, or null */
    String problem() {
        if (host == null || !HostPort.isHost(host, 0, host.length)) {
            return "host must have 1 to 255 visible ASCII characters, and none of / @ ? #";
        }
        if (port < 1 || port > 65535) {
            return "port must be 1 to 65535";
        }
        if (path != null && !isPath()) {
            return "path must begin with a slash and hold only visible ASCII, without #";
        }
        if (receiveBuffer < 16) {
            return "receiveBuffer must be at least 16";
        }
        if (transmitBuffer < 32 || transmitBuffer > 65535) {
            return "transmitBuffer must be 32 to 65535";
        }
        return areHeaders() ? null : "headers must be lines of name, colon and value that end with CR LF each";
    }

    private boolean isPath() {
        if (path.length == 0 || path[0] != '/') {
            return false;
        }
        for (int i = 0; i < path.length; i++) {
            if (path[i] <= ' ' || path[i] == 127 || path[i] == '#') {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing in the fields ends the header, or begins a field that is none. */
    boolean areHeaders() {
        if (headers == null) {
            return false;
        }
        int start = 0;
        int colon = -1;
        for (int i = 0; i < headers.length; i++) {
            byte c = headers[i];
            if (c == '\r') {
                if (colon <= start || i + 1 == headers.length || headers[i + 1] != '\n') {
                    return false;
                }
                start = i + 2;
                colon = -1;
                i++;
            } else if (c == ':' && colon < 0) {
                colon = i;
            } else if (c == 127 || c >= 0 && c < ' ' && c != '\t' || c == ' ' && colon < 0) {
                return false;
            }
        }
        return start == headers.length;
    }
}

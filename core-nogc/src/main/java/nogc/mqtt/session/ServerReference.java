package nogc.mqtt.session;

import nogc.mqtt.PropertyReader;
import nogc.mqtt.wire.Property;

/**
 * Where the server sends us (MQTT 5.0, section 4.11): the first of the space-separated entries {@code host},
 * {@code host:port} or {@code [ipv6]:port}.
 */
public final class ServerReference {
    private final byte[] bytes;
    private int offset;
    private int length;
    private int port;
    private boolean temporary;
    private boolean changed;

    ServerReference(int capacity) {
        bytes = new byte[capacity];
    }

    /**
     * Takes the reference of a CONNACK or DISCONNECT.
     *
     * @return whether there is one that can be followed
     */
    boolean take(PropertyReader properties, boolean forThisTimeOnly) {
        if (bytes.length == 0 || !properties.find(Property.SERVER_REFERENCE)
                || properties.valueLength() > bytes.length) {
            return false;
        }
        int size = properties.valueLength();
        System.arraycopy(properties.bytes(), properties.valueOffset(), bytes, 0, size);
        int end = 0;
        while (end < size && bytes[end] != ' ') {
            end++;
        }
        int colon = parse(end);
        if (length == 0 || colon >= 0 && !parsePort(colon + 1, end)) {
            length = 0;
            return false;
        }
        temporary = forThisTimeOnly;
        changed = true;
        return true;
    }

    /** Sets the host and returns the index of the colon before the port, or -1. */
    private int parse(int end) {
        port = 0;
        offset = 0;
        int colon = -1;
        if (end > 0 && bytes[0] == '[') {
            int close = 1;
            while (close < end && bytes[close] != ']') {
                close++;
            }
            offset = 1;
            length = close - 1;
            return close + 1 < end && bytes[close + 1] == ':' ? close + 1 : -1;
        }
        for (int i = 0; i < end; i++) {
            if (bytes[i] == ':') {
                colon = i;
            }
        }
        length = colon >= 0 ? colon : end;
        return colon;
    }

    private boolean parsePort(int from, int end) {
        int value = 0;
        for (int i = from; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || value > 6553) {
                return false;
            }
            value = value * 10 + digit;
        }
        port = value;
        return value > 0 && value <= 65535;
    }

    /** A connection ended: if it was to a temporary server, back to our own. */
    void ended() {
        if (temporary && !changed) {
            temporary = false;
            length = 0;
            port = 0;
            changed = true;
        }
    }

    /**
     * Whether the transport must be told of another endpoint; asking resets it.
     *
     * @return true once for each change
     */
    public boolean takeChange() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** @return the array that holds the host, or null for our own endpoint */
    public byte[] host() {
        return length == 0 ? null : bytes;
    }

    /** @return index of the host's first byte */
    public int offset() {
        return offset;
    }

    /** @return number of bytes of the host */
    public int length() {
        return length;
    }

    /** @return the port, or 0 for our own */
    public int port() {
        return port;
    }
}

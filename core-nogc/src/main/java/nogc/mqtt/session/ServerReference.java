package nogc.mqtt.session;

import nogc.mqtt.PropertyReader;
import nogc.mqtt.wire.Property;

/**
 * Where the server sends us (MQTT 5.0, section 4.11): the first of the space-separated entries {@code host},
 * {@code host:port} or {@code [ipv6]:port}.
 */
public final class ServerReference {
    private final byte[] bytes;
    private int length;
    private int port;
    private boolean temporary;
    private boolean changed;

    ServerReference(int capacity) {
        bytes = new byte[capacity];
    }

    /**
     * Takes the reference of a CONNACK or DISCONNECT; one that cannot be followed leaves what was there before.
     *
     * @return whether there is one that can be followed
     */
    boolean take(PropertyReader properties, boolean forThisTimeOnly) {
        if (!properties.find(Property.SERVER_REFERENCE)) {
            return false;
        }
        byte[] from = properties.bytes();
        int start = properties.valueOffset();
        int end = indexOf(' ', from, start, start + properties.valueLength());
        boolean bracket = start < end && from[start] == '[';
        if (bracket) {
            start++;
        }
        int hostEnd = bracket ? indexOf(']', from, start, end) : endOfHost(from, start, end);
        int next = bracket ? hostEnd + 1 : hostEnd;
        int newPort = next < end ? port(from, next, end) : 0;
        int size = hostEnd - start;
        if (next > end || newPort < 0 || size == 0 || size > bytes.length) {
            return false;
        }
        System.arraycopy(from, start, bytes, 0, size);
        length = size;
        port = newPort;
        temporary = forThisTimeOnly;
        changed = true;
        return true;
    }

    private static int indexOf(int character, byte[] from, int start, int end) {
        int index = start;
        while (index < end && from[index] != character) {
            index++;
        }
        return index;
    }

    /** Up to the colon, or all of it if there is more than one: then it is an address of IPv6 without brackets. */
    private static int endOfHost(byte[] from, int start, int end) {
        int colon = indexOf(':', from, start, end);
        return indexOf(':', from, colon + 1, end) < end ? end : colon;
    }

    /** The port behind a colon, 1 to 65,535, or -1. */
    private static int port(byte[] from, int colon, int end) {
        int value = 0;
        for (int i = colon + 1; i < end; i++) {
            int digit = from[i] - '0';
            if (digit < 0 || digit > 9 || value > 6553) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return from[colon] == ':' && value > 0 && value <= 65535 ? value : -1;
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

    /** @return the array that holds the host from index 0 on, or null for our own endpoint */
    public byte[] host() {
        return length == 0 ? null : bytes;
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

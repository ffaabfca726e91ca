package nogc.mqtt.sn;

import nogc.mqtt.Utf8String;

/** Sizes and times of an {@link SnSleepingClient}: fill it in, and do not change it once the client is made. */
public final class SnSleepingConfig extends SnTimers {
    private static final int LONGEST_CLIENT_IDENTIFIER = 23;

    /** Who the node is to the gateway: 1 to 23 characters of ASCII. */
    public Utf8String clientId;
    /** Whether the gateway forgets at each CONNECT but those out of sleep what it kept for the node. */
    public boolean cleanSession = true;
    /** Seconds in which the gateway hears something of an active client, 0 to 65,535; 0 for no such time. */
    public int keepAlive = 60;
    /**
     * Longest datagram in bytes, each way, 32 to 65,535: two buffers of it are the client's memory. Must fit: CONNECT
     * (6 and the client identifier), REGISTER (6 and the topic name), PUBLISH (7 and the payload); 2 more each above
     * 255.
     */
    public int longest = 64;
    /**
     * How long before the end of the sleep time the client wakes by itself, in milliseconds, but at most half of it;
     * from 0. The default leaves time for one repeat at the default retry time.
     */
    public int margin = 10000;

    /** A configuration with the defaults; the client identifier is missing. */
    public SnSleepingConfig() {
    }

    /**
     * Whether every field is in its range. Bounded, allocates nothing.
     *
     * @return null, or a sentence that says what to change
     */
    public String problem() {
        if (!isClientIdentifier()) {
            return "clientId must be 1 to 23 characters of ASCII";
        }
        if (keepAlive < 0 || keepAlive > 65535) {
            return "keepAlive must be 0 to 65535 seconds";
        }
        if (longest < 32 || longest > 65535) {
            return "longest must be 32 to 65535 bytes";
        }
        if (margin < 0) {
            return "margin must be 0 or more milliseconds";
        }
        return problemOfTimers();
    }

    private boolean isClientIdentifier() {
        int length = clientId == null ? 0 : clientId.length();
        boolean ascii = length >= 1 && length <= LONGEST_CLIENT_IDENTIFIER; // [SN-5.3.1-1]
        for (int i = 0; ascii && i < length; i++) {
            ascii = clientId.bytes()[i] > 0; // [SN-5.3.1-2]
        }
        return ascii;
    }
}

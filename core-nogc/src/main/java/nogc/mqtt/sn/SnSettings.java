package nogc.mqtt.sn;

/** Sizes and times of an MQTT-SN client, in bytes and milliseconds: what {@link SnConfig} says of every client. */
public abstract class SnSettings extends SnTimers {
    /** Longest datagram that is received, 32 to 65,535; a longer one is lost. */
    public int receiveBuffer = 256;
    /**
     * Longest datagram that is sent, 32 to 65,535. Must fit: CONNECT (6 and the client identifier), REGISTER (6 and the
     * topic name), PUBLISH (7 and the payload); 2 more each above 255. 64 suits 802.15.4.
     */
    public int transmitBuffer = 256;
    /**
     * Keeps messages and requests until they are acknowledged, at least 32: each its payload or filter and 16 bytes.
     */
    public int queue = 512;
    /** Names of topics that are published to and must be registered, 0 to 255. */
    public int topics = 8;
    /** Longest of these names, 0 to 1,024. */
    public int topicLength = 48;

    /** Whether a lost or refused connection is tried again. */
    public boolean reconnect = true;
    /**
     * Upper bound of the first reconnect delay; the bound doubles with each failure and the delay is drawn below it.
     */
    public int reconnectMinimum = 1000;
    /** The largest that bound becomes. */
    public int reconnectMaximum = 120000;
    /** A connection that lasted this long resets the bound. */
    public int stableTime = 30000;
    /**
     * Whether a refusal for good (return code 2 and above) ends the connecting, as the standard wants; else it is tried
     * again at the slowest pace, a random time below {@link #reconnectMaximum}. A refused will always ends it.
     */
    public boolean stopOnRefusal = true;
    /**
     * Whether the first attempt behind {@code connect} is the only one unless it succeeds, whatever the cause; a
     * connection that stood is still made again.
     */
    public boolean stopOnFirstFailure;

    /**
     * Publish a QoS 2 message anew, possibly twice, when a clean session or another gateway takes over before PUBREC;
     * else it ends as SESSION_LOST.
     */
    public boolean republishQos2;

    /** Only for {@link SnConfig}. */
    SnSettings() {
    }

    /** Null if every size and time is in its range, else what to change. */
    String problemOfSettings() {
        if (receiveBuffer < 32 || receiveBuffer > 65535) {
            return "receiveBuffer must be 32 to 65535 bytes";
        }
        if (transmitBuffer < 32 || transmitBuffer > 65535) {
            return "transmitBuffer must be 32 to 65535 bytes";
        }
        if (queue < 32 || queue > 65535) {
            return "queue must be 32 to 65535 bytes";
        }
        if (topics < 0 || topics > 255) {
            return "topics must be 0 to 255 names";
        }
        if (topicLength < 0 || topicLength > 1024) {
            return "topicLength must be 0 to 1024 bytes";
        }
        if (reconnectMinimum < 1) {
            return "reconnectMinimum must be at least 1 ms";
        }
        if (reconnectMaximum < reconnectMinimum) {
            return "reconnectMaximum must be at least reconnectMinimum";
        }
        if (stableTime < 0) {
            return "stableTime must be 0 or more milliseconds";
        }
        return problemOfTimers();
    }
}

package nogc.mqtt.sn;

/**
 * The Flags octet (section 5.3.4).
 * <pre>
 * DUP 0x80 │ QoS 0x60 (3 means -1) │ Retain 0x10 │ Will 0x08 │ CleanSession 0x04 │ TopicIdType 0x03
 * </pre>
 */
public final class SnFlags {
    /** A PUBLISH of QoS 1 or 2 that is sent again. */
    public static final int DUP = 0x80;
    /** Both bits of the QoS: all of them mean QoS -1. */
    public static final int QOS = 0x60;
    /** Retained. */
    public static final int RETAIN = 0x10;
    /** CONNECT: ask me for a will. */
    public static final int WILL = 0x08;
    /** CONNECT: forget what was. */
    public static final int CLEAN_SESSION = 0x04;
    /** Both bits of TopicIdType, of which 3 is reserved. */
    public static final int TOPIC_ID_TYPE = 0x03;
    /** TopicIdType: an id that was registered; in SUBSCRIBE and UNSUBSCRIBE a name. */
    public static final int NORMAL = 0;
    /** TopicIdType: an id that both sides were configured with. */
    public static final int PREDEFINED = 1;
    /** TopicIdType: two octets that are the name. */
    public static final int SHORT = 2;

    private SnFlags() {
    }

    /**
     * Reads the QoS.
     *
     * @param flags the octet
     * @return -1 to 2
     */
    public static int qos(int flags) {
        int qos = (flags & QOS) >> 5;
        return qos == 3 ? -1 : qos;
    }

    /**
     * Puts QoS, Retain and TopicIdType together.
     *
     * @param qos -1 to 2
     * @param retain whether the Retain bit is set
     * @param topicIdType {@link #NORMAL}, {@link #PREDEFINED} or {@link #SHORT}
     * @return the octet
     */
    public static int of(int qos, boolean retain, int topicIdType) {
        return (qos & 3) << 5 | (retain ? RETAIN : 0) | topicIdType;
    }
}

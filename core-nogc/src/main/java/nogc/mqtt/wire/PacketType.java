package nogc.mqtt.wire;

/** The control packets (section 2.1.2 of 5.0, 2.2.1 of 3.1.1) and the first byte of each. */
public final class PacketType {
    public static final int CONNECT = 1;
    public static final int CONNACK = 2;
    public static final int PUBLISH = 3;
    public static final int PUBACK = 4;
    public static final int PUBREC = 5;
    public static final int PUBREL = 6;
    public static final int PUBCOMP = 7;
    public static final int SUBSCRIBE = 8;
    public static final int SUBACK = 9;
    public static final int UNSUBSCRIBE = 10;
    public static final int UNSUBACK = 11;
    public static final int PINGREQ = 12;
    public static final int PINGRESP = 13;
    public static final int DISCONNECT = 14;
    /** MQTT 5.0 only. */
    public static final int AUTH = 15;

    /** Flag of PUBLISH's first byte: the server or client keeps the message for later subscribers. */
    public static final int RETAIN = 0x01;
    /** Where the two QoS bits of PUBLISH's first byte start. */
    public static final int QOS_SHIFT = 1;
    /** The two QoS bits of PUBLISH's first byte; both set is malformed [MQTT-3.3.1-4]. */
    public static final int QOS_MASK = 0x06;
    /** Flag of PUBLISH's first byte: this may be a repetition; never with QoS 0 [MQTT-3.3.1-2]. */
    public static final int DUP = 0x08;

    /** The packets whose reserved flags are 0010 instead of 0000 [MQTT-2.1.3-1; 3.1.1: MQTT-2.2.2-1]. */
    private static final int FLAGS_0010 = 1 << PUBREL | 1 << SUBSCRIBE | 1 << UNSUBSCRIBE;

    private PacketType() {
    }

    /**
     * The first byte of a packet with its reserved flags; of PUBLISH the one for QoS 0 without RETAIN.
     *
     * @param type {@link #CONNECT} to {@link #AUTH}
     * @return 0x10 to 0xF0
     */
    public static int firstByte(int type) {
        return type << 4 | (FLAGS_0010 >> type & 1) << 1;
    }
}

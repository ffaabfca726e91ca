package nogc.mqtt.sn;

/**
 * The message types of MQTT-SN 1.2 (section 5.2.2) and who sends them: C the client, G the gateway. 0x03, 0x11, 0x19,
 * 0x1E to 0xFD and 0xFF are reserved.
 */
public final class SnType {
    /** G, broadcast: a gateway is here. */
    public static final int ADVERTISE = 0x00;
    /** C, broadcast: is a gateway here? */
    public static final int SEARCHGW = 0x01;
    /** G and C, broadcast: there is one. */
    public static final int GWINFO = 0x02;
    /** C. */
    public static final int CONNECT = 0x04;
    /** G. */
    public static final int CONNACK = 0x05;
    /** G: which will topic? */
    public static final int WILLTOPICREQ = 0x06;
    /** C. */
    public static final int WILLTOPIC = 0x07;
    /** G: which will message? */
    public static final int WILLMSGREQ = 0x08;
    /** C. */
    public static final int WILLMSG = 0x09;
    /** C and G: a name needs an id, has an id. */
    public static final int REGISTER = 0x0A;
    /** C and G. */
    public static final int REGACK = 0x0B;
    /** C and G. */
    public static final int PUBLISH = 0x0C;
    /** C and G. */
    public static final int PUBACK = 0x0D;
    /** C and G; unlike MQTT below PUBREC. */
    public static final int PUBCOMP = 0x0E;
    /** C and G. */
    public static final int PUBREC = 0x0F;
    /** C and G. */
    public static final int PUBREL = 0x10;
    /** C. */
    public static final int SUBSCRIBE = 0x12;
    /** G. */
    public static final int SUBACK = 0x13;
    /** C. */
    public static final int UNSUBSCRIBE = 0x14;
    /** G. */
    public static final int UNSUBACK = 0x15;
    /** C and G; of a client that wakes with its identifier. */
    public static final int PINGREQ = 0x16;
    /** C and G; to a client that is awake: nothing more waits. */
    public static final int PINGRESP = 0x17;
    /** C and G; with a duration: going to sleep. */
    public static final int DISCONNECT = 0x18;
    /** C: another will topic. */
    public static final int WILLTOPICUPD = 0x1A;
    /** G. */
    public static final int WILLTOPICRESP = 0x1B;
    /** C: another will message. */
    public static final int WILLMSGUPD = 0x1C;
    /** G. */
    public static final int WILLMSGRESP = 0x1D;
    /** A forwarder's envelope around one of the others (section 5.5). */
    public static final int ENCAPSULATED = 0xFE;

    private SnType() {
    }
}

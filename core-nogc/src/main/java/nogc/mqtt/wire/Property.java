package nogc.mqtt.wire;

/**
 * The properties of MQTT 5.0 (section 2.2.2.2, table 2-4): identifier, type, and the packets each may stand in.
 * An identifier is a variable byte integer on the wire, but all 27 fit one byte. Allocates nothing.
 */
public final class Property {
    /** 0: bytes, 1: UTF-8 text. PUBLISH, will. */
    public static final int PAYLOAD_FORMAT_INDICATOR = 0x01;
    /** Seconds. PUBLISH, will. */
    public static final int MESSAGE_EXPIRY_INTERVAL = 0x02;
    /** PUBLISH, will. */
    public static final int CONTENT_TYPE = 0x03;
    /** A Topic Name. PUBLISH, will. */
    public static final int RESPONSE_TOPIC = 0x08;
    /** PUBLISH, will. */
    public static final int CORRELATION_DATA = 0x09;
    /** 1 to 268,435,455. PUBLISH from a server, where it may repeat; SUBSCRIBE. */
    public static final int SUBSCRIPTION_IDENTIFIER = 0x0B;
    /** Seconds, 0xFFFFFFFF: never. CONNECT, CONNACK, DISCONNECT from a client. */
    public static final int SESSION_EXPIRY_INTERVAL = 0x11;
    /** CONNACK. */
    public static final int ASSIGNED_CLIENT_IDENTIFIER = 0x12;
    /** Seconds. CONNACK. */
    public static final int SERVER_KEEP_ALIVE = 0x13;
    /** CONNECT, CONNACK, AUTH. */
    public static final int AUTHENTICATION_METHOD = 0x15;
    /** CONNECT, CONNACK, AUTH; only beside an Authentication Method. */
    public static final int AUTHENTICATION_DATA = 0x16;
    /** 0 or 1. CONNECT. */
    public static final int REQUEST_PROBLEM_INFORMATION = 0x17;
    /** Seconds. Will. */
    public static final int WILL_DELAY_INTERVAL = 0x18;
    /** 0 or 1. CONNECT. */
    public static final int REQUEST_RESPONSE_INFORMATION = 0x19;
    /** CONNACK. */
    public static final int RESPONSE_INFORMATION = 0x1A;
    /** CONNACK, DISCONNECT from a server. */
    public static final int SERVER_REFERENCE = 0x1C;
    /** For people and logs. CONNACK, the acknowledgements, DISCONNECT, AUTH. */
    public static final int REASON_STRING = 0x1F;
    /** 1 to 65,535. CONNECT, CONNACK. */
    public static final int RECEIVE_MAXIMUM = 0x21;
    /** CONNECT, CONNACK. */
    public static final int TOPIC_ALIAS_MAXIMUM = 0x22;
    /** 1 to 65,535. PUBLISH. */
    public static final int TOPIC_ALIAS = 0x23;
    /** 0 or 1. CONNACK. */
    public static final int MAXIMUM_QOS = 0x24;
    /** 0 or 1. CONNACK. */
    public static final int RETAIN_AVAILABLE = 0x25;
    /** A pair of strings, as often as one likes. Every packet that has properties. */
    public static final int USER_PROPERTY = 0x26;
    /** 1 to 4,294,967,295 bytes. CONNECT, CONNACK. */
    public static final int MAXIMUM_PACKET_SIZE = 0x27;
    /** 0 or 1. CONNACK. */
    public static final int WILDCARD_SUBSCRIPTION_AVAILABLE = 0x28;
    /** 0 or 1. CONNACK. */
    public static final int SUBSCRIPTION_IDENTIFIER_AVAILABLE = 0x29;
    /** 0 or 1. CONNACK. */
    public static final int SHARED_SUBSCRIPTION_AVAILABLE = 0x2A;

    /** One byte; every property of this type is 0 or 1. */
    public static final int BYTE = 1;
    /** Two Byte Integer. */
    public static final int U16 = 2;
    /** Variable Byte Integer. */
    public static final int VARINT = 3;
    /** Four Byte Integer, unsigned. */
    public static final int U32 = 4;
    /** UTF-8 Encoded String. */
    public static final int STRING = 5;
    /** Binary Data. */
    public static final int BINARY = 6;
    /** UTF-8 String Pair. */
    public static final int PAIR = 7;

    /** The bit of the will's properties in {@link #packets}; the others are {@code 1 << PacketType.X}. */
    public static final int WILL = 1;

    /** Where the type stands in a {@link #row}. */
    public static final int TYPE_SHIFT = 16;

    private static final int CONNACK = 1 << PacketType.CONNACK;
    private static final int PUBLISH_AND_WILL = 1 << PacketType.PUBLISH | WILL;
    private static final int CONNECT_AND_CONNACK = 1 << PacketType.CONNECT | CONNACK;
    private static final int DISCONNECT = 1 << PacketType.DISCONNECT;
    private static final int AUTH = 1 << PacketType.AUTH;
    private static final int ACKNOWLEDGEMENTS = 1 << PacketType.PUBACK | 1 << PacketType.PUBREC | 1 << PacketType.PUBREL
        | 1 << PacketType.PUBCOMP | 1 << PacketType.SUBACK | 1 << PacketType.UNSUBACK;

    private Property() {
    }

    /**
     * The type of a property's value.
     *
     * @param id any number
     * @return {@link #BYTE} to {@link #PAIR}, or 0 for an unknown property
     */
    public static int type(int id) {
        return row(id) >> TYPE_SHIFT;
    }

    /**
     * The packets that may carry a property.
     *
     * @param id any number
     * @return a bit {@code 1 << PacketType.X} for each packet and {@link #WILL} for the will; 0 for an unknown property
     */
    public static int packets(int id) {
        return row(id) & 0xFFFF;
    }

    /**
     * The row of the table: type and packets at once, for one look instead of two.
     *
     * @param id any number
     * @return the type shifted left by {@link #TYPE_SHIFT}, and the packets; 0 for an unknown property
     */
    public static int row(int id) {
        switch (id) {
            case PAYLOAD_FORMAT_INDICATOR:
                return BYTE << TYPE_SHIFT | PUBLISH_AND_WILL;
            case MESSAGE_EXPIRY_INTERVAL:
                return U32 << TYPE_SHIFT | PUBLISH_AND_WILL;
            case CONTENT_TYPE:
            case RESPONSE_TOPIC:
                return STRING << TYPE_SHIFT | PUBLISH_AND_WILL;
            case CORRELATION_DATA:
                return BINARY << TYPE_SHIFT | PUBLISH_AND_WILL;
            case SUBSCRIPTION_IDENTIFIER:
                return VARINT << TYPE_SHIFT | 1 << PacketType.PUBLISH | 1 << PacketType.SUBSCRIBE;
            case SESSION_EXPIRY_INTERVAL:
                return U32 << TYPE_SHIFT | CONNECT_AND_CONNACK | DISCONNECT;
            case SERVER_KEEP_ALIVE:
                return U16 << TYPE_SHIFT | CONNACK;
            case AUTHENTICATION_METHOD:
                return STRING << TYPE_SHIFT | CONNECT_AND_CONNACK | AUTH;
            case AUTHENTICATION_DATA:
                return BINARY << TYPE_SHIFT | CONNECT_AND_CONNACK | AUTH;
            case REQUEST_PROBLEM_INFORMATION:
            case REQUEST_RESPONSE_INFORMATION:
                return BYTE << TYPE_SHIFT | 1 << PacketType.CONNECT;
            case WILL_DELAY_INTERVAL:
                return U32 << TYPE_SHIFT | WILL;
            case ASSIGNED_CLIENT_IDENTIFIER:
            case RESPONSE_INFORMATION:
                return STRING << TYPE_SHIFT | CONNACK;
            case SERVER_REFERENCE:
                return STRING << TYPE_SHIFT | CONNACK | DISCONNECT;
            case REASON_STRING:
                return STRING << TYPE_SHIFT | CONNACK | ACKNOWLEDGEMENTS | DISCONNECT | AUTH;
            case RECEIVE_MAXIMUM:
            case TOPIC_ALIAS_MAXIMUM:
                return U16 << TYPE_SHIFT | CONNECT_AND_CONNACK;
            case TOPIC_ALIAS:
                return U16 << TYPE_SHIFT | 1 << PacketType.PUBLISH;
            case USER_PROPERTY:
                return PAIR << TYPE_SHIFT | CONNECT_AND_CONNACK | PUBLISH_AND_WILL | ACKNOWLEDGEMENTS | DISCONNECT
                    | AUTH | 1 << PacketType.SUBSCRIBE | 1 << PacketType.UNSUBSCRIBE;
            case MAXIMUM_PACKET_SIZE:
                return U32 << TYPE_SHIFT | CONNECT_AND_CONNACK;
            case MAXIMUM_QOS:
            case RETAIN_AVAILABLE:
            case WILDCARD_SUBSCRIPTION_AVAILABLE:
            case SUBSCRIPTION_IDENTIFIER_AVAILABLE:
            case SHARED_SUBSCRIPTION_AVAILABLE:
                return BYTE << TYPE_SHIFT | CONNACK;
            default:
                return 0;
        }
    }

    /**
     * Whether 0 is a Protocol Error as the value of a property (Receive Maximum 3.1.2.11.3, Maximum Packet Size
     * 3.1.2.11.4, Topic Alias [MQTT-3.3.2-8], Subscription Identifier 3.8.2.1.2).
     *
     * @param id any number
     * @return true if so
     */
    public static boolean isZeroForbidden(int id) {
        return id == RECEIVE_MAXIMUM || id == MAXIMUM_PACKET_SIZE || id == TOPIC_ALIAS || id == SUBSCRIPTION_IDENTIFIER;
    }
}

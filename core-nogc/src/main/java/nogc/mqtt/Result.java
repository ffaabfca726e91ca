package nogc.mqtt;

/**
 * The result codes of every call and event: {@code >= 0} is good, {@code < 0} is one of these.
 *
 * <p>The codes stand in groups by fault, so that an application may treat a whole group alike:
 * <pre>
 *     0            good
 *    -1 ..  -31    the application's mistake: change the call
 *   -32 ..  -47    the server does not offer it (its CONNACK said so): ask for less
 *   -48 ..  -63    a resource is full or too small: try later, or configure more
 *   -64 ..  -95    the transport: the codes of {@link nogc.hal.Transport}, passed on unchanged
 *   -96 .. -127    how a message or a connection ended
 *  -128 .. -255    the peer broke the protocol: the negated MQTT 5.0 reason code that is sent in DISCONNECT
 * </pre>
 * Nothing here allocates.
 */
public final class Result {
    /** Done, or accepted. */
    public static final int OK = 0;

    // The application's mistake.

    /** An argument is null, out of range, or does not go with another one. */
    public static final int INVALID_ARGUMENT = -1;
    /** A string holds U+0000, a lone surrogate or ill-formed UTF-8, or exceeds 65,535 bytes [MQTT-1.5.4-1, -2]. */
    public static final int INVALID_STRING = -2;
    /** A topic name is empty or holds a wildcard [MQTT-3.3.2-2, MQTT-4.7.3-1]. */
    public static final int INVALID_TOPIC = -3;
    /**
     * A topic filter is empty, has a misplaced wildcard or a bad {@code $share} prefix [MQTT-4.7.1-1, MQTT-4.8.2-1].
     */
    public static final int INVALID_TOPIC_FILTER = -4;
    /** The QoS is not 0, 1 or 2. */
    public static final int INVALID_QOS = -5;
    /** A property that this packet may not carry, or one given twice. */
    public static final int INVALID_PROPERTY = -6;
    /** MQTT 3.1.1 has no such field: properties, reason codes, subscription options, AUTH. */
    public static final int NOT_IN_PROTOCOL = -7;
    /** No Local on a shared subscription [MQTT-3.8.3-4]. */
    public static final int NO_LOCAL_ON_SHARED = -8;
    /** The call is not legal inside a callback ({@code poll}). */
    public static final int IN_CALLBACK = -9;
    /** The handle belongs to a message or connection that is over. */
    public static final int STALE = -10;
    /** The call needs an established connection. */
    public static final int NOT_CONNECTED = -11;
    /** The call needs a client that is not connected, connecting or closing. */
    public static final int ALREADY_CONNECTED = -12;
    /** A password without a user name, which MQTT 3.1.1 forbids [MQTT-3.1.2-22]. */
    public static final int PASSWORD_WITHOUT_USER_NAME = -13;
    /**
     * The options name no client identifier where a store keeps its session, which nobody could find again after a
     * restart; or an empty one with Clean Session 0, which MQTT 3.1.1 forbids [MQTT-3.1.3-7].
     */
    public static final int CLIENT_IDENTIFIER_REQUIRED = -14;
    /** An authentication step without an authenticator in the connect options [MQTT-4.12.0-7]. */
    public static final int NO_AUTHENTICATOR = -15;
    /** A reason code that a client may not send in this packet. */
    public static final int INVALID_REASON_CODE = -16;
    /** A long message is acknowledged before the last of its pieces was accepted. */
    public static final int MESSAGE_INCOMPLETE = -17;
    /** The session belongs to another client identifier: connect with that one, or end the session first. */
    public static final int CLIENT_IDENTIFIER_CHANGED = -18;
    /** The call needs an option that the configuration does not name (MQTT-SN). */
    public static final int NOT_CONFIGURED = -23;
    /** QoS -1 goes to predefined ids and short names only: a name needs a connection to register it (MQTT-SN 6.8). */
    public static final int TOPIC_NEEDS_CONNECTION = -24;
    /** The client identifier is not 1 to 23 characters of ASCII (MQTT-SN 5.3.1). */
    public static final int INVALID_CLIENT_IDENTIFIER = -25;
    /** The call needs a client that is asleep (MQTT-SN). */
    public static final int NOT_ASLEEP = -26;

    /**
     * A pulled payload above QoS 0 with a store, but without {@code Config.payloadSources}: after a restart nobody
     * could give it again.
     */
    public static final int SOURCE_NOT_KEPT = -20;

    // The server does not offer it.

    /** The QoS is above the server's Maximum QoS [MQTT-3.2.2-11]. */
    public static final int QOS_NOT_SUPPORTED = -32;
    /** The server does not keep retained messages [MQTT-3.2.2-14]. */
    public static final int RETAIN_NOT_AVAILABLE = -33;
    /**
     * The packet would exceed the server's Maximum Packet Size [MQTT-3.2.2-15], or that of the protocol (268,435,460
     * bytes).
     */
    public static final int PACKET_TOO_LARGE = -34;
    /** The server refuses wildcard subscriptions. */
    public static final int WILDCARD_NOT_AVAILABLE = -35;
    /** The server refuses subscription identifiers. */
    public static final int SUBSCRIPTION_IDENTIFIER_NOT_AVAILABLE = -36;
    /** The server refuses shared subscriptions. */
    public static final int SHARED_NOT_AVAILABLE = -37;
    /** The topic alias is above the server's Topic Alias Maximum [MQTT-3.2.2-17], or no alias table is configured. */
    public static final int TOPIC_ALIAS_NOT_AVAILABLE = -38;
    /** The gateway is congested (MQTT-SN return code 1): what is of that kind waits for {@code congestionWait} now. */
    public static final int CONGESTED = -39;
    /** The gateway does not know the topic id, and registering does not cure it (MQTT-SN return code 2). */
    public static final int TOPIC_ID_UNKNOWN = -40;
    /** The gateway does not support it (MQTT-SN return code 3). */
    public static final int NOT_SUPPORTED = -41;

    // A resource is full or too small.

    /** No free slot or not enough free ring: nothing was taken, try again after a completion. */
    public static final int FULL = -48;
    /** The value does not fit the buffer that was given for it at construction. */
    public static final int BUFFER_TOO_SMALL = -49;
    /**
     * The session store failed; a connection that ends because of it is made again, later and later. A commit
     * that fails while there is none is made again at each poll, and ends the next connection before a byte is sent.
     */
    public static final int STORE_FAILED = -50;
    /** The session store has no room: nothing was taken, try again after a completion. */
    public static final int STORE_FULL = -51;
    /**
     * The session store holds another session, of another client identifier or version: take its own, or give it up by
     * {@code clear}.
     */
    public static final int STORE_OTHER_SESSION = -52;
    /** The table of topic names has no free entry (MQTT-SN). */
    public static final int TOPIC_TABLE_FULL = -53;
    /** The message would exceed the longest datagram, and MQTT-SN has no pieces: {@code largestPayload()} fits. */
    public static final int DATAGRAM_TOO_LARGE = -54;

    /**
     * The session store holds something that it cannot read. Nothing was dropped: that is up to {@code Client.clear()}.
     */
    public static final int STORE_DAMAGED = -55;

    // How a message or a connection ended.

    /** The peer answered with a reason code of 0x80 or above (MQTT 3.1.1: a non-zero return code). */
    public static final int REFUSED = -96;
    /** The connection ended before the answer came. */
    public static final int CONNECTION_LOST = -97;
    /** The server no longer has the session, so the outcome of a QoS 2 message is unknown. */
    public static final int SESSION_LOST = -98;
    /** The message expired while it was queued and was never sent. */
    public static final int EXPIRED = -99;
    /** The payload source reported a failure. */
    public static final int SOURCE_FAILED = -100;
    /** The transport did not open within the connect time-out. */
    public static final int CONNECT_TIMEOUT = -101;
    /** No CONNACK within its time-out. */
    public static final int CONNACK_TIMEOUT = -102;
    /** Not a byte behind PINGREQ within the ping time-out [MQTT-3.12.4-1]. */
    public static final int PING_TIMEOUT = -103;
    /** The transport took no byte, or the payload source gave none, within the send time-out. */
    public static final int SEND_TIMEOUT = -104;
    /** A half-received packet made no progress within the ping time-out. */
    public static final int RECEIVE_TIMEOUT = -105;
    /** The server sent DISCONNECT. */
    public static final int SERVER_DISCONNECT = -106;
    /** The application called {@code disconnect}. */
    public static final int DISCONNECTED = -107;
    /** The application called {@code abort}. */
    public static final int ABORTED = -108;
    /** The server answered a QoS 2 message with PUBACK, which {@code Config.pubackEndsQos2} lets pass. */
    public static final int QOS_DOWNGRADED = -109;
    /** The authenticator gave up or did not accept the server's answer. */
    public static final int AUTHENTICATION_FAILED = -110;
    /**
     * More QoS 2 messages wait for PUBREL than twice the inbound slots (MQTT 3.1.1, which has no Receive Maximum). We
     * leave by DISCONNECT, so that the will is not published.
     */
    public static final int INBOUND_FULL = -111;
    /**
     * The server resumed a session that our store knows nothing of [MQTT-3.2.2-4]. That ends the connecting: connect
     * with {@code cleanStart} 0 to take what waits there, with 1 to throw it away; or see
     * {@link Config#discardUnknownSession}.
     */
    public static final int UNKNOWN_SESSION = -112;
    /** The gateway answered none of a message's repeats (MQTT-SN 6.13). */
    public static final int GATEWAY_LOST = -121;
    /** The gateway answered our will with DISCONNECT instead of going on (MQTT-SN). */
    public static final int WILL_REFUSED = -122;

    /** An acknowledgement did not come within the time of {@link ExchangeLimits}. */
    public static final int ACKNOWLEDGEMENT_TIMEOUT = -117;
    /** As many connections as {@link ExchangeLimits} allows broke with this message in flight: it may have come. */
    public static final int CONNECTIONS_BROKEN = -119;
    /** The application called {@code cancel}; what was sent of the message may have arrived. */
    public static final int CANCELLED = -118;
    /** A queued message gave way to a new one of the same topic ({@link FullPolicy}); no byte of it was sent. */
    public static final int REPLACED = -123;
    /** A queued message gave way to a new one of another topic ({@link FullPolicy}); no byte of it was sent. */
    public static final int DROPPED = -124;

    // The peer broke the protocol: the negated reason code.

    /** A packet that does not parse. */
    public static final int MALFORMED_PACKET = -0x81;
    /** A packet that is well formed but not allowed here. */
    public static final int PROTOCOL_ERROR = -0x82;
    /**
     * More QoS 1 and 2 messages than our Receive Maximum while the application holds an answer back, or more than twice
     * as many QoS 2 messages that wait for PUBREL [MQTT-3.3.4-9].
     */
    public static final int RECEIVE_MAXIMUM_EXCEEDED = -0x93;
    /** A topic alias of 0, above our maximum, or never set [MQTT-3.3.2-8, -11]. */
    public static final int TOPIC_ALIAS_INVALID = -0x94;
    /** A packet larger than our Maximum Packet Size [MQTT-3.1.2-24]. */
    public static final int MAXIMUM_PACKET_SIZE_EXCEEDED = -0x95;
    /** No room for a packet: any but PUBLISH that exceeds the receive buffer; PUBLISH without inbound slots. */
    public static final int QUOTA_EXCEEDED = -0x97;

    private Result() {
    }

    /**
     * Whether the peer is at fault.
     *
     * @param result any result
     * @return true for {@code -255..-128}
     */
    public static boolean isPeerFault(int result) {
        return result <= -128 && result >= -255;
    }
}

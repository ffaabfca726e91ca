package nogc.mqtt;

/**
 * What CONNECT says. The client keeps a reference and reads it anew for every attempt, so the fields may change while
 * disconnected and inside {@link Listener#onConnecting}, for example to refresh a password that expires.
 * Arrays and strings are referenced, not copied.
 */
public final class ConnectOptions {
    /** {@link #cleanStart}: 1 for the first connection without a store, else 0. */
    public static final int CLEAN_START_DEFAULT = -1;
    /** {@link #passwordLength}, {@link #willPayloadLength}: as long as the array. */
    public static final int WHOLE = -1;
    /** {@link #sessionExpiry}: the session never expires (0xFFFFFFFF). */
    public static final int NEVER_EXPIRES = -1;

    /**
     * Client identifier; empty asks the server for one; null makes one of 20 letters and digits, once for each client
     * [MQTT-3.1.3-5]. The session belongs to it: a client whose server or store has one refuses another identifier, and
     * a change in place, with {@link Result#CLIENT_IDENTIFIER_CHANGED}. A store needs one that is the same after a
     * restart, so neither empty nor null: else {@link Result#CLIENT_IDENTIFIER_REQUIRED}.
     */
    public Utf8String clientId;
    /** User name, or null. */
    public Utf8String userName;
    /** Password bytes, or null. */
    public byte[] password;
    /** First byte of the password. */
    public int passwordOffset;
    /** Number of bytes of the password, 0 to 65,535; {@link #WHOLE}, the default: all from its first byte on. */
    public int passwordLength = WHOLE;

    /** Will topic, or null for no will. */
    public Topic willTopic;
    /** Will payload, or null for an empty one. */
    public byte[] willPayload;
    /** First byte of the will payload. */
    public int willPayloadOffset;
    /** Number of bytes of the will payload, 0 to 65,535; {@link #WHOLE}, the default: all from its first byte on. */
    public int willPayloadLength = WHOLE;
    /** QoS of the will: 0, 1 or 2. */
    public int willQos;
    /** Whether the will is retained. */
    public boolean willRetain;
    /**
     * Properties of the will (MQTT 5.0): delay, format, expiry, content type, response topic, correlation data, user;
     * or null.
     */
    public PropertyWriter willProperties;

    /**
     * Keep alive in seconds, 0 to 65,535; 0 means no pings. The server may overrule it (MQTT 5.0). PINGREQ goes when
     * nothing was sent for it less a margin, and when nothing came meanwhile although we send: a link that swallows all
     * is found within 1.5 of it by who sends twice in it, and after it and {@link Config#pingTimeout} by who does not.
     */
    public int keepAlive = 60;
    /**
     * Clean Start (5.0) or Clean Session (3.1.1): 1, 0 or {@link #CLEAN_START_DEFAULT}. In 5.0 it speaks of the first
     * connection only, later ones resume; in 3.1.1 it holds for every connection, and 1 means that the server keeps
     * nothing. While no CONNACK has granted the 1, no session is over: a later connect with another value resumes what
     * this client or its store knows.
     *
     * <p>With 0 the application vouches for what this client knows of the session, which in a new client object is
     * nothing: whatever the server kept is taken, so nothing that waits there is lost over a restart. With the default,
     * a store that does not know the session which the server resumes (it is new, or was erased) ends the connecting
     * with {@link Result#UNKNOWN_SESSION} in MQTT 5.0 [MQTT-3.2.2-4], unless {@link Config#discardUnknownSession}.
     */
    public int cleanStart = CLEAN_START_DEFAULT;
    /** Session Expiry Interval in seconds as an unsigned int (MQTT 5.0), 0 ends the session with the connection. */
    public int sessionExpiry;
    /**
     * Further CONNECT properties (5.0): Request Response Information, Request Problem Information, User Property; or
     * null.
     */
    public PropertyWriter properties;
    /** Enhanced authentication (5.0), or null. */
    public Authenticator authenticator;
    /**
     * Subscribed by a new client object and behind {@code Client.clear()}, after each CONNACK with Session Present 0 or
     * behind one that was lost, and again if the connection ended before SUBACK; or null. Completes with the handle 0,
     * also if it cannot be sent to this server.
     */
    public Subscriptions subscriptions;
}

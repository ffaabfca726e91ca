package nogc.mqtt;

/**
 * Sizes, time-outs and options that are fixed for the life of a client: fill it in, hand it to the constructor, and do
 * not change it afterwards. All memory of a client follows from this object; {@code nogc.mqtt.client.Footprint} is the
 * formula.
 *
 * <p><b>Sizing.</b> Neither buffer bounds a payload: larger ones pass through in pieces. What must fit is the
 * <i>head</i> of a PUBLISH (topic, properties and 12 bytes more) and every other packet as a whole, CONNECT above all.
 * Sizes are bytes, times are milliseconds unless a name says otherwise.
 */
public final class Config {
    /** Receive buffer, at least 64. */
    public int receiveBuffer = 1024;
    /** Transmit buffer, at least 64. */
    public int transmitBuffer = 1024;
    /**
     * Ring that keeps topic, properties and payload of each message until it is written (QoS 0) or acknowledged; at
     * least 64. Where a message stays unacknowledged while those behind it end, a publish that finds no room moves the
     * records together: at most so many bytes are copied, as long as one copy of the ring takes.
     */
    public int ring = 4096;
    /** Messages and requests that may be queued or unacknowledged at once, 1 to 1,023. */
    public int outboundSlots = 20;
    /**
     * Room beside the ring for one SUBSCRIBE or UNSUBSCRIBE, which has a slot of its own, too: however much is queued,
     * it finds room and goes first. Bytes of its filters, each with 3 bytes more, and properties; a longer one has to
     * find room in the ring. 0 for none. Takes no memory without {@link #inboundSlots}.
     */
    public int requestBuffer = 128;
    /**
     * QoS 1 and 2 messages that may wait for our PUBACK or PUBREC at once, 0 to 1,023; the Receive Maximum we announce.
     * Each takes 8 bytes: its answer, and the identifiers of two QoS 2 messages that wait for PUBREL, since those of an
     * earlier connection do not count in a new one. Beyond that {@link Result#RECEIVE_MAXIMUM_EXCEEDED} ends the
     * connection, but nothing is lost. MQTT 3.1.1 announces nothing: take at least what the server has in flight
     * (Mosquitto: 20), or {@link Result#INBOUND_FULL} ends it.
     *
     * <p>0, announced as 1, is for a client that only publishes: it can neither subscribe nor unsubscribe
     * ({@link Result#BUFFER_TOO_SMALL}), a message that comes all the same ends the connection with
     * {@link Result#QUOTA_EXCEEDED}, and a firmware image leaves out what receives; a shrinker of class files does so
     * only if it is told ({@code targets/javame/publish-only.pro}). Start clean where the server may hold subscriptions
     * of an earlier client; a store must hold no received message (connect: {@link Result#FULL}).
     */
    public int inboundSlots = 20;
    /**
     * The Maximum Packet Size that we announce (MQTT 5.0), at least 64, or 0 for none. If it is at most the receive
     * buffer, nothing comes in pieces, and a firmware image leaves out what takes them; MQTT 3.1.1 cannot announce it,
     * so that a larger message is acknowledged, passed over and told by {@link Listener#onOversize} there.
     */
    public int maximumPacketSize;

    /** Longest time for the transport to open. */
    public int connectTimeout = 15000;
    /** Longest time from the last byte of CONNECT to CONNACK; an authentication round starts it anew. */
    public int connackTimeout = 10000;
    /**
     * Longest time without a received byte behind PINGREQ, once that has left, and inside a packet; the keep alive in
     * force, where that is shorter. It stands still while the listener waits.
     */
    public int pingTimeout = 10000;
    /** Longest time in which the transport takes no byte, or a payload source gives none. */
    public int sendTimeout = 30000;
    /**
     * Longest time from our DISCONNECT to the server's closing of the stream; what still comes in it is passed over. 0
     * closes at once, at the risk that a TCP reset takes DISCONNECT, or acknowledgements ahead of it, away from the
     * server; it suits a transport that has no reset and cannot tell that the far end closed, such as a serial bridge.
     */
    public int closeTimeout = 1000;

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
     * Whether a refusal that will hardly go away by itself ends the connecting: CONNACK 1, 2, 4, 5 (3.1.1), 0x84 to
     * 0x87, 0x8A, 0x8C (5.0, in DISCONNECT too), and an authentication that failed. Else it is tried again at the
     * slowest pace, a random time below {@link #reconnectMaximum}, so that a device recovers by itself once the server
     * lets it in again.
     */
    public boolean stopOnRefusal;
    /**
     * Whether the first attempt behind {@code connect} is the only one unless it succeeds, whatever the cause; a
     * connection that stood is still made again.
     */
    public boolean stopOnFirstFailure;
    /**
     * Whether a session that the server kept and our store does not know is thrown away, with all that waits in it, by
     * a clean start at the next attempt; else the connecting ends with {@link Result#UNKNOWN_SESSION} (MQTT 5.0).
     */
    public boolean discardUnknownSession;
    /** Longest Server Reference to follow on reason codes 0x9C and 0x9D, or 0 to stay with our endpoint. */
    public int serverReference;
    /** Longest Assigned Client Identifier that is kept for the next connection; Mosquitto assigns 41 bytes. */
    public int assignedClientIdentifier = 64;

    /**
     * Publish a QoS 2 message anew, possibly twice, when the server lost the session before PUBREC; else it ends as
     * SESSION_LOST.
     */
    public boolean republishQos2;

    /**
     * Take PUBACK for a QoS 2 message as its end ({@link Result#QOS_DOWNGRADED}), as RabbitMQ answers; else it is a
     * protocol error, which ends the connection [MQTT-4.3.3-3].
     */
    public boolean pubackEndsQos2;

    /** Topic aliases that we accept (MQTT 5.0), or null for none. */
    public TopicAliases inboundAliases;
    /** Topic aliases that we use (MQTT 5.0), or null for none. */
    public TopicAliases outboundAliases;
    /**
     * Where open messages survive a power cut, or null: they live in memory only. Needs a
     * {@link ConnectOptions#clientId} of the application's own.
     */
    public SessionStore store;
    /**
     * Opens pulled payloads of QoS 1 and 2 again after a restart, or null: then such a message is refused where there
     * is a store ({@link Result#SOURCE_NOT_KEPT}).
     */
    public PayloadSources payloadSources;
    /** The longest state that an acknowledgement may store for the application, 0 to 65,535 bytes. */
    public int applicationState;
    /**
     * Ends a connection on which an acknowledgement does not come, and gives a message up over which connections break
     * again and again: {@link ExchangeLimits}. Null for neither.
     */
    public ExchangeWatch exchangeWatch;
    /**
     * Which queued messages give way to a new one that finds no room: {@link DropQos0}, {@link ReplaceSameTopic} or one
     * of the application's own. Null for none: then the new one is refused.
     */
    public FullPolicy whenFull;
    /** Sees each packet, or null. */
    public PacketTrace trace;

    /**
     * Whether every size and time is in its range. Bounded, allocates nothing.
     *
     * @return null, or a sentence that says what to change
     */
    public String problem() {
        if (receiveBuffer < 64) {
            return "receiveBuffer must be at least 64 bytes";
        }
        if (transmitBuffer < 64) {
            return "transmitBuffer must be at least 64 bytes";
        }
        if (ring < 64) {
            return "ring must be at least 64 bytes";
        }
        if (outboundSlots < 1 || outboundSlots > 1023) {
            return "outboundSlots must be 1 to 1023";
        }
        if (inboundSlots < 0 || inboundSlots > 1023) {
            return "inboundSlots must be 0 to 1023";
        }
        if (requestBuffer < 0) {
            return "requestBuffer must be 0 (none) or more bytes";
        }
        if (maximumPacketSize != 0 && maximumPacketSize < 64) {
            return "maximumPacketSize must be 0 (none) or at least 64 bytes";
        }
        if (connectTimeout < 1) {
            return "connectTimeout must be at least 1 ms";
        }
        if (connackTimeout < 1) {
            return "connackTimeout must be at least 1 ms";
        }
        if (pingTimeout < 1) {
            return "pingTimeout must be at least 1 ms";
        }
        if (sendTimeout < 1) {
            return "sendTimeout must be at least 1 ms";
        }
        if (closeTimeout < 0) {
            return "closeTimeout must be 0 (close at once) or more milliseconds";
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
        if (serverReference < 0) {
            return "serverReference must be 0 (none) or more bytes";
        }
        if (assignedClientIdentifier < 0) {
            return "assignedClientIdentifier must be 0 (none) or more bytes";
        }
        if (applicationState < 0 || applicationState > 65535) {
            return "applicationState must be 0 to 65535 bytes";
        }
        return null;
    }
}

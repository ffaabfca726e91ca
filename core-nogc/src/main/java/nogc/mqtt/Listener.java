package nogc.mqtt;

/**
 * The events of a client; override what you need. All are called from inside {@code poll()}, on its thread, and only
 * from there. Every call of the client but {@code poll} is legal inside. Views and arrays are valid during the call
 * only. An event must return in bounded time: keep alive and time-outs stand still meanwhile. It must not throw: that
 * leaves {@code poll} and stops the client for good between two states, so close the transport and make a new client.
 */
public abstract class Listener {
    /** Answer to a message: taken, acknowledge it. */
    public static final int ACCEPT = 0;
    /**
     * Answer to a message or piece: not now. Nothing more is read until {@code resume()}; then the same event comes
     * again. So do not wait for a completion of QoS 1 or 2: its acknowledgement would not be read either.
     */
    public static final int WAIT = 1;
    /** Answer to a message: taken, but acknowledged only by {@code acknowledge(message.handle(), …)} (QoS 1 and 2). */
    public static final int DEFER = 2;

    /**
     * Before each attempt to connect.
     *
     * @param options those given to {@code connect}, may be changed here
     */
    public void onConnecting(ConnectOptions options) {
    }

    /**
     * The server accepted the connection.
     *
     * @param sessionPresent whether it resumed a session: that of before, unless
     *     {@code Client.isSessionUncertain()} says that it may be a new one
     * @param properties of CONNACK
     */
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
    }

    /**
     * An attempt to connect failed; another follows unless the configuration or the cause forbids it. Which attempt it
     * was tells {@code Client.attempts()}: 1 is the first.
     *
     * @param cause a negative {@link Result}; {@link Result#REFUSED} if the server said no by CONNACK. A DISCONNECT in
     *     its place is a protocol error, and its reason code is not looked at
     * @param reasonCode of CONNACK, else 0
     * @param properties of CONNACK, else empty
     * @param retryMillis time until the next attempt, or -1 for none
     */
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
    }

    /**
     * An established connection ended.
     *
     * @param cause a negative {@link Result}; {@link Result#SERVER_DISCONNECT} if the server sent DISCONNECT
     * @param reasonCode of the server's DISCONNECT, else 0
     * @param properties of that packet (Reason String, Server Reference, …), else empty
     * @param retryMillis time until the next attempt, or -1 for none
     */
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
    }

    /**
     * The connecting is over, whichever way: the client does nothing more until the next {@code connect}. Comes once,
     * behind {@link #onConnectFailed} or {@link #onDisconnected} with a {@code retryMillis} of -1, unless that one has
     * called {@code connect} again.
     *
     * @param cause a negative {@link Result}: that of the event before
     */
    public void onIdle(int cause) {
    }

    /**
     * A message that fitted the receive buffer.
     *
     * @param message view of it
     * @return {@link #ACCEPT}, {@link #WAIT}, {@link #DEFER}, or a reason code of 0x80 or above that refuses it
     *     (MQTT 5.0, QoS 1 and 2; otherwise as ACCEPT)
     */
    public int onMessage(Message message) {
        return ACCEPT;
    }

    /**
     * The head of a message larger than the receive buffer; its pieces follow. Topic and properties are valid here
     * only.
     *
     * @param message view, with {@link Message#totalLength()}
     * @return {@link #ACCEPT} to get the pieces, {@link #WAIT}, or a reason code of 0x80 or above to skip and refuse
     *     it; the default is 0x97, since a listener that does not override this has no use for pieces
     */
    public int onMessageStart(Message message) {
        return ReasonCode.QUOTA_EXCEEDED;
    }

    /**
     * A piece of the payload, at least one byte.
     *
     * @param message view, with {@link Message#position()} and the piece as its payload
     * @return {@link #ACCEPT} or {@link #WAIT}
     */
    public int onMessagePiece(Message message) {
        return ACCEPT;
    }

    /**
     * All pieces were accepted.
     *
     * @param message view without payload
     * @return as {@link #onMessage}
     */
    public int onMessageEnd(Message message) {
        return ACCEPT;
    }

    /** The connection ended between {@link #onMessageStart} and {@link #onMessageEnd}: forget the pieces. */
    public void onMessageAborted() {
    }

    /**
     * A message was skipped whose topic and properties exceed the receive buffer, or which, in MQTT 3.1.1, is larger
     * than {@link Config#maximumPacketSize}; QoS 1 and 2 were refused (5.0) or acknowledged (3.1.1) so that it does not
     * come back forever.
     *
     * @param qos of the message
     */
    public void onOversize(int qos) {
    }

    /**
     * A publish ended. QoS 0 completes when its last byte is in the transmit buffer.
     *
     * @param handle that {@code publish} gave; 0 for a message that a store has kept over a restart
     * @param tag that {@code publish} was given, 0 if none
     * @param result {@link Result#OK}, or why not: REFUSED, SESSION_LOST, EXPIRED, SOURCE_FAILED, QOS_DOWNGRADED, a
     *     limit of the server. A message that was to be sent again when its source failed or a limit forbade it may
     *     have arrived
     * @param reasonCode of the PUBACK, PUBREC or PUBCOMP that ended it, else 0
     * @param properties of that packet, else empty
     */
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
    }

    /**
     * A subscribe ended. Messages may come before this event.
     *
     * @param handle that {@code subscribe} gave, or 0 for the list of {@link ConnectOptions#subscriptions}
     * @param result {@link Result#OK} (see the codes), {@link Result#REFUSED} if all were refused,
     *     {@link Result#CONNECTION_LOST}, or for that list why it cannot be sent
     * @param codes array that holds a reason code for each filter, in the order of the filters
     * @param offset of the first code
     * @param count number of codes, 0 unless an answer came
     * @param properties of SUBACK, else empty
     */
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
    }

    /**
     * An unsubscribe ended; MQTT 3.1.1 has no codes.
     *
     * @param handle that {@code unsubscribe} gave
     * @param result as for {@link #onSubscribed}
     * @param codes array that holds a reason code for each filter, in the order of the filters
     * @param offset of the first code
     * @param count number of codes
     * @param properties of UNSUBACK, else empty
     */
    public void onUnsubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
    }
}

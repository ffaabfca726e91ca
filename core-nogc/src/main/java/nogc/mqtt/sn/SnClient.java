package nogc.mqtt.sn;

import nogc.hal.Clock;
import nogc.hal.DatagramTransport;
import nogc.hal.Entropy;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;

/**
 * An MQTT-SN 1.2 client over datagrams. Call {@link #poll} from one thread, again and again; every other method only
 * enqueues, is bounded, allocates nothing, is legal inside the callbacks, and must be called on that same thread. For
 * one that takes half of the flash see {@link SnSleepingClient}, whose table compares them.
 *
 * <pre>
 *   SnConfig config = new SnConfig();
 *   SnSleep sleep = new SnSleep();
 *   config.options = new SnOption[] {sleep};                        // what is not named here is not in the image
 *   SnClient client = new SnClient(config, transport, clock, entropy, listener);
 *   client.connect(options);
 *   client.publish(topic, payload, 0, payload.length, 1, false);    // queued, goes once connected and registered
 *   for (;;) {
 *       int millis = client.poll();                                 // wait for input, at most so long
 *   }
 * </pre>
 *
 * <p>Calls, results, listener and {@code poll} are those of {@code nogc.mqtt.client.Client}; what differs:
 * <table border="1">
 * <caption>Client and SnClient</caption>
 * <tr><td></td><td>Client</td><td>SnClient</td></tr>
 * <tr><td>QoS of publish</td><td>0 to 2</td><td>-1 too, without a connection, to predefined ids and short names; 2
 *     needs {@link SnQos2Publisher}</td></tr>
 * <tr><td>topics</td><td>names</td><td>names, which are registered when they are first published to; predefined ids and
 *     names of two octets by methods of their own</td></tr>
 * <tr><td>payload</td><td>256 MB, in pieces</td><td>{@link #largestPayload()}, else DATAGRAM_TOO_LARGE</td></tr>
 * <tr><td>under way at once</td><td>as the server allows</td><td>one request or message in each direction; a message
 *     that a return code refuses completes with it, also for congestion</td></tr>
 * <tr><td>messages</td><td>always</td><td>need {@link SnSubscriber}; {@link Listener#DEFER} counts as ACCEPT, a code of
 *     0x80 and above is answered by "not supported"; no pieces</td></tr>
 * <tr><td>subscribe</td><td>several filters</td><td>one filter; the completion has one code: the granted QoS or the
 *     gateway's return code</td></tr>
 * <tr><td>client identifier</td><td>made where null</td><td>1 to 23 characters of ASCII</td></tr>
 * <tr><td>Session Present</td><td>from CONNACK</td><td>false: nothing tells that the gateway kept the session, so
 *     subscribe anew, or by {@link ConnectOptions#subscriptions}</td></tr>
 * <tr><td>cleanStart</td><td>5.0: first connection</td><td>each connection, as 3.1.1; 0 without a will keeps the will
 *     of an earlier connection</td></tr>
 * <tr><td>credentials, properties</td><td>yes</td><td>NOT_IN_PROTOCOL</td></tr>
 * <tr><td>connect</td><td>while idle</td><td>also while asleep: becomes active</td></tr>
 * <tr><td>reason code of an event</td><td>of the packet</td><td>the return code of the message</td></tr>
 * <tr><td>refusals</td><td>retried slowly by default</td><td>end the connecting by default
 *     ({@link SnConfig#stopOnRefusal})</td></tr>
 * <tr><td>store, aliases, trace</td><td>yes</td><td>none</td></tr>
 * </table>
 */
public final class SnClient {
    private final SnEngine engine;
    private final SnSession session;
    private final SnConnection connection;
    private final SnPublishing publishing;
    private final Clock clock;
    private final SnTurn turn;
    private boolean polling;

    /**
     * Allocates all memory of the client; nothing is allocated afterwards.
     *
     * @param config sizes, timers and options, not to be changed afterwards
     * @param transport closed so far; the client opens and closes it
     * @param clock a steady clock
     * @param entropy for random delays
     * @param listener the application
     * @throws IllegalArgumentException if the configuration is out of range, with a message that says what to change
     */
    public SnClient(SnConfig config, DatagramTransport transport, Clock clock, Entropy entropy, Listener listener) {
        engine = new SnEngine(config, entropy, listener);
        session = engine.session();
        connection = engine.connection();
        publishing = engine.publishing();
        this.clock = clock;
        turn = new SnTurn(engine, session, transport, clock);
    }

    /**
     * Does what is due: takes at most one datagram, and sends at most an answer to it and one request. Blocks only as
     * long as the transport does, and the listener; allocates nothing.
     *
     * @return milliseconds until the client wants to be called again, also without input: 0 for at once; the largest
     *     int for never; or {@link Result#IN_CALLBACK}, and that for ever once a listener has thrown something
     */
    public int poll() {
        if (polling) {
            return Result.IN_CALLBACK;
        }
        polling = true;
        int wait = turn.take();
        polling = false;
        return wait;
    }

    /**
     * Connects, and stays connected until {@link #disconnect}, {@link #abort} or a refusal that is not retried. Asleep
     * it leaves sleep: the client becomes active with the session that the gateway kept.
     *
     * @param options client identifier, keep alive, cleanStart, will ({@link SnWill}) and subscriptions
     *     ({@link SnSubscriber}); read anew for every attempt
     * @return {@link Result#OK}; {@link Result#ALREADY_CONNECTED}, also while DISCONNECT out of sleep is under way;
     *     {@link Result#INVALID_CLIENT_IDENTIFIER}: not 1 to 23 characters of ASCII; {@link Result#NOT_CONFIGURED};
     *     {@link Result#NOT_IN_PROTOCOL}: credentials or properties; {@link Result#DATAGRAM_TOO_LARGE};
     *     INVALID_ARGUMENT, INVALID_TOPIC, INVALID_QOS
     */
    public int connect(ConnectOptions options) {
        session.now = clock.millis();
        return connection.connect(options);
    }

    /**
     * Ends the connection cleanly by DISCONNECT, also out of sleep. What is queued, and a message that waits for its
     * acknowledgement, stays for the next connection.
     *
     * @return {@link Result#OK}, or {@link Result#NOT_CONNECTED}
     */
    public int disconnect() {
        return connection.disconnect();
    }

    /**
     * Drops the connection at the next poll, without a word: the gateway publishes the will when it misses us. Closes
     * the transport, also that of a client that is idle.
     *
     * @return {@link Result#OK}, or {@link Result#NOT_CONNECTED}
     */
    public int abort() {
        return connection.abort();
    }

    /**
     * Queues a message to a topic name; name and payload are copied. Legal at any time, also before the first
     * connection and asleep: it waits until the client is active.
     *
     * @param topic topic name
     * @param payload array of the payload, may be null if empty
     * @param offset its first byte
     * @param length its number of bytes
     * @param qos 0, 1 or 2
     * @param retain whether the server keeps it for later subscribers
     * @return a positive handle for {@link Listener#onPublished}; {@link Result#FULL}: try again after a completion;
     *     {@link Result#DATAGRAM_TOO_LARGE}: more than {@link #largestPayload()}; {@link Result#BUFFER_TOO_SMALL}: more
     *     than the queue, or than {@link SnConfig#topicLength}; {@link Result#TOPIC_TABLE_FULL};
     *     {@link Result#TOPIC_NEEDS_CONNECTION}: QoS -1; {@link Result#NOT_CONFIGURED}: QoS 2; INVALID_TOPIC,
     *     INVALID_QOS, INVALID_ARGUMENT
     */
    public int publish(Topic topic, byte[] payload, int offset, int length, int qos, boolean retain) {
        return publishing.publish(topic, payload, offset, length, qos, retain, 0);
    }

    /**
     * Queues a message with a number of the application's own; see
     * {@link #publish(Topic, byte[], int, int, int, boolean)}.
     *
     * @param topic topic name
     * @param payload array of the payload, may be null if empty
     * @param offset its first byte
     * @param length its number of bytes
     * @param qos 0, 1 or 2
     * @param retain RETAIN flag
     * @param tag any number, which comes back in {@link Listener#onPublished}
     * @return as above
     */
    public int publish(Topic topic, byte[] payload, int offset, int length, int qos, boolean retain, int tag) {
        return publishing.publish(topic, payload, offset, length, qos, retain, tag);
    }

    /**
     * Queues a message to a predefined topic id, which needs no REGISTER. At QoS -1 it goes at the next poll in
     * whatever state, and completes when it is written.
     *
     * @param topicId 1 to 65,534
     * @param payload array of the payload, may be null if empty
     * @param offset its first byte
     * @param length its number of bytes
     * @param qos -1 to 2
     * @param retain RETAIN flag
     * @param tag any number, which comes back in {@link Listener#onPublished}
     * @return as {@link #publish(Topic, byte[], int, int, int, boolean)}
     */
    public int publishPredefined(int topicId, byte[] payload, int offset, int length, int qos, boolean retain,
            int tag) {
        return topicId < 1 || topicId > 65534 ? Result.INVALID_ARGUMENT // [SN-5.3.11-1]
                : publishing.publish(SnFlags.PREDEFINED, topicId, payload, offset, length, qos, retain, tag);
    }

    /**
     * Queues a message to a short topic name, which needs no REGISTER; QoS -1 as above.
     *
     * @param name a topic name of two octets
     * @param payload array of the payload, may be null if empty
     * @param offset its first byte
     * @param length its number of bytes
     * @param qos -1 to 2
     * @param retain RETAIN flag
     * @param tag any number, which comes back in {@link Listener#onPublished}
     * @return as {@link #publish(Topic, byte[], int, int, int, boolean)}; INVALID_TOPIC for a name of another length
     */
    public int publishShort(Topic name, byte[] payload, int offset, int length, int qos, boolean retain, int tag) {
        return name == null || name.length() != 2 ? Result.INVALID_TOPIC // [SN-6.7-3]
                : publishing.publish(SnFlags.SHORT, SnEncoder.shortName(name), payload, offset, length, qos, retain,
                        tag);
    }

    /** @return the most bytes of payload that one datagram takes; less where the transport, once open, carries less */
    public int largestPayload() {
        return publishing.largestPayload();
    }

    /**
     * Makes room in the table of names that are published to.
     *
     * @param topic a name that will not be published to for long
     * @return {@link Result#OK}; {@link Result#INVALID_TOPIC}: it is not in the table; {@link Result#FULL}: a message
     *     to it is not yet complete
     */
    public int forget(Topic topic) {
        return publishing.forget(topic);
    }

    /**
     * Queues a SUBSCRIBE with one filter.
     *
     * @param filter a topic filter, copied
     * @param qos the most that the gateway shall send: 0, 1 or, with {@link SnQos2Subscriber}, 2
     * @return a positive handle for {@link Listener#onSubscribed}; {@link Result#NOT_CONNECTED}: call it in
     *     {@code onConnected}; {@link Result#NOT_CONFIGURED}; FULL, BUFFER_TOO_SMALL, DATAGRAM_TOO_LARGE,
     *     INVALID_TOPIC_FILTER, INVALID_QOS
     */
    public int subscribe(TopicFilter filter, int qos) {
        return SnRequests.subscribe(session, filter, qos);
    }

    /**
     * Queues a SUBSCRIBE with a predefined topic id.
     *
     * @param topicId 1 to 65,534
     * @param qos as above
     * @return as above; INVALID_ARGUMENT
     */
    public int subscribePredefined(int topicId, int qos) {
        return SnRequests.subscribe(session, SnFlags.PREDEFINED, topicId, qos);
    }

    /**
     * Queues a SUBSCRIBE with a short topic name.
     *
     * @param name a topic name of two octets
     * @param qos as above
     * @return as above; INVALID_TOPIC for a name of another length
     */
    public int subscribeShort(Topic name, int qos) {
        return name == null || name.length() != 2 ? Result.INVALID_TOPIC
                : SnRequests.subscribe(session, SnFlags.SHORT, SnEncoder.shortName(name), qos);
    }

    /**
     * Queues an UNSUBSCRIBE with one filter.
     *
     * @param filter spelt as it was subscribed, copied
     * @return a positive handle for {@link Listener#onUnsubscribed}; as {@link #subscribe}
     */
    public int unsubscribe(TopicFilter filter) {
        return SnRequests.unsubscribe(session, filter);
    }

    /**
     * Queues an UNSUBSCRIBE with a predefined topic id.
     *
     * @param topicId 1 to 65,534
     * @return as above; INVALID_ARGUMENT
     */
    public int unsubscribePredefined(int topicId) {
        return SnRequests.unsubscribe(session, SnFlags.PREDEFINED, topicId);
    }

    /**
     * Queues an UNSUBSCRIBE with a short topic name.
     *
     * @param name a topic name of two octets
     * @return as above; INVALID_TOPIC for a name of another length
     */
    public int unsubscribeShort(Topic name) {
        return name == null || name.length() != 2 ? Result.INVALID_TOPIC
                : SnRequests.unsubscribe(session, SnFlags.SHORT, SnEncoder.shortName(name));
    }

    /**
     * Goes on after the listener answered WAIT: the same event comes again at the next poll. Meanwhile PINGREQ keeps
     * the connection, unless another request is under way; but a gateway repeats a message of QoS 1 or 2 that waits too
     * long, and then may give up the connection.
     *
     * @return {@link Result#OK}
     */
    public int resume() {
        session.held = false;
        return Result.OK;
    }

    /** @return whether the transport is to be watched for input */
    public boolean wantsInput() {
        return turn.isOpen() && engine.wantsInput();
    }

    /** @return whether a datagram waits that the transport did not take */
    public boolean wantsOutput() {
        return !session.isOutEmpty();
    }

    /** @return whether the gateway accepted the connection and it stands, active, asleep or awake */
    public boolean isConnected() {
        return session.isConnected();
    }

    /** @return whether the client is connected and neither asleep nor awake: it may send */
    public boolean isActive() {
        return session.state == SnSession.ACTIVE;
    }

    /** @return whether the client is asleep: neither active, nor collecting what the gateway kept, nor leaving */
    public boolean isAsleep() {
        return session.state == SnSession.ASLEEP && !session.farewell;
    }

    /** @return whether nothing is going on and nothing will: before connect, after its end */
    public boolean isIdle() {
        return session.state == SnSession.IDLE && session.isOutEmpty()
                && publishing.firstUnconnected() == SnQueue.NONE;
    }

    /** @return how many attempts to connect there were since {@link #connect} was called; 1 is the first */
    public int attempts() {
        return connection.attempts();
    }

    /** @return bytes of payload that one more message may have now, negative for none: try again after a completion */
    public int freeQueue() {
        return session.queue.free() - SnQueue.HEAD;
    }

    /** @return counters */
    public SnMetrics metrics() {
        return session.metrics;
    }
}

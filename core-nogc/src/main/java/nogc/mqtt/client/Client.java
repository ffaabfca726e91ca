package nogc.mqtt.client;

import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.hal.Transport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PayloadSource;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.codec.Protocol;

/**
 * An MQTT client over a transport. Call {@link #poll} from one thread, again and again; every other method only
 * enqueues, is bounded, allocates nothing, is legal inside the callbacks of {@link Listener}, and must be called on
 * that same thread.
 *
 * <pre>
 *   Client client = new Client(new Config(), new Mqtt5(), transport, clock, entropy, listener);
 *   client.connect(options);
 *   client.publish(topic, payload, 0, payload.length, 1, false);    // queued, goes once connected
 *   for (;;) {
 *       int millis = client.poll();                                 // wait for input, at most so long
 *   }
 * </pre>
 *
 * <p>Results are {@link Result} codes; {@code publish}, {@code subscribe} and {@code unsubscribe} return a positive
 * handle instead, which comes back in the completion.
 */
public final class Client extends ClientState {
    private final Turn turn;
    private boolean polling;

    /**
     * Allocates all memory of the client; nothing is allocated afterwards.
     *
     * @param config sizes and options, not to be changed afterwards
     * @param protocol {@code new Mqtt311()} or {@code new Mqtt5()}; what the other one needs is not in the image
     * @param transport closed so far; the client opens and closes it
     * @param clock a steady clock
     * @param entropy for reconnect jitter and generated client identifiers
     * @param listener the application
     * @throws IllegalArgumentException if the configuration is out of range, with a message that says what to change
     */
    public Client(Config config, Protocol protocol, Transport transport, Clock clock, Entropy entropy,
            Listener listener) {
        super(new Engine(config, protocol, entropy, listener));
        turn = new Turn(engine, transport, clock);
    }

    /**
     * Does what is due: at most one read, one pass over what was read, one store commit and one write. Blocks only as
     * long as transport and store do, and the listener; allocates nothing.
     *
     * @return milliseconds until the client wants to be called again, also without news of the transport (input, room
     *     for output, the end of an opening): 0 for at once; or {@link Result#IN_CALLBACK}, and that for ever once a
     *     listener has thrown something
     */
    public int poll() {
        int result = turn();
        return result < 0 ? result : turn.remaining();
    }

    /**
     * Does what {@link #poll} does, for a loop that comes by every few milliseconds in any case: nothing reckons when
     * the client wants to be called again, and an image that never asks has none of that code.
     *
     * @return {@link Result#OK}, or {@link Result#IN_CALLBACK} as above
     */
    public int turn() {
        if (polling) {
            return Result.IN_CALLBACK;
        }
        polling = true;
        turn.take();
        polling = false;
        return Result.OK;
    }

    /**
     * Connects, and stays connected until {@link #disconnect}, {@link #abort} or a refusal that is not retried.
     *
     * @param options read anew for every attempt; see {@link Listener#onConnecting}
     * @return {@link Result#OK}; {@link Result#ALREADY_CONNECTED}; INVALID_ARGUMENT, INVALID_TOPIC, INVALID_QOS,
     *     INVALID_PROPERTY, NOT_IN_PROTOCOL, PASSWORD_WITHOUT_USER_NAME or CLIENT_IDENTIFIER_REQUIRED for the options;
     *     {@link Result#STORE_FAILED}, {@link Result#FULL} if a store holds more than fits, of which
     *     nothing is taken then
     */
    public int connect(ConnectOptions options) {
        return engine.session().connection().connect(options);
    }

    /**
     * Ends the connection cleanly and at once: what is half sent is finished, acknowledgements that are ready follow,
     * then DISCONNECT, and the server drops the will and closes the stream, for which {@link Config#closeTimeout} gives
     * it time. Queued messages stay for the next connection.
     *
     * @return {@link Result#OK}, or {@link Result#NOT_CONNECTED}
     */
    public int disconnect() {
        return engine.session().disconnect(0, null);
    }

    /**
     * Ends the connection with a reason (MQTT 5.0), for example 0x04 to have the will published.
     *
     * @param reasonCode one that a client may send [MQTT-3.14.2-1]
     * @param properties Session Expiry Interval, Reason String, User Property; unchanged until the connection has
     *     ended; or null
     * @return {@link Result#OK}, {@link Result#NOT_CONNECTED}, {@link Result#INVALID_REASON_CODE},
     *     {@link Result#INVALID_PROPERTY}, also for a Session Expiry Interval where CONNECT had none,
     *     {@link Result#NOT_IN_PROTOCOL}, {@link Result#BUFFER_TOO_SMALL}, {@link Result#PACKET_TOO_LARGE}
     */
    public int disconnect(int reasonCode, PropertyWriter properties) {
        return engine.session().disconnect(reasonCode, properties);
    }

    /**
     * Ends the connection cleanly as soon as everything that was queued has completed (QoS 0: is written; QoS 1 and 2,
     * requests: is acknowledged), over reconnects if need be, and at the latest when a time has passed: what is open
     * then stays for the next connection. So it does not overtake a {@link #publish} ahead of it, as
     * {@link #disconnect()} does. What is published meanwhile is waited for, too.
     *
     * @param millis the longest time from the next {@link #poll} on, 0 or more
     * @return {@link Result#OK}, {@link Result#NOT_CONNECTED}, {@link Result#INVALID_ARGUMENT}
     */
    public int disconnectWhenDone(int millis) {
        return engine.session().disconnectWhenDone(millis);
    }

    /**
     * Drops the connection at the next poll, without DISCONNECT: the server publishes the will. Behind our DISCONNECT,
     * which ended the will, it no longer waits for the server to close.
     *
     * @return {@link Result#OK}, or {@link Result#NOT_CONNECTED}
     */
    public int abort() {
        return engine.session().connection().abort();
    }

    /**
     * Queues a message; topic and payload are copied. Legal at any time, also before the first connection; with a
     * store at QoS 1 and 2 only after the first {@link #connect}, which tells for whom it keeps, and safe from a power
     * cut once the next {@link #poll} has returned.
     *
     * @param topic topic name, with its alias if it has one
     * @param payload array of the payload, may be null if empty
     * @param offset its first byte
     * @param length its number of bytes
     * @param qos 0, 1 or 2
     * @param retain whether the server keeps it for later subscribers
     * @return a positive handle for {@link Listener#onPublished}; {@link Result#FULL}: try again after a completion;
     *     {@link Result#BUFFER_TOO_SMALL}: it can never fit; INVALID_TOPIC, INVALID_QOS, INVALID_ARGUMENT,
     *     PACKET_TOO_LARGE, QOS_NOT_SUPPORTED, RETAIN_NOT_AVAILABLE, TOPIC_ALIAS_NOT_AVAILABLE, STORE_FULL,
     *     STORE_FAILED, NOT_CONNECTED
     */
    public int publish(Topic topic, byte[] payload, int offset, int length, int qos, boolean retain) {
        return engine.session().publishing().publish(topic, payload, null, offset, length, qos, retain, null, 0);
    }

    /**
     * Queues a message with properties (MQTT 5.0); see {@link #publish(Topic, byte[], int, int, int, boolean)}.
     *
     * @param topic topic name
     * @param payload array of the payload
     * @param offset its first byte
     * @param length its number of bytes
     * @param qos 0, 1 or 2
     * @param retain RETAIN flag
     * @param properties copied; or null
     * @return as above, or INVALID_PROPERTY, NOT_IN_PROTOCOL
     */
    public int publish(Topic topic, byte[] payload, int offset, int length, int qos, boolean retain,
            PropertyWriter properties) {
        return engine.session().publishing().publish(topic, payload, null, offset, length, qos, retain, properties, 0);
    }

    /**
     * Queues a message that completes under a number of the application's own, for example its index in a table; see
     * {@link #publish(Topic, byte[], int, int, int, boolean, PropertyWriter)}.
     *
     * @param topic topic name
     * @param payload array of the payload
     * @param offset its first byte
     * @param length its number of bytes
     * @param qos 0, 1 or 2
     * @param retain RETAIN flag
     * @param properties copied; or null
     * @param tag any number, which comes back in {@link Listener#onPublished}
     * @return as above
     */
    public int publish(Topic topic, byte[] payload, int offset, int length, int qos, boolean retain,
            PropertyWriter properties, int tag) {
        return engine.session().publishing().publish(topic, payload, null, offset, length, qos, retain, properties,
                tag);
    }

    /**
     * Queues a message whose payload is pulled while it is written, so that it may be far larger than any buffer.
     * Nothing else is sent meanwhile. With a store, QoS 1 and 2 need {@link Config#payloadSources}, which opens the
     * source again by the tag after a restart: see the call with a tag.
     *
     * @param topic topic name
     * @param source re-readable until the message completes
     * @param length bytes of payload, 0 to 268,435,455 less the head
     * @param qos 0, 1 or 2
     * @param retain RETAIN flag
     * @param properties copied; or null
     * @return as above; INVALID_ARGUMENT if the source is null; SOURCE_NOT_KEPT
     */
    public int publish(Topic topic, PayloadSource source, int length, int qos, boolean retain,
            PropertyWriter properties) {
        return publish(topic, source, length, qos, retain, properties, 0);
    }

    /**
     * Queues a message whose payload is pulled, with a number of the application's own; see
     * {@link #publish(Topic, PayloadSource, int, int, boolean, PropertyWriter)}.
     *
     * @param topic topic name
     * @param source re-readable until the message completes
     * @param length bytes of payload
     * @param qos 0, 1 or 2
     * @param retain RETAIN flag
     * @param properties copied; or null
     * @param tag any number, which comes back in {@link Listener#onPublished}; with a store at QoS 1 and 2 the key by
     *     which {@link Config#payloadSources} opens the source again
     * @return as above
     */
    public int publish(Topic topic, PayloadSource source, int length, int qos, boolean retain,
            PropertyWriter properties, int tag) {
        return source == null ? Result.INVALID_ARGUMENT
                : engine.session().publishing().publish(topic, null, source, 0, length, qos, retain, properties, tag);
    }

    /**
     * Queues a SUBSCRIBE with one filter.
     *
     * @param filter a topic filter, copied
     * @param qos the most that the server shall send: 0, 1 or 2
     * @return a positive handle for {@link Listener#onSubscribed}; {@link Result#NOT_CONNECTED}: call it in
     *     {@code onConnected}; FULL, BUFFER_TOO_SMALL, INVALID_TOPIC_FILTER, INVALID_QOS, PACKET_TOO_LARGE,
     *     WILDCARD_NOT_AVAILABLE, SHARED_NOT_AVAILABLE
     */
    public int subscribe(TopicFilter filter, int qos) {
        return engine.session().subscribe(filter, qos);
    }

    /**
     * Queues a SUBSCRIBE with several filters, options and properties.
     *
     * @param subscriptions filters and options, copied
     * @param properties Subscription Identifier, User Property (MQTT 5.0); or null
     * @return as above; SUBSCRIPTION_IDENTIFIER_NOT_AVAILABLE, INVALID_PROPERTY, NOT_IN_PROTOCOL; INVALID_ARGUMENT for
     *     no filter
     */
    public int subscribe(Subscriptions subscriptions, PropertyWriter properties) {
        return engine.session().subscribe(subscriptions, properties);
    }

    /**
     * Queues an UNSUBSCRIBE with one filter.
     *
     * @param filter spelt as it was subscribed, copied
     * @return a positive handle for {@link Listener#onUnsubscribed}; NOT_CONNECTED, FULL, BUFFER_TOO_SMALL,
     *     INVALID_TOPIC_FILTER, PACKET_TOO_LARGE
     */
    public int unsubscribe(TopicFilter filter) {
        return engine.session().unsubscribe(filter);
    }

    /**
     * Queues an UNSUBSCRIBE with several filters.
     *
     * @param subscriptions filters, whose options do not matter; copied
     * @param properties User Property (MQTT 5.0); or null
     * @return as above; INVALID_PROPERTY, NOT_IN_PROTOCOL; INVALID_ARGUMENT for no filter
     */
    public int unsubscribe(Subscriptions subscriptions, PropertyWriter properties) {
        return engine.session().unsubscribe(subscriptions, properties);
    }

    /**
     * Ends a message that is queued or not acknowledged yet: it completes as {@link Result#CANCELLED} at the next poll,
     * one that is half written after its last byte. What was sent may have arrived; a QoS 2 message that was sent keeps
     * its slot until the server has let go of its identifier.
     *
     * @param handle of {@code publish}
     * @return {@link Result#OK}; {@link Result#STALE}: it is over, or the server has it
     */
    public int cancel(int handle) {
        return engine.session().cancellations().cancel(handle);
    }

    /**
     * Gives up the session: every message, which completes as {@link Result#CANCELLED} at the next poll, all that a
     * store holds, the application's state and the client identifier that the session was bound to, so that
     * {@link #connect} begins another one. It is the way out where connect answers
     * {@link Result#STORE_OTHER_SESSION}, {@link Result#CLIENT_IDENTIFIER_CHANGED}, or that a store cannot be read. The
     * store drops it at the next poll: a power cut ahead of that leaves the session there.
     *
     * @return {@link Result#OK}, {@link Result#ALREADY_CONNECTED} unless idle, IN_CALLBACK, STORE_FAILED
     */
    public int clear() {
        return polling ? Result.IN_CALLBACK : engine.session().clear();
    }

    /**
     * Acknowledges a message whose listener answered DEFER, or will. Acknowledgements leave in the order of arrival,
     * but none behind our DISCONNECT: the server then delivers a message of QoS 1 again.
     *
     * @param handle of the message
     * @return {@link Result#OK}; {@link Result#STALE}: acknowledged before, or of an earlier connection: nothing is
     *     sent, the server delivers again; {@link Result#MESSAGE_INCOMPLETE}: a long message, before its
     *     {@link Listener#onMessageEnd}; {@link Result#STORE_FAILED}
     */
    public int acknowledge(int handle) {
        return engine.session().acknowledge(handle, 0, null, 0, 0);
    }

    /**
     * Acknowledges or refuses a message with a reason code (MQTT 5.0).
     *
     * @param handle of the message
     * @param reasonCode one of PUBACK and PUBREC [MQTT-3.4.2-1]
     * @return as above; {@link Result#INVALID_REASON_CODE}, {@link Result#NOT_IN_PROTOCOL}
     */
    public int acknowledge(int handle, int reasonCode) {
        return engine.session().acknowledge(handle, reasonCode, null, 0, 0);
    }

    /**
     * Acknowledges a message and stores the application's own state in the same record. One state is kept, until the
     * next one takes its place: over restarts, lost sessions and clean starts. At QoS 2 that makes an effect exactly
     * once: the state says what all messages up to this one have come to, and after a restart the application goes on
     * from {@link #applicationState}; a message whose record did not get that far comes again.
     *
     * @param handle of the message
     * @param state array of the state, copied
     * @param offset its first byte
     * @param length its number of bytes, at least 1 and at most {@link Config#applicationState}
     * @return as above; {@link Result#BUFFER_TOO_SMALL} if it is longer; {@link Result#INVALID_ARGUMENT} if it is empty
     *     or outside of the array; {@link Result#STORE_FULL}: not acknowledged; try again after a
     *     poll, and answer DEFER meanwhile: behind WAIT nothing is read that makes room in the store
     */
    public int acknowledge(int handle, byte[] state, int offset, int length) {
        if (state == null || offset < 0 || length < 1 || length > state.length - offset) {
            return Result.INVALID_ARGUMENT;
        }
        return engine.session().acknowledge(handle, 0, state, offset, length);
    }

    /**
     * The state that {@link #acknowledge(int, byte[], int, int)} stored last; with a store it is there as soon as
     * {@link #connect} answered OK. Bounded; legal in a callback.
     *
     * @param to where to copy it
     * @param offset its first byte there
     * @return its number of bytes, 0 for none; {@link Result#BUFFER_TOO_SMALL}
     */
    public int applicationState(byte[] to, int offset) {
        return engine.session().journal().copyState(to, offset);
    }

    /**
     * Goes on after the listener answered WAIT: the same event comes again at the next poll.
     *
     * @return {@link Result#OK}
     */
    public int resume() {
        return engine.session().resume();
    }

    /**
     * Authenticates anew on the live connection (MQTT 5.0) [MQTT-4.12.1-1].
     *
     * @return {@link Result#OK}, {@link Result#NOT_CONNECTED}, {@link Result#NO_AUTHENTICATOR}, {@link Result#FULL}
     *     while an exchange is under way, {@link Result#AUTHENTICATION_FAILED} if the authenticator gave up
     */
    public int reauthenticate() {
        return engine.session().reauthenticate();
    }
}

package nogc.mqtt.request;

import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.client.Client;
import nogc.mqtt.wire.BigEndian;
import nogc.mqtt.wire.Property;

/**
 * Asks other clients and waits for their replies (MQTT 5.0, section 4.10), several at a time, each for its own time.
 * The application's listener hands on what it is told:
 * <pre>
 *   listener        requester
 *   onConnected ──▶ onConnected      with what the listener was told, as all of these
 *   onDisconnected  onDisconnected
 *   onSubscribed    onSubscribed     true: it was about the replies
 *   onPublished     onPublished      true: it was a request
 *   onMessage       isReply          true: answer what its onMessage answers
 * </pre>
 * and its loop sleeps no longer than {@link #poll} says.
 *
 * <p><b>On the wire</b> a request carries our Response Topic, eight bytes of Correlation Data that no earlier request
 * of ours had (four of chance for this object, its handle), and a Message Expiry Interval of its time, so that a
 * responder that comes back late does not work for nobody. The Response Topic is what the constructor is given; behind
 * the server's Response Information, if there is any and room for it (ask by {@code Property
 * .REQUEST_RESPONSE_INFORMATION} in CONNECT). It is subscribed to with each connection, at QoS 1.
 *
 * <p>A reply has to fit the client's receive buffer. One that comes after its request is over is dropped and counted.
 * A lost connection ends no request: its time does. Nothing here blocks or allocates after construction; for the
 * client's thread.
 */
public final class Requester {
    /** Most requests that may be under way, and what a handle keeps of its slot. */
    private static final int MOST = 256;
    private static final int CORRELATION = 8;
    /** What {@link #request} adds to the properties it is given, beside the Response Topic. */
    private static final int ADDED = 3 + 3 + CORRELATION + 5;

    private final Client client;
    private final Clock clock;
    private final Replies replies;
    private final byte[] name;
    private final Topic topic;
    private final TopicFilter filter;
    private final byte[] built;
    private final byte[] correlation = new byte[CORRELATION];
    private final PropertyWriter properties;

    // Of each request: its handle until it is over, its message's until that is over.
    private final int[] handles;
    private final int[] published;
    private final int[] tags;
    private final int[] deadlines;
    private int generation;
    private int open;
    private int late;

    // Valid for one connection.
    private boolean subscribeDue;
    private int subscribing;
    private boolean ready;
    private int refusal;

    /**
     * Makes a requester; give the client's listener its calls.
     *
     * @param client over MQTT 5.0
     * @param clock of this machine
     * @param entropy of this machine
     * @param replies told of each end
     * @param responseTopic of this client alone, such as {@code replies/NAME}; copied
     * @param longestInformation bytes of room for the server's Response Information, which then stands ahead of the
     *     Response Topic; 0 to take no notice of it
     * @param slots requests under way at a time, 1 to 256
     * @param ownProperties bytes of room for properties that {@link #request} is given, 0 to 65,535
     * @throws IllegalArgumentException if a number is out of range, or the topic is none
     */
    public Requester(Client client, Clock clock, Entropy entropy, Replies replies, Topic responseTopic,
            int longestInformation, int slots, int ownProperties) {
        int length = responseTopic.length();
        if (length == 0 || longestInformation < 0 || longestInformation > 65535 - length) {
            throw new IllegalArgumentException("responseTopic must have 1 to 65535 bytes with longestInformation");
        }
        if (slots < 1 || slots > MOST || ownProperties < 0 || ownProperties > 65535) {
            throw new IllegalArgumentException("slots must be 1 to 256, ownProperties 0 to 65535");
        }
        this.client = client;
        this.clock = clock;
        this.replies = replies;
        name = new byte[length];
        System.arraycopy(responseTopic.bytes(), 0, name, 0, length);
        built = new byte[longestInformation + length];
        topic = new Topic(built.length);
        filter = new TopicFilter(built.length);
        properties = new PropertyWriter(ownProperties + ADDED + built.length);
        handles = new int[slots];
        published = new int[slots];
        tags = new int[slots];
        deadlines = new int[slots];
        BigEndian.putI32(correlation, 0, entropy.next());
    }

    /**
     * Asks. Bounded.
     *
     * @param to topic of the responder
     * @param payload array of the payload, copied; may be null for an empty one
     * @param offset its first byte
     * @param length its number of bytes
     * @param qos 0, 1 or 2
     * @param extra further properties, copied; no Response Topic and Correlation Data; or null
     * @param millis how long the reply may take, from 1
     * @param tag any number, which comes back with the reply
     * @return a positive handle for {@link Replies}; {@link Result#NOT_CONNECTED}: no connection, or its server has not
     *     granted the Response Topic yet ({@link #isReady}); {@link Result#REFUSED}: it refused that topic;
     *     {@link Result#FULL}: all slots are under way, also those whose message is not acknowledged yet;
     *     {@link Result#INVALID_PROPERTY}, {@link Result#BUFFER_TOO_SMALL}: the properties do not fit;
     *     {@link Result#INVALID_ARGUMENT}; and as
     *     {@link Client#publish(Topic, byte[], int, int, int, boolean, PropertyWriter)}
     */
    public int request(Topic to, byte[] payload, int offset, int length, int qos, PropertyWriter extra, int millis,
            int tag) {
        if (!ready || !client.isConnected()) {
            return refusal != 0 ? Result.REFUSED : Result.NOT_CONNECTED;
        }
        if (millis < 1) {
            return Result.INVALID_ARGUMENT;
        }
        int slot = freeSlot();
        if (slot < 0) {
            return Result.FULL;
        }
        generation = generation == 0x7FFFFF ? 1 : generation + 1;
        int handle = generation << 8 | slot;
        int result = fill(extra, handle, millis);
        if (result == Result.OK) {
            result = client.publish(to, payload, offset, length, qos, false, properties);
        }
        if (result < 0) {
            return result;
        }
        handles[slot] = handle;
        published[slot] = result;
        tags[slot] = tag;
        deadlines[slot] = clock.millis() + millis;
        open++;
        return handle;
    }

    private int fill(PropertyWriter extra, int handle, int millis) {
        BigEndian.putI32(correlation, 4, handle);
        properties.clear();
        int result = extra == null ? Result.OK : properties.set(extra);
        if (result == Result.OK) {
            result = properties.put(Property.RESPONSE_TOPIC, topic);
        }
        if (result == Result.OK) {
            result = properties.put(Property.CORRELATION_DATA, correlation, 0, CORRELATION);
        }
        if (result == Result.OK) {
            int expiry = properties.put(Property.MESSAGE_EXPIRY_INTERVAL, millis / 1000 + 1);
            result = expiry == Result.INVALID_PROPERTY ? Result.OK : expiry; // the application has one of its own
        }
        return result;
    }

    /** One whose request and whose message are over: else the end of that message could not be told apart. */
    private int freeSlot() {
        for (int i = 0; i < handles.length; i++) {
            if (handles[i] == 0 && published[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    /** The slot with this handle, or -1. */
    private int slotOf(int handle) {
        for (int i = 0; i < handles.length; i++) {
            if (handles[i] == handle) {
                return i;
            }
        }
        return -1;
    }

    /** @return whether the server has granted the Response Topic on this connection, or kept it with the session */
    public boolean isReady() {
        return ready && client.isConnected();
    }

    /** @return requests under way */
    public int open() {
        return open;
    }

    /** @return replies whose request was over, or never ours; wrapping */
    public int lateReplies() {
        return late;
    }

    /** @return the Response Topic of this connection; empty before the first one */
    public Topic responseTopic() {
        return topic;
    }

    /**
     * Ends the requests whose time is up. Call it behind each poll of the client, ahead of the sleep. Bounded.
     *
     * @return milliseconds until client and requester want to be called again, from 1, {@link Integer#MAX_VALUE} for
     *     never
     */
    public int poll() {
        int next = Integer.MAX_VALUE;
        if (subscribeDue) {
            subscribe();
            next = subscribeDue ? next : 1; // the client, which may have been asked already, has it to write
        }
        if (open == 0) {
            return next;
        }
        int now = clock.millis();
        for (int i = 0; i < handles.length; i++) {
            int left = deadlines[i] - now;
            if (handles[i] == 0) {
                continue;
            }
            if (left <= 0) {
                end(i, Result.EXPIRED, 0);
                next = 1; // the application may have asked anew
            } else if (left < next) {
                next = left;
            }
        }
        return next;
    }

    /**
     * Ends all requests as {@link Result#CANCELLED}; their messages may have been sent.
     */
    public void cancelAll() {
        for (int i = 0; i < handles.length; i++) {
            if (handles[i] != 0) {
                end(i, Result.CANCELLED, 0);
            }
        }
    }

    private void end(int slot, int result, int reasonCode) {
        int handle = free(slot);
        replies.onNoReply(handle, tags[slot], result, reasonCode);
    }

    private int free(int slot) {
        int handle = handles[slot];
        handles[slot] = 0;
        open--;
        return handle;
    }

    /**
     * A connection stands, as {@link Listener#onConnected} is told: builds the Response Topic and subscribes to it.
     * Only inside that.
     *
     * @param sessionPresent of CONNACK
     * @param connack its properties
     */
    public void onConnected(boolean sessionPresent, PropertyReader connack) {
        int length = 0;
        if (connack.find(Property.RESPONSE_INFORMATION) && connack.valueLength() <= built.length - name.length) {
            length = connack.valueLength();
            System.arraycopy(connack.bytes(), connack.valueOffset(), built, 0, length);
        }
        System.arraycopy(name, 0, built, length, name.length);
        length += name.length;
        boolean same = topic.contentEquals(built, 0, length);
        refusal = topic.set(built, 0, length);
        if (refusal == Result.OK) {
            refusal = filter.set(built, 0, length);
        }
        ready = ready && same && sessionPresent && !client.isSessionUncertain();
        subscribing = 0;
        if (refusal == Result.OK) {
            subscribe();
        }
    }

    /** Keeps {@code ready}: a session that is resumed has the subscription. */
    private void subscribe() {
        int result = client.subscribe(filter, 1);
        subscribing = result > 0 ? result : 0;
        subscribeDue = result == Result.FULL; // the next poll behind a completion finds room
        if (result < 0 && result != Result.FULL && result != Result.NOT_CONNECTED) {
            refusal = result;
        }
    }

    /** The connection is over: requests wait on, for at most their time. */
    public void onDisconnected() {
        subscribeDue = false;
        subscribing = 0;
    }

    /**
     * A SUBACK came.
     *
     * @param handle as the listener was told
     * @param result as the listener was told
     * @param codes as the listener was told
     * @param offset as the listener was told
     * @param count as the listener was told
     * @return whether it was about the Response Topic
     */
    public boolean onSubscribed(int handle, int result, byte[] codes, int offset, int count) {
        if (handle == 0 || handle != subscribing) {
            return false;
        }
        subscribing = 0;
        ready = result == Result.OK && count == 1 && (codes[offset] & 0xFF) < 0x80;
        if (!ready && result != Result.CONNECTION_LOST) {
            refusal = Result.REFUSED;
        }
        return true;
    }

    /**
     * A message of ours ended: one that is lost, or that nobody has subscribed to, gets no reply.
     *
     * @param handle as the listener was told
     * @param result as the listener was told
     * @param reasonCode as the listener was told
     * @return whether it was a request
     */
    public boolean onPublished(int handle, int result, int reasonCode) {
        for (int i = 0; i < published.length && handle != 0; i++) {
            if (published[i] == handle) {
                published[i] = 0;
                if (handles[i] == 0) {
                    return true;
                }
                if (result < 0) {
                    end(i, result, reasonCode);
                } else if (reasonCode == ReasonCode.NO_MATCHING_SUBSCRIBERS) {
                    end(i, Result.REFUSED, reasonCode);
                }
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a message came to our Response Topic.
     *
     * @param message as the listener was told
     * @return true if it is for {@link #onMessage}
     */
    public boolean isReply(Message message) {
        return topic.length() > 0 && message.hasTopic(topic);
    }

    /**
     * A message that {@link #isReply}.
     *
     * @param message as the listener was told
     * @return what the listener is to answer: {@link Listener#ACCEPT}
     */
    public int onMessage(Message message) {
        PropertyReader reader = message.properties();
        int slot = -1;
        if (reader.find(Property.CORRELATION_DATA) && reader.valueLength() == CORRELATION
                && BigEndian.i32(reader.bytes(), reader.valueOffset()) == BigEndian.i32(correlation, 0)) {
            int handle = BigEndian.i32(reader.bytes(), reader.valueOffset() + 4);
            slot = handle > 0 ? slotOf(handle) : -1;
        }
        if (slot < 0) {
            late++;
        } else {
            int handle = free(slot);
            replies.onReply(handle, tags[slot], message);
        }
        return Listener.ACCEPT;
    }
}

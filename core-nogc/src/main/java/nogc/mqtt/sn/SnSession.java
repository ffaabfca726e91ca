package nogc.mqtt.sn;

import nogc.hal.Entropy;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;

/**
 * What all parts of a client share: its state, the time, the one transaction, queue and topics, and the one datagram
 * that waits for the transport. It decides nothing and knows none of the parts.
 */
final class SnSession {
    /** Nothing is wanted. */
    static final int IDLE = 0;
    /** Until the next attempt to connect. */
    static final int WAITING = 1;
    /** CONNECT, WILLTOPIC or WILLMSG is under way, or a gateway is searched. */
    static final int CONNECTING = 2;
    /** Connected. */
    static final int ACTIVE = 3;
    /** Connected and silent. */
    static final int ASLEEP = 4;
    /** Collects what the gateway kept. */
    static final int AWAKE = 5;

    /** {@link #features}: a will can be sent. */
    static final int WILL = 1;
    /** {@link #features}: it can subscribe. */
    static final int SUBSCRIBE = 2;
    /** {@link #features}: QoS 2 out. */
    static final int PUBLISH_QOS2 = 4;
    /** {@link #features}: QoS 2 in. */
    static final int SUBSCRIBE_QOS2 = 8;

    /** {@link #radius} of a datagram to the gateway. */
    static final int UNICAST = -1;

    final SnSettings config;
    final Listener listener;
    final Entropy entropy;
    final SnMetrics metrics = new SnMetrics();
    final SnTransaction transaction = new SnTransaction();
    final SnQueue queue;
    final SnTopics topics;
    final SnAddress gateway = new SnAddress();
    /** It was found, else it is the transport's own peer. */
    boolean gatewayChosen;
    final SnAddress sender = new SnAddress();
    /** MQTT-SN has no properties. */
    final PropertyReader noProperties = new PropertyReader();
    /** What the options add to the least: bits of above. */
    int features;

    // valid for session
    ConnectOptions connectOptions;
    int state = IDLE;
    int now;
    /** A message of QoS -1 waits for a gateway. */
    boolean unconnected;
    /** CONNECT asks to be asked for a will. */
    boolean will;
    private int lastMsgId;
    private int lastHandle;
    /** Bit 1 << (type & 31) of each kind that the gateway refused for congestion. */
    private int congested;
    private int congestedSince;

    // valid for connection
    /** A plain DISCONNECT is wanted. */
    boolean leaving;
    /** It is under way. */
    boolean farewell;
    /** The listener answered WAIT: the received datagram stays, and nothing more is read. */
    boolean held;
    int lastSent;
    int lastReceived;

    /** The datagram that waits for the transport. */
    final byte[] out;
    /** Octets in front of each message: a forwarder's envelope, written once. */
    int headroom;
    int outLength;
    /** Hops of a broadcast, or UNICAST. */
    int radius;
    /** It is the request under way, whose time begins when the transport takes it. */
    boolean supervised;
    /** The record of QoS 0 or -1 that it carries, and that completes when the transport takes it; or NONE. */
    int carried = SnQueue.NONE;
    /** The connection is over for good: the transport is to be closed. */
    boolean closing;
    /** The longest datagram that configuration and transport both carry. */
    int longest;

    SnSession(SnSettings config, Entropy entropy, Listener listener) {
        this.config = config;
        this.entropy = entropy;
        this.listener = listener;
        out = new byte[config.transmitBuffer];
        longest = config.transmitBuffer;
        queue = new SnQueue(config.queue);
        topics = new SnTopics(config.topics, config.topicLength);
    }

    boolean isOutEmpty() {
        return outLength == 0;
    }

    /** A message to the gateway stands in {@link #out} from {@link #headroom} to here. */
    void send(int end) {
        outLength = end;
        radius = UNICAST;
        lastSent = now;
    }

    /** The message of a record that nobody acknowledges; only in a connection it restarts a timer [SN-6.8-3]. */
    void carry(int record, int end) {
        outLength = end;
        radius = UNICAST;
        carried = record;
        if (SnFlags.qos(queue.flags(record)) == 0) {
            lastSent = now;
        }
    }

    /** Nothing waits for the transport any more. */
    void emptyOut() {
        outLength = 0;
        supervised = false;
        carried = SnQueue.NONE;
    }

    /** A message to all that stands in {@link #out}. */
    void broadcast(int end, int hops) {
        outLength = end;
        radius = hops;
    }

    /** Whether a message with so many octets behind its type fits a datagram. */
    boolean fits(int fields) {
        return SnEncoder.size(fields) <= longest - headroom;
    }

    /** 1 to 65,535; the one that is open is not met again before all others [SN-5.3.7-1]. */
    int nextMsgId() {
        lastMsgId = lastMsgId == 65535 ? 1 : lastMsgId + 1;
        return lastMsgId;
    }

    int nextHandle() {
        lastHandle = lastHandle == Integer.MAX_VALUE ? 1 : lastHandle + 1;
        return lastHandle;
    }

    /** Begins a request that no record stands for. */
    void begin(int type) {
        transaction.begin(type, SnQueue.NONE, 0);
    }

    /** Removes a record; the transaction ends if it was its own. */
    void remove(int record) {
        if (transaction.record() == record) {
            transaction.end();
        }
        transaction.moved(record, queue.remove(record));
    }

    /** A message came to its end. */
    void published(int record, int result, int returnCode) {
        int handle = queue.handle(record);
        int tag = queue.tag(record);
        remove(record);
        listener.onPublished(handle, tag, result, returnCode, noProperties);
    }

    /** The gateway refused a message or request for congestion: nothing of its kind for Twait. */
    void congest(int type) {
        congested |= 1 << type;
        congestedSince = now;
    }

    boolean isCongested(int type) {
        return (congested & 1 << type) != 0 && congestionLeft() > 0;
    }

    /** Milliseconds until kinds that were refused may be sent again, 0 if there are none. */
    int congestionLeft() {
        int left = congested == 0 ? 0 : config.congestionWait - (now - congestedSince);
        if (left <= 0) {
            congested = 0;
            return 0;
        }
        return left;
    }

    /** What a refusal of that kind means. */
    int refuse(int returnCode, int type) {
        if (returnCode == SnReturnCode.CONGESTION) {
            congest(type); // [SN-6.5-3] [SN-6.6-3] [SN-6.9-3]
        }
        return SnReturnCode.result(returnCode);
    }

    /** Milliseconds from now on, drawn from 0 to a bound. */
    int below(int bound) {
        return (entropy.next() & Integer.MAX_VALUE) % (bound + 1);
    }

    boolean isConnected() {
        return state >= ACTIVE;
    }

    /** OK while requests of our own may be made. */
    int mayRequest() {
        return state == ACTIVE && !leaving ? Result.OK : Result.NOT_CONNECTED;
    }
}

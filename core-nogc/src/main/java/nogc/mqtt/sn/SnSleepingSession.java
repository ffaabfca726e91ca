package nogc.mqtt.sn;

import nogc.hal.DatagramTransport;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.wire.BigEndian;

/**
 * What a sleeping client is about: its state, and the one request under way with its times. Two buffers are all that it
 * has: in {@link #in} is what was received, over which its answer is written, and every request but PUBLISH, anew each
 * time that it is sent; {@link #out} keeps the PUBLISH until it is acknowledged.
 */
final class SnSleepingSession {
    /** {@link #request}: none is under way. */
    static final int NONE = -1;

    /** {@link #state}. */
    static final int DISCONNECTED = 0;
    /** Connected, and silent but for PINGREQ. */
    static final int ASLEEP = 1;
    /** Connected. */
    static final int ACTIVE = 2;

    /** {@link #left}: nothing comes to its time. */
    static final int NEVER = Integer.MAX_VALUE;

    /** Seconds to the milliseconds after which we send something: an eighth ahead of the end of the period. */
    private static final int KEEP_ALIVE = 875;
    /** Flags, TopicId and MsgId, in front of the data of PUBLISH. */
    private static final int PUBLISH_FIELDS = 5;

    final SnSleepingConfig config;
    final SnMetrics metrics = new SnMetrics();
    /** A datagram; behind it room for the address of its sender. */
    final byte[] in;
    /** The PUBLISH; behind it room for the address of the gateway. */
    final byte[] out;
    private int outLength;
    /** Where Flags of the PUBLISH stand. */
    private int fields;

    int now;
    int state = DISCONNECTED;
    /** Of {@link SnType}, or NONE. */
    int request = NONE;
    /** Of the request that ended last, or of the connection. */
    int result;
    /** The request is to be sent. */
    boolean unsent;
    /** How often it was sent. */
    private int sends;
    /** When it was sent last; without one, when the last one was, or when sleep began. */
    private int since;
    /** Of the REGISTER, PUBLISH or SUBSCRIBE. */
    int msgId;
    /** Of the REGISTER or PUBLISH, also of the last one. */
    SnTopic topic;
    /** Of the SUBSCRIBE; null for any other request. */
    SnTopic subscribing;
    /** The gateway did not know the topic of this PUBLISH once. */
    private boolean registeredAgain;
    /** QoS of SUBSCRIBE. */
    private int qos;
    /** Seconds of the DISCONNECT; 0 for none. */
    int seconds;
    /** Milliseconds of sleep until we wake by ourselves. */
    private int sleep;
    /** The gateway did not answer when we woke. */
    private boolean unanswered;
    private boolean congested;
    private int congestedSince;
    /** Octets of an answer in {@link #in} that waits for the transport. */
    int answer;
    /** Where the message in {@link #in} was published to, which the application has not taken yet; or null. */
    SnTopic held;
    /** The connection is over: the transport is to be closed. */
    boolean closing;

    SnSleepingSession(SnSleepingConfig config) {
        String problem = config.problem();
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        this.config = config;
        in = new byte[config.longest + DatagramTransport.LONGEST_ADDRESS];
        out = new byte[config.longest + DatagramTransport.LONGEST_ADDRESS];
    }

    /** Begins a request of the application: OK or the refusal. */
    int request(int type) {
        if (request != NONE) {
            return Result.FULL; // [SN-6.6-5]
        }
        congested = congested && now - congestedSince < config.congestionWait;
        if (congested && type != SnType.DISCONNECT && type != SnType.PINGREQ) {
            return Result.CONGESTED; // [SN-6.5-3] [SN-6.6-3] [SN-6.9-3]
        }
        begin(type);
        return Result.OK;
    }

    private void begin(int type) {
        request = type;
        result = SnSleepingClient.PENDING;
        sends = 0; // [SN-6.13-7]
        unsent = true;
    }

    int publish(SnTopic to, byte[] payload, int offset, int length, int flags) {
        int refusal = request(SnType.PUBLISH);
        if (refusal == Result.OK) {
            topic = to;
            registeredAgain = false;
            outLength = SnEncoder.publish(out, 0, flags, 0, 0, payload, offset, length);
            fields = outLength - length - PUBLISH_FIELDS;
            beginPublish();
        }
        return refusal;
    }

    /** The PUBLISH, or what goes ahead of it [SN-6.5-5]. */
    void beginPublish() {
        begin(topic.isUnregistered(metrics.connections) ? SnType.REGISTER : SnType.PUBLISH);
        nextMsgId();
    }

    /** 1 to 65,535; the one that is open is not met again before all others [SN-5.3.7-1]. */
    private void nextMsgId() {
        msgId = msgId == 65535 ? 1 : msgId + 1;
    }

    /** The gateway does not know the topic: another REGISTER and a new message [SN-6.6-4]; false the second time. */
    boolean registerAgain() {
        if (request != SnType.PUBLISH || registeredAgain) {
            return false;
        }
        registeredAgain = true;
        out[fields] &= (byte) ~SnFlags.DUP;
        beginPublish();
        return true;
    }

    int subscribe(SnTopic to, int most) {
        int refusal = request(SnType.SUBSCRIBE);
        if (refusal == Result.OK) {
            subscribing = to;
            qos = most;
            nextMsgId();
        }
        return refusal;
    }

    int leave(int duration) {
        if (state == DISCONNECTED) {
            return Result.NOT_CONNECTED;
        }
        int refusal = request(SnType.DISCONNECT);
        if (refusal == Result.OK) {
            seconds = duration;
        }
        return refusal;
    }

    /** Milliseconds until {@link #overdue}; never while the request waits for the transport. */
    int left() {
        int span = request != NONE ? config.retryTime
                : state == ACTIVE ? config.keepAlive * KEEP_ALIVE // 0 for none [SN-D-14]
                : state == ASLEEP ? sleep : 0;
        return unsent || span == 0 ? NEVER : span - (now - since);
    }

    /** The answer did not come, or it is time to ask for one. */
    void overdue() {
        if (request == NONE) {
            begin(SnType.PINGREQ); // [SN-6.11-1] [SN-6.14-10]
        } else if (sends <= config.retries) {
            metrics.repeats++;
            unsent = true; // [SN-6.13-2]
        } else if (request == SnType.PINGREQ && state == ASLEEP && !unanswered) {
            end(Result.GATEWAY_LOST);
            since = now;
            unanswered = true; // back to sleep, once [SN-6.14-6]
        } else {
            lose(Result.GATEWAY_LOST); // [SN-6.13-3] [SN-6.11-3]
        }
    }

    /** The request is over, if there is one. */
    void end(int how) {
        request = NONE;
        subscribing = null;
        unsent = false;
        result = how;
    }

    /** The connection, or the attempt at one, is over. */
    void lose(int cause) {
        end(cause);
        state = DISCONNECTED;
        answer = 0;
        held = null;
        closing = true;
    }

    /** Whether the PUBLISH is written in {@link #out}, not the request in {@link #in}. */
    boolean isInOut() {
        return request == SnType.PUBLISH;
    }

    /** Writes the request; the index behind it. */
    int encode() {
        byte[] clientId = config.clientId.bytes();
        int length = config.clientId.length();
        if (subscribing != null) {
            return encodeSubscribe();
        }
        switch (request) {
            case SnType.CONNECT:
                return SnEncoder.connect(in, 0, isClean() ? SnFlags.CLEAN_SESSION : 0, config.keepAlive, clientId, 0,
                        length);
            case SnType.REGISTER:
                return SnEncoder.register(in, 0, 0, msgId, topic.name.bytes(), 0, topic.name.length());
            case SnType.PUBLISH:
                BigEndian.putU16(out, fields + 1, topic.topicId);
                BigEndian.putU16(out, fields + 3, isUnsupervised() ? 0 : msgId); // [SN-5.4.12-5]
                return outLength;
            case SnType.PINGREQ:
                return SnEncoder.octets(in, 0, request, clientId, 0, state == ASLEEP ? length : 0); // [SN-5.4.19-2]
            default:
                return seconds == 0 ? SnEncoder.empty(in, 0, request) : SnEncoder.word(in, 0, request, seconds);
        }
    }

    private int encodeSubscribe() {
        int flags = SnFlags.of(qos, false, subscribing.topicIdType);
        Topic name = subscribing.name;
        if (name != null) {
            return SnEncoder.subscribe(in, 0, request, flags, msgId, name.bytes(), 0, name.length());
        }
        BigEndian.putU16(in, config.longest, subscribing.topicId);
        return SnEncoder.subscribe(in, 0, request, flags, msgId, in, config.longest, 2);
    }

    /** Whether CONNECT ends what the gateway keeps: never out of sleep [SN-6.14-11]. */
    boolean isClean() {
        return config.cleanSession && state == DISCONNECTED;
    }

    /** PUBLISH at QoS 0. */
    private boolean isUnsupervised() {
        return SnFlags.qos(out[fields]) == 0;
    }

    /** The transport took the request. */
    void written() {
        if (request == SnType.PUBLISH) {
            if (isUnsupervised()) {
                end(Result.OK); // it restarts no timer: nothing tells that the gateway is there
                return;
            }
            out[fields] |= (byte) SnFlags.DUP; // of a repeat [SN-5.3.4-1]
        }
        if (request == SnType.CONNECT && sends == 0) {
            metrics.connectAttempts++;
        }
        unsent = false;
        sends++;
        since = now;
    }

    /** Whether this request is under way, and was sent. */
    boolean awaits(int type) {
        return request == type && sends > 0;
    }

    /** The gateway takes us for connected, and we do not leave sleep: it may send something. */
    boolean isConnected() {
        return state != DISCONNECTED && request != SnType.CONNECT; // [SN-6.2-1]
    }

    /** What a return code means. */
    int refuse(int code) {
        if (code == SnReturnCode.CONGESTION) {
            congested = true;
            congestedSince = now;
        }
        return SnReturnCode.result(code);
    }

    /** The gateway confirmed the sleep that DISCONNECT asked for. */
    void fallAsleepFor() {
        int millis = seconds * 1000;
        sleep = millis - Math.min(config.margin, millis / 2); // [SN-6.14-10]
        fallAsleep();
    }

    /** Silence from now on. */
    void fallAsleep() {
        state = ASLEEP;
        since = now;
        unanswered = false;
    }

    /**
     * Whether a DISCONNECT answers one of ours that was answered before: a network doubles and delays, and each repeat
     * has its answer. One that means something is met again at the next waking.
     */
    boolean isCopy() {
        return state == ASLEEP && request == NONE && now - since < (config.retries + 1) * config.retryTime;
    }

    /** The gateway has something for us: PINGRESP ends it, until which its time begins anew [SN-6.14-5]. */
    void heard() {
        if (awaits(SnType.PINGREQ) && state == ASLEEP) {
            since = now;
            sends = 1;
        }
    }

    /** What came meanwhile is read from now on: the time of the request begins anew. */
    void resumed() {
        since = request == NONE ? since : now;
    }
}

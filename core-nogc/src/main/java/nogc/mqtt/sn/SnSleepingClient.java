package nogc.mqtt.sn;

import nogc.hal.Clock;
import nogc.hal.DatagramTransport;
import nogc.mqtt.Result;

/**
 * An MQTT-SN 1.2 client for a node that sleeps between its readings (section 6.14), in half of the flash and two thirds
 * of the RAM of an {@link SnClient}: one request under way, no queue, no listener, no reconnecting. Each request is
 * begun by a call; {@link #poll} does it, and {@link #result} says what became of it.
 *
 * <pre>
 *   SnSleepingConfig config = new SnSleepingConfig();
 *   config.clientId = new Utf8String("node-7");
 *   SnSleepingClient client = new SnSleepingClient(config, transport, clock);
 *   SnTopic readings = new SnTopic(new Topic("node-7/readings"));
 *
 *   client.connect();          // each of these: then poll() until result() is not PENDING any more
 *   client.publish(readings, payload, 0, payload.length, 1, false);   // REGISTER goes ahead of it by itself
 *   client.sleep(600);         // from here on poll() says how long radio and board may stop
 *
 *   int millis = client.poll();
 *   if (client.received() != null) {                     // a message to a topic that was subscribed to
 *       int length = client.message().dataLength();
 *       client.take();                                   // acknowledges it
 *   }
 * </pre>
 *
 * <p>Asleep it wakes by itself ahead of the end of the sleep time, collects what the gateway keeps and sleeps again; to
 * send it is connected anew. A connection that is lost stays lost until {@link #connect}: when a node that lives on a
 * battery tries again is the application's to say.
 *
 * <table border="1">
 * <caption>Which of the clients</caption>
 * <tr><td></td><td>SnPublisher</td><td>SnSleepingClient</td><td>SnClient</td></tr>
 * <tr><td>publishes at QoS</td><td>-1</td><td>0, 1</td><td>-1 to 2</td></tr>
 * <tr><td>receives at QoS</td><td>–</td><td>0, 1, topics without wildcards</td><td>0 to 2</td></tr>
 * <tr><td>gateway</td><td>one</td><td>one</td><td>one, or found, with fail-over</td></tr>
 * <tr><td>messages that wait</td><td>none</td><td>one</td><td>what the queue holds, over lost connections</td></tr>
 * <tr><td>after a loss</td><td>–</td><td>the application connects</td><td>connects by itself, later and later</td></tr>
 * <tr><td>will, forwarder</td><td>no</td><td>no</td><td>yes</td></tr>
 * <tr><td>tells</td><td>by results</td><td>by results</td><td>by a listener, as {@code Client} does</td></tr>
 * </table>
 *
 * <p>Every method is bounded, allocates nothing, and must be called on one thread; none blocks but {@link #poll}, as
 * long as the transport does.
 */
public final class SnSleepingClient {
    /** {@link #result}: a request is under way. */
    public static final int PENDING = 1;
    /** Longest sleep in seconds, about 18 hours. */
    public static final int LONGEST_SLEEP = 65535;

    /** Milliseconds until a transport that is opening, or takes nothing now, is asked again. */
    private static final int ASK_AGAIN = 10;

    private final DatagramTransport transport;
    private final Clock clock;
    private final SnSleepingSession session;
    private final SnSleepingReceiver receiver;
    private final int longest;
    private boolean open;
    /** Octets of the gateway's address, which stands in the session's buffer for PUBLISH. */
    private int gatewayLength;

    /**
     * Allocates all memory of the client; nothing is allocated afterwards.
     *
     * @param config not to be changed afterwards
     * @param transport closed so far, and made for the gateway; the client opens and closes it
     * @param clock a steady clock
     * @throws IllegalArgumentException if the configuration is out of range, with a message that says what to change
     */
    public SnSleepingClient(SnSleepingConfig config, DatagramTransport transport, Clock clock) {
        session = new SnSleepingSession(config);
        receiver = new SnSleepingReceiver(session);
        longest = config.longest;
        this.transport = transport;
        this.clock = clock;
    }

    /**
     * Begins to connect, also out of sleep: the client becomes active with the session that the gateway kept.
     *
     * @return {@link Result#OK}: poll; {@link Result#ALREADY_CONNECTED}; {@link Result#FULL}: a request is under way;
     *     {@link Result#CONGESTED}: the gateway was congested less than {@link SnTimers#congestionWait} ago
     */
    public int connect() {
        session.now = clock.millis();
        return session.state == SnSleepingSession.ACTIVE ? Result.ALREADY_CONNECTED : session.request(SnType.CONNECT);
    }

    /**
     * Begins to publish; the payload is copied. A topic that has no id in this connection is registered first. At QoS 0
     * the request ends when the transport took the message, at QoS 1 when the gateway acknowledged it; what ends as
     * {@link Result#GATEWAY_LOST} may have arrived.
     *
     * @param topic where to
     * @param payload array of the payload, may be null if empty
     * @param offset its first byte
     * @param length its number of bytes
     * @param qos 0 or 1
     * @param retain whether the server keeps it for later subscribers
     * @return {@link Result#OK}: poll; {@link Result#NOT_CONNECTED}: the client is not active; {@link Result#FULL} and
     *     {@link Result#CONGESTED} as above; {@link Result#DATAGRAM_TOO_LARGE}: more than {@link #largestPayload}, or
     *     a name that REGISTER has no room for; INVALID_QOS, INVALID_ARGUMENT
     */
    public int publish(SnTopic topic, byte[] payload, int offset, int length, int qos, boolean retain) {
        if (qos < 0 || qos > 1) {
            return Result.INVALID_QOS;
        }
        if (topic == null || length < 0 || offset < 0
                || (payload == null ? length > 0 : length > payload.length - offset)) {
            return Result.INVALID_ARGUMENT;
        }
        int refusal = refusal(topic);
        if (refusal != Result.OK) {
            return refusal;
        }
        return length > largestPayload() ? Result.DATAGRAM_TOO_LARGE // [SN-5.2.1-4]
                : session.publish(topic, payload, offset, length, SnFlags.of(qos, retain, topic.topicIdType));
    }

    /** Why a request about a topic cannot begin, or OK. */
    private int refusal(SnTopic topic) {
        session.now = clock.millis();
        if (session.state != SnSleepingSession.ACTIVE) {
            return Result.NOT_CONNECTED; // [SN-6.14-9]
        }
        return topic.name != null && SnEncoder.size(4 + topic.name.length()) > longest ? Result.DATAGRAM_TOO_LARGE
                : Result.OK;
    }

    /** @return the most bytes of payload that one datagram takes; less where the transport, once open, carries less */
    public int largestPayload() {
        int room = open ? Math.min(longest, transport.longest()) : longest;
        int inShortForm = Math.min(room, SnEncoder.LONGEST_SHORT) - SnEncoder.PUBLISH_HEADER;
        return Math.max(inShortForm, room - SnEncoder.PUBLISH_HEADER - 2);
    }

    /**
     * Begins to subscribe. Messages come by {@link #received}, those of a sleeping client when it wakes. A clean
     * session ends with each {@link #connect} but those out of sleep: subscribe anew then.
     *
     * @param topic what to; the same object comes with its messages
     * @param qos the most that the gateway shall send, 0 or 1
     * @return as {@link #publish}
     */
    public int subscribe(SnTopic topic, int qos) {
        if (qos < 0 || qos > 1) {
            return Result.INVALID_QOS;
        }
        if (topic == null) {
            return Result.INVALID_ARGUMENT;
        }
        int refusal = refusal(topic);
        return refusal != Result.OK ? refusal : session.subscribe(topic, qos);
    }

    /**
     * Begins to go to sleep; asleep it changes the sleep time. Choose a keep alive above it: some gateways go on with
     * that at the server.
     *
     * @param seconds 1 to 65,535
     * @return {@link Result#OK}: poll; {@link Result#NOT_CONNECTED}; {@link Result#FULL}; INVALID_ARGUMENT
     */
    public int sleep(int seconds) {
        return seconds < 1 || seconds > LONGEST_SLEEP ? Result.INVALID_ARGUMENT // [SN-5.4.21-3]
                : session.leave(seconds);
    }

    /**
     * Begins to collect what the gateway keeps, now; then the client sleeps again.
     *
     * @return {@link Result#OK}: poll; {@link Result#NOT_ASLEEP}; {@link Result#FULL}
     */
    public int wake() {
        return session.state != SnSleepingSession.ASLEEP ? Result.NOT_ASLEEP : session.request(SnType.PINGREQ);
    }

    /**
     * Begins to end the connection, also out of sleep; then the transport is closed.
     *
     * @return {@link Result#OK}: poll; {@link Result#NOT_CONNECTED}; {@link Result#FULL}
     */
    public int disconnect() {
        return session.leave(0);
    }

    /**
     * Drops connection and request at the next poll, without a word to the gateway.
     *
     * @return {@link Result#OK}; the result is {@link Result#ABORTED} then
     */
    public int abort() {
        session.lose(Result.ABORTED);
        return Result.OK;
    }

    /**
     * Does what is due: takes at most one datagram, sends at most an answer to it and one request. Blocks only as long
     * as the transport does.
     *
     * @return milliseconds until the client wants to be called again, also without input: 0 for at once; the largest
     *     int for never, which is also so while a message waits for {@link #take}
     */
    public int poll() {
        session.now = clock.millis();
        close(); // after abort
        int wait = turn();
        close();
        return wait;
    }

    private void close() {
        if (session.closing) {
            session.closing = false;
            open = false;
            transport.close();
        }
    }

    private int turn() {
        if (session.held != null || !open && session.request == SnSleepingSession.NONE) {
            return SnSleepingSession.NEVER;
        }
        if (!open && !open()) {
            return session.closing ? SnSleepingSession.NEVER : ASK_AGAIN;
        }
        boolean again = session.answer > 0 || read();
        if (session.answer > 0 && send(session.in, session.answer)) {
            session.answer = 0;
        }
        if (session.held != null || session.closing) {
            return 0;
        }
        if (session.left() <= 0) {
            session.overdue();
        }
        if (session.unsent && session.answer == 0) {
            int end = session.encode();
            if (send(session.isInOut() ? session.out : session.in, end)) {
                session.written();
            }
        }
        if (session.unsent || session.answer > 0) {
            return ASK_AGAIN;
        }
        return again ? 0 : Math.max(0, session.left());
    }

    private boolean open() {
        int result = transport.open();
        if (result < 0) {
            session.lose(result);
        }
        open = result > 0;
        if (open) {
            gatewayLength = transport.peer(session.out, longest);
        }
        return open;
    }

    /** True if there was something. */
    private boolean read() {
        int count = transport.receive(session.in, 0, longest);
        if (count == 0) {
            return false;
        }
        if (count < 0 && count != DatagramTransport.TOO_LONG) {
            session.lose(count);
            return true;
        }
        session.metrics.datagramsReceived++;
        if (count < 0 || !receiver.parse(count)) {
            session.metrics.malformed++;
        } else if (isFromGateway()) {
            session.metrics.bytesReceived += count;
            receiver.received();
        } else {
            session.metrics.foreign++; // [SN-6.1-3]
        }
        return true;
    }

    private boolean isFromGateway() {
        int count = transport.sender(session.in, longest);
        boolean same = count == gatewayLength;
        for (int i = longest; same && i < longest + count; i++) {
            same = session.in[i] == session.out[i];
        }
        return same;
    }

    /** True if the transport took it. */
    private boolean send(byte[] b, int length) {
        int count = transport.send(b, 0, 0, b, 0, length);
        if (count > 0) {
            session.metrics.datagramsSent++;
            session.metrics.bytesSent += count;
        } else if (count == DatagramTransport.TOO_LONG) {
            session.end(Result.DATAGRAM_TOO_LARGE);
        } else if (count < 0) {
            session.lose(count);
        }
        return count > 0;
    }

    /**
     * What became of the request that was begun last, be it by a call or by the client itself, which wakes and keeps
     * alive; or why the connection ended.
     *
     * @return {@link #PENDING}; {@link Result#OK}; {@link Result#GATEWAY_LOST}: no answer came, and the connection is
     *     over unless {@link #isConnected}: a gateway that does not answer when the client wakes is asked once more
     *     after the same sleep; {@link Result#SERVER_DISCONNECT}: the gateway does not know us;
     *     {@link Result#CONGESTED}, {@link Result#TOPIC_ID_UNKNOWN}, {@link Result#NOT_SUPPORTED},
     *     {@link Result#REFUSED}: it said no; {@link Result#DATAGRAM_TOO_LARGE}: for the transport;
     *     {@link Result#ABORTED}; or a code of the transport
     */
    public int result() {
        return session.result;
    }

    /**
     * The topic of a message that came and waits. Until {@link #take} the client stands still, and so does its keep
     * alive; the gateway repeats what waits too long.
     *
     * @return one that was given to {@link #subscribe}, or null for no message
     */
    public SnTopic received() {
        return session.held;
    }

    /**
     * The message that waits: payload, QoS and retain. Valid until {@link #take}.
     *
     * @return the same view all life long; it means something only while {@link #received} is not null
     */
    public SnMessage message() {
        return receiver.message;
    }

    /**
     * Goes on behind a message, which is acknowledged if it came at QoS 1.
     *
     * @return {@link Result#OK}, or {@link Result#STALE} if none waits
     */
    public int take() {
        if (session.held == null) {
            return Result.STALE;
        }
        receiver.taken();
        return Result.OK;
    }

    /** @return whether a gateway accepted the connection and it stands, active or asleep */
    public boolean isConnected() {
        return session.state != SnSleepingSession.DISCONNECTED;
    }

    /** @return whether the client is connected and not asleep: it may publish */
    public boolean isActive() {
        return session.state == SnSleepingSession.ACTIVE;
    }

    /** @return whether the client is asleep and does not collect just now */
    public boolean isAsleep() {
        return session.state == SnSleepingSession.ASLEEP && session.request == SnSleepingSession.NONE;
    }

    /** @return counters, the same object all life long */
    public SnMetrics metrics() {
        return session.metrics;
    }
}

package nogc.mqtt.sn;

import nogc.hal.Entropy;
import nogc.mqtt.Listener;
import nogc.mqtt.Result;

/**
 * The client without a transport and without a clock: it is told the time, given datagrams, and says which datagram it
 * wants to send and when it wants to be called again. At most one datagram waits to be sent, and while it does, none is
 * taken: so each answer has room, and nothing but the retained request is ever kept.
 */
final class SnEngine {
    /** Milliseconds until a datagram that the transport did not take is offered again. */
    private static final int OFFER_AGAIN = 10;

    private final SnSession session;
    private final SnOptions options;
    private final SnConnection connection;
    private final SnPublishing publishing;
    private final SnTransaction transaction;
    private final SnMessage message = new SnMessage();
    private final byte[] input;
    /** Of the datagram that is held back, or 0. */
    private int heldLength;

    SnEngine(SnConfig config, Entropy entropy, Listener listener) {
        String problem = config.problem();
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        session = new SnSession(config, entropy, listener);
        transaction = session.transaction;
        input = new byte[config.receiveBuffer];
        options = new SnOptions(config.options, session);
        connection = new SnConnection(session, options);
        publishing = new SnPublishing(session);
    }

    SnSession session() {
        return session;
    }

    SnConnection connection() {
        return connection;
    }

    SnPublishing publishing() {
        return publishing;
    }

    void at(int now) {
        session.now = now;
    }

    /** Whether the transport is to be open. */
    boolean wantsTransport() {
        return session.state > SnSession.WAITING || !session.isOutEmpty()
                || publishing.firstUnconnected() != SnQueue.NONE || options.wantTransport();
    }

    /** Whether a datagram may be given: none waits to be sent, and the listener takes messages. */
    boolean wantsInput() {
        return session.isOutEmpty() && heldLength == 0;
    }

    /** Where a datagram goes that is given. */
    byte[] input() {
        return input;
    }

    /** A datagram that did not fit came, and is lost. */
    void tooLong() {
        session.metrics.datagramsReceived++;
        session.metrics.malformed++;
    }

    /** A datagram lies in {@link #input}; its sender in the session's. */
    void received(int length) {
        session.metrics.datagramsReceived++;
        session.metrics.bytesReceived += length;
        int offset = options.unwrap(input, length);
        if (offset < 0 || message.parse(input, offset, length - offset) < 0) {
            session.metrics.malformed++;
            return;
        }
        if (message.type() <= SnType.GWINFO) {
            if (!options.overheard(message)) {
                session.metrics.unexpected++;
            }
        } else if (!session.sender.equals(session.gateway.bytes, 0, session.gateway.length)) {
            session.metrics.foreign++; // [SN-6.1-3]
        } else {
            session.lastReceived = session.now;
            if (session.state == SnSession.AWAKE && transaction.is(SnType.PINGREQ)) {
                transaction.restart(session.now); // until PINGRESP, which ends it [SN-6.14-5]
            }
            dispatch();
            heldLength = session.held ? length : 0;
        }
    }

    private void dispatch() {
        if (options.received(message)) {
            return;
        }
        switch (message.type()) {
            case SnType.CONNACK:
                connection.connack(message.returnCode());
                break;
            case SnType.REGACK:
                publishing.regack(message);
                break;
            case SnType.PUBACK:
                publishing.puback(message);
                break;
            case SnType.PINGREQ:
                pingreq();
                break;
            case SnType.PINGRESP:
                pingresp();
                break;
            case SnType.DISCONNECT:
                connection.disconnected();
                break;
            case SnType.PUBLISH:
                unknownTopic();
                break;
            default:
                session.metrics.unexpected++; // [SN-5.2.2-2]
        }
    }

    private void pingreq() {
        if (session.isConnected()) {
            session.send(SnEncoder.empty(session.out, session.headroom, SnType.PINGRESP)); // [SN-6.11-2]
        } else {
            session.metrics.unexpected++;
        }
    }

    private void pingresp() {
        if (transaction.is(SnType.PINGREQ)) {
            transaction.end();
        } else {
            session.metrics.unexpected++;
        }
    }

    /** A message that no option took: there is no such topic here [SN-6.10-4]. */
    private void unknownTopic() {
        if (!session.isConnected()) {
            session.metrics.unexpected++;
            return;
        }
        session.metrics.unknownTopics++;
        session.send(SnEncoder.acknowledgement(session.out, session.headroom, SnType.PUBACK, message.topicId(),
                message.msgId(), SnReturnCode.INVALID_TOPIC_ID));
    }

    /** Offers the message anew that the listener did not want; true if there was one. */
    boolean offerHeld() {
        int length = heldLength;
        if (length == 0 || session.held || !session.isOutEmpty()) {
            return false;
        }
        int offset = options.unwrap(input, length);
        message.parse(input, offset, length - offset);
        dispatch();
        heldLength = session.held ? length : 0;
        if (heldLength == 0) {
            options.resumed();
            transaction.read(session.now);
        }
        return true;
    }

    /** The datagram that waited was taken. */
    void written() {
        session.metrics.datagramsSent++;
        session.metrics.bytesSent += session.outLength;
        if (session.supervised) {
            transaction.sent(session.now); // its time does not run while it waits here
        }
        int carried = session.carried;
        session.emptyOut();
        if (carried != SnQueue.NONE) {
            session.published(carried, Result.OK, 0);
        }
    }

    /** The transport will never send what waited. */
    void unsendable(int cause) {
        int carried = session.carried;
        session.emptyOut();
        if (carried != SnQueue.NONE) {
            session.published(carried, cause, 0);
        } else if (session.state > SnSession.WAITING) {
            connection.end(cause, 0);
        }
    }

    /** The transport died. */
    void died(int cause) {
        session.emptyOut();
        if (session.state > SnSession.WAITING) {
            connection.end(cause, 0);
        }
    }

    /** Does what is due; writes a datagram at most if none waits. */
    void tick() {
        connection.tick();
        session.unconnected = publishing.firstUnconnected() != SnQueue.NONE;
        options.tick(session);
        if (!session.isOutEmpty() || options.areReady() && publishing.sendUnconnected()) {
            return;
        }
        if (!transaction.isOpen()) {
            begin();
        } else if (!transaction.isUnsent() && answerLeft() <= 0) {
            overdue();
        }
        if (transaction.isUnsent() && session.isOutEmpty()) {
            session.send(encode());
            session.supervised = true;
            transaction.sent(session.now);
        }
    }

    /** Messages first; sleep, will updates and a ping only when nothing else can be sent. */
    private void begin() {
        if (session.state != SnSession.ACTIVE || !publishing.next()) {
            if (!options.next()) {
                connection.next();
            }
        }
    }

    /** Milliseconds until the answer is overdue; while it may wait behind a held message only PINGREQ ever is. */
    private int answerLeft() {
        return heldLength != 0 ? connection.silenceLeft()
                : transaction.remaining(session.now, session.config.retryTime);
    }

    private void overdue() {
        if (heldLength != 0) {
            transaction.sendAgain(); // [SN-6.11-1]: a sign of life while the listener waits
            return;
        }
        if (transaction.repeats() < session.config.retries) {
            session.metrics.repeats++;
            transaction.repeat(); // the same message, the same MsgId [SN-6.13-2]
        } else if (!options.exhausted(transaction.type())) {
            connection.exhausted(); // [SN-6.13-3]
        }
    }

    private int encode() {
        int end = options.encode(transaction.type());
        if (end != 0) {
            return end;
        }
        switch (transaction.type()) {
            case SnType.CONNECT:
                return connection.encodeConnect();
            case SnType.REGISTER:
                return publishing.encodeRegister();
            case SnType.PUBLISH:
                return publishing.encodePublish();
            default:
                return SnEncoder.empty(session.out, session.headroom, transaction.type()); // PINGREQ, DISCONNECT
        }
    }

    /** Milliseconds until {@link #tick} has something to do, 0 for at once. */
    int remaining() {
        if (!session.isOutEmpty()) {
            return OFFER_AGAIN;
        }
        if (options.areReady() && publishing.firstUnconnected() != SnQueue.NONE || transaction.isUnsent()) {
            return 0;
        }
        int remaining = Math.min(connection.remaining(), options.remaining());
        if (transaction.isOpen()) {
            remaining = Math.min(remaining, answerLeft());
        } else if (session.state == SnSession.ACTIVE && !session.queue.isEmpty()) {
            remaining = publishing.firstReady() != SnQueue.NONE ? 0 : Math.min(remaining, session.congestionLeft());
        }
        return Math.max(0, remaining);
    }
}

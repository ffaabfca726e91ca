package nogc.mqtt.sn;

import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Result;

/** The life of the connection: connecting, keeping alive, leaving, losing, and trying again. */
final class SnConnection {
    /** Seconds to the milliseconds after which we send something: an eighth ahead of the end of the period. */
    private static final int KEEP_ALIVE = 875;
    private static final int LONGEST_CLIENT_IDENTIFIER = 23;
    /** The groups of {@link Result}: mistakes and limits of ours, which another attempt meets again. */
    private static final int FIRST_OF_GATEWAY = -32;
    private static final int FIRST_OF_RESOURCES = -48;
    private static final int LAST_OF_RESOURCES = -63;

    private final SnSession session;
    private final SnOptions options;
    private final SnSettings config;

    private int waitSince;
    private int wait;
    private int bound;
    private int connectedAt;
    private boolean connectedBefore;
    /** Since connect was called. */
    private int attempts;
    /** The attempt under way asks for a clean session. */
    private boolean clean;
    /** The attempt under way leaves sleep, where the gateway has our session and will. */
    private boolean waking;
    private boolean aborted;
    private int abortedAs;

    SnConnection(SnSession session, SnOptions options) {
        this.session = session;
        this.options = options;
        config = session.config;
        bound = config.reconnectMinimum;
    }

    int connect(ConnectOptions connectOptions) {
        boolean asleep = session.state >= SnSession.ASLEEP && !session.farewell;
        if (session.state != SnSession.IDLE && !asleep) {
            return Result.ALREADY_CONNECTED;
        }
        int result = check(connectOptions);
        if (result != Result.OK) {
            return result;
        }
        session.connectOptions = connectOptions;
        aborted = false;
        if (asleep) {
            waking = true; // [SN-6.14-7]
            session.leaving = false;
            session.transaction.end();
            session.state = SnSession.CONNECTING;
        } else {
            attempts = 0;
            waitUntil(0);
        }
        return Result.OK;
    }

    private int check(ConnectOptions connectOptions) {
        if (connectOptions == null || connectOptions.keepAlive < 0 || connectOptions.keepAlive > 65535) {
            return Result.INVALID_ARGUMENT; // [SN-5.3.3-1]
        }
        if (connectOptions.userName != null || connectOptions.password != null || connectOptions.properties != null
                || connectOptions.willProperties != null || connectOptions.authenticator != null) {
            return Result.NOT_IN_PROTOCOL;
        }
        if (!isClientIdentifier(connectOptions)) {
            return Result.INVALID_CLIENT_IDENTIFIER; // [SN-5.3.1-1]
        }
        if (!session.fits(4 + connectOptions.clientId.length())) {
            return Result.DATAGRAM_TOO_LARGE; // [SN-5.2.1-4]
        }
        if (connectOptions.willTopic != null && (session.features & SnSession.WILL) == 0
                || connectOptions.subscriptions != null && (session.features & SnSession.SUBSCRIBE) == 0) {
            return Result.NOT_CONFIGURED;
        }
        return options.check(connectOptions);
    }

    private static boolean isClientIdentifier(ConnectOptions connectOptions) {
        if (connectOptions.clientId == null) {
            return false;
        }
        int length = connectOptions.clientId.length();
        boolean ascii = length >= 1 && length <= LONGEST_CLIENT_IDENTIFIER;
        for (int i = 0; ascii && i < length; i++) {
            ascii = connectOptions.clientId.bytes()[i] > 0; // [SN-5.3.1-2]
        }
        return ascii;
    }

    int attempts() {
        return attempts;
    }

    int disconnect() {
        if (session.state == SnSession.IDLE || session.leaving) {
            return Result.NOT_CONNECTED;
        }
        if (session.isConnected()) {
            session.leaving = true;
        } else {
            abortAs(Result.DISCONNECTED);
        }
        return Result.OK;
    }

    int abort() {
        if (session.state == SnSession.IDLE) {
            session.closing = true;
            return Result.NOT_CONNECTED;
        }
        abortAs(Result.ABORTED);
        return Result.OK;
    }

    private void abortAs(int cause) {
        aborted = true;
        abortedAs = cause;
    }

    /** What stands ahead of every request: ends, waiting, leaving. */
    void tick() {
        if (aborted) {
            aborted = false;
            end(abortedAs, 0);
        }
        if (session.state == SnSession.WAITING && waitLeft() <= 0) {
            attempt();
        }
        if (session.leaving && !session.farewell) {
            session.farewell = true;
            session.begin(SnType.DISCONNECT);
        }
    }

    private void attempt() {
        session.metrics.connectAttempts++;
        attempts++;
        session.state = SnSession.CONNECTING;
        session.listener.onConnecting(session.connectOptions);
        int result = check(session.connectOptions);
        if (result != Result.OK) {
            end(result, 0);
        }
    }

    /** Begins what the state asks for. */
    void next() {
        if (session.state == SnSession.CONNECTING && options.areReady()) {
            int cleanStart = session.connectOptions.cleanStart;
            clean = !waking && (cleanStart == 1
                    || cleanStart == ConnectOptions.CLEAN_START_DEFAULT && !connectedBefore); // [SN-6.14-11]
            session.begin(SnType.CONNECT);
        } else if (session.state == SnSession.ACTIVE && keepAliveLeft() <= 0) {
            session.begin(SnType.PINGREQ); // [SN-6.11-1]
        }
    }

    /** Milliseconds until a PINGREQ is due: nothing was sent, or nothing heard, for nearly the keep alive. */
    private int keepAliveLeft() {
        int keepAlive = session.connectOptions.keepAlive;
        if (keepAlive == 0) {
            return SnOption.NEVER; // [SN-D-14]
        }
        int since = Math.max(session.now - session.lastSent, session.now - session.lastReceived);
        return keepAlive * KEEP_ALIVE - since;
    }

    /** Milliseconds until a PINGREQ that may have been answered is due again, so that we are heard. */
    int silenceLeft() {
        return session.state != SnSession.ACTIVE || !session.transaction.is(SnType.PINGREQ) ? SnOption.NEVER
                : session.connectOptions.keepAlive * KEEP_ALIVE - (session.now - session.lastSent);
    }

    int encodeConnect() {
        ConnectOptions connectOptions = session.connectOptions;
        int flags = (clean ? SnFlags.CLEAN_SESSION : 0) | (session.will && !waking ? SnFlags.WILL : 0);
        return SnEncoder.connect(session.out, session.headroom, flags, connectOptions.keepAlive,
                connectOptions.clientId.bytes(), 0, connectOptions.clientId.length());
    }

    void connack(int returnCode) {
        if (!isConnecting()) {
            session.metrics.unexpected++;
            return;
        }
        if (returnCode != SnReturnCode.ACCEPTED) {
            end(SnReturnCode.result(returnCode), returnCode); // [SN-6.2-3]
            return;
        }
        session.metrics.connections++;
        session.transaction.end();
        session.state = SnSession.ACTIVE;
        session.lastReceived = session.now;
        connectedAt = session.now;
        connectedBefore = true;
        waking = false;
        session.topics.forgetIds(); // [SN-D-3]
        session.queue.connected();
        boolean fresh = clean || options.areElsewhere();
        options.connected(fresh);
        if (fresh) {
            forgetSession();
        }
        session.listener.onConnected(false, session.noProperties);
    }

    private boolean isConnecting() {
        return session.state == SnSession.CONNECTING && session.transaction.isOpen();
    }

    /** The gateway knows nothing of what was sent before. */
    private void forgetSession() {
        SnQueue queue = session.queue;
        int record = queue.first();
        while (record != SnQueue.NONE) {
            boolean released = queue.type(record) == SnType.PUBREL;
            boolean unknown = queue.msgId(record) != 0 && SnFlags.qos(queue.flags(record)) == 2;
            if (released || unknown && !config.republishQos2) {
                session.published(record, released ? Result.OK : Result.SESSION_LOST, 0);
                record = queue.at(record);
            } else {
                queue.setMsgId(record, 0);
                queue.setFlags(record, queue.flags(record) & ~SnFlags.DUP);
                record = queue.next(record);
            }
        }
    }

    /** DISCONNECT of the gateway in use. */
    void disconnected() {
        if (session.farewell) {
            end(Result.DISCONNECTED, 0); // [SN-6.12-1]
        } else if (session.transaction.is(SnType.WILLTOPIC) || session.transaction.is(SnType.WILLMSG)) {
            end(Result.WILL_REFUSED, 0); // [SN-D-13]
        } else if (session.isConnected() || isConnecting()) {
            end(Result.SERVER_DISCONNECT, 0); // [SN-6.12-3]
        } else {
            session.metrics.unexpected++;
        }
    }

    /** The last repeat was not answered. */
    void exhausted() {
        end(session.farewell ? Result.DISCONNECTED : Result.GATEWAY_LOST, 0);
    }

    /** The connection, or the attempt at one, is over. */
    void end(int cause, int returnCode) {
        boolean established = session.isConnected() || waking;
        session.transaction.end();
        session.leaving = false;
        session.farewell = false;
        session.held = false;
        waking = false;
        session.emptyOut();
        session.state = SnSession.WAITING; // a listener that subscribes again when its request ends is refused
        boolean another = options.ended(cause);
        int retry = retry(cause, established, another);
        if (retry < 0) {
            session.state = SnSession.IDLE;
            session.closing = true;
            aborted = false;
        } else {
            waitUntil(retry);
        }
        if (established) {
            session.listener.onDisconnected(cause, returnCode, session.noProperties, retry);
        } else {
            session.listener.onConnectFailed(cause, returnCode, session.noProperties, retry);
        }
        if (session.state == SnSession.IDLE) {
            session.listener.onIdle(cause);
        }
    }

    private void waitUntil(int millis) {
        session.state = SnSession.WAITING;
        waitSince = session.now;
        wait = millis;
    }

    private int waitLeft() {
        return wait - (session.now - waitSince);
    }

    /** Milliseconds until the next attempt, or -1 for none. */
    private int retry(int cause, boolean established, boolean another) {
        boolean ours = cause > FIRST_OF_GATEWAY || cause <= FIRST_OF_RESOURCES && cause >= LAST_OF_RESOURCES;
        if (!config.reconnect || ours || config.stopOnFirstFailure && !established && attempts == 1) {
            return -1;
        }
        switch (cause) {
            case Result.DISCONNECTED:
            case Result.ABORTED:
            case Result.WILL_REFUSED: // [SN-D-13]
                return -1;
            case Result.CONGESTED:
                return config.congestionWait;
            case Result.TOPIC_ID_UNKNOWN:
            case Result.NOT_SUPPORTED:
            case Result.REFUSED:
                return config.stopOnRefusal ? -1 : 1 + session.below(config.reconnectMaximum - 1);
            default:
                return backOff(established && session.now - connectedAt >= config.stableTime, another);
        }
    }

    /** A random time below a bound that doubles with each failure, unless there is another gateway to try. */
    private int backOff(boolean stable, boolean another) {
        if (stable) {
            bound = config.reconnectMinimum;
        }
        int delay = 1 + session.below(bound - 1);
        if (!another) {
            bound = bound > config.reconnectMaximum / 2 ? config.reconnectMaximum : 2 * bound;
        }
        return delay;
    }

    /** Milliseconds until {@link #tick} or {@link #next} has something to do. */
    int remaining() {
        if (aborted || session.leaving && !session.farewell) {
            return 0;
        }
        if (session.state == SnSession.WAITING) {
            return waitLeft();
        }
        if (session.transaction.isOpen()) {
            return SnOption.NEVER;
        }
        if (session.state == SnSession.CONNECTING) {
            return options.areReady() ? 0 : SnOption.NEVER;
        }
        return session.state == SnSession.ACTIVE ? keepAliveLeft() : SnOption.NEVER;
    }
}

package nogc.mqtt.session;

import nogc.hal.Entropy;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.Utf8String;
import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.Property;

/**
 * Begin and end of a connection: what CONNECT says, what CONNACK and DISCONNECT mean, what they and the {@link Link} do
 * to the {@link Exchange}. The only one that tells the application of it.
 */
public final class Connection {
    private final Protocol protocol;
    private final PacketEncoder encoder;
    private final Listener listener;
    private final Exchange exchange;
    private final Link link;
    private final ConnectRequest request;
    private final ServerReference reference;
    private final Authentication authentication = new Authentication();

    Connection(Config config, Protocol protocol, Entropy entropy, Listener listener, ServerReference reference,
            Exchange exchange, Link link) {
        this.protocol = protocol;
        this.reference = reference;
        encoder = exchange.output.encoder;
        this.listener = listener;
        this.exchange = exchange;
        this.link = link;
        request = new ConnectRequest(config, protocol, encoder, entropy, exchange.scratch);
    }

    /**
     * {@code Client.connect}.
     *
     * @param chosen read anew for every attempt
     * @return {@link Result#OK}, or what that says
     */
    public int connect(ConnectOptions chosen) {
        if (!link.isIdle()) {
            return Result.ALREADY_CONNECTED;
        }
        int result = request.take(chosen);
        if (result == Result.OK) {
            result = openStore();
        }
        if (result == Result.OK) {
            link.start();
        }
        return result;
    }

    private int openStore() {
        Journal journal = exchange.journal;
        if (!journal.isPresent()) {
            return Result.OK;
        }
        Utf8String id = request.clientId();
        int result = journal.open(id.bytes(), 0, id.length(), protocol.version(), exchange.live);
        if (result < 0) {
            exchange.live.undo();
            return result;
        }
        request.bind();
        if (result == 1) {
            request.resume();
        }
        return Result.OK;
    }

    /**
     * The application gave up what is open, and with it the session: without a connection, another client identifier
     * may connect now.
     */
    void forget() {
        request.forget(link.isIdle());
    }

    /**
     * {@code Client.abort}.
     *
     * @return {@link Result#OK}, or {@link Result#NOT_CONNECTED}
     */
    public int abort() {
        if (link.isIdle()) {
            return Result.NOT_CONNECTED;
        }
        link.abort();
        return Result.OK;
    }

    /** Whether DISCONNECT may carry these properties, and can. */
    int checkFarewell(PropertyWriter properties) {
        return request.prolongs(properties) ? Result.INVALID_PROPERTY
                : exchange.limits.checkReason(properties.length(), encoder.buffer().length);
    }

    /** What CONNECT said. */
    ConnectRequest request() {
        return request;
    }

    Authentication authentication() {
        return authentication;
    }

    /** Does what the link says is due. */
    void tick() {
        int due = link.tick();
        if (due == Link.ATTEMPT) {
            attempt();
        } else if (due < 0) {
            end(due);
        }
    }

    private void attempt() {
        exchange.metrics.connectAttempts++;
        link.opening();
        listener.onConnecting(request.options());
        int result = request.begin();
        if (result < 0) {
            end(result);
        }
    }

    /** The transport is open: CONNECT goes first [MQTT-3.1.0-1]. */
    public void opened() {
        ConnectOptions options = request.options();
        link.opened(options.keepAlive);
        encoder.clear();
        int result = protocol.hasProperties() ? authentication.connect(options.authenticator) : Result.OK;
        if (result == Result.OK) {
            result = request.write();
        }
        if (result > 0) {
            exchange.output.wrote(result);
        }
        if (result < 0) {
            end(result);
        }
    }

    /**
     * The transport failed, while opening or later.
     *
     * @param cause its code
     */
    public void lost(int cause) {
        end(link.causeOf(cause));
    }

    /** All that was to be written is written. */
    void flushed() {
        if (link.flushed()) {
            end(link.causeOf(Result.DISCONNECTED));
        }
    }

    /** AUTH ahead of CONNACK. */
    int challenged(int reasonCode, PropertyReader properties) {
        link.hold();
        return authentication.received(reasonCode, properties, false);
    }

    /** CONNACK. */
    int accepted(boolean sessionPresent, int reasonCode, PropertyReader properties) {
        if (reasonCode != 0) {
            followReference(reasonCode, properties);
            end(Result.REFUSED, reasonCode, properties);
            return Result.OK;
        }
        int keepAlive = request.options().keepAlive;
        int result = Result.OK;
        if (protocol.hasProperties()) {
            keepAlive = properties.get(Property.SERVER_KEEP_ALIVE, keepAlive); // [MQTT-3.1.2-21]
            result = authentication.connected(properties);
        }
        if (result == Result.OK) {
            result = request.accepted(sessionPresent, properties);
        }
        if (result < 0) {
            return result;
        }
        exchange.metrics.connections++;
        link.accepted(keepAlive);
        exchange.connected(sessionPresent, request.isDropped(), properties);
        properties.rewind();
        listener.onConnected(sessionPresent, properties);
        request.answered();
        return Result.OK;
    }

    /**
     * {@code Client.isSessionUncertain}.
     *
     * @return whether the session may be new although it is present
     */
    public boolean isUncertain() {
        return link.isEstablished() && request.isUncertain();
    }

    /** DISCONNECT of the server: close, and send nothing back. */
    void left(int reasonCode, PropertyReader properties) {
        followReference(reasonCode, properties);
        end(Result.SERVER_DISCONNECT, reasonCode, properties);
    }

    private void followReference(int reasonCode, PropertyReader properties) {
        if (!protocol.hasProperties() || reference == null) {
            return;
        }
        if (reasonCode == ReasonCode.USE_ANOTHER_SERVER || reasonCode == ReasonCode.SERVER_MOVED) {
            reference.take(properties, reasonCode == ReasonCode.USE_ANOTHER_SERVER);
        }
        properties.rewind();
    }

    /**
     * We end the connection: with a DISCONNECT where the version has one for this cause and there is room, else at
     * once.
     *
     * @param cause a negative result
     */
    public void fail(int cause) {
        if (!link.isOpen()) {
            return;
        }
        int reasonCode = reasonToSend(cause);
        if (reasonCode >= 0 && (reasonCode == 0 || protocol.hasProperties())
                && !exchange.publishWriter.isHalfWritten()) {
            exchange.scheduler.finishAnswers();
            if (exchange.output.wrote(encoder.disconnect(reasonCode, encoder.buffer(), 0, 0))) {
                link.closing(cause);
                return;
            }
        }
        end(cause);
    }

    private int reasonToSend(int cause) {
        switch (cause) {
            case Result.UNKNOWN_SESSION:
            case Result.INBOUND_FULL: // no fault of the server's: what we have answered shall reach it
                return ReasonCode.SUCCESS;
            case Result.AUTHENTICATION_FAILED:
                return ReasonCode.UNSPECIFIED_ERROR; // [MQTT-4.12.1-2]
            case Result.STORE_FAILED:
            case Result.STORE_FULL:
                return link.isEstablished() ? ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR : -1; // CONNECT has not left
            default:
                return Result.isPeerFault(cause) ? -cause : -1;
        }
    }

    private void end(int cause) {
        end(cause, 0, exchange.none);
    }

    /** The one way out of a connection or attempt. */
    private void end(int cause, int reasonCode, PropertyReader properties) {
        boolean was = link.wasEstablished();
        if (link.isUnanswered() && encoder.length() == 0 && cause != Result.REFUSED
                && cause != Result.UNKNOWN_SESSION) {
            request.unanswered();
            exchange.requests.oweList();
        }
        if (Result.isPeerFault(cause)) {
            exchange.metrics.protocolErrors++;
        }
        if (reference != null) {
            reference.ended();
        }
        int retry = link.ended(cause, reasonCode);
        exchange.disconnected(was && cause != Result.DISCONNECTED && cause != Result.ABORTED);
        if (was) {
            listener.onDisconnected(cause, reasonCode, properties, retry);
        } else {
            listener.onConnectFailed(cause, reasonCode, properties, retry);
        }
        if (link.isIdle()) {
            listener.onIdle(cause);
        }
    }
}

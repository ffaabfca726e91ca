package nogc.mqtt.session;

import nogc.hal.Entropy;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Metrics;
import nogc.mqtt.PayloadSource;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.codec.PacketDecoder;
import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.PacketType;
import nogc.mqtt.wire.Property;

/**
 * The session: takes the calls of the application, which only enqueue, and the events of the decoder, and hands each to
 * the part whose job it is. Knows neither transport nor clock. Nothing here blocks or allocates.
 */
public final class Session {
    /** {@link #handle}: the event was taken. */
    public static final int TAKEN = Inbound.TAKEN;
    /** {@link #handle}: the event must be offered again later. */
    public static final int NOT_NOW = Inbound.NOT_NOW;

    private final Protocol protocol;
    private final PacketDecoder decoder;
    private final PacketEncoder encoder;
    private final Metrics metrics = new Metrics();
    private final ServerLimits limits = new ServerLimits();
    private final FlowControl flow = new FlowControl();
    private final Authentication authentication = new Authentication();
    private final Farewell farewell = new Farewell();
    private final OutboundSlots slots;
    private final InboundSlots inboundSlots;
    private final Replies replies;
    private final Journal journal;
    private final KeepAlive keepAlive;
    private final Outbound outbound;
    private final Cancellations cancellations;
    private final Requests requests;
    /** Null without inbound slots: then the decoder lets no PUBLISH through. */
    private final Inbound inbound;
    private final Scheduler scheduler;
    private final Connection connection;
    private final LiveSession live;

    /** Puts the parts together; all that is ever allocated is allocated here. The configuration is in range. */
    public Session(Config config, Protocol protocol, PacketDecoder decoder, PacketEncoder encoder, Entropy entropy,
            Listener listener) {
        this.protocol = protocol;
        this.decoder = decoder;
        this.encoder = encoder;
        slots = new OutboundSlots(config.outboundSlots, config.inboundSlots > 0 && config.requestBuffer > 0);
        inboundSlots = new InboundSlots(config.inboundSlots);
        replies = new Replies(protocol, metrics);
        journal = new Journal(config);
        keepAlive = new KeepAlive(config.pingTimeout);
        TxRing ring = new TxRing(config.ring, config.inboundSlots == 0 ? 0 : config.requestBuffer);
        PacketIds ids = new PacketIds(slots);
        PropertyReader none = new PropertyReader();
        outbound = new Outbound(config, protocol, listener, metrics, journal, slots, ring, ids, flow, limits, replies,
                encoder, none);
        cancellations = new Cancellations(outbound, slots, inboundSlots, journal);
        requests = new Requests(config, protocol, listener, metrics, slots, ring, ids, limits, outbound, none);
        inbound = config.inboundSlots == 0 ? null
                : new Inbound(config, protocol, listener, metrics, journal, inboundSlots, none);
        scheduler = new Scheduler(config, encoder, metrics, journal, outbound, slots, inboundSlots, replies, ring, flow,
                limits, keepAlive);
        live = config.store == null ? null : new LiveSession(outbound, slots, inboundSlots, ring, journal);
        connection = new Connection(config, protocol, encoder, entropy, listener, this);
    }

    // What the application calls; described at Client.

    /** {@code Client.connect}. */
    public int connect(ConnectOptions options) {
        return connection.connect(options);
    }

    /** {@code Client.disconnect}. */
    public int disconnect(int reasonCode, PropertyWriter properties) {
        if (!protocol.hasProperties() && (reasonCode != 0 || properties != null && properties.length() > 0)) {
            return Result.NOT_IN_PROTOCOL;
        }
        if (!PacketEncoder.isDisconnectReason(reasonCode)) {
            return Result.INVALID_REASON_CODE; // [MQTT-3.14.2-1]
        }
        if (connection.isIdle()) {
            return Result.NOT_CONNECTED;
        }
        int result = properties == null ? Result.OK : checkFarewell(properties);
        if (result == Result.OK) {
            farewell.now(reasonCode, properties);
        }
        return result;
    }

    /** {@code Client.disconnectWhenDone}. */
    public int disconnectWhenDone(int millis) {
        if (millis < 0 || connection.isIdle()) {
            return millis < 0 ? Result.INVALID_ARGUMENT : Result.NOT_CONNECTED;
        }
        farewell.later(millis);
        return Result.OK;
    }

    /** Whether DISCONNECT may carry these properties, and can. */
    private int checkFarewell(PropertyWriter properties) {
        if ((properties.packets() >> PacketType.DISCONNECT & 1) == 0 || connection.request().prolongs(properties)) {
            return Result.INVALID_PROPERTY;
        }
        return limits.checkReason(properties.length(), encoder.buffer().length);
    }

    /** {@code Client.cancel}. */
    public int cancel(int handle) {
        return cancellations.cancel(handle);
    }

    /** {@code Client.clear}. */
    public int clear() {
        if (!connection.isIdle()) {
            return Result.ALREADY_CONNECTED;
        }
        connection.forget();
        return cancellations.clear();
    }

    /** {@code Client.abort}. */
    public int abort() {
        return connection.abort();
    }

    /** {@code Client.publish}; of {@code payload} and {@code source} one is null. */
    public int publish(Topic topic, byte[] payload, PayloadSource source, int offset, int length, int qos,
            boolean retain, PropertyWriter properties, int tag) {
        return outbound.publish(topic, payload, source, offset, length, qos, retain, properties, tag);
    }

    /** {@code Client.subscribe}. */
    public int subscribe(TopicFilter filter, int qos) {
        return isConnected() ? requests.subscribe(filter, qos) : Result.NOT_CONNECTED;
    }

    /** {@code Client.subscribe}. */
    public int subscribe(Subscriptions subscriptions, PropertyWriter properties) {
        return isConnected() ? requests.subscribe(subscriptions, properties, 0) : Result.NOT_CONNECTED;
    }

    /** {@code Client.unsubscribe}. */
    public int unsubscribe(TopicFilter filter) {
        return isConnected() ? requests.unsubscribe(filter) : Result.NOT_CONNECTED;
    }

    /** {@code Client.unsubscribe}. */
    public int unsubscribe(Subscriptions subscriptions, PropertyWriter properties) {
        return isConnected() ? requests.unsubscribe(subscriptions, properties) : Result.NOT_CONNECTED;
    }

    /** {@code Client.acknowledge}. */
    public int acknowledge(int handle, int reasonCode, byte[] state, int offset, int length) {
        return inbound == null ? Result.STALE : inbound.acknowledge(handle, reasonCode, state, offset, length);
    }

    /** {@code Client.resume}. */
    public int resume() {
        if (inbound != null) {
            inbound.resume();
        }
        return Result.OK;
    }

    /** {@code Client.reauthenticate}. */
    public int reauthenticate() {
        return isConnected() ? authentication.again() : Result.NOT_CONNECTED;
    }

    /** {@code Client.isConnected}. */
    public boolean isConnected() {
        return connection.isEstablished() && !farewell.isLeaving();
    }

    /** {@code Client.freeSlots}. */
    public int freeSlots() {
        return slots.free();
    }

    /** {@code Client.usedSlots}. */
    public int usedSlots() {
        return slots.used();
    }

    /** {@code Client.limits}. */
    public ServerLimits limits() {
        return limits;
    }

    /** {@code Client.metrics}. */
    public Metrics metrics() {
        return metrics;
    }

    // What the engine calls.

    /** @return the state of the connection and its deadlines */
    public Connection connection() {
        return connection;
    }

    /** @return the signs of life */
    public KeepAlive keepAlive() {
        return keepAlive;
    }

    /** @return how much is to be written that an event may have been refused for: answers, the rest of a PUBLISH */
    public int owed() {
        return inboundSlots.owed() + replies.count() + (scheduler.isHalfWritten() ? 1 : 0);
    }

    /** @return whether nothing may be read because the listener answered WAIT */
    public boolean isWaiting() {
        return inbound != null && inbound.isWaiting();
    }

    /** So many bytes left for the server. */
    public void sent(int count, int now) {
        metrics.bytesSent += count;
        keepAlive.sent(count, now);
    }

    /**
     * @return whether there is more to be written now: writing stopped because the transmit buffer was full, or a
     *     callback of what was just written asked for DISCONNECT or AUTH
     */
    public boolean hasMore() {
        return scheduler.isFull()
                || !scheduler.isHalfWritten()
                && (farewell.isLeaving() || authentication.pending() != Authentication.NOTHING);
    }

    /** @return whether the store has something to make durable */
    public boolean wantsCommit() {
        return journal.wantsCommit();
    }

    /** @return whether the store is busy and wants to be asked again */
    public boolean isStoreBusy() {
        return journal.isBusy();
    }

    /** @return whether CONNECT must not leave yet: that the store is this session's is not durable */
    public boolean isHeld() {
        return journal.isDirty() && connection.isOpen() && !connection.isEstablished();
    }

    /** {@code Client.applicationState}. */
    public int applicationState(byte[] to, int offset) {
        return journal.copyState(to, offset);
    }

    /** @return whether writing stopped because a payload source gave nothing */
    public boolean isStalled() {
        return scheduler.isStalled();
    }

    /** @return whether a queued message may expire, so that seconds must be counted */
    public boolean isExpiring() {
        return outbound.isExpiring();
    }

    /**
     * Takes the event that the decoder shows.
     *
     * @param event its number
     * @param bytes the receive buffer
     * @return {@link #TAKEN}, {@link #NOT_NOW}, or the negative result that ends the connection
     */
    public int handle(int event, byte[] bytes) {
        if (!connection.isEstablished()) {
            return handleConnecting(event);
        }
        switch (event) {
            case PacketType.PUBLISH:
                return inbound.publish(decoder, bytes);
            case PacketDecoder.PAYLOAD:
                return inbound.payload(decoder, bytes);
            case PacketDecoder.OVERSIZE:
                return inbound.oversize(decoder);
            case PacketDecoder.SKIPPED:
                return TAKEN;
            case PacketType.PINGRESP:
                keepAlive.answered();
                return TAKEN;
            default:
                return handleAnswer(event, bytes);
        }
    }

    /** Between CONNECT and CONNACK [MQTT-3.2.0-1]. */
    private int handleConnecting(int event) {
        PropertyReader properties = decoder.properties();
        int result;
        if (event == PacketType.CONNACK) {
            result = connection.accepted(decoder.sessionPresent(), decoder.reasonCode(), properties);
        } else if (event == PacketType.AUTH && protocol.hasProperties()) {
            result = authentication.received(decoder.reasonCode(), properties, false);
            connection.hold();
        } else {
            result = Result.PROTOCOL_ERROR;
        }
        return result < 0 ? result : TAKEN;
    }

    private int handleAnswer(int event, byte[] bytes) {
        PropertyReader properties = decoder.properties();
        if (protocol.hasProperties() && event != PacketType.DISCONNECT && properties.length() > 0
                && connection.request().refusesProblems()
                && (properties.find(Property.REASON_STRING) || properties.find(Property.USER_PROPERTY))) {
            return Result.PROTOCOL_ERROR; // [MQTT-3.1.2-29]
        }
        properties.rewind();
        int packetId = decoder.packetId();
        int reasonCode = decoder.reasonCode();
        if ((event == PacketType.PUBACK || event == PacketType.PUBREC) && scheduler.isHalfWritten(packetId)) {
            return NOT_NOW; // it came ahead of the rest of its message, and counts once that is written
        }
        int result;
        switch (event) {
            case PacketType.PUBACK:
                result = outbound.acknowledged(packetId, reasonCode, properties);
                break;
            case PacketType.PUBREC:
                if (replies.isFull()) {
                    return NOT_NOW;
                }
                result = outbound.received(packetId, reasonCode, properties);
                break;
            case PacketType.PUBREL:
                return replies.released(inbound, packetId);
            case PacketType.PUBCOMP:
                result = outbound.completed(packetId, reasonCode, properties);
                break;
            case PacketType.SUBACK:
            case PacketType.UNSUBACK:
                result = requests.answered(event == PacketType.UNSUBACK, packetId, bytes, decoder.codesOffset(),
                        decoder.codesCount(), properties);
                break;
            case PacketType.AUTH:
                result = protocol.hasProperties() ? authentication.received(reasonCode, properties, true)
                        : Result.PROTOCOL_ERROR;
                break;
            case PacketType.DISCONNECT:
                connection.left(reasonCode, properties);
                return TAKEN;
            default:
                result = Result.PROTOCOL_ERROR; // a second CONNACK [MQTT-3.2.0-2]
        }
        return result < 0 ? result : TAKEN;
    }

    /** @return whether the end of a long message is still to be told */
    public boolean isEnding() {
        return inbound != null && inbound.isEnding();
    }

    /** Tells the end of a long message, all pieces of which were accepted; the result is as {@link #handle}'s. */
    public int endMessage(byte[] bytes) {
        return inbound.end(bytes);
    }

    /** Encodes what may be written, at this millisecond; ahead of it, one commit of the store. */
    public void fill(int now) {
        cancellations.complete();
        int result = farewell.isLeaving() || !connection.isEstablished() ? Result.OK : scheduler.mark();
        if (result >= 0) {
            result = journal.commit();
        }
        if (result < 0 && connection.isOpen()) {
            connection.fail(result);
        }
        if (protocol.hasProperties() && authentication.pending() != Authentication.NOTHING && connection.isOpen()
                && scheduler.finishBody()) {
            writeAuth();
        }
        if (!farewell.isLeaving() && connection.isEstablished()) {
            requests.subscribeList(connection.options().subscriptions);
            scheduler.fill(now);
        }
        leave(now);
        if (scheduler.hasSourceFailed()) {
            connection.fail(Result.SOURCE_FAILED);
        }
    }

    /** Writes AUTH; one that can never go ends the connection, as the exchange cannot go on. */
    private void writeAuth() {
        PropertyWriter properties = authentication.properties();
        int length = properties.length();
        if (limits.checkReason(length, encoder.buffer().length) < 0) {
            connection.fail(Result.AUTHENTICATION_FAILED);
        } else if (scheduler.wrote(encoder.auth(authentication.pending(), properties.bytes(), 0, length))) {
            authentication.written();
        }
    }

    /**
     * Ends cleanly: behind what is half written and the acknowledgements that are ready, DISCONNECT is the last packet
     * [MQTT-3.14.4-1].
     */
    private void leave(int now) {
        if (!farewell.isDue(slots.used() == 0, now) || !connection.isOpen() || !scheduler.finishAnswers()) {
            return;
        }
        PropertyWriter properties = farewell.properties();
        int length = properties == null ? 0 : properties.length();
        byte[] bytes = properties == null ? encoder.buffer() : properties.bytes();
        if (scheduler.wrote(encoder.disconnect(farewell.reasonCode(), bytes, 0, length))) {
            connection.closeWith(Result.DISCONNECTED);
        }
    }

    // What the connection calls.

    Authentication authentication() {
        return authentication;
    }

    Journal journal() {
        return journal;
    }

    Farewell farewell() {
        return farewell;
    }

    /** Adds the acknowledgements that are ready, as far as there is room. */
    void finishAnswers() {
        scheduler.finishAnswers();
    }

    /** Whether no packet may be added because one is half written. */
    boolean isHalfWritten() {
        return scheduler.isHalfWritten();
    }

    /** Counts and traces CONNECT or DISCONNECT; false if there was no room for it. */
    boolean wrote(int length) {
        return scheduler.wrote(length);
    }

    /** Takes the records of a store; null without one. */
    LiveSession live() {
        return live;
    }

    /** CONNACK was good: settles what was open. */
    void connected(boolean sessionPresent, PropertyReader properties) {
        limits.reset();
        if (protocol.hasProperties()) {
            limits.read(properties);
        }
        flow.reset(limits.receiveMaximum());
        if (sessionPresent) {
            outbound.resumed();
        } else {
            if (inbound != null) {
                inbound.sessionLost();
            }
            outbound.sessionLost();
        }
        requests.connected(sessionPresent);
    }

    /** The connection ended: what that does to each part. */
    void disconnected() {
        farewell.disconnected(connection.isIdle());
        encoder.clear();
        limits.reset();
        scheduler.disconnected();
        outbound.disconnected();
        requests.disconnected();
        replies.clear();
        if (inbound != null) {
            inbound.disconnected();
        }
    }

    /** Seconds have passed. */
    void advance(int seconds) {
        outbound.advance(seconds);
    }
}

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
    private final Link link;
    private final Exchange exchange;
    private final Connection connection;

    /** Puts the parts together; all that is ever allocated is allocated here. The configuration is in range. */
    public Session(Config config, Protocol protocol, PacketDecoder decoder, PacketEncoder encoder, Entropy entropy,
            Listener listener) {
        this.protocol = protocol;
        this.decoder = decoder;
        this.encoder = encoder;
        link = new Link(config, protocol, entropy);
        exchange = new Exchange(config, protocol, encoder, listener, link.keepAlive());
        connection = new Connection(config, protocol, encoder, entropy, listener, exchange, link);
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
        if (link.isIdle()) {
            return Result.NOT_CONNECTED;
        }
        int result = Result.OK;
        if (properties != null) {
            result = (properties.packets() >> PacketType.DISCONNECT & 1) == 0 ? Result.INVALID_PROPERTY
                    : connection.checkFarewell(properties);
        }
        if (result == Result.OK) {
            link.farewell().now(reasonCode, properties);
        }
        return result;
    }

    /** {@code Client.disconnectWhenDone}. */
    public int disconnectWhenDone(int millis) {
        if (millis < 0 || link.isIdle()) {
            return millis < 0 ? Result.INVALID_ARGUMENT : Result.NOT_CONNECTED;
        }
        link.farewell().later(millis);
        return Result.OK;
    }

    /** {@code Client.cancel}. */
    public int cancel(int handle) {
        return exchange.cancellations.cancel(handle);
    }

    /** {@code Client.clear}. */
    public int clear() {
        if (!link.isIdle()) {
            return Result.ALREADY_CONNECTED;
        }
        connection.forget();
        return exchange.cancellations.clear();
    }

    /** {@code Client.abort}. */
    public int abort() {
        return connection.abort();
    }

    /** {@code Client.publish}; of {@code payload} and {@code source} one is null. */
    public int publish(Topic topic, byte[] payload, PayloadSource source, int offset, int length, int qos,
            boolean retain, PropertyWriter properties, int tag) {
        return exchange.publishing.publish(topic, payload, source, offset, length, qos, retain, properties, tag);
    }

    /** {@code Client.subscribe}. */
    public int subscribe(TopicFilter filter, int qos) {
        return isConnected() ? exchange.requests.subscribe(filter, qos) : Result.NOT_CONNECTED;
    }

    /** {@code Client.subscribe}. */
    public int subscribe(Subscriptions subscriptions, PropertyWriter properties) {
        return isConnected() ? exchange.requests.subscribe(subscriptions, properties, 0) : Result.NOT_CONNECTED;
    }

    /** {@code Client.unsubscribe}. */
    public int unsubscribe(TopicFilter filter) {
        return isConnected() ? exchange.requests.unsubscribe(filter) : Result.NOT_CONNECTED;
    }

    /** {@code Client.unsubscribe}. */
    public int unsubscribe(Subscriptions subscriptions, PropertyWriter properties) {
        return isConnected() ? exchange.requests.unsubscribe(subscriptions, properties) : Result.NOT_CONNECTED;
    }

    /** {@code Client.acknowledge}. */
    public int acknowledge(int handle, int reasonCode, byte[] state, int offset, int length) {
        return exchange.inbound == null ? Result.STALE
                : exchange.inbound.acknowledge(handle, reasonCode, state, offset, length);
    }

    /** {@code Client.resume}. */
    public int resume() {
        if (exchange.inbound != null) {
            exchange.inbound.resume();
        }
        return Result.OK;
    }

    /** {@code Client.reauthenticate}. */
    public int reauthenticate() {
        return isConnected() ? connection.authentication().again() : Result.NOT_CONNECTED;
    }

    /** {@code Client.isConnected}. */
    public boolean isConnected() {
        return link.isEstablished() && !link.farewell().isLeaving();
    }

    /** {@code Client.freeSlots}. */
    public int freeSlots() {
        return exchange.slots.free();
    }

    /** {@code Client.usedSlots}. */
    public int usedSlots() {
        return exchange.slots.used();
    }

    /** {@code Client.limits}. */
    public ServerLimits limits() {
        return exchange.limits;
    }

    /** {@code Client.metrics}. */
    public Metrics metrics() {
        return exchange.metrics;
    }

    // What the engine calls.

    /** @return the life of the link */
    public Link link() {
        return link;
    }

    /** @return where the server sends us */
    public ServerReference reference() {
        return connection.reference();
    }

    /** @return how much is to be written that an event may have been refused for: answers, the rest of a PUBLISH */
    public int owed() {
        return exchange.owed();
    }

    /**
     * Does what is due: seconds are counted, deadlines end a connection or attempt, and attempts begin.
     *
     * @param read whether we read: while we do not, nothing can be seen of the server
     * @param rest whether the rest of a packet is to come
     */
    public void tick(boolean read, boolean rest) {
        if (!read) {
            link.keepAlive().excuse(link.now());
        }
        exchange.outbound.tick(link.now());
        link.expects(rest, isWriting());
        connection.tick();
    }

    /** The transport is open. */
    public void opened() {
        connection.opened();
    }

    /**
     * The transport failed, while opening or later.
     *
     * @param cause its code
     */
    public void lost(int cause) {
        connection.lost(cause);
    }

    /**
     * We end the connection, with a DISCONNECT where there is one for this cause.
     *
     * @param cause a negative result
     */
    public void fail(int cause) {
        connection.fail(cause);
    }

    /** @return whether nothing may be read because the listener answered WAIT */
    public boolean isWaiting() {
        return exchange.inbound != null && exchange.inbound.isWaiting();
    }

    /**
     * Bytes came.
     *
     * @param count how many
     */
    public void received(int count) {
        exchange.metrics.bytesReceived += count;
        link.keepAlive().received(link.now());
    }

    /**
     * Bytes left for the server.
     *
     * @param count how many
     */
    public void sent(int count) {
        exchange.metrics.bytesSent += count;
        link.sent(count);
        encoder.written(count);
        if (encoder.length() == 0) {
            connection.flushed();
        }
    }

    private boolean isWriting() {
        return encoder.length() > 0 || exchange.publishWriter.isStalled();
    }

    /**
     * @return whether there is more to be written now: writing stopped because the transmit buffer was full, or a
     *     callback of what was just written asked for DISCONNECT or AUTH
     */
    public boolean hasMore() {
        return exchange.output.isFull()
                || !exchange.publishWriter.isHalfWritten()
                && (link.farewell().isLeaving() || connection.authentication().pending() != Authentication.NOTHING);
    }

    /** @return whether the store has something to make durable */
    public boolean wantsCommit() {
        return exchange.journal.wantsCommit();
    }

    /** @return whether the store is busy and wants to be asked again */
    public boolean isStoreBusy() {
        return exchange.journal.isBusy();
    }

    /** @return whether CONNECT must not leave yet: that the store is this session's is not durable */
    public boolean isHeld() {
        return exchange.journal.isDirty() && link.isOpen() && !link.isEstablished();
    }

    /** {@code Client.applicationState}. */
    public int applicationState(byte[] to, int offset) {
        return exchange.journal.copyState(to, offset);
    }

    /** @return whether writing stopped because a payload source gave nothing */
    public boolean isStalled() {
        return exchange.publishWriter.isStalled();
    }

    /**
     * When to look at the time again.
     *
     * @param rest whether the rest of a packet is to come
     * @return milliseconds, 0 for at once
     */
    public int remaining(boolean rest) {
        link.expects(rest, isWriting());
        return exchange.slots.expiry.remaining(link.remaining(), link.now());
    }

    /**
     * Takes the event that the decoder shows.
     *
     * @param event its number
     * @param bytes the receive buffer
     * @return {@link #TAKEN}, {@link #NOT_NOW}, or the negative result that ends the connection
     */
    public int handle(int event, byte[] bytes) {
        if (!link.isEstablished()) {
            return handleConnecting(event);
        }
        switch (event) {
            case PacketType.PUBLISH:
                return exchange.inbound.publish(decoder, bytes);
            case PacketDecoder.PAYLOAD:
                return exchange.inbound.payload(decoder, bytes);
            case PacketDecoder.OVERSIZE:
                return exchange.inbound.oversize(decoder);
            case PacketDecoder.SKIPPED:
                return TAKEN;
            case PacketType.PINGRESP:
                link.keepAlive().answered();
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
            result = connection.challenged(decoder.reasonCode(), properties);
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
        if ((event == PacketType.PUBACK || event == PacketType.PUBREC)
                && exchange.publishWriter.isHalfWritten(packetId)) {
            return NOT_NOW; // it came ahead of the rest of its message, and counts once that is written
        }
        int result;
        switch (event) {
            case PacketType.PUBACK:
                result = exchange.acknowledgements.acknowledged(packetId, reasonCode, properties);
                break;
            case PacketType.PUBREC:
                result = exchange.acknowledgements.received(packetId, reasonCode, properties);
                break;
            case PacketType.PUBREL:
                return exchange.acknowledgements.released(packetId);
            case PacketType.PUBCOMP:
                result = exchange.acknowledgements.completed(packetId, reasonCode, properties);
                break;
            case PacketType.SUBACK:
            case PacketType.UNSUBACK:
                result = exchange.requests.answered(event == PacketType.UNSUBACK, packetId, bytes,
                        decoder.codesOffset(), decoder.codesCount(), properties);
                break;
            case PacketType.AUTH:
                result = protocol.hasProperties() ? connection.authentication().received(reasonCode, properties, true)
                        : Result.PROTOCOL_ERROR;
                break;
            case PacketType.DISCONNECT:
                connection.left(reasonCode, properties);
                return TAKEN;
            default:
                result = Result.PROTOCOL_ERROR; // a second CONNACK [MQTT-3.2.0-2]
        }
        return result == Result.OK ? TAKEN : result;
    }

    /** @return whether the end of a long message is still to be told */
    public boolean isEnding() {
        return exchange.inbound != null && exchange.inbound.isEnding();
    }

    /** Tells the end of a long message, all pieces of which were accepted; the result is as {@link #handle}'s. */
    public int endMessage(byte[] bytes) {
        return exchange.inbound.end(bytes);
    }

    /**
     * Encodes what may be written; ahead of it, one commit of the store.
     *
     * @return how many bytes are to be written
     */
    public int fill() {
        boolean idle = !isWriting();
        exchange.cancellations.complete();
        if (exchange.givingWay != null) {
            exchange.givingWay.tell();
        }
        commit();
        Authentication authentication = connection.authentication();
        if (protocol.hasProperties() && authentication.pending() != Authentication.NOTHING && link.isOpen()
                && exchange.publishWriter.finish()) {
            writeAuth(authentication);
        }
        Farewell farewell = link.farewell();
        if (!farewell.isLeaving() && link.isEstablished()) {
            exchange.requests.subscribeList(connection.request().options().subscriptions);
            exchange.scheduler.fill(link.now());
            link.keepAlive().waits(exchange.slots.awaited(), encoder.length(), link.now());
        }
        leave(farewell);
        if (exchange.publishWriter.hasSourceFailed()) {
            connection.fail(Result.SOURCE_FAILED);
        }
        if (idle) {
            link.queued();
        }
        if (encoder.length() == 0) {
            connection.flushed();
        }
        return isHeld() ? 0 : encoder.length();
    }

    private void commit() {
        int result = link.farewell().isLeaving() || !link.isEstablished() ? Result.OK : exchange.scheduler.mark();
        if (result >= 0) {
            result = exchange.journal.commit();
        }
        if (result < 0) {
            connection.fail(result);
        }
    }

    /** Writes AUTH; one that can never go ends the connection, as the exchange cannot go on. */
    private void writeAuth(Authentication authentication) {
        PropertyWriter properties = authentication.properties();
        int length = properties.length();
        if (exchange.limits.checkReason(length, encoder.buffer().length) < 0) {
            connection.fail(Result.AUTHENTICATION_FAILED);
        } else if (exchange.output.wrote(
                encoder.auth(authentication.pending(), properties.bytes(), 0, length))) {
            authentication.written();
        }
    }

    /**
     * Ends cleanly: behind what is half written and the acknowledgements that are ready, DISCONNECT is the last packet
     * [MQTT-3.14.4-1].
     */
    private void leave(Farewell farewell) {
        if (!farewell.isDue(exchange.slots.used() == 0, link.now()) || !link.isOpen()
                || !exchange.scheduler.finishAnswers()) {
            return;
        }
        PropertyWriter properties = farewell.properties();
        int length = properties == null ? 0 : properties.length();
        byte[] bytes = properties == null ? encoder.buffer() : properties.bytes();
        if (exchange.output.wrote(encoder.disconnect(farewell.reasonCode(), bytes, 0, length))) {
            link.closing(Result.DISCONNECTED);
        }
    }
}

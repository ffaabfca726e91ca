package nogc.mqtt.session;

import nogc.hal.Entropy;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Metrics;
import nogc.mqtt.PayloadSource;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.codec.PacketDecoder;
import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.PacketType;

/**
 * The session: puts its parts together, takes the calls of the application, which only enqueue, and what the engine
 * tells of the time and of the transport. Knows neither of these two itself. Nothing here blocks or allocates.
 */
public final class Session {
    private final Protocol protocol;
    private final Link link;
    private final Exchange exchange;
    /** Null where no reference is followed. */
    private final ServerReference reference;
    private final Connection connection;
    private final ServerPackets serverPackets;
    private final ClientPackets clientPackets;

    /** Puts the parts together; all that is ever allocated is allocated here. The configuration is in range. */
    public Session(Config config, Protocol protocol, PacketDecoder decoder, PacketEncoder encoder, Entropy entropy,
            Listener listener) {
        this.protocol = protocol;
        link = new Link(config, protocol, entropy);
        exchange = new Exchange(config, protocol, encoder, listener, link.keepAlive());
        reference = config.serverReference == 0 ? null : new ServerReference(config.serverReference);
        connection = new Connection(config, protocol, entropy, listener, reference, exchange, link);
        serverPackets = new ServerPackets(protocol, decoder, link, exchange, connection);
        clientPackets = new ClientPackets(protocol, encoder, link, exchange, connection);
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

    /** {@code Client.openTags}. */
    public int openTags(int[] tags) {
        return exchange.slots.tags(tags);
    }

    /** {@code Client.limits}. */
    public ServerLimits limits() {
        return exchange.limits;
    }

    /** {@code Client.metrics}. */
    public Metrics metrics() {
        return exchange.metrics;
    }

    /** {@code Client.applicationState}. */
    public int applicationState(byte[] to, int offset) {
        return exchange.journal.copyState(to, offset);
    }

    // What the engine calls.

    /** @return the life of the link */
    public Link link() {
        return link;
    }

    /** @return what takes the packets of the server */
    public ServerPackets serverPackets() {
        return serverPackets;
    }

    /** @return what writes the packets of the client */
    public ClientPackets clientPackets() {
        return clientPackets;
    }

    /** @return where the server sends us; null where no reference is followed */
    public ServerReference reference() {
        return reference;
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
        if (protocol.hasProperties()) {
            exchange.outbound.tick(link.now());
        }
        link.expects(rest, clientPackets.isWriting());
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

    /**
     * When to look at the time again.
     *
     * @param rest whether the rest of a packet is to come
     * @return milliseconds, 0 for at once
     */
    public int remaining(boolean rest) {
        link.expects(rest, clientPackets.isWriting());
        int remaining = exchange.journal.remaining(link.remaining(), link.now());
        return exchange.slots.expiry.remaining(remaining, link.now());
    }
}

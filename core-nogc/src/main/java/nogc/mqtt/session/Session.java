package nogc.mqtt.session;

import nogc.hal.Entropy;
import nogc.mqtt.Config;
import nogc.mqtt.Listener;
import nogc.mqtt.Metrics;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.codec.PacketDecoder;
import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.PacketType;

/**
 * The session: puts its parts together and names those that somebody calls. What one part can answer is asked of that
 * part; what takes more than one, such as the state of the link and a queue, is asked here. Calls of the application
 * only enqueue. Knows neither time nor transport itself. Nothing here blocks or allocates.
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

    // What the application calls and takes more than one part; described at Client.

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

    /** {@code Client.clear}. */
    public int clear() {
        if (!link.isIdle()) {
            return Result.ALREADY_CONNECTED;
        }
        exchange.requests.oweList();
        connection.forget();
        return exchange.cancellations.clear();
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

    // The parts that the application and the engine call.

    /** @return begin and end of a connection */
    public Connection connection() {
        return connection;
    }

    /** @return what takes messages of the application */
    public Publishing publishing() {
        return exchange.publishing;
    }

    /** @return what ends messages that are not wanted any more */
    public Cancellations cancellations() {
        return exchange.cancellations;
    }

    /** @return what is on its way out */
    public OutboundSlots slots() {
        return exchange.slots;
    }

    /** @return what is kept over a power cut */
    public Journal journal() {
        return exchange.journal;
    }

    /** @return what the server of this connection offers */
    public ServerLimits limits() {
        return exchange.limits;
    }

    /** @return counters */
    public Metrics metrics() {
        return exchange.metrics;
    }

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

    // What the engine asks, which knows the time and whether a packet is cut off.

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

package nogc.mqtt.session;

import nogc.mqtt.Config;
import nogc.mqtt.Listener;
import nogc.mqtt.Metrics;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.PacketType;

/**
 * All that is exchanged with the server, in both directions: puts the parts together, and says what the begin and the
 * end of a connection do to each. Knows nothing of the link that carries it.
 */
final class Exchange {
    final Metrics metrics = new Metrics();
    final ServerLimits limits = new ServerLimits();
    final Journal journal;
    final OutboundSlots slots;
    final InboundSlots inboundSlots;
    final Outbound outbound;
    final Cancellations cancellations;
    final Requests requests;
    /** Null without inbound slots: then the decoder lets no PUBLISH through. */
    final Inbound inbound;
    final Scheduler scheduler;
    /** Takes the records of a store; null without one. */
    final LiveSession live;
    /** No properties; nobody changes it. */
    final PropertyReader none = new PropertyReader();
    /** May look at anything between two uses. */
    final PropertyReader scratch = new PropertyReader();

    private final Protocol protocol;
    private final PacketEncoder encoder;
    private final FlowControl flow = new FlowControl();
    private final Replies replies = new Replies();

    Exchange(Config config, Protocol protocol, PacketEncoder encoder, Listener listener, KeepAlive keepAlive) {
        this.protocol = protocol;
        this.encoder = encoder;
        slots = new OutboundSlots(config.outboundSlots, config.inboundSlots > 0 && config.requestBuffer > 0);
        inboundSlots = new InboundSlots(config.inboundSlots);
        journal = new Journal(config);
        TxRing ring = new TxRing(config.ring, config.inboundSlots == 0 ? 0 : config.requestBuffer);
        PacketIds ids = new PacketIds(slots);
        outbound = new Outbound(config, protocol, listener, metrics, journal, slots, ring, ids, flow, limits, replies,
                encoder, none, scratch);
        cancellations = new Cancellations(config, outbound, slots, inboundSlots, journal);
        requests = new Requests(config, protocol, listener, metrics, slots, ring, ids, limits, outbound, none);
        inbound = config.inboundSlots == 0 ? null
                : new Inbound(config, protocol, listener, metrics, journal, inboundSlots, none);
        scheduler = new Scheduler(config, encoder, metrics, journal, outbound, slots, inboundSlots, replies, ring, flow,
                limits, keepAlive);
        live = config.store == null ? null : new LiveSession(outbound, slots, inboundSlots, ring, journal);
    }

    /** How much is to be written that an event may have been refused for: answers, the rest of a PUBLISH. */
    int owed() {
        return inboundSlots.owed() + replies.count() + (scheduler.isHalfWritten() ? 1 : 0);
    }

    /** PUBREC, which a PUBREL may have to answer at once. */
    int received(int packetId, int reasonCode, PropertyReader properties) {
        return replies.isFull() ? Inbound.NOT_NOW : outbound.received(packetId, reasonCode, properties);
    }

    /**
     * PUBREL: the message is over on both sides [MQTT-4.3.3-11, -12]. A client that takes no messages answers for the
     * one of an earlier life.
     */
    int released(int packetId) {
        if (replies.isFull()) {
            return Inbound.NOT_NOW;
        }
        boolean known = inboundSlots.awaitsPubrel(packetId);
        int result = known ? inbound.release(packetId) : 0;
        if (result < 0) {
            return result;
        }
        if (!known) {
            metrics.unknownAcknowledgements++;
        }
        replies.add(PacketType.PUBCOMP, packetId,
                known || !protocol.hasProperties() ? 0 : ReasonCode.PACKET_IDENTIFIER_NOT_FOUND);
        return Inbound.TAKEN;
    }

    /** CONNACK was good: settles what was open, unless the application {@code dropped} it by its Clean Start. */
    void connected(boolean sessionPresent, boolean dropped, PropertyReader properties) {
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
            outbound.sessionLost(dropped);
        }
        requests.connected(sessionPresent);
    }

    /** The connection ended, by no wish of the application if it {@code broke}: what that does to each part. */
    void disconnected(boolean broke) {
        encoder.clear();
        limits.reset();
        scheduler.disconnected();
        cancellations.disconnected(broke);
        outbound.disconnected();
        requests.disconnected();
        replies.clear();
        if (inbound != null) {
            inbound.disconnected();
        }
    }
}

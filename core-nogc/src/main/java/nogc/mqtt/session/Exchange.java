package nogc.mqtt.session;

import nogc.mqtt.Config;
import nogc.mqtt.Listener;
import nogc.mqtt.Metrics;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.codec.Protocol;

/**
 * All that is exchanged with the server, in both directions: puts the parts together, and says what the begin and the
 * end of a connection do to each. Knows nothing of the link that carries it.
 */
final class Exchange {
    final Metrics metrics = new Metrics();
    final ServerLimits limits = new ServerLimits();
    final Output output;
    final Journal journal;
    final OutboundSlots slots;
    final Outbound outbound;
    final Publishing publishing;
    /** Null without a policy for what finds no room. */
    final GivingWay givingWay;
    final Cancellations cancellations;
    final Requests requests;
    final Acknowledgements acknowledgements;
    /** Null without inbound slots: then the decoder lets no PUBLISH through. */
    final Inbound inbound;
    final Answers answers;
    final PublishWriter publishWriter;
    final Scheduler scheduler;
    /** Takes the records of a store; null without one. */
    final LiveSession live;
    /** No properties; nobody changes it. */
    final PropertyReader none = new PropertyReader();
    /** May look at anything between two uses. */
    final PropertyReader scratch = new PropertyReader();

    private final Protocol protocol;
    private final Replies replies = new Replies();

    Exchange(Config config, Protocol protocol, PacketEncoder encoder, Listener listener, KeepAlive keepAlive) {
        this.protocol = protocol;
        InboundSlots inboundSlots = new InboundSlots(config.inboundSlots);
        output = new Output(config, encoder, limits, metrics);
        slots = new OutboundSlots(config.outboundSlots, config.ring,
                config.inboundSlots == 0 ? 0 : config.requestBuffer);
        journal = new Journal(config);
        outbound = new Outbound(config, listener, metrics, journal, slots, none);
        givingWay = config.whenFull == null ? null : new GivingWay(config, listener, journal, slots, none);
        publishing = new Publishing(config, protocol, output, journal, slots, scratch, givingWay);
        cancellations = new Cancellations(config, outbound, slots, inboundSlots, journal);
        requests = new Requests(config, protocol, listener, metrics, slots, limits, none);
        inbound = config.inboundSlots == 0 ? null
                : new Inbound(config, protocol, listener, metrics, journal, inboundSlots, none);
        acknowledgements = new Acknowledgements(config, protocol, metrics, slots, outbound, inbound, replies);
        answers = new Answers(output, inboundSlots, replies);
        publishWriter = new PublishWriter(config, output, metrics, journal, slots, outbound);
        scheduler = new Scheduler(output, journal, slots, answers, publishWriter, keepAlive);
        live = config.store == null ? null : new LiveSession(output, outbound, slots, inboundSlots, journal);
    }

    /** How much is to be written that an event may have been refused for: answers, the rest of a PUBLISH. */
    int owed() {
        return answers.owed() + (publishWriter.isHalfWritten() ? 1 : 0);
    }

    /** CONNACK was good: settles what was open, unless the application {@code dropped} it by its Clean Start. */
    void connected(boolean sessionPresent, boolean dropped, PropertyReader properties) {
        limits.reset();
        if (protocol.hasProperties()) {
            limits.read(properties);
        }
        slots.quota.reset(limits.receiveMaximum());
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
        output.clear();
        limits.reset();
        publishWriter.disconnected();
        cancellations.disconnected(broke);
        outbound.disconnected();
        requests.disconnected();
        replies.clear();
        if (inbound != null) {
            inbound.disconnected();
        }
    }
}

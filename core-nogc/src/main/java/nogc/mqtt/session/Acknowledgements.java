package nogc.mqtt.session;

import nogc.mqtt.Config;
import nogc.mqtt.Metrics;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.PacketType;

/** PUBACK, PUBREC, PUBREL and PUBCOMP of the server: which exchange they move on, and what answers an unknown one. */
final class Acknowledgements {
    private final Protocol protocol;
    private final Metrics metrics;
    private final OutboundSlots slots;
    private final Outbound outbound;
    /** Null in a client that takes no messages. */
    private final Inbound inbound;
    private final Replies replies;
    private final boolean pubackEndsQos2;

    Acknowledgements(Config config, Protocol protocol, Metrics metrics, OutboundSlots slots, Outbound outbound,
            Inbound inbound, Replies replies) {
        this.protocol = protocol;
        this.metrics = metrics;
        this.slots = slots;
        this.outbound = outbound;
        this.inbound = inbound;
        this.replies = replies;
        pubackEndsQos2 = config.pubackEndsQos2;
    }

    /** PUBACK. */
    int acknowledged(int packetId, int reasonCode, PropertyReader properties) {
        OutboundSlot slot = slots.find(packetId);
        if (slot == null || !slot.isAwaited()) {
            metrics.unknownAcknowledgements++;
            slots.quota.restoreCancelled();
            return Result.OK;
        }
        if (slot.qos == 2 && !pubackEndsQos2) {
            return Result.PROTOCOL_ERROR; // [MQTT-4.3.3-3]
        }
        int result = reasonCode >= ReasonCode.UNSPECIFIED_ERROR ? Result.REFUSED
                : slot.qos == 2 ? Result.QOS_DOWNGRADED : Result.OK;
        outbound.complete(slot, result, reasonCode, properties);
        return Result.OK;
    }

    /** PUBREC. */
    int received(int packetId, int reasonCode, PropertyReader properties) {
        if (replies.isFull()) {
            return Offer.NOT_NOW; // PUBREL may have to be the answer
        }
        OutboundSlot slot = slots.find(packetId);
        int state = slot == null ? OutboundSlot.FREE : slot.state;
        if (state == OutboundSlot.RELEASED || state == OutboundSlot.RELEASE) {
            slots.state(slot, OutboundSlot.RELEASE); // the server asks again: so do we answer
            return Result.OK;
        }
        if (slot == null || !slot.isAwaited()) {
            metrics.unknownAcknowledgements++;
            if (reasonCode < ReasonCode.UNSPECIFIED_ERROR) {
                replies.add(PacketType.PUBREL, packetId,
                        protocol.hasProperties() ? ReasonCode.PACKET_IDENTIFIER_NOT_FOUND : 0);
            }
            return Result.OK;
        }
        if (slot.qos != 2) {
            return Result.PROTOCOL_ERROR;
        }
        if (reasonCode >= ReasonCode.UNSPECIFIED_ERROR) {
            outbound.complete(slot, Result.REFUSED, reasonCode, properties); // no PUBREL [MQTT-4.3.3-4]
            return Result.OK;
        }
        return outbound.received(slot);
    }

    /** PUBCOMP; a reason code of 0x92 tells that the server had forgotten: the exchange is over all the same. */
    int completed(int packetId, int reasonCode, PropertyReader properties) {
        OutboundSlot slot = slots.find(packetId);
        if (slot == null || slot.state != OutboundSlot.RELEASED && slot.state != OutboundSlot.RELEASE) {
            metrics.unknownAcknowledgements++;
        } else {
            outbound.complete(slot, Result.OK, reasonCode, properties);
        }
        return Result.OK;
    }

    /**
     * PUBREL: the message is over on both sides [MQTT-4.3.3-11, -12]. A client that takes no messages answers for the
     * one of an earlier life.
     */
    int released(int packetId) {
        if (replies.isFull()) {
            return Offer.NOT_NOW;
        }
        boolean known = inbound != null && inbound.awaitsPubrel(packetId);
        int result = known ? inbound.release(packetId) : 0;
        if (result < 0) {
            return result;
        }
        if (!known) {
            metrics.unknownAcknowledgements++;
        }
        replies.add(PacketType.PUBCOMP, packetId,
                known || !protocol.hasProperties() ? 0 : ReasonCode.PACKET_IDENTIFIER_NOT_FOUND);
        return Offer.TAKEN;
    }
}

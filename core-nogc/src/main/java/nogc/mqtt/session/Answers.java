package nogc.mqtt.session;

import nogc.mqtt.wire.PacketType;

/** Writes what we owe the server: replies, then acknowledgements in the order in which the messages came. */
final class Answers {
    private final Output output;
    private final InboundSlots inbound;
    private final Replies replies;

    Answers(Output output, InboundSlots inbound, Replies replies) {
        this.output = output;
        this.inbound = inbound;
        this.replies = replies;
    }

    /** How many are owed, also such that may not be written yet. */
    int owed() {
        return inbound.owed() + replies.count();
    }

    /** Whether none may be written. */
    boolean isEmpty() {
        return replies.isEmpty() && inbound.firstReady() == InboundSlots.STALE;
    }

    /** Writes the next one; false if there is none, or no room for it. */
    boolean write() {
        if (!replies.isEmpty()) {
            if (!output.wrote(output.encoder.acknowledge(replies.packetType(), replies.packetId(),
                    replies.reasonCode()))) {
                return false;
            }
            replies.written();
            return true;
        }
        int entry = inbound.firstReady();
        if (entry == InboundSlots.STALE
                || !output.wrote(output.encoder.acknowledge(
                        inbound.isPubrec(entry) ? PacketType.PUBREC : PacketType.PUBACK, inbound.packetId(entry),
                        inbound.reasonCode(entry)))) {
            return false;
        }
        inbound.written();
        return true;
    }
}

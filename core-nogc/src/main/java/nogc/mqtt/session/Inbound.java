package nogc.mqtt.session;

import nogc.mqtt.Config;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.Metrics;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.TopicAliases;
import nogc.mqtt.codec.PacketView;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.PacketType;

/**
 * Messages on their way in: gives them to the application, whole or in pieces, and owes what it answers. The order at
 * QoS 2 is: deliver, then record, then PUBREC; a power cut between the first two delivers again, and so does the end of
 * a connection where the store had no room for the record. A client without inbound slots has none of this.
 */
final class Inbound {
    private final Protocol protocol;
    private final Listener listener;
    private final Metrics metrics;
    private final Journal journal;
    private final InboundSlots slots;
    private final TopicAliases aliases;
    private final Message message = new Message();
    private final PropertyReader none;

    // valid for connection
    private boolean waiting;
    private boolean streaming;
    private boolean skipping;
    private boolean ending;
    /** Of the long message that comes in or is passed over. */
    private int streamHandle;
    private int skipAnswer;
    private int position;
    private int total;
    private byte[] topic;
    private int topicOffset;
    private int topicLength;

    Inbound(Config config, Protocol protocol, Listener listener, Metrics metrics, Journal journal, InboundSlots slots,
            PropertyReader none) {
        this.protocol = protocol;
        this.metrics = metrics;
        this.listener = listener;
        this.journal = journal;
        this.slots = slots;
        this.none = none;
        aliases = config.inboundAliases;
    }

    /** Whether the application answered WAIT. */
    boolean isWaiting() {
        return waiting;
    }

    void resume() {
        waiting = false;
    }

    /** PUBLISH: a whole message, or the head of a long one. */
    int publish(PacketView packet, byte[] bytes) {
        int qos = packet.qos();
        int result = qos == 0 ? Offer.TAKEN : admit(packet, qos);
        if (result == Offer.TAKEN) {
            result = resolveTopic(packet, bytes);
        }
        if (result != Offer.TAKEN) {
            return result;
        }
        boolean repeat = qos == 2 && slots.isReceived(packet.packetId());
        if (repeat) { // delivered before: PUBREC again, nothing else [MQTT-4.3.3-10]
            metrics.repeated++;
            return skip(packet, slots.oweAgain(packet.packetId()), Listener.ACCEPT);
        }
        int handle = qos == 0 ? 0 : slots.owe(packet.packetId(), qos == 2);
        message.wrapHead(topic, topicOffset, topicLength, qos, packet.retain(), packet.dup(), handle,
                packet.properties());
        message.wrapPayload(bytes, packet.payloadOffset(), packet.payloadLength(), 0, packet.totalPayloadLength());
        int answer;
        if (packet.isComplete()) {
            answer = listener.onMessage(message);
        } else {
            streamHandle = handle;
            answer = listener.onMessageStart(message);
        }
        if (answer == Listener.WAIT) {
            if (handle != 0) {
                slots.retract();
            }
            waiting = true;
            return Offer.NOT_NOW;
        }
        if (packet.isComplete()) {
            metrics.delivered++;
            return settle(handle, answer);
        }
        if (answer >= ReasonCode.UNSPECIFIED_ERROR) {
            return skip(packet, handle, answer);
        }
        message.wrapHead(bytes, 0, 0, qos, packet.retain(), packet.dup(), handle, none); // the head leaves the buffer
        streaming = true;
        ending = packet.totalPayloadLength() == 0;
        position = 0;
        total = packet.totalPayloadLength();
        return Offer.TAKEN;
    }

    /** Passes over the payload, and gives the answer when it is over. */
    private int skip(PacketView packet, int handle, int answer) {
        if (packet.isComplete()) {
            return settle(handle, answer);
        }
        skipping = true;
        streamHandle = handle;
        skipAnswer = answer;
        return Offer.TAKEN;
    }

    /**
     * Whether a QoS 1 or 2 message may come in: there is room for what it makes us owe. Where there is none, answers
     * that may be written go first. If none may, the server has sent more than our Receive Maximum allows. At QoS 1 we
     * then read no more until the application acknowledges something. At QoS 2 that could last for ever: what makes
     * room may be a PUBREL, and it may stand behind this message.
     */
    private int admit(PacketView packet, int qos) {
        boolean repeat = qos == 2 && slots.isReceived(packet.packetId());
        boolean kept = qos == 1 || repeat || !slots.isOpenFull();
        if (kept && !slots.owedFull()) {
            return Offer.TAKEN;
        }
        if (slots.firstReady() != InboundSlots.STALE) {
            return Offer.NOT_NOW;
        }
        if (qos == 1) {
            return Offer.NOT_NOW; // as Mosquitto and Artemis: the stream holds them back until the application answers
        }
        if (protocol.hasProperties()) { // [MQTT-3.3.4-9]
            return kept && (repeat || !slots.isWindowFull()) ? Offer.NOT_NOW : Result.RECEIVE_MAXIMUM_EXCEEDED;
        }
        return !kept && slots.receivedFull() ? Result.INBOUND_FULL : Offer.NOT_NOW; // 3.1.1 has no Receive Maximum
    }

    private int resolveTopic(PacketView packet, byte[] bytes) {
        topic = bytes;
        topicOffset = packet.topicOffset();
        topicLength = packet.topicLength();
        int alias = packet.topicAlias();
        if (alias == 0) {
            return Offer.TAKEN;
        }
        if (aliases == null || alias > aliases.maximum()) {
            return Result.TOPIC_ALIAS_INVALID; // [MQTT-3.1.2-26, -27]
        }
        if (topicLength > 0) {
            return aliases.put(alias, bytes, topicOffset, topicLength) < 0 ? Result.QUOTA_EXCEEDED : Offer.TAKEN;
        }
        topic = aliases.bytes();
        topicOffset = aliases.offset(alias);
        topicLength = aliases.length(alias);
        return topicLength == 0 ? Result.PROTOCOL_ERROR : Offer.TAKEN;
    }

    /** A piece of a long message. */
    int payload(PacketView packet, byte[] bytes) {
        int length = packet.payloadLength();
        if (skipping) {
            skipping = packet.payloadRemaining() > 0;
            return skipping ? Offer.TAKEN : settle(streamHandle, skipAnswer);
        }
        message.wrapPayload(bytes, packet.payloadOffset(), length, position, total);
        if (length > 0 && listener.onMessagePiece(message) == Listener.WAIT) {
            waiting = true;
            return Offer.NOT_NOW;
        }
        position += length;
        ending = packet.payloadRemaining() == 0;
        return Offer.TAKEN;
    }

    /** Whether the end of a long message is still to be told. */
    boolean isEnding() {
        return ending;
    }

    /** Tells the end of a long message. */
    int end(byte[] bytes) {
        message.wrapPayload(bytes, 0, 0, position, total);
        int answer = listener.onMessageEnd(message);
        if (answer == Listener.WAIT) {
            waiting = true;
            return Offer.NOT_NOW;
        }
        int handle = streamHandle;
        streamHandle = 0;
        ending = false;
        streaming = false;
        metrics.delivered++;
        return settle(handle, answer);
    }

    /** A message whose head did not fit was skipped: refuse it, so that it does not come back forever. */
    int oversize(PacketView packet) {
        int qos = packet.qos();
        boolean repeat = qos == 2 && slots.isReceived(packet.packetId());
        if (qos > 0) {
            int result = admit(packet, qos);
            if (result != Offer.TAKEN) {
                return result;
            }
            result = repeat ? settle(slots.oweAgain(packet.packetId()), Listener.ACCEPT)
                    : settle(slots.owe(packet.packetId(), qos == 2), ReasonCode.QUOTA_EXCEEDED);
            if (result < 0) {
                return result;
            }
        }
        int alias = packet.topicAlias();
        if (alias > 0) {
            if (aliases == null || alias > aliases.maximum()) {
                return Result.TOPIC_ALIAS_INVALID;
            }
            aliases.put(alias, aliases.bytes(), 0, 0); // what it meant before is void
        }
        metrics.oversize++;
        listener.onOversize(qos);
        return Offer.TAKEN;
    }

    /** Whether PUBREL is due for this identifier. */
    boolean awaitsPubrel(int packetId) {
        return slots.awaitsPubrel(packetId);
    }

    /** PUBREL: ends a message of QoS 2 that waits for it: {@link Result#OK}, or why it could not be recorded. */
    int release(int packetId) {
        int result = journal.forget(packetId);
        if (result < 0) {
            return result; // not answered, so the server sends PUBREL again
        }
        slots.release(packetId);
        return Result.OK;
    }

    /**
     * Turns the listener's answer into an acknowledgement, unless it deferred it or already gave it inside the call.
     */
    private int settle(int handle, int answer) {
        int entry = handle == 0 ? InboundSlots.STALE : slots.entry(handle);
        if (entry == InboundSlots.STALE || answer == Listener.DEFER) {
            return Offer.TAKEN;
        }
        int code = 0;
        if (answer >= ReasonCode.UNSPECIFIED_ERROR && protocol.hasProperties()) {
            code = protocol.isReasonCode(PacketType.PUBACK, answer) ? answer : ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR;
        }
        int result = accept(entry, code, null, 0, 0);
        if (result == Result.STORE_FULL) {
            slots.unrecorded(entry); // what makes room there is the end of a message of ours, which is read meanwhile
            return Offer.TAKEN;
        }
        return result < 0 ? result : Offer.TAKEN;
    }

    /** Records what the application has accepted, as far as there is room now; negative if that failed. */
    int record() {
        int result = Result.OK;
        for (int entry = slots.firstUnrecorded(); entry != InboundSlots.STALE && result == Result.OK;
                entry = slots.firstUnrecorded()) {
            result = accept(entry, 0, null, 0, 0);
        }
        return result == Result.STORE_FULL ? Result.OK : result;
    }

    /** An acknowledgement of the application; {@code state} is its own, to be recorded with it. */
    int acknowledge(int handle, int code, byte[] state, int offset, int length) {
        int entry = slots.entry(handle);
        if (entry == InboundSlots.STALE) {
            return Result.STALE;
        }
        if (handle == streamHandle && !ending) {
            return Result.MESSAGE_INCOMPLETE;
        }
        if (code != 0 && !protocol.hasProperties()) {
            return Result.NOT_IN_PROTOCOL;
        }
        if (!protocol.isReasonCode(PacketType.PUBACK, code) || code == ReasonCode.NO_MATCHING_SUBSCRIBERS) {
            return Result.INVALID_REASON_CODE; // [MQTT-3.4.2-1], and that one is the server's (table 3-4)
        }
        return accept(entry, code, state, offset, length);
    }

    private int accept(int entry, int code, byte[] state, int offset, int length) {
        int packetId = slots.packetId(entry);
        boolean remember = slots.isFirstPubrec(entry) && code < ReasonCode.UNSPECIFIED_ERROR; // [MQTT-4.3.3-9]
        if (remember || state != null) {
            int result = journal.receive(remember ? packetId : 0, state, offset, length);
            if (result < 0) {
                return result;
            }
        }
        slots.ready(entry, code);
        return Result.OK;
    }

    /** The server has lost the session: its identifiers mean nothing any more. */
    void sessionLost() {
        for (int packetId = slots.anyReceived(); packetId != 0; packetId = slots.anyReceived()) {
            slots.release(packetId);
            journal.forgotten(packetId);
        }
    }

    /** The connection ended. */
    void disconnected() {
        boolean aborted = streaming;
        waiting = false;
        streaming = false;
        skipping = false;
        ending = false;
        streamHandle = 0;
        slots.disconnected();
        if (aliases != null) {
            aliases.clear(); // [MQTT-3.3.2-7]
        }
        if (aborted) {
            listener.onMessageAborted();
        }
    }
}

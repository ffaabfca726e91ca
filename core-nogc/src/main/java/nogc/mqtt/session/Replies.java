package nogc.mqtt.session;

import nogc.mqtt.Metrics;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.PacketType;

/**
 * Acknowledgements that wait for nothing: PUBCOMP, and PUBREL for an unknown identifier. A short queue; when it is
 * full, reading stops.
 */
final class Replies {
    /** How many may wait for room in the transmit buffer. */
    private static final int CAPACITY = 8;

    private final Protocol protocol;
    private final Metrics metrics;
    private final int[] entries = new int[CAPACITY];
    private int first;
    private int count;

    Replies(Protocol protocol, Metrics metrics) {
        this.protocol = protocol;
        this.metrics = metrics;
    }

    /**
     * PUBREL: the message is over on both sides [MQTT-4.3.3-11, -12]. {@code inbound} is null in a client that takes no
     * messages, which answers for the one of an earlier life.
     */
    int released(Inbound inbound, int packetId) {
        if (isFull()) {
            return Inbound.NOT_NOW;
        }
        int result = inbound == null ? Inbound.UNKNOWN : inbound.release(packetId);
        if (result < 0) {
            return result;
        }
        if (result == Inbound.UNKNOWN) {
            metrics.unknownAcknowledgements++;
        }
        int code = result == Inbound.UNKNOWN && protocol.hasProperties() ? ReasonCode.PACKET_IDENTIFIER_NOT_FOUND : 0;
        add(PacketType.PUBCOMP, packetId, code);
        return Inbound.TAKEN;
    }

    boolean isFull() {
        return count == entries.length;
    }

    int count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void clear() {
        first = 0;
        count = 0;
    }

    /** There must be room. */
    void add(int packetType, int packetId, int reasonCode) {
        int index = first + count++;
        entries[index >= entries.length ? index - entries.length : index] =
                packetType << 24 | reasonCode << 16 | packetId;
    }

    int packetType() {
        return entries[first] >> 24;
    }

    int reasonCode() {
        return entries[first] >> 16 & 0xff;
    }

    int packetId() {
        return entries[first] & 0xffff;
    }

    void written() {
        first = first + 1 == entries.length ? 0 : first + 1;
        count--;
    }
}

package nogc.mqtt.session;

import nogc.mqtt.Config;
import nogc.mqtt.Metrics;
import nogc.mqtt.PacketTrace;
import nogc.mqtt.codec.PacketEncoder;

/**
 * The transmit buffer with what is to be known of each packet in it: whether this server takes it, and whether it found
 * room; counts and traces it.
 */
final class Output {
    final PacketEncoder encoder;
    final ServerLimits limits;
    private final PacketTrace trace;
    private final Metrics metrics;
    private boolean full;

    Output(Config config, PacketEncoder encoder, ServerLimits limits, Metrics metrics) {
        trace = config.trace;
        this.encoder = encoder;
        this.limits = limits;
        this.metrics = metrics;
    }

    /**
     * Counts and traces a packet of so many bytes at the end of the transmit buffer; false for 0: there was no room.
     */
    boolean wrote(int length) {
        if (length == 0) {
            full = true;
            return false;
        }
        metrics.packetsSent++;
        if (trace != null) {
            trace.packet(true, encoder.buffer(), encoder.end() - length, length);
        }
        return true;
    }

    /**
     * Whether the head of a message can ever be written, whatever its packet becomes. One that cannot would stop
     * everything behind it for good.
     */
    boolean canHoldHead(int topicLength, int propertiesLength) {
        // Fixed header 5, topic length 2, identifier 2, property length up to 4, alias 3.
        return 5 + 2 + 2 + 4 + 3 + topicLength + propertiesLength <= encoder.buffer().length;
    }

    /** Forgets everything: the connection is gone. */
    void clear() {
        encoder.clear();
        full = false;
    }

    /** Whether something waits only for room in the transmit buffer, or for a commit of the store. */
    boolean isFull() {
        return full;
    }

    void full(boolean is) {
        full = is;
    }
}

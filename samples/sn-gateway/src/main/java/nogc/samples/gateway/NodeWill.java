package nogc.samples.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import nogc.mqtt.sn.SnFlags;
import nogc.mqtt.sn.SnMessage;

/** The will of one node, as its messages make it (sections 6.3 and 6.4). */
final class NodeWill {
    private Will will;
    private Will half;

    /** What is published when the node is lost, or null. */
    Will will() {
        return will;
    }

    void set(Will to) {
        will = to;
    }

    /** WILLTOPIC at connect: whether a WILLMSG is to follow; an empty one deletes the will. */
    boolean topic(SnMessage message) {
        half = withTopic(message, new byte[0]);
        will = null;
        return half != null;
    }

    /** WILLMSG at connect. */
    void message(SnMessage message) {
        will = new Will(half.topic(), octets(message), half.qos(), half.retain());
    }

    /** WILLTOPICUPD; an empty one deletes the will. */
    void updateTopic(SnMessage message) {
        will = withTopic(message, will == null ? new byte[0] : will.payload());
    }

    /** WILLMSGUPD: whether there is a will to have it. */
    boolean updateMessage(SnMessage message) {
        if (will != null) {
            will = new Will(will.topic(), octets(message), will.qos(), will.retain());
        }
        return will != null;
    }

    private static Will withTopic(SnMessage message, byte[] payload) {
        return message.tailLength() <= 0 ? null
                : new Will(new String(message.bytes(), message.tailOffset(), message.tailLength(),
                        StandardCharsets.UTF_8), payload, SnFlags.qos(message.flags()),
                        (message.flags() & SnFlags.RETAIN) != 0);
    }

    private static byte[] octets(SnMessage message) {
        return Arrays.copyOfRange(message.bytes(), message.dataOffset(), message.dataOffset() + message.dataLength());
    }
}

package nogc.samples.gateway;

import nogc.mqtt.sn.SnEncoder;
import nogc.mqtt.sn.SnType;

/** Where the messages for one node leave: encodes them for wherever it is now. A lost answer is asked for again. */
final class NodeSender {
    private final byte[] out;
    private NodeAddress address;

    /**
     * A sender.
     *
     * @param out room for the longest datagram; all nodes share it
     */
    NodeSender(byte[] out) {
        this.out = out;
    }

    NodeAddress address() {
        return address;
    }

    void moveTo(NodeAddress to) {
        address = to;
    }

    /** What is for a node that has not been here in this life of the gateway is lost as on the air. */
    private int send(int length) {
        return address == null ? length : address.link().send(address, out, length);
    }

    void empty(int type) {
        send(SnEncoder.empty(out, 0, type));
    }

    /** CONNACK, WILLTOPICRESP, WILLMSGRESP. */
    void code(int type, int returnCode) {
        send(SnEncoder.octet(out, 0, type, returnCode));
    }

    /** REGACK, PUBACK. */
    void acknowledge(int type, int topicId, int msgId, int returnCode) {
        send(SnEncoder.acknowledgement(out, 0, type, topicId, msgId, returnCode));
    }

    void suback(int qos, int topicId, int msgId, int returnCode) {
        send(SnEncoder.suback(out, 0, qos << 5, topicId, msgId, returnCode));
    }

    /** PUBREC, PUBREL, PUBCOMP, UNSUBACK: whether the link took it. */
    boolean msgId(int type, int msgId) {
        return send(SnEncoder.word(out, 0, type, msgId)) != 0;
    }

    /** Whether the link took it. */
    boolean register(int topicId, int msgId, byte[] name) {
        return send(SnEncoder.register(out, 0, topicId, msgId, name, 0, name.length)) != 0;
    }

    /** Whether the link took it. */
    boolean publish(int flags, int topicId, int msgId, byte[] payload) {
        return send(SnEncoder.publish(out, 0, flags, topicId, msgId, payload, 0, payload.length)) != 0;
    }

    /** Whether a PUBLISH with so much payload, or a REGISTER with so long a name, fits a datagram of the link. */
    boolean fits(int octets) {
        if (address == null) {
            return true; // nobody knows yet
        }
        int envelope = address.node() == null ? 0 : 3 + address.node().length;
        return SnEncoder.publishSize(octets) + envelope <= address.link().longest();
    }

    void disconnect() {
        empty(SnType.DISCONNECT);
    }
}

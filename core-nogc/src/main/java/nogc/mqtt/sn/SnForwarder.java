package nogc.mqtt.sn;

/**
 * Speaks through a forwarder: each message that is sent stands in an envelope with the address of this node, and only
 * messages in such an envelope are read (section 5.5). The envelope takes 3 octets and the address from each datagram.
 */
public final class SnForwarder extends SnOption {
    private final byte[] nodeId;

    /**
     * Copies the address of this node in its wireless network.
     *
     * @param nodeId array of the address
     * @param offset its first byte
     * @param length its number of bytes, 1 to 16
     * @throws IllegalArgumentException if the length is out of range, or the array does not hold the address
     */
    public SnForwarder(byte[] nodeId, int offset, int length) {
        if (length < 1 || length > 16) {
            throw new IllegalArgumentException("length must be 1 to 16 bytes");
        }
        if (nodeId == null || offset < 0 || length > nodeId.length - offset) {
            throw new IllegalArgumentException("nodeId must hold length bytes from offset on");
        }
        this.nodeId = new byte[length];
        System.arraycopy(nodeId, offset, this.nodeId, 0, length);
    }

    @Override
    void attach(SnSession session) {
        session.headroom = SnEncoder.envelope(session.out, 0, 0, nodeId, 0, nodeId.length); // [SN-5.5-3]
    }

    @Override
    int unwrap(byte[] datagram, int length) {
        int head = 3 + nodeId.length;
        if (length <= head || (datagram[0] & 0xFF) != head || (datagram[1] & 0xFF) != SnType.ENCAPSULATED) {
            return -1; // [SN-5.5-4]
        }
        for (int i = 0; i < nodeId.length; i++) {
            if (datagram[3 + i] != nodeId[i]) {
                return -1;
            }
        }
        return head;
    }
}

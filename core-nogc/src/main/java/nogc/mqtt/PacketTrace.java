package nogc.mqtt;

/** Sees every packet that passes, for a log. An option: an image that names no implementation has none of it. */
public abstract class PacketTrace {
    /**
     * A packet was put into the transmit buffer or taken from the receive buffer.
     *
     * @param sent true for ours, false for the server's
     * @param bytes array that holds it
     * @param offset its first byte, the fixed header
     * @param length bytes of it that are there: of a streamed PUBLISH only the head
     */
    public abstract void packet(boolean sent, byte[] bytes, int offset, int length);
}

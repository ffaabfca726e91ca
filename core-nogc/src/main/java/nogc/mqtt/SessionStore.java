package nogc.mqtt;

/**
 * Where the open exchanges of a session survive a power cut. Calls only append; what they depend on is written to the
 * transport after the next {@link #commit}, of which there is one for each poll at most. All return {@link Result#OK}
 * or {@link Result#STORE_FAILED}; an implementation states the longest time that it blocks. A connection whose records
 * fail ends before anything is sent that depends on them, and is made again as after an overloaded server.
 *
 * <pre>
 * outwards   publish ─▶ first byte of PUBLISH … release ─▶ PUBREL … done
 * inwards    delivery to the application, receive ─▶ PUBREC … forget ─▶ PUBCOMP
 * </pre>
 */
public abstract class SessionStore {
    /** Takes what a store has kept, oldest first. */
    public interface Restore {
        /**
         * A message that is not acknowledged.
         *
         * @param packetId 1 to 65,535
         * @param qos 1 or 2
         * @param retain RETAIN flag
         * @param record array that holds topic, properties and payload, one after the other
         * @param offset first byte of the topic
         * @param topicLength bytes of the topic
         * @param propertiesLength bytes of the properties, without their length
         * @param payloadLength bytes of the payload
         * @return {@link Result#OK}, or {@link Result#FULL} if the configuration is too small for it
         */
        int restorePublish(int packetId, int qos, boolean retain, byte[] record, int offset, int topicLength,
                int propertiesLength, int payloadLength);

        /**
         * A QoS 2 message whose PUBREC came, in the order of the PUBRECs.
         *
         * @param packetId 1 to 65,535
         * @return {@link Result#OK}, or {@link Result#FULL}
         */
        int restoreRelease(int packetId);

        /**
         * An inbound QoS 2 message that was delivered and not yet released.
         *
         * @param packetId 1 to 65,535
         * @return {@link Result#OK}, or {@link Result#FULL}
         */
        int restoreReceived(int packetId);
    }

    /**
     * Opens the store for one session and hands back what it kept; records of another client identifier or version are
     * dropped. What this changes is durable after the next {@link #commit}, ahead of CONNECT.
     *
     * @param clientId array of the client identifier
     * @param offset its first byte
     * @param length its number of bytes
     * @param version 4 or 5
     * @param restore takes the records
     * @return 1 if it held this session, 0 if it is new, or a negative result: then it is not open, and the client
     *     drops what was handed back
     */
    public abstract int open(byte[] clientId, int offset, int length, int version, Restore restore);

    /**
     * A message was accepted; parameters as in {@link Restore#restorePublish}.
     *
     * @param packetId 1 to 65,535
     * @param qos 1 or 2
     * @param retain RETAIN flag
     * @param record array that holds topic, properties and payload
     * @param offset first byte of the topic
     * @param topicLength bytes of the topic
     * @param propertiesLength bytes of the properties
     * @param payloadLength bytes of the payload
     * @return {@link Result#OK} or {@link Result#STORE_FAILED}: then the message is not accepted
     */
    public abstract int publish(int packetId, int qos, boolean retain, byte[] record, int offset, int topicLength,
            int propertiesLength, int payloadLength);

    /**
     * PUBREC came: from now on only PUBREL is sent.
     *
     * @param packetId 1 to 65,535
     * @return result
     */
    public abstract int release(int packetId);

    /**
     * An outbound exchange is over.
     *
     * @param packetId 1 to 65,535
     * @return result
     */
    public abstract int done(int packetId);

    /**
     * An inbound message was taken over by the application. At QoS 1 it is called only if there is state to keep.
     *
     * @param packetId 1 to 65,535 for QoS 2, 0 for QoS 1
     * @param state array of the application's own state that belongs to this message, or null
     * @param offset its first byte
     * @param length its number of bytes
     * @return result
     */
    public abstract int receive(int packetId, byte[] state, int offset, int length);

    /**
     * PUBREL came: the identifier means a new message from now on.
     *
     * @param packetId 1 to 65,535
     * @return result
     */
    public abstract int forget(int packetId);

    /**
     * Makes everything durable that was appended, also what an earlier commit could not.
     *
     * @return result
     */
    public abstract int commit();
}

package nogc.mqtt;

/**
 * The records of a session, in the order in which things happened:
 * <pre>
 * outwards   publish ─▶ sent ─▶ first byte of PUBLISH … release ─▶ PUBREL … done
 * inwards    delivery to the application, receive ─▶ PUBREC … forget ─▶ PUBCOMP
 * </pre>
 * One vocabulary for three uses: the client appends records to its {@link SessionStore}, the store replays them to the
 * client when it is opened, and the client gives a snapshot of those that live to a store that makes room.
 *
 * <p>A record that repeats what is known changes nothing, and one about an identifier that is not open is passed over:
 * behind a snapshot, which may hold it already, both happen. Packet identifiers of the two directions are not related.
 * Every call answers {@link Result#OK} or a negative result, which each user of this interface tells more about.
 */
public interface SessionRecords {
    /**
     * A message was accepted. Under an identifier that is still open it takes the place of what was there.
     *
     * @param message it, valid during the call
     * @return result
     */
    int publish(StoredMessage message);

    /**
     * From here on a byte of that PUBLISH may have left: it is sent again with DUP set, does not expire any more, and
     * may be lost with the server's session. Without this record it never was sent.
     *
     * @param packetId 1 to 65,535
     * @return result
     */
    int sent(int packetId);

    /**
     * PUBREC came, and from now on only PUBREL is sent; or the client gave the message up and only asks the server to
     * let go of the identifier: that is told by a second one behind the first. What {@code publish} kept is not needed
     * any more. PUBRELs go in the order of these.
     *
     * @param packetId 1 to 65,535; in a snapshot or behind one there may be no message under it
     * @param tag of the message
     * @return result
     */
    int release(int packetId, int tag);

    /**
     * An outbound exchange is over, however it ended: the identifier is free. Where the server has acknowledged it and
     * the connection goes on, no commit is made for this record alone until 100 ms have passed.
     *
     * @param packetId 1 to 65,535
     * @return result
     */
    int done(int packetId);

    /**
     * An inbound message was taken over by the application, or only its state is to be kept. Identifier and state are
     * one record: a power cut leaves both or neither.
     *
     * @param packetId 1 to 65,535 for QoS 2; 0 for QoS 1 and for a state alone
     * @param state array of the application's state, which takes the place of the last one; null for none: then the
     *     last one stays
     * @param offset its first byte
     * @param length its number of bytes, 1 to {@link Config#applicationState}
     * @return result
     */
    int receive(int packetId, byte[] state, int offset, int length);

    /**
     * PUBREL came, or the server lost the session: the inbound identifier means a new message from now on.
     *
     * @param packetId 1 to 65,535
     * @return result
     */
    int forget(int packetId);
}

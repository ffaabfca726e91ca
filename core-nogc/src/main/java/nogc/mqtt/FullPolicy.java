package nogc.mqtt;

/**
 * Says which queued messages give way to a new one for which there is no room: no slot, no bytes in the ring, or a full
 * store. For {@link Config#whenFull}; without one the new message is refused, and nothing that was accepted is dropped.
 *
 * <p>Only a message of which no byte was ever given to a transport can give way. As many as it takes do, the oldest
 * first, or none where all of them would not make enough room. Each completes at the next poll, as
 * {@link Result#REPLACED} if it had the topic of the new one, else as {@link Result#DROPPED}. In a store the record of
 * the new message takes the place of the oldest that gives way, so that a power cut leaves the one or the other. A
 * store that is full of what was sent may refuse the new one all the same.
 *
 * <p>{@link DropQos0} and {@link ReplaceSameTopic} are such policies. An image that names none has nothing of it.
 */
public abstract class FullPolicy {
    /**
     * Whether a queued message gives way. May be asked twice for the same one and must answer the same; must not call
     * the client, block or allocate.
     *
     * @param qos of the queued message
     * @param tag of the queued message, the application's own number
     * @param sameTopic whether it has the topic of the new one
     * @param newQos of the new message
     * @param newTag of the new message
     * @return false to keep it
     */
    public abstract boolean givesWay(int qos, int tag, boolean sameTopic, int newQos, int newTag);
}

package nogc.mqtt;

/**
 * Where there is no room, a message that the application marks takes the place of the oldest queued one of its topic,
 * at whatever QoS: after a long outage the last values are there, as many as had room. For {@link Config#whenFull}.
 */
public final class ReplaceSameTopic extends FullPolicy {
    private final int marked;

    /**
     * Allocates this object alone.
     *
     * @param tag with which the application publishes messages that may replace others and be replaced by them
     */
    public ReplaceSameTopic(int tag) {
        marked = tag;
    }

    @Override
    public boolean givesWay(int qos, int tag, boolean sameTopic, int newQos, int newTag) {
        return sameTopic && newTag == marked && tag == marked;
    }
}

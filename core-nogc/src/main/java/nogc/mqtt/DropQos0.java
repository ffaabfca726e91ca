package nogc.mqtt;

/** Where there is no room, the oldest queued messages of QoS 0 are dropped: for {@link Config#whenFull}. */
public final class DropQos0 extends FullPolicy {
    /** Has no settings and allocates nothing further. */
    public DropQos0() {
    }

    @Override
    public boolean givesWay(int qos, int tag, boolean sameTopic, int newQos, int newTag) {
        return qos == 0;
    }
}

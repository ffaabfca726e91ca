package nogc.mqtt;

/**
 * A PUBLISH of QoS 1 or 2 as a {@link SessionStore} keeps it: one view that is reused, valid during the call that it is
 * handed to. Who makes a record out of it keeps every field; who replays a record fills in every field.
 */
public final class StoredMessage {
    /** Packet identifier, 1 to 65,535. */
    public int packetId;
    /** 1 or 2. */
    public int qos;
    /** RETAIN flag. */
    public boolean retain;
    /**
     * Whether a byte of it may have left. A record that is appended has false here, and {@link SessionRecords#sent}
     * follows; one of a snapshot has what is so by then.
     */
    public boolean sent;
    /** Whether its payload is pulled from a source: then none is in {@link #bytes}. */
    public boolean pulled;
    /** The application's number for it; for a pulled payload also what its source is opened again by. */
    public int tag;
    /**
     * Seconds until it expires if it is never sent, or -1 for never. Time in which there is no power does not count,
     * since nobody can tell how long that was.
     */
    public int expiry;
    /** Holds topic, properties and payload, one after the other. */
    public byte[] bytes;
    /** Index of the topic's first byte. */
    public int offset;
    /** Bytes of the topic, at least 1. */
    public int topicLength;
    /** Bytes of the properties, without their length; 0 in MQTT 3.1.1. */
    public int propertiesLength;
    /** Bytes of the payload, 0 to 268,435,455; those of a pulled one lie elsewhere. */
    public int payloadLength;

    /** An empty view. */
    public StoredMessage() {
    }

    /** @return bytes of it from {@link #offset} on: topic, properties, and a payload that is not pulled */
    public int length() {
        return topicLength + propertiesLength + (pulled ? 0 : payloadLength);
    }
}

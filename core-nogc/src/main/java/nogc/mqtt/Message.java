package nogc.mqtt;

import nogc.mqtt.wire.TopicRules;

/**
 * A received PUBLISH: one view that the client reuses, valid only inside the event. It points into the receive buffer,
 * so nothing is copied; what you keep, copy. Nothing here allocates but {@link #topicString()} and
 * {@link #payloadString()}.
 */
public final class Message {
    private PropertyReader properties;
    private byte[] topic;
    private int topicOffset;
    private int topicLength;
    private byte[] payload;
    private int payloadOffset;
    private int payloadLength;
    private int position;
    private int totalLength;
    private int handle;
    private int qos;
    private boolean retain;
    private boolean dup;

    /**
     * Points the view at the head of a message; used by the session.
     *
     * @param topicBytes array of the topic
     * @param offset its first byte
     * @param length its number of bytes
     * @param messageQos 0 to 2
     * @param messageRetain RETAIN flag
     * @param messageDup DUP flag
     * @param messageHandle for a later acknowledgement, 0 at QoS 0
     * @param messageProperties its properties
     */
    public void wrapHead(byte[] topicBytes, int offset, int length, int messageQos, boolean messageRetain,
            boolean messageDup, int messageHandle, PropertyReader messageProperties) {
        properties = messageProperties;
        topic = topicBytes;
        topicOffset = offset;
        topicLength = length;
        qos = messageQos;
        retain = messageRetain;
        dup = messageDup;
        handle = messageHandle;
    }

    /**
     * Points the view at a payload or a piece of it; used by the session.
     *
     * @param bytes array of the payload
     * @param offset its first byte
     * @param length its number of bytes
     * @param piecePosition how much of the payload came before
     * @param total length of the whole payload
     */
    public void wrapPayload(byte[] bytes, int offset, int length, int piecePosition, int total) {
        payload = bytes;
        payloadOffset = offset;
        payloadLength = length;
        position = piecePosition;
        totalLength = total;
    }

    /** @return the array that holds the topic */
    public byte[] topic() {
        return topic;
    }

    /** @return index of the topic's first byte */
    public int topicOffset() {
        return topicOffset;
    }

    /** @return number of bytes of the topic; 0 in {@code onMessagePiece} and {@code onMessageEnd} */
    public int topicLength() {
        return topicLength;
    }

    /**
     * Compares the topic, byte for byte [MQTT-4.7.3-4].
     *
     * @param other a topic
     * @return whether they are the same
     */
    public boolean hasTopic(Topic other) {
        return other.contentEquals(topic, topicOffset, topicLength);
    }

    /**
     * Matches the topic against a filter [MQTT-4.7.2-1].
     *
     * @param filter a topic filter, shared or not
     * @return whether it matches
     */
    public boolean matches(TopicFilter filter) {
        return TopicRules.matches(filter.bytes(), 0, filter.length(), topic, topicOffset, topicLength);
    }

    /** @return the array that holds the payload or piece */
    public byte[] payload() {
        return payload;
    }

    /** @return index of its first byte */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** @return its number of bytes */
    public int payloadLength() {
        return payloadLength;
    }

    /** @return how much of the payload came before this piece; 0 for a whole message */
    public int position() {
        return position;
    }

    /** @return length of the whole payload, 0 to 268,435,455 */
    public int totalLength() {
        return totalLength;
    }

    /** @return 0, 1 or 2: that of the packet, which may be below the subscription's [MQTT-3.8.4-6] */
    public int qos() {
        return qos;
    }

    /** @return the RETAIN flag as received */
    public boolean retain() {
        return retain;
    }

    /** @return the DUP flag as received; it says nothing about an earlier delivery to this application */
    public boolean dup() {
        return dup;
    }

    /** @return handle for {@code acknowledge}, positive, or 0 at QoS 0 */
    public int handle() {
        return handle;
    }

    /**
     * @return the properties in wire order; empty in MQTT 3.1.1 and outside {@code onMessage} and
     *     {@code onMessageStart}
     */
    public PropertyReader properties() {
        return properties;
    }

    /**
     * @return the topic as a new String (allocates); characters beyond U+00FF need {@code new String(bytes, …)} of the
     *     platform
     */
    public String topicString() {
        return string(topic, topicOffset, topicLength);
    }

    /** @return the payload or piece as a new String of its bytes as ISO 8859-1 characters (allocates) */
    public String payloadString() {
        return string(payload, payloadOffset, payloadLength);
    }

    private static String string(byte[] bytes, int offset, int length) {
        char[] characters = new char[length];
        for (int i = 0; i < length; i++) {
            characters[i] = (char) (bytes[offset + i] & 0xff);
        }
        return new String(characters);
    }
}

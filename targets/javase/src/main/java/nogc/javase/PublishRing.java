package nogc.javase;

import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;

/**
 * Messages on their way from any thread to the thread of a {@link ClientRunner}, each copied into a cell of fixed size.
 * Memory: {@code cells × (topic + payload + properties)} bytes and five objects a cell. Nothing is allocated
 * after construction.
 */
public final class PublishRing {
    /** One message. */
    static final class Message extends Ring.Cell {
        final Topic topic;
        final PropertyWriter properties;
        final byte[] payload;
        int payloadLength;
        int qos;
        boolean retain;
        boolean hasProperties;
        int tag;
        /** Set when the caller changed its topic or properties during the call, so that the copy is of no use. */
        int refusal;

        Message(int topicCapacity, int payloadCapacity, int propertiesCapacity) {
            topic = new Topic(topicCapacity);
            payload = new byte[payloadCapacity];
            properties = new PropertyWriter(propertiesCapacity);
        }
    }

    private final int topicCapacity;
    private final int payloadCapacity;
    private final int propertiesCapacity;
    private final Ring<Message> ring;

    /**
     * Allocates all cells.
     *
     * @param cells number of messages, a power of two from 2
     * @param topicCapacity longest topic in bytes, 1 to 65,535
     * @param payloadCapacity longest payload in bytes, 0 or more
     * @param propertiesCapacity bytes of the properties of a message, 0 where none are used
     * @throws IllegalArgumentException if a number is out of range, with a message that says which
     */
    public PublishRing(int cells, int topicCapacity, int payloadCapacity, int propertiesCapacity) {
        check(topicCapacity >= 1 && topicCapacity <= 65535, "topicCapacity must be 1 to 65535", topicCapacity);
        check(payloadCapacity >= 0, "payloadCapacity must be 0 or more", payloadCapacity);
        check(propertiesCapacity >= 0, "propertiesCapacity must be 0 or more", propertiesCapacity);
        this.topicCapacity = topicCapacity;
        this.payloadCapacity = payloadCapacity;
        this.propertiesCapacity = propertiesCapacity;
        ring = new Ring<>(cells, () -> new Message(topicCapacity, payloadCapacity, propertiesCapacity));
    }

    private static void check(boolean right, String rule, int number) {
        if (!right) {
            throw new IllegalArgumentException(rule + ", not " + number);
        }
    }

    /** Any thread: copies a message in, with the results of {@link ClientRunner#publish}. */
    int offer(Topic topic, byte[] payload, int offset, int length, int qos, boolean retain, PropertyWriter properties,
            int tag) {
        int available = payload == null ? 0 : payload.length - offset;
        if (topic == null || offset < 0 || length < 0 || length > available) {
            return Result.INVALID_ARGUMENT;
        }
        if (topic.length() == 0) {
            return Result.INVALID_TOPIC;
        }
        if (qos < 0 || qos > 2) {
            return Result.INVALID_QOS;
        }
        boolean hasProperties = properties != null && properties.length() > 0;
        if (topic.length() > topicCapacity || length > payloadCapacity
                || hasProperties && properties.length() > propertiesCapacity) {
            return Result.BUFFER_TOO_SMALL;
        }
        Message message = ring.claim();
        if (message == null) {
            return ring.isClosed() ? Result.DISCONNECTED : Result.FULL;
        }
        message.refusal = Math.min(message.topic.set(topic.bytes(), 0, topic.length()),
                message.topic.setAlias(topic.alias()));
        message.hasProperties = hasProperties;
        if (hasProperties) {
            message.refusal = Math.min(message.refusal, message.properties.set(properties));
        }
        if (length > 0) {
            System.arraycopy(payload, offset, message.payload, 0, length);
        }
        message.payloadLength = length;
        message.qos = qos;
        message.retain = retain;
        message.tag = tag;
        return ring.commit(message) ? Result.OK : Result.DISCONNECTED;
    }

    /** The client's thread: how many messages are there or being written now. */
    int size() {
        return ring.size();
    }

    /** The client's thread: the oldest message, or null. */
    Message peek() {
        return ring.peek();
    }

    /** The client's thread: frees the cell of the message that {@link #peek} gave. */
    void release(Message message) {
        ring.release(message);
    }

    /** The client's thread: takes no more messages; false if it was closed before. */
    boolean close() {
        return ring.close();
    }

    /** The client's thread, once closed: the oldest message that was taken, or null when there is none any more. */
    Message peekLast() {
        return ring.peekLast();
    }
}

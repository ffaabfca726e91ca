package nogc.mqtt.request;

import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.client.Client;
import nogc.mqtt.wire.Property;

/**
 * Remembers who asked, until the application has an answer (MQTT 5.0, section 4.10):
 * <pre>
 *   onMessage ──▶ take    keeps Response Topic and Correlation Data, and answers a handle
 *   later     ──▶ reply   sends the answer to that topic, with that data
 * </pre>
 * Nothing here blocks or allocates after construction; for the client's thread.
 */
public final class Responder {
    private static final int MOST = 256;

    private final Client client;
    private final Topic[] topics;
    private final byte[][] correlations;
    /** -1: the request had none. */
    private final int[] correlationLengths;
    /** 0 is a free slot. */
    private final int[] handles;
    private final PropertyWriter properties;
    private int generation;

    /**
     * Makes a responder.
     *
     * @param client over MQTT 5.0
     * @param slots requests that may wait for their answers at a time, 1 to 256
     * @param longestTopic bytes of the longest Response Topic, 1 to 65,535
     * @param longestCorrelation bytes of the longest Correlation Data, 0 to 65,535
     * @param ownProperties bytes of room for properties that {@link #reply} is given, 0 to 65,535
     * @throws IllegalArgumentException if a number is out of range
     */
    public Responder(Client client, int slots, int longestTopic, int longestCorrelation, int ownProperties) {
        if (slots < 1 || slots > MOST || longestTopic < 1 || longestTopic > 65535 || longestCorrelation < 0
                || longestCorrelation > 65535 || ownProperties < 0 || ownProperties > 65535) {
            throw new IllegalArgumentException("slots must be 1 to 256, longestTopic 1 to 65535, longestCorrelation"
                    + " 0 to 65535, ownProperties 0 to 65535");
        }
        this.client = client;
        topics = new Topic[slots];
        correlations = new byte[slots][];
        for (int i = 0; i < slots; i++) {
            topics[i] = new Topic(longestTopic);
            correlations[i] = new byte[longestCorrelation];
        }
        correlationLengths = new int[slots];
        handles = new int[slots];
        properties = new PropertyWriter(ownProperties + longestCorrelation + 3);
    }

    /**
     * Keeps where the answer to a request is to go. Inside {@code onMessage}.
     *
     * @param request the message
     * @return a positive handle for {@link #reply} or {@link #drop}; {@link Result#INVALID_ARGUMENT}: it is no request,
     *     since it has no Response Topic; {@link Result#FULL}: as many wait already, so refuse the message with 0x97
     *     (Quota Exceeded); {@link Result#BUFFER_TOO_SMALL}: its Response Topic or Correlation Data is too long;
     *     {@link Result#INVALID_TOPIC}
     */
    public int take(Message request) {
        int slot = slotOf(0);
        PropertyReader reader = request.properties();
        if (!reader.find(Property.RESPONSE_TOPIC)) {
            return Result.INVALID_ARGUMENT;
        }
        if (slot < 0) {
            return Result.FULL;
        }
        int result = topics[slot].set(reader.bytes(), reader.valueOffset(), reader.valueLength());
        if (result < 0) {
            return result;
        }
        correlationLengths[slot] = -1;
        if (reader.find(Property.CORRELATION_DATA)) {
            if (reader.valueLength() > correlations[slot].length) {
                return Result.BUFFER_TOO_SMALL;
            }
            correlationLengths[slot] = reader.valueLength();
            System.arraycopy(reader.bytes(), reader.valueOffset(), correlations[slot], 0, reader.valueLength());
        }
        generation = generation == 0x7FFFFF ? 1 : generation + 1;
        handles[slot] = generation << 8 | slot;
        return handles[slot];
    }

    private int slotOf(int handle) {
        for (int i = 0; i < handles.length; i++) {
            if (handles[i] == handle) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Answers, and forgets the request. Bounded.
     *
     * @param request a handle of {@link #take}
     * @param payload array of the payload, copied; may be null for an empty one
     * @param offset its first byte
     * @param length its number of bytes
     * @param qos 0, 1 or 2
     * @param extra further properties, copied; no Correlation Data; or null
     * @return a positive handle of the message for {@code onPublished}; {@link Result#STALE}: that request was answered
     *     or dropped; {@link Result#INVALID_PROPERTY}, {@link Result#BUFFER_TOO_SMALL}: the properties do not fit; and
     *     as {@link Client#publish(Topic, byte[], int, int, int, boolean, PropertyWriter)}, such as {@link
     *     Result#FULL}. Below 0 the request is kept: try again, or {@link #drop} it
     */
    public int reply(int request, byte[] payload, int offset, int length, int qos, PropertyWriter extra) {
        int slot = request > 0 ? slotOf(request) : -1;
        if (slot < 0) {
            return Result.STALE;
        }
        properties.clear();
        int result = extra == null ? Result.OK : properties.set(extra);
        if (result == Result.OK && correlationLengths[slot] >= 0) {
            result = properties.put(Property.CORRELATION_DATA, correlations[slot], 0, correlationLengths[slot]);
        }
        if (result == Result.OK) {
            result = client.publish(topics[slot], payload, offset, length, qos, false, properties);
        }
        if (result > 0) {
            handles[slot] = 0;
        }
        return result;
    }

    /**
     * Forgets a request without an answer.
     *
     * @param request a handle of {@link #take}
     * @return {@link Result#OK}, or {@link Result#STALE}
     */
    public int drop(int request) {
        int slot = request > 0 ? slotOf(request) : -1;
        if (slot < 0) {
            return Result.STALE;
        }
        handles[slot] = 0;
        return Result.OK;
    }

    /** @return requests that wait for their answers */
    public int open() {
        int count = 0;
        for (int i = 0; i < handles.length; i++) {
            if (handles[i] != 0) {
                count++;
            }
        }
        return count;
    }
}

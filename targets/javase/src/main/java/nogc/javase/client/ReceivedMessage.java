package nogc.javase.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.wire.Property;

/** A message that came, copied out of the client's buffer: it may be kept, and read by any thread. */
public final class ReceivedMessage {
    private final String topic;
    private final byte[] payload;
    private final byte[] properties;
    private final int qos;
    private final boolean retain;
    private final boolean duplicate;
    private final int handle;

    ReceivedMessage(Message message) {
        topic = message.topicString();
        payload = Arrays.copyOfRange(message.payload(), message.payloadOffset(),
                message.payloadOffset() + message.payloadLength());
        PropertyReader reader = message.properties();
        properties = reader.length() == 0 ? new byte[0]
                : Arrays.copyOfRange(reader.bytes(), reader.offset(), reader.offset() + reader.length());
        qos = message.qos();
        retain = message.retain();
        duplicate = message.dup();
        handle = message.handle();
    }

    /** @return the Topic Name */
    public String topic() {
        return topic;
    }

    /** @return the payload, which is this message's own array */
    public byte[] payload() {
        return payload;
    }

    /** @return the payload read as UTF-8; what is not becomes U+FFFD */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** @return the properties (MQTT 5.0), empty if there are none; a new reader with each call */
    public PropertyReader properties() {
        PropertyReader reader = new PropertyReader();
        reader.wrap(properties, 0, properties.length);
        return reader;
    }

    /**
     * A property as text, such as {@code Property.RESPONSE_TOPIC} or {@code CONTENT_TYPE}.
     *
     * @param id a constant of {@link nogc.mqtt.wire.Property} whose value is text
     * @return its value read as UTF-8, or null if there is none
     */
    public String text(int id) {
        byte[] value = bytes(id);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    /**
     * A property as bytes, such as {@code Property.CORRELATION_DATA}.
     *
     * @param id a constant of {@link nogc.mqtt.wire.Property} whose value is bytes or text
     * @return its value, or null if there is none
     */
    public byte[] bytes(int id) {
        PropertyReader reader = properties();
        return reader.find(id) ? valueOf(reader) : null;
    }

    private static byte[] valueOf(PropertyReader reader) {
        return Arrays.copyOfRange(reader.bytes(), reader.valueOffset(), reader.valueOffset() + reader.valueLength());
    }

    /**
     * A User Property.
     *
     * @param name of it
     * @return the first value of that name, or null if there is none
     */
    public String userProperty(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        PropertyReader reader = properties();
        while (reader.next()) {
            int offset = reader.nameOffset();
            if (reader.id() == Property.USER_PROPERTY
                    && Arrays.equals(reader.bytes(), offset, offset + reader.nameLength(), wanted, 0, wanted.length)) {
                return new String(valueOf(reader), StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    /** @return 0, 1 or 2 */
    public int qos() {
        return qos;
    }

    /** @return whether the server had kept it, or the subscription asks for the flag as published */
    public boolean retain() {
        return retain;
    }

    /** @return whether it may have come before */
    public boolean duplicate() {
        return duplicate;
    }

    int handle() {
        return handle;
    }
}

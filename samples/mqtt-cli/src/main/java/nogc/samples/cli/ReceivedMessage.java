package nogc.samples.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.wire.Property;

/** A message with all that a format may print of it, kept until the last piece of its payload has come. */
final class ReceivedMessage {
    /** A property as it came: a number in decimal, or text; the name of a user property, else null. */
    record Value(int id, String name, String text) {
    }

    private final String topic;
    private final int qos;
    private final boolean retain;
    private final List<Value> properties = new ArrayList<>();
    private final ZonedDateTime arrived = ZonedDateTime.now();
    private final ByteArrayOutputStream payload = new ByteArrayOutputStream();

    /**
     * Keeps what is valid in the first event of a message only.
     *
     * @param message its head
     */
    ReceivedMessage(Message message) {
        topic = message.topicString();
        qos = message.qos();
        retain = message.retain();
        PropertyReader reader = message.properties();
        reader.rewind();
        while (reader.next()) {
            properties.add(value(reader));
        }
    }

    private static Value value(PropertyReader reader) {
        int id = reader.id();
        return switch (Property.type(id)) {
            case Property.STRING, Property.BINARY, Property.PAIR -> new Value(id,
                    id != Property.USER_PROPERTY ? null
                            : text(reader.bytes(), reader.nameOffset(), reader.nameLength()),
                    text(reader.bytes(), reader.valueOffset(), reader.valueLength()));
            default -> new Value(id, null, Integer.toUnsignedString(reader.value()));
        };
    }

    private static String text(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    /** The payload, or a piece of it. */
    void add(Message message) {
        payload.write(message.payload(), message.payloadOffset(), message.payloadLength());
    }

    String topic() {
        return topic;
    }

    int qos() {
        return qos;
    }

    boolean retain() {
        return retain;
    }

    ZonedDateTime arrived() {
        return arrived;
    }

    byte[] payload() {
        return payload.toByteArray();
    }

    List<Value> properties() {
        return properties;
    }

    /** The first property of a kind, or nothing. */
    String text(int id) {
        return properties.stream().filter(value -> value.id() == id).map(Value::text).findFirst().orElse("");
    }

    /** "name:value", with blanks between several. */
    String userProperties() {
        return String.join(" ", properties.stream().filter(value -> value.name() != null)
                .map(value -> value.name() + ":" + value.text()).toList());
    }
}

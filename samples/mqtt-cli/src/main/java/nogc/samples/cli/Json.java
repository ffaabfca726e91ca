package nogc.samples.cli;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nogc.mqtt.wire.Property;

/** A message as a JSON object, with the names that mosquitto_sub uses. */
final class Json {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'xx");
    private static final Map<Integer, String> NAMES = Map.of(Property.CONTENT_TYPE, "content-type",
            Property.RESPONSE_TOPIC, "response-topic", Property.CORRELATION_DATA, "correlation-data",
            Property.PAYLOAD_FORMAT_INDICATOR, "payload-format-indicator",
            Property.MESSAGE_EXPIRY_INTERVAL, "message-expiry-interval",
            Property.SUBSCRIPTION_IDENTIFIER, "subscription-identifier", Property.TOPIC_ALIAS, "topic-alias");

    private Json() {
    }

    /**
     * The object.
     *
     * @param payloadIsJson whether the payload stands there as it is, if it is JSON; else as a string
     * @param pretty each member in a line of its own
     */
    static String of(ReceivedMessage message, boolean payloadIsJson, boolean pretty) {
        List<String> members = new ArrayList<>();
        members.add(member("tst", quote(message.arrived().format(TIME)), pretty));
        members.add(member("topic", quote(message.topic()), pretty));
        members.add(member("qos", String.valueOf(message.qos()), pretty));
        members.add(member("retain", message.retain() ? "1" : "0", pretty));
        members.add(member("payloadlen", String.valueOf(message.payload().length), pretty));
        if (!message.properties().isEmpty()) {
            members.add(member("properties", properties(message.properties(), pretty), pretty));
        }
        String payload = new String(message.payload(), StandardCharsets.UTF_8);
        boolean raw = payloadIsJson && JsonText.isValue(payload);
        members.add(member("payload", raw ? payload.strip() : quote(payload), pretty));
        return object(members, "", pretty);
    }

    private static String properties(List<ReceivedMessage.Value> values, boolean pretty) {
        List<String> members = new ArrayList<>();
        List<String> ofUser = new ArrayList<>();
        for (ReceivedMessage.Value value : values) {
            if (value.name() != null) {
                ofUser.add(member(value.name(), quote(value.text()), pretty));
            } else {
                boolean isText = Property.type(value.id()) >= Property.STRING;
                members.add(member(NAMES.getOrDefault(value.id(), "property-" + value.id()),
                        isText ? quote(value.text()) : value.text(), pretty));
            }
        }
        if (!ofUser.isEmpty()) {
            members.add(member("user-properties", object(ofUser, "\t\t", pretty), pretty));
        }
        return object(members, "\t", pretty);
    }

    private static String member(String name, String value, boolean pretty) {
        return quote(name) + (pretty ? ":\t" : ":") + value;
    }

    private static String object(List<String> members, String indentation, boolean pretty) {
        return !pretty ? "{" + String.join(",", members) + "}"
                : "{\n" + indentation + "\t" + String.join(",\n" + indentation + "\t", members) + "\n" + indentation
                + "}";
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int escape = "\"\\\b\f\n\r\t".indexOf(c);
            if (escape >= 0) {
                quoted.append('\\').append("\"\\bfnrt".charAt(escape));
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}

package nogc.samples.pi;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import nogc.mqtt.Topic;
import nogc.samples.sensor.Announcement;

/**
 * What Home Assistant discovers a part by: a retained message at {@code PREFIX/COMPONENT/NODE/PART/config}, as its page
 * "MQTT Discovery" has it, with a device that all parts of a node share and the node's presence as availability.
 */
final class HomeAssistant {
    private static final Map<String, String> CLASSES = Map.of("°C", "temperature", "%", "humidity", "hPa",
            "atmospheric_pressure", "lx", "illuminance", "V", "voltage", "A", "current", "W", "power");

    private final Settings settings;
    private final String version;

    HomeAssistant(Settings settings, String version) {
        this.settings = settings;
        this.version = version;
    }

    /** @param unit of a sensor, else null */
    Announcement of(PartSettings part, String unit) {
        String component = part.kind.equals("contact") ? "binary_sensor" : part.kind;
        String node = Words.asName(settings.name);
        StringBuilder json = new StringBuilder("{");
        put(json, "name", part.label);
        put(json, "unique_id", node + "_" + part.name);
        put(json, "state_topic", part.topicText);
        if (component.equals("switch")) {
            put(json, "command_topic", part.topicText + "/set");
        }
        if (unit != null) {
            put(json, "unit_of_measurement", unit);
            put(json, "state_class", "measurement");
            if (CLASSES.containsKey(unit)) {
                put(json, "device_class", CLASSES.get(unit));
            }
            if (part.longestSilence > 0) {
                // Unavailable once three of the longest silences have passed without a reading.
                json.append("\"expire_after\":").append(Math.max(1, 3L * Math.max(part.longestSilence, part.period)
                        / 1000)).append(',');
            }
        }
        put(json, "availability_topic", settings.root + "/status");
        put(json, "payload_available", "online");
        put(json, "payload_not_available", "offline");
        json.append("\"device\":{\"identifiers\":[").append(quoted("nogc-mqtt-" + node)).append("],");
        put(json, "name", settings.name);
        put(json, "manufacturer", "nogc-mqtt");
        json.append("\"sw_version\":").append(quoted(version)).append("},\"origin\":{\"name\":\"nogc-mqtt\"}}");
        String topic = settings.discovery + "/" + component + "/" + node + "/" + part.name + "/config";
        return new Announcement(settings.topic(topic, part.line), json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void put(StringBuilder json, String key, String value) {
        json.append(quoted(key)).append(':').append(quoted(value)).append(',');
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}

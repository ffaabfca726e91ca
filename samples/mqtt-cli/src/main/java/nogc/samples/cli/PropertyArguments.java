package nogc.samples.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.wire.Property;

/** The properties that {@code -D packet name value} gives, checked against what MQTT 5.0 allows in each packet. */
final class PropertyArguments {
    /** A property: its identifier, its largest number or 0 for text, and the packets that may carry it here. */
    private record Kind(int id, long maximum, List<String> packets) {
    }

    private static final long U32 = 0xffffffffL;
    private static final int CAPACITY = 65535;
    private static final List<String> PACKETS = List.of("connect", "publish", "will", "subscribe", "disconnect");

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            kind("payload-format-indicator", Property.PAYLOAD_FORMAT_INDICATOR, 1, "publish", "will"),
            kind("message-expiry-interval", Property.MESSAGE_EXPIRY_INTERVAL, U32, "publish", "will"),
            kind("content-type", Property.CONTENT_TYPE, 0, "publish", "will"),
            kind("response-topic", Property.RESPONSE_TOPIC, 0, "publish", "will"),
            kind("correlation-data", Property.CORRELATION_DATA, 0, "publish", "will"),
            kind("subscription-identifier", Property.SUBSCRIPTION_IDENTIFIER, 268_435_455, "subscribe"),
            kind("session-expiry-interval", Property.SESSION_EXPIRY_INTERVAL, U32, "disconnect"),
            kind("request-problem-information", Property.REQUEST_PROBLEM_INFORMATION, 1, "connect"),
            kind("request-response-information", Property.REQUEST_RESPONSE_INFORMATION, 1, "connect"),
            kind("will-delay-interval", Property.WILL_DELAY_INTERVAL, U32, "will"),
            kind("reason-string", Property.REASON_STRING, 0, "disconnect"),
            kind("user-property", Property.USER_PROPERTY, 0, "connect", "publish", "will", "subscribe", "disconnect"));

    private final Map<String, PropertyWriter> writers = new HashMap<>();

    private static Map.Entry<String, Kind> kind(String name, int id, long maximum, String... packets) {
        return Map.entry(name, new Kind(id, maximum, List.of(packets)));
    }

    /** Reads what stands behind {@code -D}. */
    void parse(CommandLine line) throws UsageException {
        String packet = line.value("a packet, a property and its value").toLowerCase(Locale.ROOT);
        if (!PACKETS.contains(packet)) {
            throw new UsageException(
                    "-D must name a packet of " + String.join(", ", PACKETS) + ", not '" + packet + "'");
        }
        String name = line.value("a property and its value behind " + packet);
        if (packet.equals("connect") && name.equals("session-expiry-interval")) {
            throw new UsageException("-D connect session-expiry-interval is spelt -x here");
        }
        Kind kind = KINDS.get(name);
        if (kind == null || !kind.packets().contains(packet)) {
            throw new UsageException(
                    "-D " + packet + " cannot carry '" + name + "'; it can carry " + carriedBy(packet));
        }
        PropertyWriter writer = writers.computeIfAbsent(packet, p -> new PropertyWriter(CAPACITY));
        boolean pair = kind.id() == Property.USER_PROPERTY;
        if (!pair && writer.contains(kind.id())) {
            throw new UsageException("-D " + packet + " " + name + " may be given once only");
        }
        String value = line.value(pair ? "a name and a value behind " + name : "a value behind " + name);
        if (kind.maximum() > 0) {
            int minimum = Property.isZeroForbidden(kind.id()) ? 1 : 0;
            CommandLine.number("-D " + packet + " " + name, value, minimum, kind.maximum());
        }
        String second = pair ? line.value("a name and a value behind " + name) : "";
        if (put(writer, kind.id(), value, second) != Result.OK) {
            throw new UsageException(
                    "-D " + packet + " " + name + " cannot be '" + value + "': too long, or not what MQTT allows");
        }
    }

    private static int put(PropertyWriter writer, int id, String text, String second) {
        byte[] value = ConnectionArguments.bytes(text);
        byte[] secondValue = ConnectionArguments.bytes(second);
        return switch (Property.type(id)) {
            case Property.PAIR -> writer.putUserProperty(value, 0, value.length, secondValue, 0, secondValue.length);
            case Property.STRING, Property.BINARY -> writer.put(id, value, 0, value.length);
            default -> writer.put(id, (int) Long.parseLong(text));
        };
    }

    private static String carriedBy(String packet) {
        return String.join(", ", KINDS.keySet().stream()
                .filter(name -> KINDS.get(name).packets().contains(packet)).sorted().toList());
    }

    /** @return whether no property was given at all */
    boolean isEmpty() {
        return writers.isEmpty();
    }

    /**
     * The properties for a packet, in the order given.
     *
     * @param packet as in {@code -D}
     * @return null if there are none
     */
    PropertyWriter of(String packet) {
        return writers.get(packet);
    }
}

package nogc.samples.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nogc.mqtt.Config;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.TopicAliasTable;
import nogc.mqtt.wire.Property;

/** The properties that {@code -D packet name value} gives, checked against what MQTT 5.0 allows in each packet. */
final class PropertyArguments {
    /** A property: its identifier, its largest number or 0 for text, and the packets that may carry it here. */
    private record Kind(int id, long maximum, List<String> packets) {
    }

    private static final long U32 = 0xffffffffL;
    private static final int CAPACITY = 65535;
    /** Memory of an alias table. */
    private static final int ALIASES = 16 << 20;
    private static final List<String> PACKETS = List.of("connect", "publish", "will", "subscribe", "unsubscribe",
            "disconnect");

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            kind("payload-format-indicator", Property.PAYLOAD_FORMAT_INDICATOR, 1, "publish", "will"),
            kind("message-expiry-interval", Property.MESSAGE_EXPIRY_INTERVAL, U32, "publish", "will"),
            kind("content-type", Property.CONTENT_TYPE, 0, "publish", "will"),
            kind("response-topic", Property.RESPONSE_TOPIC, 0, "publish", "will"),
            kind("correlation-data", Property.CORRELATION_DATA, 0, "publish", "will"),
            kind("subscription-identifier", Property.SUBSCRIPTION_IDENTIFIER, 268_435_455, "subscribe"),
            kind("session-expiry-interval", Property.SESSION_EXPIRY_INTERVAL, U32, "connect", "disconnect"),
            kind("receive-maximum", Property.RECEIVE_MAXIMUM, 1023, "connect"),
            kind("maximum-packet-size", Property.MAXIMUM_PACKET_SIZE, 268_435_460, "connect"),
            kind("topic-alias-maximum", Property.TOPIC_ALIAS_MAXIMUM, 65_535, "connect"),
            kind("topic-alias", Property.TOPIC_ALIAS, 65_535, "publish"),
            kind("request-problem-information", Property.REQUEST_PROBLEM_INFORMATION, 1, "connect"),
            kind("request-response-information", Property.REQUEST_RESPONSE_INFORMATION, 1, "connect"),
            kind("will-delay-interval", Property.WILL_DELAY_INTERVAL, U32, "will"),
            kind("reason-string", Property.REASON_STRING, 0, "disconnect"),
            kind("user-property", Property.USER_PROPERTY, 0, "connect", "publish", "will", "subscribe", "unsubscribe",
                    "disconnect"));

    private final Map<String, PropertyWriter> writers = new HashMap<>();
    private final Map<Integer, Long> own = new HashMap<>();

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
        Kind kind = KINDS.get(name);
        if (kind == null || !kind.packets().contains(packet)) {
            throw new UsageException(
                    "-D " + packet + " cannot carry '" + name + "'; it can carry " + carriedBy(packet));
        }
        if (isOurs(packet, kind.id())) {
            takeOwn(packet, name, kind, line.value("a value behind " + name));
            return;
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

    /** What the client says by itself, from its configuration. */
    private static boolean isOurs(String packet, int id) {
        return id == Property.RECEIVE_MAXIMUM || id == Property.MAXIMUM_PACKET_SIZE
                || id == Property.TOPIC_ALIAS_MAXIMUM || id == Property.TOPIC_ALIAS
                || id == Property.SESSION_EXPIRY_INTERVAL && packet.equals("connect");
    }

    private void takeOwn(String packet, String name, Kind kind, String value) throws UsageException {
        int minimum = kind.id() == Property.MAXIMUM_PACKET_SIZE ? 64 : Property.isZeroForbidden(kind.id()) ? 1 : 0;
        long number = CommandLine.number("-D " + packet + " " + name, value, minimum, kind.maximum());
        if (own.put(kind.id(), number) != null) {
            throw new UsageException("-D " + packet + " " + name + " may be given once only");
        }
    }

    /** Has the client say what was asked for. */
    void configure(Config config) {
        config.inboundSlots = own(Property.RECEIVE_MAXIMUM, config.inboundSlots);
        config.maximumPacketSize = own(Property.MAXIMUM_PACKET_SIZE, config.maximumPacketSize);
        int inbound = own(Property.TOPIC_ALIAS_MAXIMUM, 0);
        if (inbound > 0) {
            config.inboundAliases = table(inbound);
        }
        if (topicAlias() > 0) {
            config.outboundAliases = table(topicAlias());
        }
    }

    private static TopicAliasTable table(int aliases) {
        return new TopicAliasTable(aliases, Math.min(65_535, ALIASES / aliases), false);
    }

    private int own(int id, int otherwise) {
        return (int) (long) own.getOrDefault(id, (long) otherwise);
    }

    /** @return the alias of the topic to publish to, or 0 */
    int topicAlias() {
        return own(Property.TOPIC_ALIAS, 0);
    }

    /** @return the Session Expiry Interval of CONNECT, or null */
    Long sessionExpiry() {
        return own.get(Property.SESSION_EXPIRY_INTERVAL);
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
        return writers.isEmpty() && own.isEmpty();
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

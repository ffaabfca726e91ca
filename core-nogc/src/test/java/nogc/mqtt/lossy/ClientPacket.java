package nogc.mqtt.lossy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One packet from a client, read by the letter of the standard and without a line of our codec: what a client may not
 * send is a {@link Violation}. Knows no state; what must fit to other packets is the business of {@link WireInspector}.
 */
final class ClientPacket {
    static final int CONNECT = 1;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int PUBREC = 5;
    static final int PUBREL = 6;
    static final int PUBCOMP = 7;
    static final int SUBSCRIBE = 8;
    static final int UNSUBSCRIBE = 10;
    static final int PINGREQ = 12;
    static final int DISCONNECT = 14;

    static final int SESSION_EXPIRY = 17;
    static final int RECEIVE_MAXIMUM = 33;
    static final int TOPIC_ALIAS_MAXIMUM = 34;
    static final int TOPIC_ALIAS = 35;
    static final int MAXIMUM_PACKET_SIZE = 39;

    private static final Set<Integer> OF_CONNECT = Set.of(17, 21, 22, 23, 25, 33, 34, 38, 39);
    private static final Set<Integer> OF_WILL = Set.of(1, 2, 3, 8, 9, 24, 38);
    /** Without Subscription Identifier [MQTT-3.3.4-6]. */
    private static final Set<Integer> OF_PUBLISH = Set.of(1, 2, 3, 8, 9, 35, 38);
    private static final Set<Integer> OF_ANSWER = Set.of(31, 38);
    private static final Set<Integer> OF_SUBSCRIBE = Set.of(11, 38);
    private static final Set<Integer> OF_UNSUBSCRIBE = Set.of(38);
    private static final Set<Integer> OF_DISCONNECT = Set.of(17, 31, 38);

    /** What a client may send in PUBACK and PUBREC. */
    private static final Set<Integer> ACK_CODES = Set.of(0, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99);
    /** Table 3-10, the rows of the client. */
    private static final Set<Integer> DISCONNECT_CODES = Set.of(0, 4, 0x80, 0x81, 0x82, 0x83, 0x90, 0x93, 0x94, 0x95,
            0x96, 0x97, 0x98, 0x99);

    final byte[] bytes;
    final int type;
    final int flags;
    int packetId;
    int reasonCode;
    String topic;
    byte[] payload;
    String clientId;
    boolean cleanStart;
    int keepAlive;
    Map<Integer, Integer> properties = Map.of();
    final List<String> filters = new ArrayList<>();

    /** Reads a whole packet of {@code version} 4 or 5. */
    ClientPacket(byte[] bytes, int version) {
        this.bytes = bytes;
        type = bytes[0] >> 4 & 0x0f;
        flags = bytes[0] & 0x0f;
        boolean v5 = version == 5;
        Fields fields = new Fields(bytes, 1, bytes.length);
        int length = fields.varInt();
        int expected = type == PUBREL || type == SUBSCRIBE || type == UNSUBSCRIBE ? 2 : 0;
        Violation.unless(type == PUBLISH || flags == expected, "reserved flags " + this); // [MQTT-2.1.3-1]
        switch (type) {
            case CONNECT -> connect(fields, version);
            case PUBLISH -> publish(fields, v5);
            case PUBACK, PUBREC -> answer(fields, v5, ACK_CODES);
            case PUBREL, PUBCOMP -> answer(fields, v5, Set.of(0, 0x92));
            case SUBSCRIBE, UNSUBSCRIBE -> request(fields, v5);
            case PINGREQ -> { }
            case DISCONNECT -> disconnect(fields, v5);
            default -> throw new Violation("a client sends no packet of type " + type);
        }
        Violation.unless(fields.isAtEnd(), "bytes behind the last field of " + this);
        Violation.unless(length <= 268435455, "too long");
    }

    /** The size of the packet at the start of {@code bytes}, or 0 while it cannot be told or is not whole. */
    static int size(byte[] bytes, int length) {
        int value = 0;
        for (int i = 1; i < length && i <= 4; i++) {
            value |= (bytes[i] & 0x7f) << 7 * (i - 1);
            if (bytes[i] >= 0) {
                return 1 + i + value <= length ? 1 + i + value : 0;
            }
        }
        Violation.unless(length < 5, "a Remaining Length of more than four bytes");
        return 0;
    }

    private void connect(Fields fields, int version) {
        Violation.unless(fields.string().equals("MQTT"), "protocol name"); // [MQTT-3.1.2-1]
        Violation.unless(fields.u8() == version, "protocol version");
        int connectFlags = fields.u8();
        Violation.unless((connectFlags & 1) == 0, "reserved flag"); // [MQTT-3.1.2-3]
        cleanStart = (connectFlags & 2) != 0;
        boolean will = (connectFlags & 4) != 0;
        int willQos = connectFlags >> 3 & 3;
        Violation.unless(willQos < 3 && (will || (connectFlags & 0x38) == 0), "will flags"); // [MQTT-3.1.2-11…15]
        keepAlive = fields.u16();
        if (version == 5) {
            properties = fields.properties(OF_CONNECT);
            Violation.unless(properties.getOrDefault(RECEIVE_MAXIMUM, 1) != 0, "Receive Maximum 0");
            Violation.unless(properties.getOrDefault(MAXIMUM_PACKET_SIZE, 1) != 0, "Maximum Packet Size 0");
        }
        clientId = fields.string();
        if (will) {
            if (version == 5) {
                fields.properties(OF_WILL);
            }
            topicName(fields.string());
            fields.binary();
        }
        if ((connectFlags & 0x80) != 0) {
            fields.string();
        }
        if ((connectFlags & 0x40) != 0) {
            Violation.unless(version == 5 || (connectFlags & 0x80) != 0, "password without user name");
            fields.binary();
        }
        Violation.unless(version == 5 || !clientId.isEmpty() || cleanStart, "no client identifier"); // [MQTT-3.1.3-7]
    }

    private static String topicName(String name) {
        Violation.unless(name.indexOf('+') < 0 && name.indexOf('#') < 0, "wildcard in a topic name"); // [MQTT-3.3.2-2]
        return name;
    }

    private void publish(Fields fields, boolean v5) {
        Violation.unless(qos() < 3, "QoS 3"); // [MQTT-3.3.1-4]
        Violation.unless(qos() > 0 || !dup(), "DUP at QoS 0"); // [MQTT-3.3.1-2]
        topic = topicName(fields.string());
        if (qos() > 0) {
            identifier(fields);
        }
        if (v5) {
            properties = fields.properties(OF_PUBLISH);
            Violation.unless(properties.getOrDefault(TOPIC_ALIAS, 1) != 0, "topic alias 0"); // [MQTT-3.3.2-8]
        }
        Violation.unless(!topic.isEmpty() || properties.containsKey(TOPIC_ALIAS), "no topic"); // [MQTT-4.7.3-1]
        payload = fields.rest();
    }

    private void identifier(Fields fields) {
        packetId = fields.u16();
        Violation.unless(packetId != 0, "packet identifier 0"); // [MQTT-2.2.1-3]
    }

    private void answer(Fields fields, boolean v5, Set<Integer> codes) {
        identifier(fields);
        if (v5 && !fields.isAtEnd()) {
            reasonCode = fields.u8();
            Violation.unless(codes.contains(reasonCode), "reason code of " + this);
            if (!fields.isAtEnd()) {
                properties = fields.properties(OF_ANSWER);
            }
        }
    }

    private void request(Fields fields, boolean v5) {
        identifier(fields);
        if (v5) {
            properties = fields.properties(type == SUBSCRIBE ? OF_SUBSCRIBE : OF_UNSUBSCRIBE);
            Violation.unless(properties.getOrDefault(11, 1) != 0, "Subscription Identifier 0");
        }
        do { // one at least [MQTT-3.8.3-2], [MQTT-3.10.3-2]
            String filter = fields.string();
            Violation.unless(!filter.isEmpty(), "empty filter");
            filters.add(filter);
            if (type == SUBSCRIBE) {
                int options = fields.u8();
                boolean good = (options & 3) < 3 && (v5 ? (options & 0xc0) == 0 && (options & 0x30) != 0x30
                        : (options & 0xfc) == 0);
                Violation.unless(good, "subscription options " + options); // [MQTT-3.8.3-4, -5]
            }
        } while (!fields.isAtEnd());
    }

    private void disconnect(Fields fields, boolean v5) {
        if (v5 && !fields.isAtEnd()) {
            reasonCode = fields.u8();
            Violation.unless(DISCONNECT_CODES.contains(reasonCode), "reason code of " + this); // [MQTT-3.14.2-1]
            if (!fields.isAtEnd()) {
                properties = fields.properties(OF_DISCONNECT);
            }
        }
    }

    int qos() {
        return flags >> 1 & 3;
    }

    boolean dup() {
        return (flags & 8) != 0;
    }

    boolean retain() {
        return (flags & 1) != 0;
    }

    @Override
    public String toString() {
        String hex = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 40));
        return "packet type " + type + " id " + packetId + " [" + hex + (bytes.length > 40 ? "…" : "") + "]";
    }
}

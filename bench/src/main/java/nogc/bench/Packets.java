package nogc.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The packets that every contender encodes and decodes, put together here by hand from the specification, so that no
 * contender is its own judge.
 */
public final class Packets {
    /** Topic of {@link #one}, 25 bytes. */
    public static final String TOPIC = "sensors/building-7/temp-1";
    /** A filter that matches {@link #TOPIC} only after all of it was looked at. */
    public static final String FILTER = "sensors/+/temp-1";
    /** Packet identifier of {@link #one}. */
    public static final int PACKET_IDENTIFIER = 0x1234;
    /** Topic id of the PUBLISH of MQTT-SN. */
    public static final int TOPIC_ID = 0x0102;
    /** Largest topic alias in use. */
    public static final int TOPIC_ALIAS_MAXIMUM = 8;
    /** How many packets {@link #mixed} has: too many for a branch predictor to know by heart. */
    public static final int MIXED = 64;

    /** Client identifier of CONNECT; the version is 3.1.1, Clean Session 1. */
    public static final String CLIENT_IDENTIFIER = "sensor-node-0042";
    /** Keep Alive of CONNECT, seconds. */
    public static final int KEEP_ALIVE = 60;
    /** User name of CONNECT. */
    public static final String USER_NAME = "building-7";
    /** Password of CONNECT. */
    public static final String PASSWORD = "correct horse";
    /** Will topic of CONNECT; Will QoS 1, Will Retain 1. */
    public static final String WILL_TOPIC = "sensors/building-7/state";
    /** Will message of CONNECT. */
    public static final String WILL_MESSAGE = "offline";

    private Packets() {
    }

    /**
     * @param set "one" or "mixed"
     * @return the packets that a benchmark goes round
     */
    public static List<Publish> set(String set) {
        return switch (set) {
            case "one" -> List.of(one());
            case "mixed" -> mixed();
            default -> throw new IllegalArgumentException("no set of packets " + set);
        };
    }

    /** @return QoS 1, topic of 25 bytes, 64 bytes of payload; in 5.0 a topic alias and a user property */
    public static Publish one() {
        return new Publish(TOPIC, payload(), 1, PACKET_IDENTIFIER, 5, "north-2");
    }

    /**
     * @return packets with topics of 8 to 120 bytes, payloads of 0 to 1,024 bytes (small ones most often), each QoS,
     * with and without alias and user property; the same in every run
     */
    public static List<Publish> mixed() {
        Random random = new Random(64);
        List<Publish> packets = new ArrayList<>();
        for (int i = 0; i < MIXED; i++) {
            boolean alias = random.nextInt(4) == 0;
            boolean property = random.nextBoolean();
            packets.add(new Publish(topic(random), payload(random), random.nextInt(3), 1 + random.nextInt(0xFFFF),
                    alias ? 1 + random.nextInt(TOPIC_ALIAS_MAXIMUM) : 0,
                    property ? "floor-" + random.nextInt(1 << random.nextInt(20)) : null));
        }
        return packets;
    }

    private static String topic(Random random) {
        int length = 8 + random.nextInt(113);
        StringBuilder topic = new StringBuilder();
        while (topic.length() < length) {
            boolean level = !topic.isEmpty() && random.nextInt(9) == 0;
            topic.append(level ? '/' : (char) ('a' + random.nextInt(26)));
        }
        return topic.toString();
    }

    private static byte[] payload(Random random) {
        byte[] payload = new byte[random.nextInt(1 + (1024 >> random.nextInt(6)))];
        random.nextBytes(payload);
        return payload;
    }

    /** @return the payload of {@link #one}, 64 bytes */
    public static byte[] payload() {
        byte[] payload = new byte[64];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (i * 7);
        }
        return payload;
    }

    /** @return PUBLISH of MQTT-SN at QoS 1, 71 bytes */
    public static byte[] publishSn() {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(71);
        message.write(0x0C);
        message.write(0x20);
        u16(message, TOPIC_ID);
        u16(message, PACKET_IDENTIFIER);
        message.writeBytes(payload());
        return message.toByteArray();
    }

    /** @return CONNECT of MQTT 3.1.1 with will, user name and password, 92 bytes */
    public static byte[] connect() {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        string(rest, "MQTT");
        rest.write(4);
        rest.write(0x80 | 0x40 | 0x20 | 0x08 | 0x04 | 0x02);
        u16(rest, KEEP_ALIVE);
        string(rest, CLIENT_IDENTIFIER);
        string(rest, WILL_TOPIC);
        string(rest, WILL_MESSAGE);
        string(rest, USER_NAME);
        string(rest, PASSWORD);
        return packet(0x10, rest);
    }

    static byte[] packet(int firstByte, ByteArrayOutputStream rest) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(firstByte);
        variableByteInteger(packet, rest.size());
        packet.writeBytes(rest.toByteArray());
        return packet.toByteArray();
    }

    static void string(ByteArrayOutputStream out, String string) {
        byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
        u16(out, bytes.length);
        out.writeBytes(bytes);
    }

    static void u16(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }

    /** Seven bits a byte, the least significant first. */
    static void variableByteInteger(ByteArrayOutputStream out, int value) {
        int rest = value;
        for (; rest > 0x7F; rest >>>= 7) {
            out.write(rest & 0x7F | 0x80);
        }
        out.write(rest);
    }
}

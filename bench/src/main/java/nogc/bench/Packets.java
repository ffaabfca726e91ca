package nogc.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The packets that every contender encodes and decodes: what stands in them, and their bytes, put together here by hand
 * from the specification, so that no contender is its own judge.
 */
public final class Packets {
    /** Topic of every PUBLISH, 25 bytes. */
    public static final String TOPIC = "sensors/building-7/temp-1";
    /** A filter that matches {@link #TOPIC} only after all of it was looked at. */
    public static final String FILTER = "sensors/+/temp-1";
    /** Packet identifier of every PUBLISH; QoS is 1, RETAIN and DUP are 0. */
    public static final int PACKET_IDENTIFIER = 0x1234;
    /** Topic id of the PUBLISH of MQTT-SN. */
    public static final int TOPIC_ID = 0x0102;
    /** Topic alias of the PUBLISH of MQTT 5.0, which carries the topic too. */
    public static final int TOPIC_ALIAS = 5;
    /** Name of the user property of the PUBLISH of MQTT 5.0. */
    public static final String PROPERTY_NAME = "site";
    /** Value of that user property. */
    public static final String PROPERTY_VALUE = "north-2";
    /** Number of packets in {@link #sixteenPublish311}. */
    public static final int SIXTEEN = 16;

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

    /** @return the payload of every PUBLISH, 64 bytes */
    public static byte[] payload() {
        byte[] payload = new byte[64];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (i * 7);
        }
        return payload;
    }

    /** @return PUBLISH of MQTT 3.1.1, 95 bytes */
    public static byte[] publish311() {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        string(rest, TOPIC);
        u16(rest, PACKET_IDENTIFIER);
        rest.writeBytes(payload());
        return packet(0x32, rest);
    }

    /** @return sixteen times {@link #publish311} */
    public static byte[] sixteenPublish311() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < SIXTEEN; i++) {
            all.writeBytes(publish311());
        }
        return all.toByteArray();
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

    /** @return PUBLISH of MQTT 5.0 with a topic, a topic alias and a user property, 115 bytes */
    public static byte[] publish5() {
        ByteArrayOutputStream properties = new ByteArrayOutputStream();
        properties.write(0x23);
        u16(properties, TOPIC_ALIAS);
        properties.write(0x26);
        string(properties, PROPERTY_NAME);
        string(properties, PROPERTY_VALUE);
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        string(rest, TOPIC);
        u16(rest, PACKET_IDENTIFIER);
        rest.write(properties.size());
        rest.writeBytes(properties.toByteArray());
        rest.writeBytes(payload());
        return packet(0x32, rest);
    }

    /** @return CONNECT of MQTT 3.1.1 with will, user name and password, 92 bytes */
    public static byte[] connect311() {
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

    /** All packets here are shorter than 128 bytes: one byte of Remaining Length. */
    private static byte[] packet(int firstByte, ByteArrayOutputStream rest) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(firstByte);
        packet.write(rest.size());
        packet.writeBytes(rest.toByteArray());
        return packet.toByteArray();
    }

    private static void string(ByteArrayOutputStream out, String string) {
        byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
        u16(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void u16(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }
}

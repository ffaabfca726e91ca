package nogc.mqtt.codec;

import static nogc.mqtt.codec.RandomServer.u16;
import static nogc.mqtt.codec.RandomServer.variable;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import nogc.mqtt.Bytes;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.wire.PacketType;
import nogc.mqtt.wire.Property;
import org.junit.jupiter.api.Test;

/**
 * Random calls of the encoder, its packets compared byte for byte with those of a second author, and read back by the
 * decoder where a server sends the same packet. {@code -Dnogc.cases=…} and {@code -Dnogc.seed=…} as in
 * {@link RandomDecodeTest}.
 */
class RandomEncodeTest {
    private static final int CASES = Integer.getInteger("nogc.cases", 100_000);
    private static final long SEED = Long.getLong("nogc.seed", System.nanoTime());

    private final ByteArrayOutputStream expected = new ByteArrayOutputStream();

    @Test
    void everyCallWritesThePacketOfTheStandard() {
        for (long seed = SEED; seed < SEED + CASES; seed++) {
            Random random = new Random(seed);
            boolean version5 = random.nextBoolean();
            PacketEncoder encoder = new PacketEncoder(version5 ? new Mqtt5() : new Mqtt311(), 2048);
            expected.reset();
            for (int calls = 1 + random.nextInt(3); calls > 0; calls--) {
                call(encoder, random, version5);
            }
            assertEquals(Bytes.hex(expected.toByteArray()),
                    Bytes.hex(encoder.buffer(), encoder.start(), encoder.length()), "seed " + seed);
        }
    }

    private void call(PacketEncoder encoder, Random random, boolean version5) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int id = 1 + random.nextInt(65535);
        byte[] properties = bytes(random, random.nextInt(3) * random.nextInt(100));
        byte[] filters = bytes(random, 1 + random.nextInt(200));
        int code = random.nextInt(256);
        int first = 0;
        switch (random.nextInt(6)) {
            case 0:
                int type = PacketType.PUBACK + random.nextInt(4);
                encoder.acknowledge(type, id, code);
                u16(body, id);
                if (version5 && code != 0) {
                    body.write(code);
                }
                first = new int[] {0x40, 0x50, 0x62, 0x70}[type - PacketType.PUBACK];
                break;
            case 1:
            case 2:
                boolean subscribe = random.nextBoolean();
                if (subscribe) {
                    encoder.subscribe(id, properties, 0, properties.length, filters, 0, filters.length);
                } else {
                    encoder.unsubscribe(id, properties, 0, properties.length, filters, 0, filters.length);
                }
                u16(body, id);
                block(body, version5, properties);
                body.writeBytes(filters);
                first = subscribe ? 0x82 : 0xA2;
                break;
            case 3:
                encoder.disconnect(code, properties, 0, properties.length);
                if (version5 && (code != 0 || properties.length > 0)) {
                    body.write(code);
                    if (properties.length > 0) {
                        block(body, true, properties);
                    }
                }
                first = 0xE0;
                break;
            default:
                first = publish(encoder, random, version5, id, properties, body);
        }
        expected.write(first);
        variable(expected, body.size());
        expected.writeBytes(body.toByteArray());
    }

    private static int publish(PacketEncoder encoder, Random random, boolean version5, int id, byte[] properties,
            ByteArrayOutputStream body) {
        int qos = random.nextInt(3);
        boolean dup = random.nextBoolean();
        boolean retain = random.nextBoolean();
        byte[] topic = bytes(random, random.nextInt(40));
        byte[] payload = bytes(random, random.nextInt(200));
        int alias = random.nextInt(2) * id;
        encoder.publish(qos, dup, retain, id, topic, 0, topic.length, properties, 0, properties.length, alias,
            payload.length);
        encoder.payload(payload, 0, payload.length);
        u16(body, topic.length);
        body.writeBytes(topic);
        if (qos > 0) {
            u16(body, id);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (alias > 0) {
            all.write(0x23);
            u16(all, alias);
        }
        all.writeBytes(properties);
        block(body, version5, all.toByteArray());
        body.writeBytes(payload);
        return 0x30 | (dup ? 8 : 0) | qos * 2 | (retain ? 1 : 0);
    }

    @Test
    void thePublishThatWeEncodeIsThePublishThatWeDecode() {
        PropertyWriter writer = new PropertyWriter(400);
        for (long seed = SEED; seed < SEED + CASES; seed++) {
            Random random = new Random(seed);
            boolean version5 = random.nextBoolean();
            Protocol protocol = version5 ? new Mqtt5() : new Mqtt311();
            PacketEncoder encoder = new PacketEncoder(protocol, 2048);
            int qos = random.nextInt(3);
            boolean dup = qos > 0 && random.nextBoolean();
            boolean retain = random.nextBoolean();
            int id = qos > 0 ? 1 + random.nextInt(65535) : 0;
            byte[] topic = Bytes.utf8("\u20ac/" + random.nextInt());
            byte[] payload = bytes(random, random.nextInt(300));
            int alias = version5 ? random.nextInt(2) * (1 + random.nextInt(65535)) : 0;
            writer.clear();
            String told = alias > 0 ? "23=" + alias : "";
            if (version5 && random.nextBoolean()) {
                byte[] data = bytes(random, random.nextInt(150));
                int expiry = random.nextInt();
                writer.put(Property.MESSAGE_EXPIRY_INTERVAL, expiry);
                writer.put(Property.CORRELATION_DATA, data, 0, data.length);
                writer.putUserProperty(topic, 0, 3, topic, 3, 2);
                told += (told.isEmpty() ? "" : " ") + "2=" + expiry + " 9=" + Bytes.hex(data) + " 26="
                    + Bytes.hex(topic, 0, 3) + ":" + Bytes.hex(topic, 3, 2);
            }
            int size = encoder.publish(qos, dup, retain, id, topic, 0, topic.length, writer.bytes(), 0, writer.length(),
                    alias, payload.length);
            assertEquals(size, encoder.publishHeadSize(topic.length, writer.length(), alias, qos, payload.length));
            encoder.payload(payload, 0, payload.length);
            assertEquals(encoder.length(),
                    encoder.publishPacketSize(topic.length, writer.length(), alias, qos, payload.length));
            byte[] sent = Arrays.copyOfRange(encoder.buffer(), encoder.start(), encoder.end());
            assertEquals("[PUBLISH qos=" + qos + " dup=" + dup + " retain=" + retain + " id=" + id + " topic="
                + Bytes.hex(topic) + " alias=" + alias + " {" + told + "} payload=" + Bytes.hex(payload) + "]",
                Decoding.decode(protocol, 1024, 0, sent, () -> 1 + random.nextInt(sent.length)).toString(),
                "seed " + seed);
        }
    }

    private static byte[] bytes(Random random, int length) {
        byte[] b = new byte[length];
        random.nextBytes(b);
        return b;
    }

    private static void block(ByteArrayOutputStream out, boolean version5, byte[] properties) {
        if (version5) {
            variable(out, properties.length);
            out.writeBytes(properties);
        }
    }
}

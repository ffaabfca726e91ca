package nogc.mqtt.codec;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import nogc.mqtt.Bytes;
import nogc.mqtt.Result;
import nogc.mqtt.wire.PacketType;
import nogc.mqtt.wire.Property;
import nogc.mqtt.wire.PropertyTable;

/**
 * Makes up packets that a server may send, and what {@link Decoding} has to say about them. Written from the standard
 * alone: it shares no line with the codec but the tables of the tests.
 */
public final class RandomServer {
    private final Random random;
    private final boolean version5;
    private final int capacity;
    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
    private final List<String> lines = new ArrayList<>();
    private boolean over;

    public RandomServer(Random random, boolean version5, int capacity) {
        this.random = random;
        this.version5 = version5;
        this.capacity = capacity;
    }

    public byte[] bytes() {
        return stream.toByteArray();
    }

    /** What a decoder with the capacity tells: it says nothing more after a packet that it refuses. */
    List<String> lines() {
        return lines;
    }

    /** Appends a packet of any type. */
    public void packet() {
        int[] types = {PacketType.PUBLISH, PacketType.PUBLISH, PacketType.PUBLISH, PacketType.CONNACK,
            PacketType.PUBACK, PacketType.PUBREC, PacketType.PUBREL, PacketType.PUBCOMP, PacketType.SUBACK,
            PacketType.UNSUBACK, PacketType.PINGRESP, PacketType.DISCONNECT, PacketType.AUTH};
        int type = types[random.nextInt(version5 ? types.length : types.length - 2)];
        switch (type) {
            case PacketType.PUBLISH:
                publish();
                break;
            case PacketType.CONNACK:
                connack();
                break;
            case PacketType.SUBACK:
                codes(type, "SUBACK", 0x90);
                break;
            case PacketType.UNSUBACK:
                codes(type, "UNSUBACK", 0xB0);
                break;
            case PacketType.PINGRESP:
                control(0xD0, new ByteArrayOutputStream(), "PINGRESP");
                break;
            case PacketType.PUBACK:
                reason(type, "PUBACK", 0x40);
                break;
            case PacketType.PUBREC:
                reason(type, "PUBREC", 0x50);
                break;
            case PacketType.PUBREL:
                reason(type, "PUBREL", 0x62);
                break;
            case PacketType.PUBCOMP:
                reason(type, "PUBCOMP", 0x70);
                break;
            case PacketType.DISCONNECT:
                reason(type, "DISCONNECT", 0xE0);
                break;
            default:
                reason(type, "AUTH", 0xF0);
        }
    }

    private void publish() {
        int qos = random.nextInt(3);
        boolean dup = qos > 0 && random.nextBoolean();
        boolean retain = random.nextBoolean();
        int id = qos > 0 ? identifier() : 0;
        Properties properties = new Properties(PacketType.PUBLISH);
        byte[] topic = topic(properties.alias > 0 && random.nextInt(3) == 0 ? 0 : 1 + size());
        byte[] payload = random(random.nextInt(4) == 0 ? random.nextInt(300) : size());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        field(body, topic);
        if (qos > 0) {
            u16(body, id);
        }
        properties.writeTo(body);
        int head = body.size();
        body.writeBytes(payload);
        int size = header(0x30 | (dup ? 8 : 0) | qos << 1 | (retain ? 1 : 0), body);
        if (size > capacity && head + size - body.size() > capacity) {
            int changed = topic.length > 0 ? properties.alias : 0;
            line("OVERSIZE qos=" + qos + " id=" + id + " alias=" + changed);
        } else {
            line("PUBLISH qos=" + qos + " dup=" + dup + " retain=" + retain + " id=" + id + " topic=" + Bytes.hex(topic)
                + " alias=" + properties.alias + properties.text + " payload=" + Bytes.hex(payload));
        }
    }

    private void connack() {
        boolean present = random.nextBoolean();
        int code = version5 ? pick(ReasonCodeTable.codes("CONNACK")) : random.nextInt(6);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(present ? 1 : 0);
        body.write(code);
        Properties properties = new Properties(PacketType.CONNACK);
        properties.writeTo(body);
        control(0x20, body, "CONNACK present=" + present + " code=" + code + properties.text);
    }

    private void codes(int type, String name, int first) {
        int id = identifier();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        u16(body, id);
        Properties properties = new Properties(type);
        properties.writeTo(body);
        List<Integer> table = version5 ? ReasonCodeTable.codes(name) : List.of(0, 1, 2, 0x80);
        byte[] codes = new byte[version5 || type == PacketType.SUBACK ? 1 + random.nextInt(9) : 0];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) pick(table);
        }
        body.writeBytes(codes);
        control(first, body, name + " id=" + id + properties.text + " codes=" + Bytes.hex(codes));
    }

    /** A packet of reason code and properties, which may leave out what the standard lets it leave out. */
    private void reason(int type, String name, int first) {
        boolean acknowledges = type <= PacketType.PUBCOMP;
        int id = acknowledges ? identifier() : 0;
        int code = version5 ? pick(ReasonCodeTable.codes(name)) : 0;
        Properties properties = new Properties(type);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (acknowledges) {
            u16(body, id);
        }
        if (version5) {
            boolean bare = properties.block.size() == 0 && random.nextBoolean();
            if (!bare || code != 0) {
                body.write(code);
            }
            if (!bare) {
                properties.writeTo(body);
            }
        }
        control(first, body, name + " id=" + id + " code=" + code + properties.text);
    }

    /** The properties of a packet: any that its type may carry, in any order. */
    private final class Properties {
        final ByteArrayOutputStream block = new ByteArrayOutputStream();
        final String text;
        int alias;

        Properties(int packetType) {
            List<Integer> ids = new ArrayList<>();
            if (version5 && (packetType == PacketType.AUTH || random.nextBoolean())) {
                for (PropertyTable row : PropertyTable.ROWS) {
                    boolean allowed = row.in(packetType)
                        && (row.id() != Property.SESSION_EXPIRY_INTERVAL || packetType != PacketType.DISCONNECT);
                    boolean repeats = row.id() == Property.USER_PROPERTY
                        || row.id() == Property.SUBSCRIPTION_IDENTIFIER;
                    for (int i = repeats ? 3 : 1; allowed && i > 0; i--) {
                        if (random.nextInt(3) == 0) {
                            ids.add(row.id());
                        }
                    }
                }
                boolean method = ids.contains(Property.AUTHENTICATION_DATA) || packetType == PacketType.AUTH;
                if (method && !ids.contains(Property.AUTHENTICATION_METHOD)) {
                    ids.add(Property.AUTHENTICATION_METHOD);
                }
                Collections.shuffle(ids, random);
            }
            StringBuilder told = new StringBuilder(" {");
            for (int id : ids) {
                told.append(told.length() > 2 ? " " : "").append(Integer.toHexString(id)).append('=').append(write(id));
            }
            text = told.append('}').toString();
        }

        private String write(int id) {
            block.write(id);
            int type = PropertyTable.row(id).type();
            boolean zero = id == 0x0B || id == 0x21 || id == 0x23 || id == 0x27;
            int value = 0;
            switch (type) {
                case Property.BYTE:
                    value = random.nextInt(2);
                    block.write(value);
                    return String.valueOf(value);
                case Property.U16:
                    value = zero ? identifier() : random.nextInt(65536);
                    alias = id == Property.TOPIC_ALIAS ? value : alias;
                    u16(block, value);
                    return String.valueOf(value);
                case Property.U32:
                    value = random.nextInt() | (zero ? 1 : 0);
                    u16(block, value >>> 16);
                    u16(block, value & 0xFFFF);
                    return String.valueOf(value);
                case Property.VARINT:
                    value = 1 + (random.nextInt(268_435_455) >> random.nextInt(28));
                    variable(block, value);
                    return String.valueOf(value);
                case Property.BINARY:
                    return field(block, random(size()));
                case Property.STRING:
                    return field(block, id == Property.RESPONSE_TOPIC ? topic(1 + size()) : text());
                default:
                    return field(block, text()) + ":" + field(block, text());
            }
        }

        void writeTo(ByteArrayOutputStream body) {
            if (version5) {
                variable(body, block.size());
                body.writeBytes(block.toByteArray());
            }
        }
    }

    /** A packet that is refused if it does not fit the buffer. */
    private void control(int first, ByteArrayOutputStream body, String line) {
        int size = header(first, body);
        if (size > capacity) {
            line("refused " + Result.QUOTA_EXCEEDED);
            over = true;
        } else {
            line(line);
        }
    }

    private void line(String line) {
        if (!over) {
            lines.add(line);
        }
    }

    private int header(int first, ByteArrayOutputStream body) {
        int before = stream.size();
        stream.write(first);
        variable(stream, body.size());
        stream.writeBytes(body.toByteArray());
        return stream.size() - before;
    }

    private int pick(List<Integer> values) {
        return values.get(random.nextInt(values.size()));
    }

    private int identifier() {
        return 1 + random.nextInt(65535);
    }

    /** Mostly short, now and then longer than a length of one byte can say. */
    private int size() {
        return random.nextInt(20) == 0 ? random.nextInt(200) : random.nextInt(8);
    }

    private byte[] random(int length) {
        byte[] b = new byte[length];
        random.nextBytes(b);
        return b;
    }

    private byte[] text() {
        return characters(size(), true);
    }

    private byte[] topic(int characters) {
        return characters(characters, false);
    }

    private byte[] characters(int count, boolean wildcards) {
        StringBuilder text = new StringBuilder();
        while (text.codePointCount(0, text.length()) < count) {
            int bound = new int[] {0x80, 0x80, 0x80, 0x800, 0x10000, 0x110000}[random.nextInt(6)];
            int codePoint = 1 + random.nextInt(bound - 1);
            boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            if (!surrogate && (wildcards || codePoint != '+' && codePoint != '#')) {
                text.appendCodePoint(codePoint);
            }
        }
        return Bytes.utf8(text.toString());
    }

    private static String field(ByteArrayOutputStream out, byte[] value) {
        u16(out, value.length);
        out.writeBytes(value);
        return Bytes.hex(value);
    }

    static void u16(ByteArrayOutputStream out, int value) {
        out.write(value / 256);
        out.write(value % 256);
    }

    /** The algorithm of section 1.5.5. */
    static void variable(ByteArrayOutputStream out, int value) {
        int x = value;
        do {
            int encodedByte = x % 128;
            x = x / 128;
            out.write(x > 0 ? encodedByte | 128 : encodedByte);
        } while (x > 0);
    }
}

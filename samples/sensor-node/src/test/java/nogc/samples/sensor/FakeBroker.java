package nogc.samples.sensor;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nogc.hal.Transport;

/**
 * A broker at the other end of an in-memory transport, just wise enough for one node: it accepts, acknowledges and
 * delivers. Written against the standard's byte layouts alone. While not {@link #recording} it allocates nothing.
 */
final class FakeBroker implements Transport {
    /** A packet that the node sent; topic and payload of a PUBLISH, else the body as payload. */
    record Packet(int type, int flags, String topic, String payload, String properties, byte[] body) {
        boolean isPublish(String name) {
            return type == 3 && topic.equals(name);
        }

        int qos() {
            return flags >> 1 & 3;
        }

        boolean retain() {
            return (flags & 1) != 0;
        }

        boolean dup() {
            return (flags & 8) != 0;
        }
    }

    final List<Packet> packets = new ArrayList<>();
    boolean recording = true;
    boolean acknowledging = true;
    /** Whether it closes behind DISCONNECT. */
    boolean closing = true;
    /** Whether it takes no connection. */
    boolean away;
    boolean sessionPresent;
    int published;

    private final boolean version5;
    private final byte[] in = new byte[4096];
    private int inLength;
    private final byte[] out = new byte[8192];
    private int outStart;
    private int outLength;
    private final List<Integer> unacknowledged = new ArrayList<>();
    private boolean open;
    private boolean broken;

    FakeBroker(boolean version5) {
        this.version5 = version5;
    }

    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        return UNSUPPORTED;
    }

    @Override
    public int open() {
        if (away) {
            return UNREACHABLE;
        }
        open = true;
        broken = false;
        return 1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (broken) {
            return BROKEN;
        }
        int count = Math.min(length, outLength - outStart);
        System.arraycopy(out, outStart, buffer, offset, count);
        outStart += count;
        if (outStart == outLength) {
            outStart = 0;
            outLength = 0;
        }
        return count;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        if (broken) {
            return BROKEN;
        }
        System.arraycopy(buffer, offset, in, inLength, length);
        inLength += length;
        int used = 0;
        for (int size = packetSize(used); size > 0; size = packetSize(used)) {
            take(used, size);
            used += size;
        }
        System.arraycopy(in, used, in, 0, inLength - used);
        inLength -= used;
        return length;
    }

    @Override
    public void close() {
        open = false;
        inLength = 0;
        outStart = 0;
        outLength = 0;
    }

    boolean isOpen() {
        return open;
    }

    /** Whether there is something to read: input, or the news that the connection is cut. */
    boolean hasOutput() {
        return open && (broken || outLength > outStart);
    }

    /** Cuts the connection. */
    void cut() {
        broken = true;
    }

    /** Size of the whole packet at an offset, or 0 if it is not there yet. */
    private int packetSize(int at) {
        int remaining = 0;
        int shift = 0;
        for (int i = at + 1; i < inLength; i++) {
            remaining |= (in[i] & 0x7f) << shift;
            shift += 7;
            if (in[i] >= 0) {
                int size = i + 1 - at + remaining;
                return at + size <= inLength ? size : 0;
            }
        }
        return 0;
    }

    private int bodyOf(int at) {
        int i = at + 1;
        while (in[i] < 0) {
            i++;
        }
        return i + 1;
    }

    private void take(int at, int size) {
        int type = (in[at] & 0xff) >> 4;
        int flags = in[at] & 0x0f;
        int body = bodyOf(at);
        int end = at + size;
        if (recording) {
            packets.add(type == 3 ? publish(flags, body, end)
                    : new Packet(type, flags, "", text(body, end), "", bytes(body, end)));
        }
        switch (type) {
            case 1 -> {
                put(0x20, version5 ? 3 : 2);
                put(sessionPresent ? 1 : 0, 0);
                if (version5) {
                    put(0);
                }
            }
            case 3 -> {
                published++;
                int qos = flags >> 1 & 3;
                int identifier = body + 2 + u16(body);
                if (qos > 0 && acknowledging) {
                    acknowledge(qos == 1 ? 0x40 : 0x50, identifier);
                } else if (qos > 0) {
                    unacknowledged.add(u16(identifier));
                }
            }
            case 6 -> acknowledge(0x70, body);
            case 8 -> subscribed(body, end);
            case 12 -> put(0xd0, 0);
            case 14 -> {
                if (closing) {
                    cut();
                }
            }
            default -> {
                // Acknowledgements want no answer.
            }
        }
    }

    private Packet publish(int flags, int body, int end) {
        int afterTopic = body + 2 + u16(body);
        int at = afterTopic + ((flags >> 1 & 3) > 0 ? 2 : 0);
        int properties = version5 ? at + 1 : at;
        int payload = version5 ? properties + in[at] : at;
        return new Packet(3, flags, text(body + 2, afterTopic), text(payload, end), text(properties, payload),
                bytes(body, end));
    }

    /** Acknowledges what was left open while not {@link #acknowledging}. */
    void acknowledgeAll() {
        acknowledging = true;
        for (int identifier : unacknowledged) {
            put(0x40, 2);
            put(identifier >> 8, identifier & 0xff);
        }
        unacknowledged.clear();
    }

    private void acknowledge(int firstByte, int identifier) {
        put(firstByte, 2);
        put(in[identifier], in[identifier + 1]);
    }

    private void subscribed(int body, int end) {
        int at = body + 2 + (version5 ? 1 + in[body + 2] : 0);
        int filters = 0;
        while (at < end) {
            at += 2 + u16(at) + 1;
            filters++;
        }
        put(0x90, 2 + (version5 ? 1 : 0) + filters);
        put(in[body], in[body + 1]);
        if (version5) {
            put(0);
        }
        for (int i = 0; i < filters; i++) {
            put(1);
        }
    }

    /** Delivers a message at QoS 0; {@code properties} is the property block of MQTT 5.0 without its length. */
    void deliver(String topic, String payload, byte... properties) {
        deliver(0, topic, payload, properties);
    }

    void deliver(int qos, String topic, String payload, byte... properties) {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        byte[] content = payload.getBytes(StandardCharsets.UTF_8);
        put(0x30 | qos << 1, 2 + name.length + 2 * qos + (version5 ? 1 + properties.length : 0) + content.length);
        put(0, name.length);
        put(name);
        if (qos > 0) {
            put(0, 9);
        }
        if (version5) {
            put(properties.length);
            put(properties);
        }
        put(content);
    }

    /** Response Topic and Correlation Data as a property block. */
    static byte[] request(String responseTopic, String correlation) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(0x08);
        block.write(0);
        block.write(responseTopic.length());
        block.writeBytes(responseTopic.getBytes(StandardCharsets.UTF_8));
        block.write(0x09);
        block.write(0);
        block.write(correlation.length());
        block.writeBytes(correlation.getBytes(StandardCharsets.UTF_8));
        return block.toByteArray();
    }

    private int u16(int at) {
        return (in[at] & 0xff) << 8 | in[at + 1] & 0xff;
    }

    private String text(int from, int to) {
        return new String(in, from, to - from, StandardCharsets.UTF_8);
    }

    private byte[] bytes(int from, int to) {
        return Arrays.copyOfRange(in, from, to);
    }

    private void put(int a) {
        out[outLength++] = (byte) a;
    }

    private void put(int a, int b) {
        put(a);
        put(b);
    }

    private void put(byte[] bytes) {
        System.arraycopy(bytes, 0, out, outLength, bytes.length);
        outLength += bytes.length;
    }
}

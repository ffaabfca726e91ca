package nogc.mqtt.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import nogc.mqtt.Bytes;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.wire.PacketType;
import nogc.mqtt.wire.Property;

/**
 * Feeds a decoder through a receive buffer as a client would, in chunks, and writes down what it tells: one line per
 * packet, so that the lines do not depend on how the input was split. On the way it checks what holds for every event:
 * asked twice, the decoder answers the same, whatever lies outside of the bytes that were received.
 */
public final class Decoding {
    private static final List<String> NAMES = List.of("-", "CONNECT", "CONNACK", "PUBLISH", "PUBACK", "PUBREC",
            "PUBREL", "PUBCOMP", "SUBSCRIBE", "SUBACK", "UNSUBSCRIBE", "UNSUBACK", "PINGREQ", "PINGRESP", "DISCONNECT",
            "AUTH");

    private final PacketDecoder decoder;
    private final PacketView packet;
    private final byte[] buffer;
    private final List<String> lines = new ArrayList<>();
    private int start;
    private int end;
    /** The PUBLISH whose pieces are being collected, or null. */
    private StringBuilder open;
    private int openRemaining;

    private Decoding(Protocol protocol, int capacity, int maximumPacketSize) {
        decoder = new PacketDecoder(protocol, capacity, maximumPacketSize);
        packet = decoder.packet();
        buffer = new byte[capacity];
    }

    /** What the decoder makes of the input if it comes in chunks of the given sizes. */
    public static List<String> decode(Protocol protocol, int capacity, int maximum, byte[] input, IntSupplier chunks) {
        return new Decoding(protocol, capacity, maximum).run(input, chunks);
    }

    /** Asserts the lines for input that comes at once, byte by byte, and cut in two at every place. */
    static void assertDecodes(Protocol protocol, int capacity, byte[] input, String... expected) {
        List<String> lines = List.of(expected);
        assertEquals(lines, decode(protocol, capacity, 0, input, () -> input.length), "at once");
        assertEquals(lines, decode(protocol, capacity, 0, input, () -> 1), "byte by byte");
        for (int cut = 1; cut < input.length; cut++) {
            int[] chunk = {cut, input.length};
            int[] calls = {0};
            assertEquals(lines, decode(protocol, capacity, 0, input, () -> chunk[Math.min(calls[0]++, 1)]),
                    "cut after byte " + cut);
        }
    }

    static void assertDecodes(Protocol protocol, String bytes, String... expected) {
        assertDecodes(protocol, 256, Bytes.of(bytes), expected);
    }

    /** Asserts that 5.0 refuses a packet with a result. */
    static void assertRefused5(int result, String bytes) {
        assertDecodes(new Mqtt5(), bytes, "refused " + result);
    }

    static void assertRefused311(int result, String bytes) {
        assertDecodes(new Mqtt311(), bytes, "refused " + result);
    }

    private List<String> run(byte[] input, IntSupplier chunks) {
        int fed = 0;
        while (drain() && fed < input.length) {
            int room = buffer.length - (end - start);
            assertTrue(room > 0, "it wants more although the buffer is full: a client would hang");
            int count = Math.min(Math.min(room, input.length - fed), Math.max(1, chunks.getAsInt()));
            if (count > buffer.length - end) {
                System.arraycopy(buffer, start, buffer, 0, end - start);
                end -= start;
                start = 0;
            }
            System.arraycopy(input, fed, buffer, end, count);
            end += count;
            fed += count;
        }
        if (open != null) {
            lines.add(open + " cut");
        }
        return lines;
    }

    /** Takes events until the decoder wants more; false after an error. */
    private boolean drain() {
        for (;;) {
            pollute((byte) 0xFF);
            int event = decoder.decode(buffer, start, end);
            String told = event > 0 ? describe(event) : "";
            pollute((byte) 0x01);
            assertEquals(event, decoder.decode(buffer, start, end), "asked again");
            assertEquals(told, event > 0 ? describe(event) : "", "asked again");
            if (event == PacketDecoder.NEED_MORE) {
                return true;
            }
            if (event < 0) {
                lines.add("refused " + event);
                open = null;
                return false;
            }
            record(event, told);
            int next = decoder.consume();
            if (next < start || next > end || next == start && event != PacketDecoder.OVERSIZE) {
                fail(told + " ends at " + next + ", but the input is " + start + " to " + end);
            }
            start = next;
        }
    }

    private void pollute(byte garbage) {
        Arrays.fill(buffer, 0, start, garbage);
        Arrays.fill(buffer, end, buffer.length, garbage);
    }

    private void record(int event, String told) {
        switch (event) {
            case PacketType.PUBLISH:
                assertEquals(packet.totalPayloadLength(), packet.payloadLength() + packet.payloadRemaining());
                assertEquals(packet.isComplete(), packet.packetLength() <= buffer.length);
                if (packet.isComplete()) {
                    assertEquals(0, packet.payloadRemaining());
                    lines.add(told);
                } else {
                    assertEquals(0, packet.payloadLength());
                    open = new StringBuilder(told);
                    openRemaining = packet.totalPayloadLength();
                }
                break;
            case PacketDecoder.PAYLOAD:
                assertTrue(packet.payloadLength() > 0, "an empty piece");
                openRemaining -= packet.payloadLength();
                assertEquals(openRemaining, packet.payloadRemaining());
                open.append(told);
                if (openRemaining == 0) {
                    lines.add(open.toString());
                    open = null;
                }
                break;
            case PacketDecoder.SKIPPED:
                break;
            default:
                lines.add(told);
        }
    }

    private String describe(int event) {
        switch (event) {
            case PacketType.CONNACK:
                return "CONNACK present=" + packet.sessionPresent() + " code=" + packet.reasonCode() + properties();
            case PacketType.PUBLISH:
                return "PUBLISH qos=" + packet.qos() + " dup=" + packet.dup() + " retain=" + packet.retain()
                    + " id=" + packet.packetId() + " topic=" + hex(packet.topicOffset(), packet.topicLength())
                    + " alias=" + packet.topicAlias() + properties()
                    + " payload=" + hex(packet.payloadOffset(), packet.payloadLength());
            case PacketDecoder.PAYLOAD:
                return hex(packet.payloadOffset(), packet.payloadLength());
            case PacketDecoder.SKIPPED:
                return "";
            case PacketDecoder.OVERSIZE:
                return "OVERSIZE qos=" + packet.qos() + " id=" + packet.packetId() + " alias=" + packet.topicAlias();
            case PacketType.PINGRESP:
                return "PINGRESP";
            case PacketType.SUBACK:
            case PacketType.UNSUBACK:
                return NAMES.get(event) + " id=" + packet.packetId() + properties()
                    + " codes=" + hex(packet.codesOffset(), packet.codesCount());
            default:
                return NAMES.get(event) + " id=" + packet.packetId() + " code=" + packet.reasonCode() + properties();
        }
    }

    private String properties() {
        PropertyReader reader = packet.properties();
        StringBuilder text = new StringBuilder(" {");
        reader.rewind();
        while (reader.next()) {
            text.append(text.length() > 2 ? " " : "").append(Integer.toHexString(reader.id())).append('=');
            int type = Property.type(reader.id());
            if (type == Property.PAIR) {
                text.append(Bytes.hex(reader.bytes(), reader.nameOffset(), reader.nameLength())).append(':');
            }
            text.append(type < Property.STRING ? String.valueOf(reader.value())
                : Bytes.hex(reader.bytes(), reader.valueOffset(), reader.valueLength()));
        }
        reader.rewind();
        return text.append('}').toString();
    }

    private String hex(int offset, int length) {
        return Bytes.hex(buffer, offset, length);
    }
}

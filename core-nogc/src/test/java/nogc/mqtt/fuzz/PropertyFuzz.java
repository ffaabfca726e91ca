package nogc.mqtt.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import nogc.mqtt.Bytes;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.wire.PacketType;
import nogc.mqtt.wire.Property;
import nogc.mqtt.wire.VarInt;

/** Any property block: refused with a reason code, or read to the very bytes that it holds. */
public final class PropertyFuzz {
    private PropertyFuzz() {
    }

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 2) {
            return;
        }
        int type = Math.max(PacketType.CONNACK, data[0] & 15);
        PropertyReader reader = new PropertyReader();
        int end = new Mqtt5().properties(data, 1, data.length, type, reader);
        if (end < 0) {
            assertTrue(Result.isPeerFault(end), () -> "refused with " + end);
            return;
        }
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        while (reader.next()) {
            write(reader, block);
        }
        int length = VarInt.get(data, 1, data.length);
        int start = 1 + VarInt.length(length);
        assertEquals(start + length, end);
        assertEquals(Bytes.hex(data, start, length), Bytes.hex(block.toByteArray()));
        for (int id = 1; id < 64; id++) {
            reader.find(id);
            assertEquals(reader.find(id) ? id : 0, reader.id());
        }
    }

    private static void write(PropertyReader reader, ByteArrayOutputStream out) {
        out.write(reader.id());
        switch (Property.type(reader.id())) {
            case Property.VARINT:
                byte[] b = new byte[4];
                out.write(b, 0, VarInt.put(b, 0, reader.value()));
                break;
            case Property.PAIR:
                field(reader.bytes(), reader.nameOffset(), reader.nameLength(), out);
                field(reader.bytes(), reader.valueOffset(), reader.valueLength(), out);
                break;
            case Property.STRING:
            case Property.BINARY:
                field(reader.bytes(), reader.valueOffset(), reader.valueLength(), out);
                break;
            default:
                for (int left = Property.type(reader.id()) - 1; left >= 0; left--) { // a number's type is its size
                    out.write(reader.value() >> 8 * left);
                }
        }
    }

    private static void field(byte[] bytes, int offset, int length, ByteArrayOutputStream out) {
        out.write(length >> 8);
        out.write(length);
        out.write(bytes, offset, length);
    }
}

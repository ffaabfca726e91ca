package nogc.mqtt.lossy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the fields of a packet strictly: what is not as section 1.5 and 2.2.2 of MQTT 5.0 ask for is a {@link Violation}. */
final class Fields {
    /** Identifier and type: 1, 2, 4 bytes, v variable byte integer, s string, b binary, p string pair. Table 2-4. */
    private static final String PROPERTY_TYPES = "1:1 2:4 3:s 8:s 9:b 11:v 17:4 18:s 19:2 21:s 22:b 23:1 24:4 25:1 26:s"
            + " 28:s 31:s 33:2 34:2 35:2 36:1 37:1 38:p 39:4 40:1 41:1 42:1";
    private static final Map<Integer, Character> TYPES = new TreeMap<>();

    static {
        for (String entry : PROPERTY_TYPES.split(" ")) {
            TYPES.put(Integer.parseInt(entry.substring(0, entry.indexOf(':'))), entry.charAt(entry.length() - 1));
        }
    }

    private final byte[] bytes;
    private int position;
    private final int end;

    Fields(byte[] bytes, int position, int end) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
    }

    boolean isAtEnd() {
        return position == end;
    }

    int u8() {
        Violation.unless(position < end, "a packet ends inside a field");
        return bytes[position++] & 0xff;
    }

    int u16() {
        return u8() << 8 | u8();
    }

    int u32() {
        return u16() << 16 | u16();
    }

    int varInt() {
        int value = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            int b = u8();
            value |= (b & 0x7f) << shift;
            if (b < 0x80) {
                Violation.unless(shift == 0 || b != 0, "a variable byte integer is longer than need be"); // 1.5.5
                return value;
            }
        }
        throw new Violation("a variable byte integer of more than four bytes");
    }

    byte[] binary() {
        return take(u16());
    }

    byte[] rest() {
        return take(end - position);
    }

    private byte[] take(int length) {
        Violation.unless(length <= end - position, "a packet ends inside a field");
        position += length;
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    String string() {
        try {
            String value = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(binary())).toString();
            Violation.unless(value.indexOf(0) < 0, "U+0000 in a string"); // [MQTT-1.5.4-2]
            return value;
        } catch (CharacterCodingException e) {
            throw new Violation("ill-formed UTF-8"); // [MQTT-1.5.4-1]
        }
    }

    /** The numbers among the properties by identifier; others count as 0. Only User Property may come twice. */
    Map<Integer, Integer> properties(Set<Integer> allowed) {
        int length = varInt();
        int after = position + length;
        Violation.unless(after <= end, "properties reach beyond their packet");
        Map<Integer, Integer> values = new TreeMap<>();
        while (position < after) {
            int id = varInt();
            Violation.unless(allowed.contains(id), "property " + id + " does not belong here");
            int value = 0;
            switch (TYPES.get(id)) {
                case '1' -> {
                    value = u8();
                    Violation.unless(value <= 1, "property " + id + " is " + value);
                }
                case '2' -> value = u16();
                case '4' -> value = u32();
                case 'v' -> value = varInt();
                case 's' -> string();
                case 'b' -> binary();
                default -> {
                    string();
                    string();
                }
            }
            Violation.unless(values.put(id, value) == null || id == 38, "property " + id + " is there twice");
        }
        Violation.unless(position == after, "properties end beyond their length");
        return values;
    }
}

package nogc.mqtt.transcript;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import nogc.hal.Transport;
import nogc.mqtt.Bytes;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.wire.Property;
import nogc.mqtt.wire.VarInt;

/** How a transcript writes bytes, properties and result codes. */
public final class Notation {
    private Notation() {
    }

    /** Splits at spaces, but not inside quotes and braces; a remark starts at {@code #} and a space. */
    public static List<String> tokens(String line) {
        List<String> tokens = new ArrayList<>();
        StringBuilder token = new StringBuilder();
        boolean quoted = false;
        int braces = 0;
        for (int i = 0; i <= line.length(); i++) {
            char c = i < line.length() ? line.charAt(i) : ' ';
            if (c == ' ' && !quoted && braces == 0) {
                if (!token.isEmpty()) {
                    tokens.add(token.toString());
                    token.setLength(0);
                }
                continue;
            }
            if (c == '#' && !quoted && token.isEmpty() && (i + 1 == line.length() || line.charAt(i + 1) == ' ')) {
                break;
            }
            quoted ^= c == '\'';
            braces += quoted ? 0 : c == '{' ? 1 : c == '}' ? -1 : 0;
            token.append(c);
        }
        return tokens;
    }

    /** {@code 30 07 'text' 'x'*50 stream:0-200}: digits, text, repeated text, a part of the long payload. */
    public static byte[] bytes(List<String> tokens) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String token : tokens) {
            out.writeBytes(bytes(token));
        }
        return out.toByteArray();
    }

    public static byte[] bytes(String token) {
        if (token.startsWith("'")) {
            int end = token.lastIndexOf('\'');
            int times = end + 1 < token.length() ? Integer.parseInt(token.substring(end + 2)) : 1;
            return Bytes.utf8(token.substring(1, end).repeat(times));
        }
        if (token.startsWith("stream:")) {
            String[] range = token.substring(7).split("-");
            return Stream.bytes(Integer.parseInt(range[0]), Integer.parseInt(range[1]));
        }
        return HexFormat.of().parseHex(token);
    }

    /** {@code {21 00 05}}: a block of properties without its length. */
    static byte[] block(String token) {
        return bytes(tokens(token.substring(1, token.length() - 1)));
    }

    static PropertyWriter writer(byte[] block) {
        PropertyWriter writer = new PropertyWriter(block.length + 1);
        PropertyReader reader = new PropertyReader();
        reader.wrap(block, 0, block.length);
        while (reader.next()) {
            int id = reader.id();
            int result;
            if (id == Property.USER_PROPERTY) {
                result = writer.putUserProperty(block, reader.nameOffset(), reader.nameLength(), block,
                        reader.valueOffset(), reader.valueLength());
            } else if (Property.type(id) == Property.STRING || Property.type(id) == Property.BINARY) {
                result = writer.put(id, block, reader.valueOffset(), reader.valueLength());
            } else {
                result = writer.put(id, reader.value());
            }
            if (result != Result.OK) {
                throw new IllegalArgumentException("property " + id + ": " + name(result));
            }
        }
        return writer;
    }

    /** The current property of a reader as it stands on the wire. */
    static String hex(PropertyReader reader) {
        int id = reader.id();
        int value = reader.value();
        String text = Property.type(id) < Property.STRING ? "" : String.format("%04x", reader.valueLength())
                + Bytes.hex(reader.bytes(), reader.valueOffset(), reader.valueLength());
        switch (Property.type(id)) {
            case Property.BYTE:
                return String.format("%02x%02x", id, value);
            case Property.U16:
                return String.format("%02x%04x", id, value);
            case Property.U32:
                return String.format("%02x%08x", id, value);
            case Property.VARINT:
                byte[] b = new byte[4];
                return String.format("%02x", id) + Bytes.hex(b, 0, VarInt.put(b, 0, value));
            case Property.PAIR:
                return String.format("%02x%04x", id, reader.nameLength())
                        + Bytes.hex(reader.bytes(), reader.nameOffset(), reader.nameLength()) + text;
            default:
                return String.format("%02x", id) + text;
        }
    }

    /** A token of an event in the one form in which expected and actual are compared. */
    public static String canonical(String token) {
        if (token.startsWith("'") || token.startsWith("stream:")) {
            return "'" + Bytes.hex(bytes(token));
        }
        return token.startsWith("{") ? "{" + Bytes.hex(block(token)) + "}" : token;
    }

    public static String canonical(byte[] payload, int offset, int length) {
        return "'" + Bytes.hex(payload, offset, length);
    }

    /** The name of a result: a constant of Result, one of Transport with that prefix, or the number. */
    public static String name(int result) {
        if (result > 0) {
            return Integer.toString(result);
        }
        String name = name(Result.class, result);
        if (name == null) {
            name = name(Transport.class, result);
            return name == null ? Integer.toString(result) : "Transport." + name;
        }
        return name;
    }

    private static String name(Class<?> type, int value) {
        for (Field field : type.getFields()) {
            if (value(field) == value) {
                return field.getName();
            }
        }
        return null;
    }

    public static int result(String name) {
        if (name.matches("-?\\d+")) {
            return Integer.parseInt(name);
        }
        boolean transport = name.startsWith("Transport.");
        try {
            return value((transport ? Transport.class : Result.class).getField(transport ? name.substring(10) : name));
        } catch (NoSuchFieldException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    private static int value(Field field) {
        try {
            return field.getInt(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}

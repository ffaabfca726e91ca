package nogc.samples.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import nogc.mqtt.wire.Property;

/**
 * How {@code mqtt sub -F} prints a message, with the letters of mosquitto_sub: {@code %t %p}. A conversion may have a
 * width and a precision as in {@code %-10t} and {@code %.3p}; {@code @Y} and so on are the time as strftime has it.
 */
final class OutputFormat {
    private static final String CONVERSIONS = "%ACDEFIjJlpPqrRStUxX";
    private static final DateTimeFormatter ISO_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx");
    private static final Map<Character, String> TIMES = Map.ofEntries(Map.entry('Y', "yyyy"), Map.entry('m', "MM"),
            Map.entry('d', "dd"), Map.entry('H', "HH"), Map.entry('M', "mm"), Map.entry('S', "ss"),
            Map.entry('N', "nnnnnnnnn"), Map.entry('F', "yyyy-MM-dd"), Map.entry('T', "HH:mm:ss"),
            Map.entry('j', "DDD"), Map.entry('y', "yy"), Map.entry('a', "EEE"), Map.entry('A', "EEEE"),
            Map.entry('b', "MMM"), Map.entry('B', "MMMM"), Map.entry('e', "d"), Map.entry('I', "hh"),
            Map.entry('p', "a"), Map.entry('z', "xx"), Map.entry('Z', "zzz"), Map.entry('R', "HH:mm"));

    /** A piece of text, or a conversion: then the letter, its flags and lengths (-1 for none); or a time. */
    private record Part(byte[] text, char conversion, boolean left, boolean zeros, int width, int precision,
            DateTimeFormatter time) {
    }

    private final List<Part> parts = new ArrayList<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    private OutputFormat() {
    }

    /** Reads a format; each letter that is none is an error. */
    static OutputFormat parse(String format) throws UsageException {
        OutputFormat made = new OutputFormat();
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i++);
            if (c == '%') {
                i = made.conversion(format, i);
            } else if (c == '@') {
                made.time(i < format.length() ? format.charAt(i) : 0);
                i++;
            } else if (c == '\\') {
                made.escape(i < format.length() ? format.charAt(i) : 0);
                i++;
            } else {
                int end = format.offsetByCodePoints(i - 1, 1);
                made.text.writeBytes(ConnectionArguments.bytes(format.substring(i - 1, end)));
                i = end;
            }
        }
        made.endText();
        return made;
    }

    private void endText() {
        if (text.size() > 0) {
            parts.add(new Part(text.toByteArray(), (char) 0, false, false, -1, -1, null));
            text.reset();
        }
    }

    private int conversion(String format, int start) throws UsageException {
        int i = start;
        boolean left = false;
        boolean zeros = false;
        while (i < format.length() && (format.charAt(i) == '-' || format.charAt(i) == '0')) {
            left |= format.charAt(i) == '-';
            zeros |= format.charAt(i) == '0';
            i++;
        }
        int widthEnd = digits(format, i);
        int width = number(format, i, widthEnd);
        i = widthEnd;
        int precision = -1;
        if (i < format.length() && format.charAt(i) == '.') {
            int end = digits(format, i + 1);
            precision = Math.max(0, number(format, i + 1, end));
            i = end;
        }
        char letter = i < format.length() ? format.charAt(i) : 0;
        if (CONVERSIONS.indexOf(letter) < 0) {
            throw new UsageException("-F knows no " + format.substring(start - 1, Math.min(i + 1, format.length()))
                    + (letter == 'm' ? ": this client shows no packet identifiers" : "")
                    + "; it knows % with " + String.join(", ", CONVERSIONS.split("")));
        }
        endText();
        parts.add(new Part(null, letter, left, zeros, width, precision, null));
        return i + 1;
    }

    private static int digits(String format, int start) {
        int end = start;
        while (end < format.length() && end - start < 5 && Character.isDigit(format.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int number(String format, int start, int end) {
        return end == start ? -1 : Integer.parseInt(format.substring(start, end));
    }

    private void time(char letter) throws UsageException {
        if (letter == '@') {
            text.write('@');
            return;
        }
        String pattern = TIMES.get(letter);
        if (pattern == null) {
            throw new UsageException("-F knows no @" + (letter == 0 ? "" : letter) + "; it knows @@ and @"
                    + String.join(", @", TIMES.keySet().stream().sorted().map(String::valueOf).toList()));
        }
        endText();
        parts.add(new Part(null, '@', false, false, -1, -1, DateTimeFormatter.ofPattern(pattern)));
    }

    private void escape(char letter) throws UsageException {
        int code = "0aenrtv\\".indexOf(letter);
        if (letter == 0 || code < 0) {
            throw new UsageException("-F knows no \\" + (letter == 0 ? "" : letter)
                    + "; it knows \\0, \\a, \\e, \\n, \\r, \\t, \\v and \\\\");
        }
        text.write("\0\u0007\u001b\n\r\t\u000b\\".charAt(code));
    }

    /** @return whether it prints JSON */
    boolean isJson() {
        return parts.stream().anyMatch(part -> part.conversion() == 'j' || part.conversion() == 'J');
    }

    /**
     * One message, printed.
     *
     * @param message all of it
     * @param pretty JSON with line ends
     * @return the bytes without an end of line
     */
    byte[] print(ReceivedMessage message, boolean pretty) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Part part : parts) {
            if (part.text() != null) {
                out.writeBytes(part.text());
            } else if (part.time() != null) {
                out.writeBytes(ConnectionArguments.bytes(part.time().format(message.arrived())));
            } else {
                pad(out, part, value(part, message, pretty));
            }
        }
        return out.toByteArray();
    }

    private static byte[] value(Part part, ReceivedMessage message, boolean pretty) {
        return switch (part.conversion()) {
            case 'p' -> cut(message.payload(), part.precision());
            case 'x' -> hex(HexFormat.of(), message.payload(), part.precision());
            case 'X' -> hex(HexFormat.of().withUpperCase(), message.payload(), part.precision());
            case 't' -> cut(ConnectionArguments.bytes(message.topic()), part.precision());
            default -> ConnectionArguments.bytes(switch (part.conversion()) {
                case 'A' -> message.text(Property.TOPIC_ALIAS);
                case 'C' -> message.text(Property.CONTENT_TYPE);
                case 'D' -> message.text(Property.CORRELATION_DATA);
                case 'E' -> message.text(Property.MESSAGE_EXPIRY_INTERVAL);
                case 'F' -> message.text(Property.PAYLOAD_FORMAT_INDICATOR);
                case 'I' -> message.arrived().format(ISO_TIME);
                case 'j' -> Json.of(message, false, pretty);
                case 'J' -> Json.of(message, true, pretty);
                case 'l' -> String.valueOf(message.payload().length);
                case 'P' -> message.userProperties();
                case 'q' -> String.valueOf(message.qos());
                case 'r' -> message.retain() ? "1" : "0";
                case 'R' -> message.text(Property.RESPONSE_TOPIC);
                case 'S' -> message.text(Property.SUBSCRIPTION_IDENTIFIER);
                case 'U' -> String.format("%d.%09d", message.arrived().toEpochSecond(), message.arrived().getNano());
                default -> "%";
            });
        };
    }

    private static byte[] cut(byte[] value, int precision) {
        return precision < 0 || precision >= value.length ? value : Arrays.copyOf(value, precision);
    }

    private static byte[] hex(HexFormat format, byte[] value, int precision) {
        return format.formatHex(cut(value, precision)).getBytes(StandardCharsets.US_ASCII);
    }

    private static void pad(ByteArrayOutputStream out, Part part, byte[] value) {
        int missing = part.width() - value.length;
        for (int i = 0; i < missing && !part.left(); i++) {
            out.write(part.zeros() && part.conversion() != 'p' && part.conversion() != 't' ? '0' : ' ');
        }
        out.writeBytes(value);
        for (int i = 0; i < missing && part.left(); i++) {
            out.write(' ');
        }
    }
}

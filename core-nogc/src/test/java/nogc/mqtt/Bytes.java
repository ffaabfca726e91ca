package nogc.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes as tests write them down: pairs of hexadecimal digits, each line with a remark behind a bar. */
public final class Bytes {
    private Bytes() {
    }

    /** {@code "20 02 | CONNACK, two bytes follow\n00 00"} gives four bytes. */
    public static byte[] of(String lines) {
        StringBuilder digits = new StringBuilder();
        lines.lines().forEach(line -> digits.append(line.replaceFirst("\\|.*", "").replaceAll("\\s", "")));
        return HexFormat.of().parseHex(digits);
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static String hex(byte[] b, int offset, int length) {
        return HexFormat.of().formatHex(b, offset, offset + length);
    }

    public static String hex(byte[] b) {
        return HexFormat.of().formatHex(b);
    }
}

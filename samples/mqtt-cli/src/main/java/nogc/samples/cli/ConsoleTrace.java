package nogc.samples.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import nogc.mqtt.PacketTrace;
import nogc.mqtt.wire.BigEndian;
import nogc.mqtt.wire.PacketType;
import nogc.mqtt.wire.VarInt;

/** Prints one line for each packet: time, direction, name, and what tells it apart. Never a password or payload. */
final class ConsoleTrace extends PacketTrace {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final String[] NAMES = {"reserved", "CONNECT", "CONNACK", "PUBLISH", "PUBACK", "PUBREC", "PUBREL",
        "PUBCOMP", "SUBSCRIBE", "SUBACK", "UNSUBSCRIBE", "UNSUBACK", "PINGREQ", "PINGRESP", "DISCONNECT", "AUTH"};

    private final PrintStream out;

    ConsoleTrace(PrintStream out) {
        this.out = out;
    }

    @Override
    public void packet(boolean sent, byte[] bytes, int offset, int length) {
        out.println(LocalTime.now().format(TIME) + (sent ? " > " : " < ") + describe(bytes, offset, length));
    }

    /** A packet in one line, without time and direction. */
    static String describe(byte[] bytes, int offset, int length) {
        int type = (bytes[offset] & 0xff) >> 4;
        int end = offset + length;
        int remaining = length > 1 ? VarInt.get(bytes, offset + 1, end) : 0;
        int body = offset + 1 + VarInt.length(Math.max(0, remaining));
        String details = switch (type) {
            case PacketType.PUBLISH -> publish(bytes[offset], bytes, body, end, remaining);
            case PacketType.PUBACK, PacketType.PUBREC, PacketType.PUBREL, PacketType.PUBCOMP, PacketType.SUBSCRIBE,
                PacketType.SUBACK, PacketType.UNSUBSCRIBE, PacketType.UNSUBACK -> identified(type, bytes, body, end);
            case PacketType.CONNACK -> end - body < 2 ? ""
                    : (bytes[body] == 0 ? ", no session" : ", session present") + code(bytes[body + 1]);
            case PacketType.DISCONNECT, PacketType.AUTH -> end > body ? code(bytes[body]) : "";
            default -> "";
        };
        return NAMES[type] + details + ", " + (body - offset + Math.max(0, remaining)) + " bytes";
    }

    private static String publish(int flags, byte[] bytes, int body, int end, int remaining) {
        int topicLength = end - body < 2 ? 0 : BigEndian.u16(bytes, body);
        int afterTopic = body + 2 + topicLength;
        if (afterTopic > end) {
            return "";
        }
        int qos = (flags & PacketType.QOS_MASK) >> PacketType.QOS_SHIFT;
        String identifier = qos > 0 && afterTopic + 2 <= end ? ", id " + BigEndian.u16(bytes, afterTopic) : "";
        return " '" + new String(bytes, body + 2, topicLength, StandardCharsets.UTF_8) + "', QoS " + qos + identifier
                + ((flags & PacketType.RETAIN) != 0 ? ", retain" : "") + ((flags & PacketType.DUP) != 0 ? ", dup" : "");
    }

    private static String identified(int type, byte[] bytes, int body, int end) {
        if (end - body < 2) {
            return "";
        }
        boolean hasCode = type <= PacketType.PUBCOMP && end - body > 2;
        return ", id " + BigEndian.u16(bytes, body) + (hasCode ? code(bytes[body + 2]) : "");
    }

    private static String code(byte code) {
        return String.format(", 0x%02X", code & 0xff);
    }
}

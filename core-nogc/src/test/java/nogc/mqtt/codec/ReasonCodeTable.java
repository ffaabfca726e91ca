package nogc.mqtt.codec;

import java.util.List;

/** Table 2-6 of 5.0, less what only a client sends (0x04 in DISCONNECT, 0x19 in AUTH). */
final class ReasonCodeTable {
    private static final String TABLE = """
            00 CONNACK PUBACK PUBREC PUBREL PUBCOMP UNSUBACK AUTH SUBACK DISCONNECT
            01 SUBACK
            02 SUBACK
            10 PUBACK PUBREC
            11 UNSUBACK
            18 AUTH
            80 CONNACK PUBACK PUBREC SUBACK UNSUBACK DISCONNECT
            81 CONNACK DISCONNECT
            82 CONNACK DISCONNECT
            83 CONNACK PUBACK PUBREC SUBACK UNSUBACK DISCONNECT
            84 CONNACK
            85 CONNACK
            86 CONNACK
            87 CONNACK PUBACK PUBREC SUBACK UNSUBACK DISCONNECT
            88 CONNACK
            89 CONNACK DISCONNECT
            8A CONNACK
            8B DISCONNECT
            8C CONNACK DISCONNECT
            8D DISCONNECT
            8E DISCONNECT
            8F SUBACK UNSUBACK DISCONNECT
            90 CONNACK PUBACK PUBREC DISCONNECT
            91 PUBACK PUBREC SUBACK UNSUBACK
            92 PUBREL PUBCOMP
            93 DISCONNECT
            94 DISCONNECT
            95 CONNACK DISCONNECT
            96 DISCONNECT
            97 CONNACK PUBACK PUBREC SUBACK DISCONNECT
            98 DISCONNECT
            99 CONNACK PUBACK PUBREC DISCONNECT
            9A CONNACK DISCONNECT
            9B CONNACK DISCONNECT
            9C CONNACK DISCONNECT
            9D CONNACK DISCONNECT
            9E SUBACK DISCONNECT
            9F CONNACK DISCONNECT
            A0 DISCONNECT
            A1 SUBACK DISCONNECT
            A2 SUBACK DISCONNECT
            """;

    private ReasonCodeTable() {
    }

    /** The codes, ascending, that a server may put into a packet. */
    static List<Integer> codes(String packet) {
        return TABLE.lines().filter(line -> List.of(line.substring(3).split(" ")).contains(packet))
                .map(line -> Integer.parseInt(line.substring(0, 2), 16)).toList();
    }
}

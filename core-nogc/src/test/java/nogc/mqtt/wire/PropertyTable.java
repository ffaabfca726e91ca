package nogc.mqtt.wire;

import java.util.Arrays;
import java.util.List;

/** Table 2-4 of 5.0 as it is printed: what the code is compared with. */
public record PropertyTable(int id, String name, int type, int packets) {
    private static final String TABLE = """
            01 Payload Format Indicator          Byte     PUBLISH Will
            02 Message Expiry Interval           Four     PUBLISH Will
            03 Content Type                      String   PUBLISH Will
            08 Response Topic                    String   PUBLISH Will
            09 Correlation Data                  Binary   PUBLISH Will
            0B Subscription Identifier           Variable PUBLISH SUBSCRIBE
            11 Session Expiry Interval           Four     CONNECT CONNACK DISCONNECT
            12 Assigned Client Identifier        String   CONNACK
            13 Server Keep Alive                 Two      CONNACK
            15 Authentication Method             String   CONNECT CONNACK AUTH
            16 Authentication Data               Binary   CONNECT CONNACK AUTH
            17 Request Problem Information       Byte     CONNECT
            18 Will Delay Interval               Four     Will
            19 Request Response Information      Byte     CONNECT
            1A Response Information              String   CONNACK
            1C Server Reference                  String   CONNACK DISCONNECT
            1F Reason String                     String   CONNACK PUBACK PUBREC PUBREL PUBCOMP SUBACK UNSUBACK \
                                                 DISCONNECT AUTH
            21 Receive Maximum                   Two      CONNECT CONNACK
            22 Topic Alias Maximum               Two      CONNECT CONNACK
            23 Topic Alias                       Two      PUBLISH
            24 Maximum QoS                       Byte     CONNACK
            25 Retain Available                  Byte     CONNACK
            26 User Property                     Pair     CONNECT CONNACK PUBLISH Will PUBACK PUBREC PUBREL PUBCOMP \
                                                 SUBSCRIBE SUBACK UNSUBSCRIBE UNSUBACK DISCONNECT AUTH
            27 Maximum Packet Size               Four     CONNECT CONNACK
            28 Wildcard Subscription Available   Byte     CONNACK
            29 Subscription Identifier Available Byte     CONNACK
            2A Shared Subscription Available     Byte     CONNACK
            """;
    private static final List<String> TYPES =
            List.of("-", "Byte", "Two", "Variable", "Four", "String", "Binary", "Pair");
    private static final List<String> PACKETS = List.of("Will", "CONNECT", "CONNACK", "PUBLISH", "PUBACK", "PUBREC",
            "PUBREL", "PUBCOMP", "SUBSCRIBE", "SUBACK", "UNSUBSCRIBE", "UNSUBACK", "PINGREQ", "PINGRESP", "DISCONNECT",
            "AUTH");

    public static final List<PropertyTable> ROWS = TABLE.lines().map(PropertyTable::parse).toList();

    private static PropertyTable parse(String line) {
        String name = line.substring(3, 37).trim();
        String[] words = line.substring(37).split("\\s+");
        int packets = 0;
        for (String packet : Arrays.copyOfRange(words, 1, words.length)) {
            packets |= 1 << index(PACKETS, packet);
        }
        return new PropertyTable(Integer.parseInt(line.substring(0, 2), 16), name, index(TYPES, words[0]), packets);
    }

    private static int index(List<String> words, String word) {
        if (!words.contains(word)) {
            throw new IllegalArgumentException(word);
        }
        return words.indexOf(word);
    }

    /** The row of a property, or null. */
    public static PropertyTable row(int id) {
        return ROWS.stream().filter(row -> row.id == id).findFirst().orElse(null);
    }

    public boolean in(int packetType) {
        return (packets >> packetType & 1) != 0;
    }
}

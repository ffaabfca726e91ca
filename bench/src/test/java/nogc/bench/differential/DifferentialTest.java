package nogc.bench.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.hivemq.client.internal.mqtt.codec.decoder.HiveMqPeer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nogc.mqtt.codec.RandomServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same packets, half of them valid and half with a byte or two changed, through our decoder and three others. All
 * agree, or the disagreement is listed with the clause that makes us right. No valid packet is refused by ours.
 */
class DifferentialTest {
    private static final int PACKETS = 40_000;
    private static final String[] NAMES = {"-", "CONNECT", "CONNACK", "PUBLISH", "PUBACK", "PUBREC", "PUBREL",
        "PUBCOMP", "SUBSCRIBE", "SUBACK", "UNSUBSCRIBE", "UNSUBACK", "PINGREQ", "PINGRESP", "DISCONNECT", "AUTH"};

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5.0"})
    void everyDisagreementIsListed(String version) throws IOException, URISyntaxException {
        boolean v5 = version.equals("5.0");
        Set<String> listed = listed(version);
        Map<String, String> found = new TreeMap<>();
        HiveMqPeer hiveMq = new HiveMqPeer(v5);
        for (int seed = 0; seed < PACKETS; seed++) {
            Random random = new Random(seed);
            RandomServer server = new RandomServer(random, v5, 4096);
            server.packet();
            byte[] packet = server.bytes();
            if (seed % 2 == 1) {
                spoil(packet, random);
            }
            String ours = Peers.ours(v5, packet);
            if (seed % 2 == 0) {
                assertNotEquals("refused", ours, () -> "a valid packet: " + HexFormat.of().formatHex(packet));
            }
            compare(packet, ours, "hivemq", hiveMq.decode(packet), version, found);
            compare(packet, ours, "netty", Peers.netty(v5, packet), version, found);
            compare(packet, ours, "paho", Peers.paho(v5, packet), version, found);
        }
        found.keySet().removeAll(listed);
        assertEquals(Map.of(), found);
    }

    private static void compare(byte[] packet, String ours, String peer, String theirs, String version,
            Map<String, String> found) {
        if (!ours.equals(theirs)) {
            String who = ours.equals("refused") ? "we refuse" : theirs.equals("refused") ? "they refuse" : "we differ";
            found.putIfAbsent(String.join(" ", version, NAMES[packet[0] >> 4 & 15], who, peer),
                    HexFormat.of().formatHex(packet));
        }
    }

    /** Changes one or two bytes, but not the Remaining Length. */
    private static void spoil(byte[] packet, Random random) {
        int header = 2;
        while (packet[header - 1] < 0) {
            header++;
        }
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            int body = packet.length - header;
            int at = body == 0 || random.nextInt(6) == 0 ? 0 : header + random.nextInt(body);
            packet[at] = random.nextBoolean() ? (byte) random.nextInt(256)
                    : (byte) (packet[at] ^ 1 << random.nextInt(8));
        }
    }

    private static Set<String> listed(String version) throws IOException, URISyntaxException {
        Set<String> listed = new TreeSet<>();
        Path file = Path.of(DifferentialTest.class.getResource("/differential/disagreements.txt").toURI());
        for (String line : Files.readAllLines(file)) {
            String[] columns = line.split("\\|");
            if (!line.startsWith("#") && columns[0].strip().equals(version)) {
                for (String peer : columns[3].strip().split(" ")) {
                    listed.add(String.join(" ", version, columns[1].strip(), columns[2].strip(), peer));
                }
            }
        }
        return listed;
    }
}

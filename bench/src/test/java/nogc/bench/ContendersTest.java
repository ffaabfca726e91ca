package nogc.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import nogc.bench.contender.Contender;
import nogc.bench.contender.Contender.Memory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the benchmarks measure is the same work by every contender, every time: the right bytes, and every field. */
class ContendersTest {
    private static final List<String> CODECS = List.of("ours", "netty", "hivemq", "paho");

    static Stream<Arguments> everyCombination() {
        return Stream.concat(Stream.of("copy"), CODECS.stream()).flatMap(contender -> Stream.of(Version.values())
                .flatMap(version -> Stream.of("one", "mixed").flatMap(set -> Stream.of(Memory.values())
                        .map(memory -> Arguments.of(contender, version, set, memory)))));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("everyCombination")
    void encodesEachPacketToItsBytes(String name, Version version, String set, Memory memory) throws Exception {
        List<Publish> packets = Packets.set(set);
        Contender contender = Contender.of(name, version, packets, memory);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < packets.size(); i++) {
                byte[] bytes = packets.get(i).bytes(version);
                assertEquals(bytes.length, contender.encode(i), "packet " + i);
                if (version == Version.MQTT_5) {
                    Decoded.assertPublish5(packets.get(i), contender.encoded(i)); // the order of properties is free
                } else {
                    assertArrayEquals(bytes, contender.encoded(i), "packet " + i);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("everyCombination")
    void readsEveryFieldThatAnApplicationAsksFor(String name, Version version, String set, Memory memory)
            throws Exception {
        if (name.equals("copy")) {
            return; // it reads nothing
        }
        List<Publish> packets = Packets.set(set);
        Contender contender = Contender.of(name, version, packets, memory);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < packets.size(); i++) {
                boolean property = contender.toSee(i, version) % 2 == 1;
                assertEquals(property && version == Version.MQTT_5, property);
                assertEquals(contender.toSee(i, version), contender.read(i), "packet " + i);
                contender.decode(i);
            }
        }
    }

    @Test
    void everyContenderEncodesTheSameConnect() throws Exception {
        for (String name : List.of("copy", "ours", "netty", "hivemq", "paho")) {
            for (Memory memory : Memory.values()) {
                Contender contender = Contender.of(name, Version.MQTT_311, Packets.set("one"), memory);
                assertEquals(Packets.connect().length, contender.encodeConnect(), name);
                assertArrayEquals(Packets.connect(), contender.encoded(-1), name);
            }
        }
    }

    @Test
    void thePacketsPutTogetherByHandAreWhatNettyReads() {
        for (String set : List.of("one", "mixed")) {
            for (Publish packet : Packets.set(set)) {
                Decoded.assertPublish311(packet, packet.bytes(Version.MQTT_311));
                Decoded.assertPublish5(packet, packet.bytes(Version.MQTT_5));
            }
        }
        Decoded.assertConnect311(Packets.connect());
    }

    @Test
    void theMixedPacketsAreMixed() {
        List<Publish> packets = Packets.mixed();
        assertEquals(64, packets.size());
        for (int qos = 0; qos < 3; qos++) {
            int level = qos;
            assertTrue(packets.stream().filter(packet -> packet.qos() == level).count() > 10, "QoS " + qos);
        }
        assertTrue(packets.stream().mapToInt(packet -> packet.topic().length()).min().getAsInt() < 20);
        assertTrue(packets.stream().mapToInt(packet -> packet.topic().length()).max().getAsInt() > 100);
        assertTrue(packets.stream().mapToInt(packet -> packet.payload().length).min().getAsInt() < 10);
        assertTrue(packets.stream().mapToInt(packet -> packet.payload().length).max().getAsInt() > 600);
        assertTrue(packets.stream().filter(packet -> packet.propertyValue() == null).count() > 20);
        assertTrue(packets.stream().filter(packet -> packet.propertyValue() != null).count() > 20);
        assertTrue(packets.stream().filter(packet -> packet.alias() > 0).count() > 8);
    }

    @Test
    void everyContenderFindsThatTheFilterMatches() {
        MatchTopic match = new MatchTopic();
        assertTrue(match.ours() && match.hivemq() && match.paho());
    }
}

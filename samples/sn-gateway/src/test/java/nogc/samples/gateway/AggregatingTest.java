package nogc.samples.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One connection to a real broker for all nodes: what they want of it together, and what is left when they go. */
@Timeout(120)
class AggregatingTest {
    private static final String CONNACK = "0500";

    @TempDir
    Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();

    private EmbeddedGateway gateway(MosquittoBroker broker, String... more) throws Exception {
        String[] words = List.of("--port", "0", "--broker", "127.0.0.1:" + broker.port(), "--advertise", "0").toArray(
                new String[6 + more.length]);
        System.arraycopy(more, 0, words, 6, more.length);
        return new EmbeddedGateway(told::add, words);
    }

    @Test
    void aMessageComesOnceThoughFiltersOfSeveralNodesMatchIt() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start(); EmbeddedGateway gateway = gateway(broker);
                UdpNode one = new UdpNode(gateway.port()); UdpNode two = new UdpNode(gateway.port());
                UdpNode three = new UdpNode(gateway.port())) {
            assertEquals(CONNACK, one.say("04 04 01 0258 61"));
            assertEquals(CONNACK, two.say("04 04 01 0258 62"));
            assertEquals(CONNACK, three.say("04 04 01 0258 63"));
            assertEquals("13000001000100", one.say("12 00 0001 6f2f78"));
            assertEquals("13000000000100", two.say("12 00 0001 6f2f2b"));
            assertEquals("13000000000100", three.say("12 00 0001 6f2f23"));
            broker.publish("-t", "o/x", "-m", "1");
            assertEquals("0c000001000031", one.hear(5000));
            assertEquals("0a000100016f2f78", two.hear(5000));
            assertEquals("0c000001000031", two.say("0b 0001 0001 00"));
            assertEquals("0a000100016f2f78", three.hear(5000));
            assertEquals("0c000001000031", three.say("0b 0001 0001 00"));
            for (UdpNode node : List.of(one, two, three)) {
                assertEquals("", node.hear(100));
            }
        }
    }

    @Test
    void nodesThatShareAFilterGetTheirMessagesInTurn() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start(); EmbeddedGateway gateway = gateway(broker);
                UdpNode one = new UdpNode(gateway.port()); UdpNode two = new UdpNode(gateway.port())) {
            String share = "2473686172652f672f6162"; // $share/g/ab
            for (UdpNode node : List.of(one, two)) {
                assertEquals(CONNACK, node.say("04 04 01 0258 " + (node == one ? "61" : "62")));
                assertEquals("13000000000100", node.say("12 00 0001" + share));
            }
            for (int i = 0; i < 4; i++) {
                broker.publish("-t", "ab", "-m", String.valueOf(i));
            }
            for (UdpNode node : List.of(one, two)) {
                assertEquals("0c0261620000", node.hear(5000).substring(0, 12));
                assertEquals("0c0261620000", node.hear(5000).substring(0, 12));
                assertEquals("", node.hear(100));
            }
        }
    }

    @Test
    void afterAKillTheBrokerIsLeftWithNoFilterThatNoNodeWants() throws Exception {
        String[] words = {"--broker", "", "--port", "0", "--advertise", "0", "--store",
                folder.resolve("store").toString()};
        try (MosquittoBroker broker = MosquittoBroker.start()) {
            words[1] = "127.0.0.1:" + broker.port();
            try (Program gateway = SnGatewayTest.gateway("-Xmx64m", words);
                    UdpNode clean = new UdpNode(SnGatewayTest.port(gateway));
                    UdpNode kept = new UdpNode(SnGatewayTest.port(gateway))) {
                gateway.awaitLine("connected to the broker");
                assertEquals(CONNACK, clean.say("04 04 01 0258 61"));
                assertEquals(CONNACK, kept.say("04 00 01 0258 62"));
                assertEquals("13000000000100", clean.say("12 00 0001 612f23"));
                assertEquals("13000000000100", kept.say("12 00 0001 622f23"));
                gateway.kill9();
            }
            try (Program gateway = SnGatewayTest.gateway("-Xmx64m", words);
                    UdpNode kept = new UdpNode(SnGatewayTest.port(gateway))) {
                gateway.awaitLine("connected to the broker");
                broker.awaitLog("Sending UNSUBACK to sn-gateway");
                assertEquals(CONNACK, kept.say("04 00 01 0258 62"));
                assertEquals("13000000000200", kept.say("12 00 0002 622f23"), "behind the UNSUBACK");
                assertEquals(List.of("\ta/#"), unsubscribed(broker));
                gateway.kill9();
            }
            try (Program gateway = SnGatewayTest.gateway("-Xmx64m", words);
                    UdpNode kept = new UdpNode(SnGatewayTest.port(gateway))) {
                gateway.awaitLine("connected to the broker");
                assertEquals(CONNACK, kept.say("04 00 01 0258 62"));
                broker.publish("-t", "b/1", "-m", "1");
                assertEquals("0a00010001622f31", kept.hear(5000));
                assertEquals(List.of("\ta/#"), unsubscribed(broker), "once");
            }
        }
    }

    /** The lines behind those that name an UNSUBSCRIBE. */
    private static List<String> unsubscribed(MosquittoBroker broker) {
        List<String> log = broker.log();
        return log.stream().filter(line -> line.contains("Received UNSUBSCRIBE"))
                .map(line -> log.get(log.indexOf(line) + 1).replaceFirst("^[0-9]+: ", "")).toList();
    }

    @Test
    void aFilterIsLeftThoughTheBrokerWasAwayWhenTheNodeLeft() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.configure().persistent().run();
                EmbeddedGateway gateway = gateway(broker, "--store", folder.resolve("store").toString());
                UdpNode node = new UdpNode(gateway.port())) {
            assertEquals(CONNACK, node.say("04 04 01 0258 61"));
            assertEquals("13000000000100", node.say("12 00 0001 612f23"));
            broker.save();
            broker.kill9();
            assertEquals("18", node.say("18"));
            broker.run();
            broker.awaitLog("Received UNSUBSCRIBE from sn-gateway");
        }
    }

    /** Else it would have to stay away for more than five minutes (section 7.2, Twait). */
    @Test
    void aNodeThatConnectsWhileTheBrokerIsBeingConnectedToIsNotCalledCongested() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start()) {
            broker.freeze();
            try (EmbeddedGateway gateway = gateway(broker); UdpNode node = new UdpNode(gateway.port())) {
                node.tell("04 04 01 0258 61");
                assertEquals("", node.hear(500));
                broker.thaw();
                assertEquals(CONNACK, node.hear(5000));
            }
            broker.kill9();
            try (EmbeddedGateway gateway = gateway(broker); UdpNode node = new UdpNode(gateway.port())) {
                assertEquals("0501", node.say("04 04 01 0258 61"), "nobody is there");
            }
            assertTrue(told.toString().contains("no broker: "), told::toString);
        }
    }

    @Test
    void inASessionThatMayBeNewFiltersAreSubscribedToAgain() throws Exception {
        try (ServerSocket broker = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                EmbeddedGateway gateway = new EmbeddedGateway(told::add, "--port", "0", "--advertise", "0", "--broker",
                        "127.0.0.1:" + broker.getLocalPort());
                UdpNode node = new UdpNode(gateway.port())) {
            broker.setSoTimeout(20_000);
            try (Socket first = broker.accept()) {
                packet(first, 1);
                first.getOutputStream().write(new byte[] {0x20, 3, 0, 0, 0});
                assertEquals(CONNACK, node.say("04 04 01 0258 61"));
                node.tell("12 00 0001 612f23");
                byte[] subscribe = packet(first, 8);
                first.getOutputStream().write(new byte[] {(byte) 0x90, 4, subscribe[0], subscribe[1], 0, 0});
                assertEquals("13000000000100", node.hear(5000));
            }
            try (Socket second = broker.accept()) { // it has lost the session, and makes another one
                packet(second, 1);
            }
            try (Socket third = broker.accept()) {
                packet(third, 1);
                third.getOutputStream().write(new byte[] {0x20, 3, 1, 0, 0});
                packet(third, 8);
            }
        }
    }

    /** Reads a packet of this type: what stands behind its fixed header. */
    private static byte[] packet(Socket from, int type) throws IOException {
        from.setSoTimeout(20_000);
        assertEquals(type, from.getInputStream().read() >> 4);
        return from.getInputStream().readNBytes(from.getInputStream().read());
    }
}

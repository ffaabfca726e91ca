package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nogc.hal.Transport;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt5;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A JVM whose collector never collects, in a heap of 16 MB: whoever allocates there dies. */
@Timeout(3600)
class EpsilonTest {
    private static final int COUNT = Boolean.getBoolean("nogc.soak") ? 50_000_000 : 1_000_000;

    private static MosquittoBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = MosquittoBroker.configure().quiet().option("max_inflight_messages 100").run();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    /** The program of the other JVM: port, QoS, number of messages, and bytes to allocate for each. */
    public static final class Load {
        private static byte[] garbage;

        private Load() {
        }

        public static void main(String[] arguments) throws Exception {
            int count = Integer.parseInt(arguments[2]);
            int waste = Integer.parseInt(arguments[3]);
            try (EchoLoad load = new EchoLoad(Integer.parseInt(arguments[0]), new Mqtt5(),
                    Integer.parseInt(arguments[1]))) {
                for (int done = 0; done < count; done += 1000) {
                    load.exchange(1000);
                    for (int i = 0; i < 1000 && waste > 0; i++) {
                        garbage = new byte[waste];
                    }
                }
            }
            System.out.println("survived " + count);
        }
    }

    private static Program start(int qos, int count, int waste) throws URISyntaxException {
        List<String> places = new ArrayList<>();
        for (Class<?> type : List.of(Load.class, TcpTransport.class, Client.class, Transport.class)) {
            places.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
        }
        return Program.start(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UnlockExperimentalVMOptions", "-XX:+UseEpsilonGC", "-Xmx16m",
                "-cp", String.join(File.pathSeparator, places), Load.class.getName(), String.valueOf(broker.port()),
                String.valueOf(qos), String.valueOf(count), String.valueOf(waste)));
    }

    @Test
    void messagesGoOutAndInWithoutACollector() throws URISyntaxException {
        try (Program load = start(1, COUNT, 0)) {
            assertEquals(0, load.awaitExit(3600), () -> String.join("\n", load.lines()));
            assertEquals("survived " + COUNT, load.lines().get(load.lines().size() - 1));
        }
    }

    @Test
    void oneSmallObjectAMessageWouldBeTooMuch() throws URISyntaxException {
        try (Program load = start(0, 1_000_000, 8)) {
            assertNotEquals(0, load.awaitExit(600));
            load.awaitLine("OutOfMemoryError");
        }
    }
}

package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nogc.hal.Transport;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import nogc.javase.tls.TestAuthority;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsTransport;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt5;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a small program over TLS takes of a machine's memory: a JVM with the options that the README gives a node. */
@Timeout(300)
class TlsNodeTest {
    private static final int MOST = 60 * 1024;

    /** The program of the other JVM: port, CA file, number of messages. */
    public static final class Node {
        private Node() {
        }

        public static void main(String[] arguments) throws Exception {
            TlsTransport transport = new TlsTransport("localhost", Integer.parseInt(arguments[0]),
                    new TlsOptions().authorities(Path.of(arguments[1])));
            try (EchoLoad load = new EchoLoad(transport, new Mqtt5(), 1)) {
                load.exchange(Integer.parseInt(arguments[2]));
                System.out.println("version " + transport.version());
            }
            System.out.println("peak " + kilobytes("VmHWM") + " kB, now " + kilobytes("VmRSS") + " kB");
        }

        private static int kilobytes(String name) throws IOException {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith(name)) {
                    return Integer.parseInt(line.replaceAll("[^0-9]", ""));
                }
            }
            throw new IOException("the kernel does not say " + name);
        }
    }

    @Test
    void aSmallNodeOverTlsStaysBelowSixtyMegabytes() throws URISyntaxException {
        List<String> places = new ArrayList<>();
        for (Class<?> type : List.of(Node.class, TlsTransport.class, Client.class, Transport.class)) {
            places.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
        }
        try (TestAuthority authority = new TestAuthority("authority");
                MosquittoBroker broker = MosquittoBroker.configure().quiet().option("max_inflight_messages 100")
                        .tls(authority.certificate(), authority.issue("localhost")).run();
                Program node = Program.start(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx8m", "-Xss256k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                        "-XX:ReservedCodeCacheSize=16m", "-cp", String.join(File.pathSeparator, places),
                        Node.class.getName(), String.valueOf(broker.port()), authority.certificate().toString(),
                        "5000"))) {
            assertEquals(0, node.awaitExit(240), () -> String.join("\n", node.lines()));
            List<String> lines = node.lines();
            String last = lines.get(lines.size() - 1);
            System.out.println("a node over " + lines.get(lines.size() - 2) + ", 5,000 messages: " + last);
            int peak = Integer.parseInt(last.split(" ")[1]);
            assertTrue(peak > 10_000 && peak < MOST, last);
        }
    }
}

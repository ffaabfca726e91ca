package nogc.samples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code mqtt sn-pub}, {@code sn-sub} and {@code sn-search} as processes, with our gateway and a real Mosquitto. */
@Timeout(300)
class SnCommandTest {
    @TempDir
    Path folder;

    private static Program gateway(MosquittoBroker broker, String... more) {
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-Xmx64m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                "nogc.samples.gateway.SnGateway", "--broker", "127.0.0.1:" + broker.port(), "--port", "0"));
        words.addAll(List.of(more));
        Program gateway = Program.start(words);
        gateway.awaitLine("connected to the broker");
        return gateway;
    }

    private static int port(Program gateway) {
        String line = gateway.lines().stream().filter(text -> text.contains("UDP port")).findFirst().orElseThrow();
        return Integer.parseInt(line.replaceFirst(".*UDP port ([0-9]+).*", "$1"));
    }

    private static int pub(int port, String... arguments) throws Exception {
        try (MqttProcess pub = MqttProcess.start(port, "sn-pub", arguments)) {
            return pub.exitCode();
        }
    }

    @Test
    void messagesOfEachKindArriveAtASleepingSubscriber() throws Exception {
        Path predefined = Files.writeString(folder.resolve("topics"), "1 pre/one\n");
        try (MosquittoBroker broker = MosquittoBroker.configure().run();
                Program gateway = gateway(broker, "--predefined", predefined.toString())) {
            int port = port(gateway);
            try (MqttProcess sub = MqttProcess.start(port, "sn-sub", "-i", "sleeper", "-t", "a/#", "-t", "pre/one",
                    "-q", "2", "-v", "-C", "5", "--sleep", "3", "-W", "120")) {
                broker.awaitLog("a/# (QoS");
                broker.awaitLog("pre/one (QoS");
                assertEquals(0, pub(port, "-t", "a/b", "-m", "hello", "-q", "1"));
                assertEquals(0, pub(port, "--predefined", "1", "-m", "minus", "-q", "-1"));
                try (MqttProcess lines = MqttProcess.start(port, "sn-pub", "-t", "a/c", "-l", "-q", "2").input(
                        "x\ny\n")) {
                    assertEquals(0, lines.exitCode());
                }
                broker.publish("-t", "a/long", "-m", "m".repeat(1000));
                assertEquals(0, sub.exitCode(), sub::error);
                assertEquals("a/b hello\npre/one minus\na/c x\na/c y\na/long " + "m".repeat(1000) + "\n",
                        sub.output());
            }
        }
    }

    @Test
    void whatCannotBeDoneIsOneLine() throws Exception {
        String[][] rows = {
            {"1", "sn-pub", "-t", "a/b", "-m", "x", "--retry", "0.2"}, {"2", "sn-pub", "-t", "a/b"},
            {"2", "sn-pub", "-m", "x"}, {"2", "sn-pub", "-t", "a/b", "-m", "x", "-q", "-1"},
            {"2", "sn-pub", "-t", "a/#", "-m", "x"}, {"2", "sn-sub"}, {"2", "sn-sub", "-t", "a", "-q", "-1"},
            {"2", "sn-sub", "-t", "a", "-i", "a name that is longer than 23"}, {"2", "sn-sub", "--frob"},
            {"2", "sn-pub", "-t", "t".repeat(1025), "-m", "x"}, {"2", "sn-sub", "-t", "t".repeat(1025)},
            {"2", "sn-pub", "-t", "a/b", "-m", "x", "--retry", "0.1"},
        };
        for (String[] row : rows) {
            String[] arguments = Arrays.copyOfRange(row, 2, row.length);
            try (MqttProcess command = MqttProcess.start(1, row[1], arguments)) {
                assertEquals(Integer.parseInt(row[0]), command.exitCode(), () -> String.join(" ", row));
                assertEquals(1, command.error().lines().count(), command::error);
                assertTrue(command.error().startsWith("mqtt " + row[1] + ": "), command::error);
            }
        }
    }

    @Test
    void theTimeToStayIsOverThoughThereIsNoGateway() throws Exception {
        try (MqttProcess sub = MqttProcess.start(1, "sn-sub", "-t", "a", "-W", "1")) {
            assertEquals(27, sub.exitCode(), sub::error);
            assertEquals("mqtt sn-sub: no connection by the gateway at 127.0.0.1:1: it does not answer; check -h and"
                    + " -p\n", sub.error());
        }
    }

    @Test
    void whoIsInterruptedAheadOfAConnectionSaysNothing() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                MqttProcess pub = MqttProcess.start(silent.getLocalPort(), "sn-pub", "-t", "a", "-m", "x")) {
            silent.setSoTimeout(60_000);
            silent.receive(new DatagramPacket(new byte[64], 64)); // CONNECT
            pub.interrupt();
            pub.exitCode();
            assertEquals("", pub.error());
        }
    }

    @Test
    void aSearchFindsTheGateway() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.configure().run();
                Program gateway = gateway(broker, "--gateway-id", "7", "--group", "127.255.255.255:1884")) {
            int port = port(gateway);
            assertEquals("gateway 7 at 127.0.0.1:" + port, search("127.255.255.255:" + port));
            assertEquals("mqtt sn-search: no gateway answers at 127.255.255.255:9; is --group that of the gateway?",
                    search("127.255.255.255:9"));
        }
    }

    /** As the standard has it, and Paho's gateway does. */
    @Test
    void aSearchHearsAGatewayThatAnswersToAllInsteadOfTheOneWhoAsked() throws Exception {
        InetAddress all = InetAddress.getByName("127.255.255.255");
        AtomicBoolean heard = new AtomicBoolean();
        try (DatagramSocket free = new DatagramSocket(0); DatagramSocket gateway = new DatagramSocket(0)) {
            int port = free.getLocalPort();
            free.close();
            Thread answers = new Thread(() -> {
                while (!heard.get()) {
                    try {
                        gateway.send(new DatagramPacket(new byte[] {3, 2, 9}, 3, all, port));
                    } catch (IOException e) {
                        return; // the search below will tell
                    }
                    LockSupport.parkNanos(50_000_000);
                }
            });
            answers.start();
            String found = search("127.255.255.255:" + port);
            heard.set(true);
            answers.join();
            assertEquals("gateway 9 at 127.0.0.1:" + gateway.getLocalPort(), found);
        }
    }

    /** Its output, or its one line of error. */
    private static String search(String group) throws Exception {
        try (Program search = Program.start(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Mqtt.class.getName(),
                "sn-search", "--group", group, "-W", "4", "-C", "1"))) {
            search.awaitExit(60);
            return String.join("\n", search.lines());
        }
    }
}

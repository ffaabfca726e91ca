package nogc.samples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.tls.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small fleet before a real Mosquitto. */
@Timeout(120)
class FleetTest {
    private Fleet fleet;
    private int code;

    private String fleet(MosquittoBroker broker, String... more) throws IOException, UsageException {
        List<String> words = new ArrayList<>(
                List.of("-h", "127.0.0.1", "-p", String.valueOf(broker.port()), "--quiet"));
        words.addAll(Arrays.asList(more));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        fleet = new Fleet(FleetArguments.parse(words.toArray(new String[0]), 0));
        code = fleet.run(new PrintStream(output, true, StandardCharsets.UTF_8));
        return output.toString(StandardCharsets.UTF_8);
    }

    private static long number(String report, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(report);
        assertTrue(matcher.find(), () -> pattern + " is not in " + report);
        return Long.parseLong(matcher.group(1).replace(",", ""));
    }

    @Test
    void twoHundredPublishAreDroppedAtOnceAndComeBack() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start()) {
            String report = fleet(broker, "--clients", "200", "--connect-rate", "1000", "--publish-every", "800ms",
                    "--duration", "8s", "--storm-after", "2s", "--subscribers", "2", "-q", "1", "-i", "dev",
                    "--will-topic", "fleet/%i/data", "--will-payload", "x");
            assertEquals(0, code, report);
            assertEquals(202, number(report, "connected +(\\d+) of 202 in"));
            assertEquals(200, number(report, "storm +(\\d+) devices dropped at once, all back in "));
            assertEquals(0, number(report, "measured .*: ([\\d,]+) connections lost"));
            // A clean session gives up what is on its way when the storm comes.
            assertTrue(number(report, "published .*; (\\d+) not delivered") <= 20, report);
            long published = number(report, "published +([\\d,]+),");
            // A busy machine may leave some of the last round unacknowledged, and the storm repeat some.
            assertTrue(published >= 1000 && published <= 2400, report);
            long received = number(report, "received +([\\d,]+),");
            assertTrue(Math.abs(received - 200 - published) <= 150, "with the wills: " + report);
            assertTrue(report.contains("acknowledged p50 ") && report.contains("through      p50 "), report);
            List<String> log = broker.log();
            assertEquals(200, log.stream().filter(line -> line.contains("Received PUBLISH from dev-")
                    && line.contains("'fleet/dev-")).map(line -> line.replaceAll(".*'(fleet/dev-\\d+/data)'.*", "$1"))
                    .distinct().count(), "each has a topic of its own");
            broker.awaitLog("Received DISCONNECT from dev-201");
        }
    }

    @Test
    void aSessionIsKeptOverAStormAndTheSubscriptionWithIt() throws Exception {
        try (TestAuthority authority = new TestAuthority("authority");
                MosquittoBroker broker = MosquittoBroker.configure()
                        .tls(authority.certificate(), authority.issue("127.0.0.1")).run()) {
            String report = fleet(broker, "--clients", "3", "--publish-every", "500ms", "--duration", "5s",
                    "--storm-after", "1s", "--subscribers", "1", "-q", "1", "-c", "-i", "kept", "-V", "5",
                    "--cafile", authority.certificate().toString());
            assertEquals(0, code, report);
            assertEquals(3, number(report, "storm +(\\d+) devices dropped at once, all back in "));
            assertTrue(number(report, "published +([\\d,]+),") >= 15, report);
            assertTrue(number(report, "received +([\\d,]+),") >= 15, report);
            assertEquals(1, broker.log().stream().filter(line -> line.contains("Received SUBSCRIBE")).count());
        }
    }

    /** The second CONNECT of a subscriber gets no answer, and its session may be new: it is present, and empty. */
    @Test
    void aSessionThatMayBeNewIsSubscribedAgain() throws Exception {
        AtomicInteger connects = new AtomicInteger();
        List<Integer> subscribedIn = Collections.synchronizedList(new ArrayList<>());
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread accepting = new Thread(() -> {
                try {
                    while (true) {
                        Socket socket = server.accept();
                        new Thread(() -> serve(socket, connects, subscribedIn)).start();
                    }
                } catch (IOException e) {
                    // closed: the test is over
                }
            });
            accepting.start();
            fleet = new Fleet(FleetArguments.parse(new String[] {"-h", "127.0.0.1", "-p",
                String.valueOf(server.getLocalPort()), "--quiet", "--clients", "1", "--publish-every", "0",
                "--subscribers", "1", "--duration", "6s", "-c", "-i", "kept", "-V", "5"}, 0));
            code = fleet.run(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        }
        assertEquals(0, code);
        assertEquals(List.of(1, 3), subscribedIn);
    }

    /** A broker for one connection: of those of the subscriber it drops the first, and does not answer the second. */
    private static void serve(Socket socket, AtomicInteger connects, List<Integer> subscribedIn) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            int number = 0;
            while (true) {
                int type = in.readUnsignedByte() >> 4;
                byte[] body = in.readNBytes(in.readUnsignedByte()); // all are short
                if (type == 1) {
                    number = new String(body, StandardCharsets.ISO_8859_1).contains("kept-0")
                            ? connects.incrementAndGet() : 0;
                    if (number == 2) {
                        return;
                    }
                    out.write(new byte[] {0x20, 3, (byte) (number > 2 ? 1 : 0), 0, 0});
                } else if (type == 8) {
                    subscribedIn.add(number);
                    out.write(new byte[] {(byte) 0x90, 4, body[0], body[1], 0, 0});
                    if (number == 1) {
                        return;
                    }
                } else if (type == 12) {
                    out.write(new byte[] {(byte) 0xD0, 0});
                }
            }
        } catch (IOException e) {
            // it left
        }
    }

    @Test
    void aDeviceIsLeftAloneWhileItHasNothingToDo() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start()) {
            String report = fleet(broker, "--clients", "100", "--connect-rate", "10000", "--publish-every", "0",
                    "--duration", "500ms");
            assertEquals(0, code, report);
            assertTrue(fleet.looks() < 1000, fleet.looks() + " looks");
            assertEquals(0, number(report, "published +([\\d,]+),"));
            assertTrue(report.contains("silent"), report);
        }
    }

    @Test
    void whoConnectsNowhereIsToldWhy() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start()) {
            broker.kill9();
            PrintStream err = System.err;
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            try {
                assertEquals("", fleet(broker, "--clients", "3"));
            } finally {
                System.setErr(err);
            }
            assertEquals(1, code);
            String line = said.toString(StandardCharsets.UTF_8);
            assertTrue(line.startsWith("mqtt fleet: nothing listens at 127.0.0.1") && line.lines().count() == 1, line);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--clients 0|--clients must be a number from 1 to 1000000, not '0'",
        "--connect-rate x|--connect-rate must be a number",
        "--publish-every 3y|--publish-every must be a time from 0ms to 24d",
        "--publish-every -1s|--publish-every must be a time",
        "--publish-every 25d|--publish-every must be a time",
        "--duration 0|--duration must be a time from 1ms",
        "--duration|--duration needs a time",
        "--duration 1s --storm-after 2s|--storm-after must lie within",
        "--buffer 63|--buffer must be a number from 64",
        "--subscribers 1001|--subscribers must be",
        "-t a/#|-t needs a topic without + and #",
        "-d|-d would print the packets of all clients",
        "-c|-c needs -i",
        "--store x|unknown option '--store'",
        "--clients 1000000|open files, and this process may have"})
    void aWrongWordGetsASentence(String line, String part) {
        String said = assertThrows(UsageException.class, () -> FleetArguments.parse(line.split(" "), 0)).getMessage();
        assertTrue(said.contains(part), said);
        assertEquals(1, said.lines().count());
    }

    @Test
    void theLimitOfOpenFilesIsReadFromTheKernelsTable() {
        String table = "Limit                     Soft Limit           Hard Limit           Units\n"
                + "Max processes             96235                96235                processes\n"
                + "Max open files            1024                 1048576              files\n";
        assertEquals(1024, FleetArguments.openFiles(table));
        assertEquals(Long.MAX_VALUE, FleetArguments.openFiles(table.replace("1024 ", "unlimited ")));
        assertEquals(Long.MAX_VALUE, FleetArguments.openFiles(""));
    }
}

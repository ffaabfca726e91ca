package nogc.samples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users of MQTT commands report, tried on ours. */
@Timeout(90)
class FieldReportTest {
    private static final byte[] CONNACK = {0x20, 2, 0, 0};
    private static final byte[] CONNACK_SESSION_PRESENT = {0x20, 2, 1, 0};
    private static final int SUBSCRIBE = 0x82;
    private static final int DISCONNECT = 0xe0;

    private static MosquittoBroker broker;

    @BeforeAll
    static void start() {
        broker = MosquittoBroker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static MqttProcess run(String command, String... arguments) throws IOException {
        return MqttProcess.start(broker.port(), command, arguments);
    }

    private static MqttProcess subscribed(String name, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-i", name));
        MqttProcess sub = run("sub", all.toArray(new String[0]));
        broker.awaitLog("Sending SUBACK to " + name);
        return sub;
    }

    private static void endsWell(MqttProcess process) throws InterruptedException {
        try (process) {
            assertEquals(0, process.exitCode(), process::error);
            assertEquals("", process.error());
        }
    }

    @Test
    void noLineAtAllIsNoError() throws Exception {
        endsWell(run("pub", "-t", "a", "-l").input(""));
    }

    @Test
    void aLineKeepsItsCarriageReturnAsWithMosquitto() throws Exception {
        try (Program observer = broker.observe("carriage", "-t", "carriage", "-C", "2", "-F", "%x")) {
            endsWell(run("pub", "-t", "carriage", "-l").input("a\r\n"));
            try (Program theirs = Program.start(List.of("sh", "-c",
                    "printf 'a\\r\\n' | mosquitto_pub -h 127.0.0.1 -p " + broker.port() + " -t carriage -l"))) {
                assertEquals(0, theirs.awaitExit(10));
            }
            assertEquals(List.of("610d", "610d"), observer.awaitLines(2));
        }
    }

    @Test
    void theTimeToStayIsOverThoughTheServerIsSilent() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                MqttProcess sub = MqttProcess.start(silent.getLocalPort(), "sub", "-t", "t", "-W", "1")) {
            assertEquals(27, sub.exitCode(), sub::error);
            assertEquals("mqtt sub: 127.0.0.1:" + silent.getLocalPort() + " does not answer in MQTT; check -h and -p,"
                    + " and whether that port wants TLS (--cafile) or WebSocket (--ws)\n", sub.error());
        }
    }

    /** Reads a packet; its first byte. */
    private static int packet(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        int first = in.read();
        in.skipNBytes(in.read());
        return first;
    }

    private static Socket accept(ServerSocket server, byte[] connack) throws IOException {
        Socket socket = server.accept();
        assertEquals(0x10, packet(socket));
        socket.getOutputStream().write(connack);
        return socket;
    }

    @Test
    void aKeptSessionIsSubscribedOnceASubackSaidSo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                MqttProcess sub = MqttProcess.start(server.getLocalPort(), "sub", "-t", "t", "-c", "-i", "me", "-C",
                        "1")) {
            try (Socket first = accept(server, CONNACK)) {
                assertEquals(SUBSCRIBE, packet(first)); // and the link breaks
            }
            try (Socket second = accept(server, CONNACK_SESSION_PRESENT)) {
                InputStream in = second.getInputStream();
                assertEquals(SUBSCRIBE, in.read());
                byte[] subscribe = in.readNBytes(in.read());
                second.getOutputStream().write(new byte[] {(byte) 0x90, 3, subscribe[0], subscribe[1], 0});
                second.getOutputStream().flush();
                Thread.sleep(300); // so that the end comes in a read of its own; nothing depends on it
            }
            try (Socket third = accept(server, CONNACK_SESSION_PRESENT)) {
                third.getOutputStream().write(new byte[] {0x30, 4, 0, 1, 't', 'x'});
                assertEquals(DISCONNECT, packet(third), "subscribed again, though the server has it");
            }
            assertEquals(0, sub.exitCode(), sub::error);
            assertEquals("x\n", sub.output());
        }
    }

    @Test
    void whatDoesNotKnowItsSizeIsReadToTheEnd(@TempDir Path folder) throws Exception {
        Path fifo = folder.resolve("fifo");
        try (Program made = Program.start("mkfifo", fifo.toString())) {
            assertEquals(0, made.awaitExit(10));
        }
        try (Program observer = broker.observe("sizes", "-t", "sizes", "-q", "1", "-C", "3")) {
            endsWell(run("pub", "-t", "sizes", "-f", "/proc/sys/kernel/ostype", "-q", "1"));
            try (MqttProcess pub = run("pub", "-t", "sizes", "-f", fifo.toString(), "-q", "1")) {
                Files.writeString(fifo, "through a pipe\n");
                endsWell(pub);
            }
            endsWell(run("pub", "-t", "sizes", "-f", "/dev/stdin", "-q", "1").input("from the input\n"));
            assertEquals(List.of("Linux", "", "through a pipe", "", "from the input", ""), observer.awaitLines(6));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-s", "-f /dev/zero"})
    void anInputThatNoMemoryHoldsGetsOneLine(String source) throws Exception {
        try (MqttProcess pub = MqttProcess.shell(Map.of(), "pub -p " + broker.port() + " -t a " + source
                + " < /dev/zero")) {
            assertEquals(1, pub.exitCode());
            assertTrue(pub.error().startsWith("mqtt pub: the input is larger than the memory"), pub.error());
            assertEquals(1, pub.error().lines().count());
        }
    }

    @Test
    void wordsAreUtf8WhateverTheLocale() throws Exception {
        Map<String, String> cron = Map.of("LC_ALL", "C");
        try (Program observer = broker.observe("utf8", "-t", "stra\u00dfe/#", "-C", "1", "-F", "%x")) {
            endsWell(MqttProcess.shell(cron, "pub -p " + broker.port()
                    + " -t \"$(printf 'stra\\303\\237e/k\\303\\274che')\" -m \"$(printf '\\360\\237\\230\\200')\""));
            assertEquals(List.of("f09f9880"), observer.awaitLines(1));
        }
        try (MqttProcess pub = MqttProcess.shell(cron, "pub -t \"$(printf '\\377')\" -m x")) {
            assertEquals(2, pub.exitCode());
            assertEquals("mqtt pub: a word of the command line is not UTF-8, which MQTT demands\n", pub.error());
        }
    }

    @Test
    void aPasswordMayStandInAFile(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("mqtt_pub"), "-u me\n-P se cret\n");
        try (MosquittoBroker strict = MosquittoBroker.configure().user("me", "se cret").run()) {
            endsWell(MqttProcess.start(Map.of("XDG_CONFIG_HOME", folder.toString()), strict.port(), "pub", "-t", "a",
                    "-m", "x", "-q", "1"));
        }
        Files.writeString(folder.resolve("mqtt_sub"), "-t\n");
        try (MqttProcess sub = MqttProcess.start(Map.of("XDG_CONFIG_HOME", folder.toString()), 1, "sub")) {
            assertEquals(2, sub.exitCode());
            assertEquals("mqtt sub: in " + folder.resolve("mqtt_sub") + ": -t needs a topic filter\n", sub.error());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%t|%p|%q|%r|%l", "%x %X", "%-10t|%10t|%05l|%2t", "%C|%D|%E|%F|%P|%R|%S|%A",
        "\\t%%@@\\\\|\\e", "%08l|@Y-@m-@dT@H@z", "%p%p"})
    void aFormatPrintsWhatMosquittoPrints(String format) throws Exception {
        String topic = "format/" + Integer.toHexString(format.hashCode());
        try (Program theirs = broker.observe("theirs" + topic.substring(7), "-V", "5", "-t", topic, "-q", "1", "-C",
                "2", "-F", format);
                MqttProcess ours = subscribed("ours" + topic.substring(7), "-V", "5", "-t", topic, "-q", "1", "-C",
                        "2", "-F", format)) {
            broker.publish("-V", "5", "-t", topic, "-m", "gr\u00fc\u00dfe", "-q", "1", "-D", "publish",
                    "content-type", "text/x", "-D", "publish", "user-property", "k", "v", "-D", "publish",
                    "response-topic", "r/t", "-D", "publish", "correlation-data", "cd", "-D", "publish",
                    "message-expiry-interval", "60", "-D", "publish", "payload-format-indicator", "1");
            broker.publish("-V", "5", "-t", topic, "-n");
            assertEquals(0, ours.exitCode(), ours::error);
            assertEquals(theirs.awaitLines(2), ours.output().lines().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%j", "%J"})
    void jsonIsThatOfMosquittoButForTimeAndIdentifier(String format) throws Exception {
        String topic = "json/" + format.charAt(1);
        try (Program theirs = broker.observe("j" + format.charAt(1), "-V", "5", "-t", topic, "-C", "1", "-F", format);
                MqttProcess ours = subscribed("k" + format.charAt(1), "-V", "5", "-t", topic, "-C", "1", "-F",
                        format)) {
            broker.publish("-V", "5", "-t", topic, "-m", "{\"a\":[1,25,null,\"\u00e9\"]}", "-D", "publish",
                    "content-type", "a\"b");
            assertEquals(0, ours.exitCode(), ours::error);
            assertEquals(theirs.awaitLines(1).get(0).replaceFirst("\"tst\":\"[^\"]*\",", ""),
                    ours.output().strip().replaceFirst("\"tst\":\"[^\"]*\",", ""));
        }
    }

    @Test
    void anUnsubscriptionEndsWhatASessionBrought() throws Exception {
        endsWell(subscribed("fickle", "-t", "fickle/1", "-t", "fickle/2", "-c", "-q", "1", "-E"));
        endsWell(run("sub", "-U", "fickle/1", "-c", "-i", "fickle", "-E"));
        broker.publish("-t", "fickle/1", "-m", "no", "-q", "1");
        broker.publish("-t", "fickle/2", "-m", "yes", "-q", "1");
        try (MqttProcess sub = run("sub", "-t", "fickle/2", "-c", "-i", "fickle", "-q", "1", "-C", "1")) {
            assertEquals(0, sub.exitCode(), sub::error);
            assertEquals("yes\n", sub.output());
        }
    }

    @Test
    void retainedMessagesAreDeletedButThoseThatAreFilteredOut() throws Exception {
        for (int i = 0; i < 60; i++) { // more than the client has slots for
            broker.publish("-t", "old/" + i, "-m", "x", "-r");
        }
        try (MqttProcess sub = subscribed("cleaner", "-t", "old/#", "-T", "old/7", "--remove-retained", "-C", "59")) {
            assertEquals(0, sub.exitCode(), sub::error);
        }
        try (MqttProcess sub = subscribed("after", "-t", "old/#", "-v", "-C", "2")) {
            broker.publish("-t", "old/end", "-m", "x");
            assertEquals(0, sub.exitCode(), sub::error);
            assertEquals("old/7 x\nold/end x\n", sub.output());
        }
    }

    @Test
    void aRandomPartIsPrinted() throws Exception {
        try (MqttProcess sub = subscribed("random", "-t", "random/#", "--random-filter", "50")) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 1000; i++) {
                lines.append(i).append('\n');
            }
            endsWell(run("pub", "-t", "random/a", "-l", "-M", "100").input(lines.toString()));
            while (!sub.output().contains("end\n")) { // it may be filtered out, too
                broker.publish("-t", "random/a", "-m", "end");
            }
            long printed = sub.output().lines().filter(line -> !line.equals("end")).count();
            assertTrue(printed > 350 && printed < 650, printed + " of 1000"); // nine standard deviations
        }
    }

    @Test
    void aUrlAnAddressAPrefixAndAnAliasAreObeyed() throws Exception {
        try (Program observer = broker.observe("url", "-t", "by/url", "-q", "1", "-C", "2")) {
            endsWell(run("pub", "-L", "mqtt://me@127.0.0.1:" + broker.port() + "/by/url", "-m", "x", "-q", "1", "-A",
                    "127.0.0.3", "-I", "unit-", "-D", "publish", "topic-alias", "3", "--repeat", "2"));
            assertEquals(List.of("x", "x"), observer.awaitLines(2));
        }
        assertTrue(broker.log().stream().anyMatch(line -> line.contains("from 127.0.0.3") && line.contains("as unit-")
                && line.contains("u'me'")), () -> String.join("\n", broker.log()));
    }
}

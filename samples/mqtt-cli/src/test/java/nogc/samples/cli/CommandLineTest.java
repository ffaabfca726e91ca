package nogc.samples.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import nogc.mqtt.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line takes, and the one line that it answers to what it does not. */
class CommandLineTest {
    @ParameterizedTest
    @CsvFileSource(resources = "wrong-lines.txt", delimiter = '|', maxCharsPerColumn = 200)
    void aWrongLineGetsOneLineThatSaysWhatToChangeAndExitCode2(String line, String answer) {
        Outcome outcome = run(words(line));
        assertEquals(answer + System.lineSeparator(), outcome.error());
        assertEquals(2, outcome.code());
        assertEquals("", outcome.output());
    }

    @ParameterizedTest
    @CsvFileSource(resources = "wrong-properties.txt", delimiter = '|', maxCharsPerColumn = 200)
    void aPropertyThatMqttForbidsIsRefusedBeforeABrokerIsAsked(String property, String answer) {
        Outcome outcome = run(words("pub -t a -m x -D " + property));
        assertTrue(outcome.error().startsWith("mqtt pub: -D " + answer), outcome.error());
        assertEquals(1, outcome.error().lines().count());
        assertEquals(2, outcome.code());
    }

    @Test
    void aPropertyMayNotComeTwiceButAUserPropertyMay() throws UsageException {
        Outcome outcome = run(words("pub -t a -m x -D publish content-type b -D publish content-type c"));
        assertEquals("mqtt pub: -D publish content-type may be given once only" + System.lineSeparator(),
                outcome.error());
        PubArguments twice = pub("-t a -m x -D publish user-property k 1 -D publish user-property k 2");
        assertEquals(2 * (1 + 2 + 1 + 2 + 1), twice.connection.properties.of("publish").length());
    }

    @Test
    void noCommandAtAllIsAnsweredToo() {
        Outcome outcome = run();
        assertEquals(2, outcome.code());
        assertEquals(1, outcome.error().lines().count());
    }

    @Test
    void theDefaultsAreThoseOfMosquitto() throws UsageException {
        ConnectionArguments connection = pub("-t a -m x").connection;
        assertEquals("localhost", connection.endpoint.host());
        assertEquals(1883, connection.endpoint.port());
        assertEquals(60, connection.keepAlive);
        assertEquals(0, connection.qos);
        assertNull(connection.clientId);
        assertFalse(connection.isVersion5());
        assertFalse(connection.keepSession);
    }

    @Test
    void everyOptionOfPubIsTaken() throws UsageException {
        PubArguments asked = pub("-h broker -p 1884 -t a/b -m hello -q 2 -r -i me -c -x 60 -u user -P pass -k 5 -V 5"
                + " -d --quiet --will-topic w --will-payload gone --will-qos 1 --will-retain --repeat 3"
                + " --repeat-delay 0.25 -D will will-delay-interval 4294967295");
        assertEquals("broker", asked.connection.endpoint.host());
        assertEquals(1884, asked.connection.endpoint.port());
        assertEquals("a/b", asked.topic);
        assertArrayEquals(bytes("hello"), asked.message);
        assertEquals(PubArguments.Source.MESSAGE, asked.source);
        assertEquals(2, asked.connection.qos);
        assertTrue(asked.retain);
        assertEquals("me", asked.connection.clientId);
        assertTrue(asked.connection.keepSession);
        assertEquals(60, asked.connection.sessionExpiry);
        assertEquals("user", asked.connection.userName);
        assertArrayEquals(bytes("pass"), asked.connection.password);
        assertEquals(5, asked.connection.keepAlive);
        assertTrue(asked.connection.isVersion5());
        assertTrue(asked.connection.trace);
        assertTrue(asked.connection.quiet);
        assertEquals("w", asked.connection.willTopic);
        assertArrayEquals(bytes("gone"), asked.connection.willPayload);
        assertEquals(1, asked.connection.willQos);
        assertTrue(asked.connection.willRetain);
        assertEquals(3, asked.repeat);
        assertEquals(250, asked.repeatDelay);
        assertNotNull(asked.connection.properties.of("will"));
        assertNull(asked.connection.properties.of("publish"));
    }

    @Test
    void everyOptionOfSubIsTaken() throws UsageException {
        SubArguments asked = SubArguments.parse(words("-t a/# -t +/b -T a/c -C 7 -W 2.5 -v -N -R -E --no-local"
                + " --retain-as-published -V mqttv5"), 0);
        assertEquals(List.of("a/#", "+/b"), asked.filters);
        assertEquals(List.of("a/c"), asked.filteredOut);
        assertEquals(7, asked.count);
        assertEquals(2500, asked.timeout);
        assertTrue(asked.verbose && asked.noNewline && asked.noRetained && asked.exitWhenSubscribed);
        assertTrue(asked.noLocal && asked.retainAsPublished);
        assertFalse(asked.retainedOnly);
    }

    @Test
    void everyOptionOfBenchIsTaken() throws UsageException {
        BenchArguments asked = BenchArguments.parse(
                words("-n 1000 --size 10 -q 1 --inflight 7 --spin 50 --coalesce 20 --direction in -t b"), 0);
        assertEquals(1000, asked.messages);
        assertEquals(50, asked.spin);
        assertEquals(20, asked.coalesce);
        assertEquals(10, asked.size);
        assertEquals(7, asked.inFlight);
        assertTrue(asked.inwards);
        assertEquals("b", asked.topic);
        assertEquals(10_000, BenchArguments.parse(words("-q 0"), 0).duration);
        assertEquals(20, BenchArguments.parse(words("-q 1"), 0).inFlight);
    }

    @Test
    void aUrlSaysAllOfTheWayAndOptionsGoBeforeIt() throws UsageException {
        PubArguments all = pub("-m x -L mqtt://me:p@ss:w@broker:1884/a//b");
        assertEquals("broker:1884", all.connection.endpoint.where());
        assertEquals("me", all.connection.userName);
        assertArrayEquals(bytes("p@ss:w"), all.connection.password);
        assertEquals("a//b", all.topic);
        PubArguments least = pub("-m x -L mqtt://[::1] -t t -u other");
        assertEquals("[::1]:1883", least.connection.endpoint.where());
        assertEquals("other", least.connection.userName);
        assertNull(least.connection.password);
        assertEquals("t", least.topic);
        assertEquals(List.of("t", "a/#"), SubArguments.parse(words("-t t -L mqtt://h/a/#"), 0).filters);
        assertEquals("a", BenchArguments.parse(words("-L mqtt://h/a"), 0).topic);
    }

    @Test
    void whatMosquittoTakesIsTaken() throws UsageException {
        PubArguments asked = pub("-t a -m x -I dev- -A 127.0.0.3 --nodelay -M 7 -V mqttv5 -x ∞");
        assertEquals("dev-" + ProcessHandle.current().pid(), asked.connection.clientId);
        assertEquals(7, asked.inFlight);
        assertTrue(asked.connection.isVersion5());
        assertEquals(0xffffffffL, asked.connection.sessionExpiry);
        assertEquals(0xffffffffL, pub("-t a -m x -x -1").connection.sessionExpiry);
        SubArguments sub = SubArguments.parse(
                words("-U b -U c -F %j --pretty --remove-retained --random-filter 12.5"), 0);
        assertEquals(List.of("b", "c"), sub.unwanted);
        assertEquals(12.5, sub.percent);
        assertTrue(sub.format.isJson() && sub.pretty && sub.removeRetained);
    }

    @Test
    void whatTheClientSaysByItselfIsConfiguredByProperties() throws UsageException {
        PubArguments asked = pub("-t a -m x -D connect receive-maximum 3 -D connect maximum-packet-size 100"
                + " -D connect topic-alias-maximum 65535 -D connect session-expiry-interval 9"
                + " -D publish topic-alias 2 -D unsubscribe user-property k v");
        Config config = new Config();
        asked.connection.properties.configure(config);
        assertEquals(3, config.inboundSlots);
        assertEquals(100, config.maximumPacketSize);
        assertEquals(65_535, config.inboundAliases.maximum());
        assertEquals(2, config.outboundAliases.maximum());
        assertEquals(9, asked.connection.sessionExpiry);
        assertNotNull(asked.connection.properties.of("unsubscribe"));
        assertTrue(asked.connection.isVersion5());
    }

    @Test
    void aConfigurationFileStandsAheadOfTheCommandLine(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mqtt_pub");
        Files.writeString(file, """
                # who we are
                -u me
                -P two words

                -D publish user-property name a value
                -D publish content-type text/plain; charset=utf-8
                -r
                """);
        List<String> words = new ArrayList<>();
        ConfigurationFile.read(file, "pub", line -> {
            words.add(line.option());
            if (line.option().equals("-D")) {
                words.add(line.value("") + "|" + line.value("") + "|" + line.value(""));
                words.add(words.get(words.size() - 1).contains("user") ? line.value("") : "");
            } else if (!line.option().equals("-r")) {
                words.add(line.value(""));
            }
            return true;
        });
        assertEquals(List.of("-u", "me", "-P", "two words", "-D", "publish|user-property|name", "a value", "-D",
                "publish|content-type|text/plain; charset=utf-8", "", "-r"), words);
        UsageException unknown = assertThrows(UsageException.class,
                () -> ConfigurationFile.read(file, "pub", line -> false));
        assertEquals("in " + file + ": unknown option '-u'; 'mqtt pub --help' lists them", unknown.getMessage());
        Files.write(file, new byte[] {'-', 'u', ' ', (byte) 0xff});
        UsageException refusal = assertThrows(UsageException.class,
                () -> ConfigurationFile.read(file, "pub", line -> true));
        assertEquals("cannot read " + file + ": it must be UTF-8 and readable by this user", refusal.getMessage());
    }

    @Test
    void aMessageMayLookLikeAnOption() throws UsageException {
        assertArrayEquals(bytes("-n"), pub("-t a -m -n").message);
    }

    @Test
    void anOptionThatNeedsMqtt5ChoosesIt() throws UsageException {
        assertTrue(pub("-t a -m x -x 5").connection.isVersion5());
        assertTrue(pub("-t a -m x -D connect user-property k v").connection.isVersion5());
    }

    @Test
    void aFileThatNoMessageCanHoldIsRefused(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("large");
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(268_435_456L);
        }
        Outcome outcome = run("pub", "-t", "a", "-f", file.toString());
        assertEquals(2, outcome.code());
        assertTrue(outcome.error().contains("is larger than a message of MQTT can be"), outcome.error());
        Files.delete(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "pub --help", "sub --help", "bench --help"})
    void helpGoesToTheStandardOutputAndEndsWell(String line) {
        Outcome outcome = run(words(line));
        assertEquals(0, outcome.code());
        assertEquals("", outcome.error());
        assertTrue(outcome.output().startsWith("mqtt"), outcome.output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pub", "sub", "bench"})
    void helpNamesEveryOptionThatTheParserKnows(String command) throws Exception {
        String help = run(command, "--help").output();
        for (String file : List.of("ConnectionArguments", "EndpointArguments", upper(command) + "Arguments")) {
            String source = Files.readString(Path.of("src/main/java/nogc/samples/cli/" + file + ".java"));
            var option = Pattern.compile("case \"(-[A-Za-z]|--[a-z-]+)\"").matcher(source);
            while (option.find()) {
                assertTrue(help.contains(option.group(1)), command + " --help does not name " + option.group(1));
            }
        }
    }

    private static String upper(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static PubArguments pub(String line) throws UsageException {
        return PubArguments.parse(words(line), 0);
    }

    private static String[] words(String line) {
        String[] words = line.isEmpty() ? new String[] {""} : line.split(" +");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].equals("''") ? "" : words[i];
        }
        return words;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Outcome(int code, String output, String error) {
    }

    private static Outcome run(String... words) {
        PrintStream output = System.out;
        PrintStream error = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int code = Mqtt.run(words);
            return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(output);
            System.setErr(error);
        }
    }
}

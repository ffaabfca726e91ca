package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nogc.hal.Transport;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import nogc.mqtt.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client as a static library for C: its header, what leaves it, and C programs with it on emulated boards. */
class LibraryTest {
    private static final String SAMPLE = "src/sample/c/main_loop.c";
    private static final String ARGUMENTS = "src/test/c/arguments.c";
    private static final Path HEADER = Path.of("src/main/c/lib/nogc_mqtt.h");
    private static final String NAME = "stm32-51454d5551454d5551454d55";

    @ParameterizedTest
    @CsvSource({"qemu405, 311", "qemu405, 5", "qemu100, 311", "qemu100, 5"})
    void theSampleEchoesAtEachQosAndReconnectsWhenTheBrokerReturns(String board, String version) throws IOException {
        Firmware firmware = Firmware.library(board, version, SAMPLE);
        try (MosquittoBroker broker = MosquittoBroker.start();
                Emulator emulator = Emulator.start(firmware, broker.port())) {
            echoes(broker, "before", version);
            broker.kill9();
            emulator.await("the loss", 40, () -> emulator.console().contains("disconnected -"));
            broker.run();
            echoes(broker, "after", version);
            String console = emulator.console();
            assertTrue(console.contains("subscribed 2\r\n"), console);
            assertTrue(!console.contains("panic") && !console.contains("no echo")
                    && !console.contains("not published"), console);
            assertTrue(emulator.stackUsed() <= codes().get("NOGC_MQTT_STACK_BYTES"), "stack " + emulator.stackUsed());
            System.out.println("library " + version + " on " + board + ": stack " + emulator.stackUsed() + " B, "
                    + console.lines().findFirst().orElse(""));
        }
    }

    private static void echoes(MosquittoBroker broker, String when, String version) throws IOException {
        broker.awaitLog("Sending SUBACK to " + NAME);
        broker.awaitLog("Sending PUBACK to " + NAME); // "online" is retained now
        assertTrue(broker.log().stream().anyMatch(line -> line.contains("as " + NAME + " (p"
                + (version.equals("5") ? "5" : "2"))), String.join("\n", broker.log()));
        try (Program observer = broker.observe("observer", "-t", "c/#", "-q", "2", "-F", "%t %q %r %x")) {
            observer.awaitLine("c/status 1 1 " + "6f6e6c696e65");
            observer.awaitLine("c/uptime 1 0 3");
            for (int qos = 0; qos <= 2; qos++) {
                byte[] payload = new byte[129];
                for (int i = 1; i < payload.length; i++) {
                    payload[i] = (byte) (2 * i);
                }
                payload[0] = (byte) (when.length() + qos);
                Path file = Files.write(Files.createTempFile("payload", null), payload);
                broker.publish("-t", "c/in", "-q", String.valueOf(qos), "-f", file.toString());
                Files.delete(file);
                observer.awaitLine("c/out " + qos + " 0 " + HexFormat.of().formatHex(payload));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"311", "5"})
    void aWrongArgumentGetsItsOwnResultAndTheArenaFormulaIsTight(String version) throws IOException {
        Firmware firmware = Firmware.library("qemu405", version, ARGUMENTS);
        try (MosquittoBroker nobody = MosquittoBroker.start();
                Emulator emulator = Emulator.start(firmware, nobody.port())) {
            emulator.await("the end", 20, () -> emulator.console().contains("end\r\n"));
            Map<String, Integer> results = new HashMap<>();
            emulator.console().lines().filter(line -> line.matches(".* -?\\d+"))
                    .forEach(line -> results.put(line.substring(0, line.lastIndexOf(' ')),
                            Integer.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
            Map<String, Integer> codes = codes();
            for (String line : Files.readAllLines(Path.of("src/test/c/arguments.expected"))) {
                String what = line.substring(0, line.lastIndexOf(' '));
                String code = line.substring(line.lastIndexOf(' ') + 1);
                Integer expected = code.matches("\\d+") ? Integer.valueOf(code) : codes.get("NOGC_MQTT_" + code);
                assertNotNull(expected, line);
                assertEquals(expected, results.get(what), what + "\n" + emulator.console());
            }
            for (String which : List.of("", " full", " many")) {
                int slack = results.get("bound" + which) - results.get("used" + which);
                assertTrue(slack >= 0 && slack <= codes.get("NOGC_MQTT_ARENA_SLACK"), emulator.console());
            }
        }
    }

    @Test
    void aRequestOfMqtt5IsAnsweredWithItsPropertiesAndAWrongPropertyIsRefused() {
        Firmware firmware = Firmware.library("qemu405", "5", "src/test/c/properties.c");
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-V", "5", "-t", "c/answer", "-q", "1",
                        "-F", "%p|%C|%D|%P");
                Emulator emulator = Emulator.start(firmware, broker.port())) {
            broker.awaitLog("Sending SUBACK to c-rpc");
            broker.publish("-V", "5", "-t", "c/request", "-q", "1", "-m", "question",
                    "-D", "publish", "response-topic", "c/answer", "-D", "publish", "correlation-data", "no 7",
                    "-D", "publish", "message-expiry-interval", "77",
                    "-D", "publish", "user-property", "b", "1", "-D", "publish", "user-property", "a", "2");
            observer.awaitLine("question|text/plain|no 7|b:1 a:2");
            assertEquals("""
                    init 0
                    outside 0
                    no array -1
                    twice -6
                    unknown -6
                    of connect -6
                    range -1
                    wildcard -3
                    ill-formed -2
                    too long -49
                    longest 1
                    pair too long -49
                    no name -1
                    no value -1
                    number beside text 1
                    text beside number 1
                    null -1
                    topic alias maximum 10
                    expiry 77
                    answer 1
                    """, emulator.console().replace("\r", ""));
        }
    }

    /**
     * The bridge loses its power, so the will comes, a second later; then so does the board, which finds its session,
     * in which a message waits. What CONNECT says for itself Mosquitto tells nobody: its bytes are looked at.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void connectAndTheWillHaveTheirPropertiesAndTheSessionLastsAsLongAsCSays(boolean stored) throws IOException {
        Firmware firmware = Firmware.connectLibrary("qemu405", stored, "src/test/c/announcement.c");
        String start = """
                init 0
                no array -1
                twice -6
                session expiry -6
                of the will -6
                range -1
                no value -1
                ill-formed -2
                too long -49
                longest 0
                none 0
                of CONNECT -6
                wildcard -3
                connect 0
                will 0
                publish 1
                """;
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-V", "5", "-t", "c/will", "-q", "1", "-F", "%p|%C|%P");
                Bridge bridge = new Bridge(broker.port());
                Emulator emulator = Emulator.start(firmware, bridge.port())) {
            emulator.await("a subscription", 20, () -> emulator.console().contains("subscribed 1\r\n"));
            String life = start + "session present 0\nsubscribed 1\n";
            assertEquals(life, withoutArena(emulator.console()));
            int left = Integer.parseInt(emulator.console().replaceAll("(?s).*arena left (-?\\d+).*", "$1"));
            assertTrue((stored || left >= 0) && left <= codes().get("NOGC_MQTT_ARENA_SLACK"), "arena left " + left);
            // Session Expiry Interval 60, Receive Maximum 20, Request Response Information 1, (kind, lamp); of the will
            // behind the client identifier: Will Delay Interval 1, Content Type, (why, power)
            String connect = "11" + "0000003c" + "21" + "0014" + "1901" + "26" + "00046b696e64" + "00046c616d70"
                    + "0006" + "632d6b657074" + "1f" + "18" + "00000001" + "03" + "000a746578742f706c61696e"
                    + "26" + "0003776879" + "0005706f776572";
            String sent = HexFormat.of().formatHex(bridge.sent());
            assertTrue(sent.contains(connect), sent);
            assertEquals(List.of(), observer.lines());

            emulator.pause();
            bridge.hangUp();
            observer.awaitLine("gone|text/plain|why:power");
            broker.publish("-t", "c/in", "-q", "1", "-m", "kept");
            emulator.reset();
            emulator.go();
            emulator.await("what waited", 20, () -> emulator.console().contains("message 4\r\n"));
            assertEquals(life + start + "session present 1\nmessage 4\n", withoutArena(emulator.console()));
        }
    }

    private static String withoutArena(String console) {
        return console.replace("\r", "").replaceAll("arena left -?\\d+\n", "");
    }

    /** Of a broker that stands still: the one that was open then goes out again, and no other is in its place. */
    @ParameterizedTest
    @CsvSource({"311", "5"})
    void aRequestHasRoomOfItsOwnAMessageIsCancelledAndAnAcknowledgementHasADeadline(String version) {
        Firmware firmware = Firmware.library("qemu405", version, "src/test/c/endings.c");
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "e/#", "-q", "1", "-F", "%t");
                Emulator emulator = Emulator.start(firmware, broker.port())) {
            observer.awaitLine("e/more");
            broker.freeze();
            emulator.await("the deadline", 30, () -> emulator.console().contains("disconnected -117\r\n"));
            int before = observer.lines().size();
            broker.thaw();
            emulator.await("another connection", 30, () -> emulator.console().endsWith("subscribed 1\r\n"));
            observer.await(lines -> lines.size() > before + 2, 20_000);
            assertEquals("""
                    init 0
                    cancel nothing -10
                    connect 0
                    subscribe -49
                    disconnected -107
                    init 0
                    cancel nothing -10
                    connect 0
                    subscribe 1
                    subscribed 1
                    first 0
                    over -10
                    cancel 0
                    cancel again 0
                    second -118
                    over -10
                    disconnected -117
                    subscribe 1
                    subscribed 1
                    """, emulator.console().replace("\r", ""));
            assertEquals(Set.of("e/first", "e/more"), Set.copyOf(observer.lines()));
        }
    }

    /** First the program's own hook; as that returns, the undefined instruction, which the board's handler explains. */
    @Test
    void aLibraryThatFindsItselfBrokenCallsThePanicHookOfTheProgram() {
        Firmware firmware = Firmware.library("qemu405", "5", "src/test/c/panic.c");
        try (MosquittoBroker nobody = MosquittoBroker.start();
                Emulator emulator = Emulator.start(firmware, nobody.port())) {
            emulator.await("a reset", 20, () -> emulator.console().split("panic: ", -1).length > 2);
            assertTrue(emulator.console().startsWith("0own: Java: index, cast or throw\r\n"), emulator.console());
            assertTrue(emulator.console().contains("panic: Java: index, cast or throw\r\n"), emulator.console());
        }
    }

    /** The numbers of the header by their names. */
    static Map<String, Integer> codes() throws IOException {
        Map<String, Integer> codes = new HashMap<>();
        Matcher define = Pattern.compile("#define (NOGC_MQTT_\\w+) \\(?(-?(?:0x)?[0-9A-F]+)\\)?(?:\\s.*)?")
                .matcher("");
        for (String line : Files.readAllLines(HEADER)) {
            if (define.reset(line).matches()) {
                codes.put(define.group(1), Integer.decode(define.group(2)));
            }
        }
        return codes;
    }

    @Test
    void theHeaderAndTheClientMeanTheSameByEachCode() throws Exception {
        Map<String, Integer> codes = codes();
        Set<String> own = Set.of("NOT_INITIALISED", "ARENA_TOO_SMALL");
        int compared = 0;
        for (String name : codes.keySet()) {
            String plain = name.substring("NOGC_MQTT_".length());
            if (codes.get(name) > 0 || name.equals("NOGC_MQTT_ACCEPT") || own.contains(plain)) {
                continue;
            }
            int expected = codes.get(name) <= Transport.END_OF_STREAM && codes.get(name) > -96
                    ? Transport.class.getField(plain.replace("CONNECTION_", "")).getInt(null)
                    : Result.class.getField(plain).getInt(null);
            assertEquals(expected, codes.get(name), name);
            compared++;
        }
        assertTrue(compared > 40, "codes found: " + codes.keySet());
    }

    @ParameterizedTest
    @CsvSource({"stm32f405, 311", "stm32f405, 5", "stm32f100, 311", "stm32f100, 5"})
    void onlyThePublicFunctionsLeaveTheArchive(String board, String version) throws IOException {
        Firmware.library(board, version, SAMPLE);
        Path archive = Path.of("target/library", board, "mqtt" + version, "libnogc_mqtt.a");
        Set<String> defined = new TreeSet<>();
        Set<String> undefined = new TreeSet<>();
        for (String line : Firmware.run("arm-none-eabi-nm", "--extern-only", archive.toString())) {
            String[] words = line.trim().split(" +");
            if (words.length >= 2) {
                (words[words.length - 2].equals("U") ? undefined : defined).add(words[words.length - 1]);
            }
        }
        Set<String> declared = new TreeSet<>();
        Matcher function = Pattern.compile("(?m)^(?:int32_t|void) (nogc_mqtt_\\w+)\\(")
                .matcher(Files.readString(HEADER));
        while (function.find()) {
            declared.add(function.group(1));
        }
        Set<String> ofStore = Set.of("nogc_mqtt_init_with_store", "nogc_mqtt_acknowledge_with_state",
                "nogc_mqtt_application_state", "nogc_mqtt_open_tags", "nogc_mqtt_clear");
        assertTrue(declared.removeAll(ofStore));
        assertTrue(declared.removeAll(Set.of("nogc_mqtt_set_connect_properties", "nogc_mqtt_set_will_properties")));
        assertEquals(declared, defined);
        undefined.removeAll(Set.of("memcpy", "memmove", "memset"));
        assertEquals(Set.of(), undefined);
        String[] sizes = Firmware.run("arm-none-eabi-size", archive.toString()).get(1).trim().split("\\s+");
        assertEquals("0", sizes[1], "initialised data");
        assertEquals("36", sizes[2], "variables, as the README says");
    }

    @ParameterizedTest
    @CsvSource({"soft", "softfp", "hard"})
    void aProgramOfAnyFloatingPointAbiLinksIt(String abi) throws IOException {
        Firmware.library("stm32f405", "5", SAMPLE);
        Path folder = Path.of("target/library/stm32f405");
        Path program = Files.writeString(folder.resolve(abi + ".c"),
                "#include <nogc_mqtt.h>\nint main(void) { return nogc_mqtt_protocol() + nogc_mqtt_poll(NULL); }\n");
        Firmware.run("arm-none-eabi-gcc", "-mcpu=cortex-m4", "-mthumb", "-mfpu=fpv4-sp-d16", "-mfloat-abi=" + abi,
                "--specs=nosys.specs", "-I" + folder.resolve("include"), program.toString(),
                "-L" + folder.resolve("mqtt5"), "-lnogc_mqtt", "-o", folder.resolve(abi + ".elf").toString());
    }

    @Test
    void theProgramInTheReadmeCompiles() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String program = readme.substring(readme.indexOf("```c\n") + 5);
        Path file = Files.createTempFile("readme", ".c");
        try {
            Files.writeString(file, "#include \"nogc_mqtt.h\"\nint32_t link_open(void *);"
                    + "int32_t link_read(void *, uint8_t *, size_t);"
                    + "int32_t link_write(void *, const uint8_t *, size_t);"
                    + "void link_close(void *); uint32_t now_ms(void *); uint32_t entropy(void *); void lamp(int);"
                    + "void sleep_until_input_or(int32_t);\n" + program.substring(0, program.indexOf("```")));
            Firmware.run("arm-none-eabi-gcc", "-std=c99", "-Wall", "-Wextra", "-Wno-unused-parameter", "-pedantic",
                    "-Werror", "-fsyntax-only", "-I" + HEADER.getParent(), file.toString());
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @CsvSource({"arm-none-eabi-gcc, c, c99", "arm-none-eabi-gcc, c, c11", "arm-none-eabi-g++, c++, c++98",
        "arm-none-eabi-g++, c++, c++17"})
    void theHeaderCompilesAloneWithoutAWarning(String compiler, String language, String standard) {
        Firmware.run(compiler, "-x", language, "-std=" + standard, "-Wall", "-Wextra", "-pedantic", "-Werror",
                "-fsyntax-only", HEADER.toString());
    }
}

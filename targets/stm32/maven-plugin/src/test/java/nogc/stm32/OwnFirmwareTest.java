package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The project {@code samples/own-firmware}, copied out of this tree and built there by {@code mvn package} with a
 * setting changed: it has a package, pins and a function in C of its own, and a topic beyond ASCII. Maven finds what we
 * make in a repository of files, which holds nothing else.
 */
class OwnFirmwareTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path SAMPLE = ROOT.resolve("samples/own-firmware");
    private static final String MAIN = "com.acme.meter.Meter";
    private static final String VERSION = "0.1.0";

    @TempDir
    private static Path folder;

    private static Path project;

    @BeforeAll
    static void publish() throws IOException {
        publish("nogc-mqtt-parent", "", false);
        publish("nogc-cldc", "targets/javame/cldc", false);
        publish("nogc-hal", "hal", true);
        publish("nogc-mqtt", "core-nogc", true);
        publish("nogc-sample-sensor-node", "samples/sensor-node", true);
        publish("nogc-mqtt-stm32", "targets/stm32", true);
        publish("nogc-stm32-maven-plugin", "targets/stm32/maven-plugin", true);
        Files.writeString(folder.resolve("settings.xml"), """
                <settings><localRepository>%s</localRepository>
                <mirrors><mirror><id>there</id><mirrorOf>central</mirrorOf><url>%s</url></mirror></mirrors>
                <profiles><profile><id>ours</id>
                <repositories><repository><id>ours</id><url>%s</url></repository></repositories>
                <pluginRepositories><pluginRepository><id>ours</id><url>%3$s</url></pluginRepository>
                </pluginRepositories></profile></profiles><activeProfiles><activeProfile>ours</activeProfile></activeProfiles></settings>
                """.formatted(folder.resolve("local"), Path.of(System.getProperty("maven.repository")).toUri(),
                folder.resolve("ours").toUri()));
        project = folder.resolve("project");
        try (Stream<Path> files = Files.walk(SAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = project.resolve(SAMPLE.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Path settings = project.resolve("src/main/java/com/acme/meter/Settings.java");
        Files.writeString(settings, Files.readString(settings).replace("acme/z\u00e4hler/stand", "acme/z\u00e4hler/7"));
    }

    /** A module of ours into the repository: its pom, and its classes in a jar. */
    private static void publish(String artifact, String module, boolean jar) throws IOException {
        Path to = Files.createDirectories(folder.resolve("ours/org/nogcmqtt").resolve(artifact).resolve(VERSION));
        Files.copy(ROOT.resolve(module).resolve("pom.xml"), to.resolve(artifact + "-" + VERSION + ".pom"));
        if (jar) {
            assertEquals(0, ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, "--create",
                    "--file", to.resolve(artifact + "-" + VERSION + ".jar").toString(), "-C",
                    ROOT.resolve(module).resolve("target/classes").toString(), "."));
        }
    }

    private static Firmware.Result maven(String... settings) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("maven.home") + "/bin/mvn", "-B", "-ntp",
                "-s", folder.resolve("settings.xml").toString(), "-f", project.resolve("pom.xml").toString()));
        command.addAll(List.of(settings));
        command.add("package");
        return Firmware.attempt(Map.of("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"),
                command.toArray(new String[0]));
    }

    private static String last(Firmware.Result result) {
        assertEquals(0, result.exitCode(), () -> String.join("\n", result.lines()));
        return result.lines().stream().filter(line -> line.startsWith("[INFO] " + MAIN)).findFirst()
                .orElseThrow(() -> new AssertionError(String.join("\n", result.lines())));
    }

    @ParameterizedTest
    @CsvSource({"bare", "gc"})
    void aCopyElsewhereIsBuiltAndReportsToARealBroker(String profile) {
        String built = last(maven("-Dnogc.board=qemu405", "-Dnogc.profile=" + profile));
        assertTrue(built.matches(".* for qemu405, " + profile
                + ": [0-9]+ bytes of flash, [0-9]+ of RAM .*, built in [0-9.]+ s"), built);
        Firmware firmware = Firmware.at("qemu405", MAIN, profile, project.resolve("target"));
        long time = firmware.elf().toFile().lastModified();
        String again = last(maven("-Dnogc.board=qemu405", "-Dnogc.profile=" + profile));
        assertTrue(again.contains("nothing changed, in "), again);
        assertEquals(time, firmware.elf().toFile().lastModified());

        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "acme/z\u00e4hler/7", "-F", "%p");
                Emulator emulator = Emulator.start(firmware, broker.port())) {
            String report = observer.awaitLines(2).get(1);
            String message = report.replaceFirst(",\"crc.*", "");
            assertEquals("{\"n\":1,\"pulses\":0,\"microvolts\":null", message, emulator.console());
            assertEquals(String.format("%s,\"crc\":\"%04x\"}", message, crc16(message)), report);
        }
    }

    @Test
    void whatIsWrongIsSaidInOneSentence() {
        assertRefused("no class com.acme.Metre in ", "-Dnogc.main=com.acme.Metre");
        assertRefused("no board 'stm32h999': BOARD is one of ", "-Dnogc.board=stm32h999");
    }

    private static void assertRefused(String sentence, String setting) {
        Firmware.Result result = maven(setting);
        assertNotEquals(0, result.exitCode());
        assertTrue(result.lines().stream().anyMatch(line -> line.startsWith("[ERROR]") && line.contains(sentence)),
                () -> String.join("\n", result.lines()));
    }

    /** CRC-16/CCITT-FALSE, as the sample's function in C has it. */
    private static int crc16(String text) {
        int crc = 0xFFFF;
        for (byte each : text.getBytes(StandardCharsets.US_ASCII)) {
            crc ^= (each & 255) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc << 1 ^ ((crc & 0x8000) != 0 ? 0x1021 : 0)) & 0xFFFF;
            }
        }
        return crc;
    }
}

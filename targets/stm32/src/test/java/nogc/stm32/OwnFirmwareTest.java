package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import nogc.stm32.build.Translator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The project {@code samples/own-firmware}, copied out of this tree and built there with a setting changed: it has a
 * package, pins and a function in C of its own, and a topic beyond ASCII.
 */
class OwnFirmwareTest {
    private static final Path SAMPLE = Path.of("../../samples/own-firmware");
    private static final String MAIN = "com.acme.meter.Meter";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"bare", "gc"})
    void aCopyElsewhereIsBuiltAndReportsToARealBroker(String profile) throws Exception {
        copy();
        Path settings = folder.resolve("src/main/java/com/acme/meter/Settings.java");
        Files.writeString(settings, Files.readString(settings).replace("acme/z\u00e4hler/stand", "acme/z\u00e4hler/7"));
        Path classes = compile();
        List<Path> classPath = new ArrayList<>(List.of(classes));
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
            classPath.add(Path.of(each));
        }
        Path output = Files.createDirectories(folder.resolve("target"));
        Translator translator = new Translator(MAIN, classPath, output.resolve("c").resolve(MAIN), profile);
        assertTrue(translator.translate());
        Firmware firmware = Firmware.of("qemu405", MAIN, profile, output, folder.resolve("src/main/c"));
        long built = firmware.elf().toFile().lastModified();
        assertFalse(translator.translate(), "nothing changed");
        assertEquals(built, Firmware.of("qemu405", MAIN, profile, output, folder.resolve("src/main/c"))
                .elf().toFile().lastModified(), "nothing changed");

        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "acme/z\u00e4hler/7", "-F", "%p");
                Emulator emulator = Emulator.start(firmware, broker.port())) {
            String report = observer.awaitLines(2).get(1);
            String message = report.replaceFirst(",\"crc.*", "");
            assertEquals("{\"n\":1,\"pulses\":0,\"microvolts\":null", message, emulator.console());
            assertEquals(String.format("%s,\"crc\":\"%04x\"}", message, crc16(message)), report);
        }
    }

    private void copy() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLE.resolve("src"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(SAMPLE.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private Path compile() throws IOException {
        Path classes = folder.resolve("classes");
        List<String> arguments = new ArrayList<>(List.of("-g", "-proc:none", "--release", "17", "-encoding", "UTF-8",
                "-d", classes.toString(), "-classpath", System.getProperty("java.class.path")));
        try (Stream<Path> files = Files.walk(folder.resolve("src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java")).map(Path::toString).forEach(arguments::add);
        }
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])));
        return classes;
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

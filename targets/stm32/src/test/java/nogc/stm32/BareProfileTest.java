package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nogc.javase.broker.MosquittoBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the profile without collector and exceptions refuses to build, and how it ends what it cannot refuse. */
class BareProfileTest {
    /**
     * Also where TeaVM makes the method a part of {@code main}: the name is that of the method all the same. And where
     * only a nested class calls it after start-up.
     */
    @ParameterizedTest
    @CsvSource({"Throws, check", "Throws, limit", "ThrowsOnce, check", "ThrowsInMain, main"})
    void aThrowThatIsReachableAfterStartUpFailsTheBuildAndNamesTheMethodAndTheLine(String program, String method)
            throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/test/java/nogc/stm32/refused", program + ".java"));
        int line = 1;
        while (!lines.get(line - 1).contains(" " + method + "(") || lines.get(line - 1).contains("new ")) {
            line++;
        }
        while (!lines.get(line - 1).contains("throw ")) {
            line++;
        }
        assertRefused(program, "nogc.stm32.refused." + program + "." + method + " (" + program + ".java:" + line
                + "): a throw that is reachable", "PROFILE=gc has exceptions");
    }

    @Test
    void aThrowInWhatOnlyConstructorsCallIsStartUp() {
        assertEquals(0, build("Checks").exitCode(), () -> String.join("\n", build("Checks").lines()));
    }

    @Test
    void aCatchFailsTheBuildAndNamesTheMethod() {
        assertRefused("Catches", "nogc.stm32.refused.Catches.unfinished (Catches.java:81)", "catches exceptions");
    }

    @Test
    void whatIsNotThereFailsTheBuildAndNamesTheMethodAndTheLine() {
        String place = "nogc.stm32.refused.Absent.main (Absent.java:";
        assertRefused("Absent", place + "21) uses ", "does not have");
        assertRefused("Absent", place, ") calls acme_missing of C, which neither C_SOURCES nor the board has");
    }

    @Test
    void aFunctionOfCThatThereIsTwiceIsNamed(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("own.c"), "void panic(const char *cause) {\n    (void) cause;\n}\n");
        String output = String.join("\n", Firmware.attempt(Map.of("C_SOURCES", folder.toString()),
                "./build-firmware", "stm32f411", "Absent").lines());
        assertTrue(output.contains("there are two functions or variables of C named panic: "), output);
    }

    private static Firmware.Result build(String program) {
        return Firmware.attempt(Map.of(), "./build-firmware", "stm32f405", program);
    }

    private static void assertRefused(String program, String place, String reason) {
        Firmware.Result result = build(program);
        String output = String.join("\n", result.lines());
        assertNotEquals(0, result.exitCode(), output);
        assertTrue(output.contains(place), output);
        assertTrue(output.contains(reason), output);
    }

    @ParameterizedTest
    @CsvSource({
        "qemu405, Indexes, 'Java: index, cast or throw'",
        "qemu405, Nulls, 'Java: null'",
        "qemu405, Recurses, 'stack overflow'",
        "qemu071, Indexes, 'Java: index, cast or throw'",
        "qemu071, Nulls, 'Java: null, or a hard fault'",
        "qemu405, Fills, 'Java heap exhausted'",
        "qemu100, Indexes, 'Java: index, cast or throw'",
        "qemu100, Nulls, 'Java: index, cast or throw'",
        "qemu100, Recurses, 'stack overflow'",
        "qemu100, Fills, 'Java heap exhausted'"})
    void aFaultPrintsItsCauseAndResetsTheChip(String board, String program, String cause) {
        try (MosquittoBroker nobody = MosquittoBroker.start();
                Emulator emulator = Emulator.start(Firmware.of(board, program), nobody.port())) {
            emulator.await("a second panic", 20, () -> emulator.console().split("panic: ", -1).length > 2);
            String console = emulator.console();
            assertTrue(console.contains("panic: " + cause + "\r\n"), console);
        }
    }
}

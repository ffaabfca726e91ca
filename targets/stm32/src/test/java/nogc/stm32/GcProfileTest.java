package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The profile with collector and exceptions: an application that needs both, and how it ends when they do not help. */
class GcProfileTest {
    private static final int COMMANDS = Boolean.getBoolean("nogc.soak") ? 100_000 : 5_000;

    @TempDir
    private Path folder;

    @Test
    void anApplicationThatMakesGarbageReportsEachCommandOnceAndInOrder() throws IOException {
        List<String> commands = new ArrayList<>();
        List<String> reports = new ArrayList<>();
        for (int i = 1; i <= COMMANDS; i++) {
            String degrees = 5 + i % 30 + "." + i % 10;
            commands.add(i % 7 == 0 ? "warm" : degrees);
            reports.add(i + (i % 7 == 0 ? ": refused warm" : ": set " + degrees + ", reading none"));
        }
        Path file = Files.write(folder.resolve("commands"), commands);
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "nogc/thermostat/report", "-q", "1");
                Emulator emulator = Emulator.start(Firmware.gc("Thermostat311"), broker.port())) {
            broker.awaitLog("Sending SUBACK to stm32-");
            try (Program publisher = Program.start(List.of("sh", "-c", "mosquitto_pub -h 127.0.0.1 -p " + broker.port()
                    + " -t nogc/thermostat/set -q 1 -l <" + file))) {
                assertEquals(0, publisher.awaitExit(COMMANDS / 40), () -> String.join("\n", publisher.lines()));
            }
            emulator.await("the last report", 30, () -> observer.lines().size(), COMMANDS);
            assertEquals(reports, observer.lines());
            assertEquals("", emulator.console());
            int collections = emulator.word("gc_collections");
            assertTrue(collections >= COMMANDS / 250, collections + " collections");
            System.out.println("Thermostat311: " + COMMANDS + " commands, " + collections + " collections, "
                    + emulator.word("gc_survivors") + " B survived the last, stack " + emulator.stackUsed() + " B");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Throws, java.lang.IllegalArgumentException",
        "Indexes, java.lang.ArrayIndexOutOfBoundsException",
        "Nulls, java.lang.NullPointerException"})
    void anUncaughtExceptionPrintsItsClassAndResetsTheChip(String program, String exception) {
        assertPanics(program, "uncaught " + exception);
    }

    @ParameterizedTest
    @CsvSource({"Fills, Java heap exhausted", "Recurses, stack overflow"})
    void memoryThatRunsOutPrintsWhichAndResetsTheChip(String program, String cause) {
        assertPanics(program, cause);
    }

    private static void assertPanics(String program, String cause) {
        try (MosquittoBroker nobody = MosquittoBroker.start();
                Emulator emulator = Emulator.start(Firmware.gc(program), nobody.port())) {
            emulator.await("a second panic", 20, () -> emulator.console().split("panic: ", -1).length > 2);
            String console = emulator.console();
            assertTrue(console.contains("panic: " + cause + "\r\n"), console);
        }
    }

    @Test
    void aProgramThatCatchesGoesOn() {
        try (MosquittoBroker nobody = MosquittoBroker.start();
                Emulator emulator = Emulator.start(Firmware.gc("Catches"), nobody.port())) {
            emulator.await("a collection of what was thrown", 20, () -> emulator.word("gc_collections") > 0);
            assertEquals("", emulator.console());
        }
    }

    @Test
    void aBoardThatCannotHoldItIsRefusedInOneLine() {
        assertRefused("stm32f100", "gc", "stm32f100 has 8K of RAM: PROFILE=gc needs 32K");
    }

    @Test
    void anUnknownProfileIsRefusedInOneLine() {
        assertRefused("stm32f405", "fast", "no profile 'fast': PROFILE is bare or gc");
    }

    private static void assertRefused(String board, String profile, String line) {
        Firmware.Result result = Firmware.attempt(Map.of("PROFILE", profile), "./build-firmware", board, "Echo311");
        assertNotEquals(0, result.exitCode());
        assertEquals(List.of(line), result.lines());
    }
}

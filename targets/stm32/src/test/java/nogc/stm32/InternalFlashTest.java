package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The store in internal flash as part of an image: what runs during an erase, and where the store may lie. How it
 * erases and programs is tested in {@code src/test/c/registers/store_test.c}, since the emulator's flash is ROM.
 */
class InternalFlashTest {
    private static final Pattern FLASH_ADDRESS = Pattern.compile("\\b(0x)?0?80[0-9a-f]{5}\\b|movt.*@ 0x80[0-9a-f]\\b");
    private static final Pattern BRANCH = Pattern.compile("\\tb[a-z.]*\\s+[0-9a-f]+ <([^+>]+)");

    /** A fetch from flash during an erase stands still, for up to 2 s: a constant there, or a call that leads there. */
    @ParameterizedTest
    @ValueSource(strings = {"stm32f405", "stm32f411", "stm32f100", "stm32g071"})
    void whatRunsDuringAnEraseIsInRamAndKnowsNoAddressOfTheFlash(String board) {
        Firmware firmware = Firmware.of(board, "StoreProbe");
        for (String name : List.of("USART_Handler", "SysTick_Handler", "flash_run")) {
            List<String> parts = firmware.symbols().stream().filter(symbol -> symbol.startsWith(name)).toList();
            assertNotEquals(List.of(), parts, name);
            for (String part : parts) {
                assertEquals(0x20, firmware.symbol(part) >>> 24, part + " is not in RAM");
                List<String> code = Firmware.run("arm-none-eabi-objdump", "--disassemble=" + part,
                        "--disassemble-zeroes", firmware.elf().toString());
                assertTrue(code.stream().anyMatch(line -> line.contains("bx") || line.contains("pop")), part);
                assertEquals(List.of(),
                        code.stream().filter(line -> FLASH_ADDRESS.matcher(line).find()).toList(), part);
                assertEquals(List.of(), code.stream().map(BRANCH::matcher)
                        .filter(branch -> branch.find() && !branch.group(1).equals(part))
                        .map(branch -> branch.group(1)).toList(), part + " calls");
            }
        }
        assertEquals(0x20, firmware.symbol("vectors") >>> 24, "the vector table is not in RAM");
    }

    @Test
    void aProgramThatErasesNoFlashHasThatCodeInFlash() {
        assertEquals(0x08, Firmware.of("stm32f405", "PublishOnce311").symbol("USART_Handler") >>> 24);
    }

    @Test
    void aFlashThatDoesNotTakeWhatIsWrittenIsReportedAndTheProgramGoesOn() throws IOException {
        try (ServerSocket bridge = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Emulator emulator = Emulator.start(Firmware.of("qemu100", "StoreProbe"), bridge.getLocalPort());
                Socket line = bridge.accept()) {
            assertArrayEquals(new byte[] {InternalFlash.FINE, InternalFlash.DIFFERS, InternalFlash.NOT_ERASED,
                InternalFlash.OUTSIDE, InternalFlash.FAILED, 0}, results(line));
            line.getOutputStream().write("still here".getBytes(StandardCharsets.US_ASCII));
            assertEquals("still here", new String(read(line, 10), StandardCharsets.US_ASCII));
            assertEquals("", emulator.console());
        }
    }

    /** Over the store of the emulated board, which is RAM. */
    @Test
    void whatWasProgrammedIsThereAfterAReset() throws IOException {
        byte[] good = {InternalFlash.FINE, InternalFlash.FINE, InternalFlash.FINE, InternalFlash.OUTSIDE,
            InternalFlash.FAILED, -1}; // erased, as a new chip
        try (ServerSocket bridge = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Emulator emulator = Emulator.start(Firmware.of("qemu405", "StoreProbe"), bridge.getLocalPort());
                Socket line = bridge.accept()) {
            assertArrayEquals(good, results(line));
            emulator.reset();
            good[5] = 42;
            assertArrayEquals(good, results(line));
            assertEquals("", emulator.console());
        }
    }

    /** Asks until there is an answer, since what comes before the board has set its USART up is lost. */
    private static byte[] results(Socket line) throws IOException {
        for (int attempt = 1; ; attempt++) {
            line.setSoTimeout(200);
            line.getOutputStream().write('?');
            try {
                return read(line, 6);
            } catch (SocketTimeoutException e) {
                if (attempt == 100) {
                    throw e;
                }
            }
        }
    }

    /** Reads bytes and passes over the '?' that the board sends back. */
    private static byte[] read(Socket line, int count) throws IOException {
        byte[] bytes = new byte[count];
        int length = 0;
        while (length < count) {
            int next = line.getInputStream().read();
            assertNotEquals(-1, next, "the board hung up");
            if (next != '?') {
                bytes[length++] = (byte) next;
                line.setSoTimeout(20_000); // the rest of an answer is on its way
            }
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({
        "stm32f405, 0x08004000,  16384, ModemSensor311, the image reaches into the sectors of the store", // of 22 KB
        "stm32f405, 0x08100000, 131072, StoreProbe, the store is not in the flash",
        "stm32f405, 0x08010000, 131072, StoreProbe, the store does not lie on the borders of the chip's sectors", // 64
        "stm32f405, 0x0800C000,  16384, StoreProbe, the store does not lie on the borders of the chip's sectors", // 64
        "stm32f100, 0x0801E200,   4096, StoreProbe, the store does not lie on the borders of the chip's sectors",
        "stm32f100, 0x08004000,   4096, SensorNode5, the image reaches into the sectors of the store",
        "stm32f100, 0x0801F000,   4096, StoreProbe, the store is not in the flash"})
    void aStoreInTheWrongPlaceFailsTheBuild(String board, String start, String sector, String program, String reason) {
        Firmware.Result result = Firmware.attempt(Map.of("STORE_START", start, "STORE_SECTOR", sector),
                "./build-firmware", board, program);
        String output = String.join("\n", result.lines());
        assertNotEquals(0, result.exitCode(), output);
        assertTrue(output.contains(reason), output);
    }

    @Test
    void sectorsOf16KilobytesServeASmallImage() {
        Firmware.Result result = Firmware.attempt(Map.of("STORE_START", "0x08008000", "STORE_SECTOR", "16384"),
                "./build-firmware", "stm32f405", "StoreProbe");
        assertEquals(0, result.exitCode(), String.join("\n", result.lines()));
    }
}

package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code make flash} and {@code make run-emulated} call: the right arguments, and one line that says what is
 * wrong.
 */
class VerbsTest {
    private static final String PROGRAM = "PublishOnce311";
    private static final List<String> NEEDED = List.of("bash", "dirname", "ls", "grep", "sed", "paste", "timeout");

    @TempDir
    private Path tools;

    /** A path that holds the tools of the scripts, and those named: each prints how it was called. */
    private Map<String, String> path(String... installed) throws IOException {
        for (String name : NEEDED) {
            install(name, "exec " + (Files.exists(Path.of("/usr/bin", name)) ? "/usr/bin/" : "/bin/") + name);
        }
        for (String name : installed) {
            install(name, "echo " + name);
        }
        return Map.of("PATH", tools.toString());
    }

    private void install(String name, String command) throws IOException {
        Path tool = tools.resolve(name);
        Files.writeString(tool, "#!/bin/sh\n" + command + " \"$@\"\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void assertRefused(int exitCode, String line, Firmware.Result result) {
        assertEquals(List.of(line), result.lines());
        assertEquals(exitCode, result.exitCode());
    }

    @ParameterizedTest
    @CsvSource({
        "stm32f405, st-flash, st-flash --reset write IMAGE.bin 0x08000000",
        "stm32f100, st-flash, st-flash --reset write IMAGE.bin 0x08000000",
        "stm32f405, openocd,  -f interface/stlink.cfg -f target/stm32f4x.cfg -c program IMAGE.elf verify reset exit",
        "stm32f100, openocd,  -f interface/stlink.cfg -f target/stm32f1x.cfg -c program IMAGE.elf verify reset exit",
        "stm32g071, openocd,  -f interface/stlink.cfg -f target/stm32g0x.cfg -c program IMAGE.elf verify reset exit",
        "stm32f411, openocd,  -f interface/stlink.cfg -f target/stm32f4x.cfg -c program IMAGE.elf verify reset exit",
        "stm32f405, dfu-util, -d 0483:df11 -a 0 -s 0x08000000:leave -D IMAGE.bin"})
    void eachToolIsGivenTheImageAndItsAddress(String board, String tool, String arguments) throws IOException {
        Firmware firmware = Firmware.of(board, PROGRAM);
        Firmware.Result result = Firmware.attempt(path(tool), "./flash-firmware", board, PROGRAM, tool);
        String image = firmware.elf().toAbsolutePath().toString().replaceFirst("\\.elf$", "");
        String expected = arguments.startsWith(tool) ? arguments : tool + " " + arguments;
        assertEquals(List.of(expected.replace("IMAGE", image)), result.lines());
        assertEquals(0, result.exitCode());
    }

    @Test
    void whatWouldBeFlashedMustBeBuiltAndItsToolInstalled() throws IOException {
        Map<String, String> path = path();
        Firmware.of("stm32f405", PROGRAM);
        assertRefused(1, "flash-firmware: openocd is not installed (Debian: openocd)",
                Firmware.attempt(path, "./flash-firmware", "stm32f405", PROGRAM, "openocd"));
        assertRefused(1, "flash-firmware: st-flash is not installed (Debian: stlink-tools)",
                Firmware.attempt(path, "./flash-firmware", "stm32f405", PROGRAM));
        Path image = Path.of("target/firmware/stm32f411/StoreProbe/firmware.bin");
        Files.deleteIfExists(image);
        assertRefused(1, "flash-firmware: not built yet: make firmware BOARD=stm32f411 PROGRAM=StoreProbe",
                Firmware.attempt(path, "./flash-firmware", "stm32f411", "StoreProbe"));
    }

    @Test
    void wrongNamesAreRefusedWithThoseThatThereAre() throws IOException {
        Map<String, String> path = path("st-flash");
        String boards = "BOARD is one of qemu071 qemu100 qemu405 stm32f100 stm32f405 stm32f411 stm32g071";
        for (String script : List.of("./flash-firmware", "./run-emulated", "./check-names", "./build-firmware")) {
            assertRefused(2, "no board 'stm32f999': " + boards,
                    Firmware.attempt(path, script, "stm32f999", PROGRAM, "127.0.0.1:1883"));
        }
        assertRefused(2, "flash-firmware: 'jtag' is not known: WITH is st-flash, openocd or dfu-util",
                Firmware.attempt(path, "./flash-firmware", "stm32f405", PROGRAM, "jtag"));
        assertRefused(2, "flash-firmware: the chip of stm32f100 has no USB boot loader: WITH=st-flash or openocd",
                Firmware.attempt(path, "./flash-firmware", "stm32f100", PROGRAM, "dfu-util"));
        assertRefused(2, "flash-firmware: qemu405 is emulated: make run-emulated BOARD=qemu405, or BOARD=stm32f405",
                Firmware.attempt(path, "./flash-firmware", "qemu405", PROGRAM));
        assertRefused(2, "flash-firmware: qemu100 is emulated: make run-emulated BOARD=qemu100, or BOARD=stm32f100",
                Firmware.attempt(path, "./flash-firmware", "qemu100", PROGRAM));
        assertRefused(2, "flash-firmware: qemu071 is emulated: make run-emulated BOARD=qemu071, or BOARD=stm32g071",
                Firmware.attempt(path, "./flash-firmware", "qemu071", PROGRAM));
        Firmware.Result result = Firmware.attempt(path, "./check-names", "stm32f405", "Ecko311");
        assertEquals(2, result.exitCode());
        assertEquals(1, result.lines().size());
        String line = result.lines().get(0);
        assertTrue(line.startsWith("no program 'Ecko311': PROGRAM is one of ") && line.contains(" Echo5 "), line);
    }

    @Test
    void aProgramOfOnesOwnIsCheckedBeforeTheBuild() throws IOException {
        assertRefused(2, "Thermostat311 makes garbage: say PROFILE=gc",
                Firmware.attempt(Map.of(), "./check-names", "stm32f405", "Thermostat311"));
        assertEquals(0, Firmware.attempt(Map.of("PROFILE", "gc"), "./check-names", "stm32f405", "Thermostat311")
                .exitCode());
        assertRefused(2, "MAIN=com.acme.App needs CLASSES=, the folders and jars of its class files",
                Firmware.attempt(Map.of(), "./check-names", "stm32f405", "com.acme.App"));
        assertRefused(2, "no C file in /no/sources: C_SOURCES is the folder of your functions in C",
                Firmware.attempt(Map.of("C_SOURCES", "/no/sources"), "./build-firmware", "stm32f405", PROGRAM));
        assertRefused(2, "no such folder or jar: /no/app.jar: CLASSES is where your class files are, such as"
                + " /home/me/app/target/classes",
                Firmware.attempt(Map.of("CLASSES", tools + ":/no/app.jar"), "./check-names", "stm32f405",
                        "com.acme.App"));
    }

    @Test
    void anEmulationThatCannotBeIsRefused() throws IOException {
        assertRefused(2, "QEMU has no machine like stm32f411: BOARD is one of qemu071 qemu100 qemu405 stm32f100 stm32f405 "
                + "stm32g071",
                Firmware.attempt(path(), "./run-emulated", "stm32f411", PROGRAM, "127.0.0.1:1883"));
        for (String address : List.of("localhost", "localhost:", ":1883", "localhost:mqtt")) {
            assertRefused(2, "'" + address + "' is no address: BROKER is host:port, such as 127.0.0.1:1883",
                    Firmware.attempt(Map.of(), "./run-emulated", "stm32f405", PROGRAM, address));
        }
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        Firmware.of("qemu405", PROGRAM);
        assertRefused(1, "run-emulated: nothing answers at 127.0.0.1:" + port + ": start a broker there (mosquitto -p "
                + port + "), or say BROKER=host:port",
                Firmware.attempt(Map.of(), "./run-emulated", "stm32f405", PROGRAM, "127.0.0.1:" + port));
    }

    @Test
    void theSizesInTheReadmesAreThoseOfTheTable() {
        assertEquals(List.of(), Firmware.attempt(Map.of(), "./readme-sizes", "--check").lines());
    }

    @Test
    void runEmulatedRunsTheProgramAgainstTheBroker() {
        Firmware.of("qemu405", PROGRAM);
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "nogc/a", "-F", "%p")) {
            String address = "127.0.0.1:" + broker.port();
            try (Program emulation = Program.start(List.of("./run-emulated", "stm32f405", PROGRAM, address))) {
                observer.awaitLine("hello");
                assertEquals(PROGRAM + " on netduinoplus2, serial line to " + address + "; Ctrl-A X ends it",
                        emulation.lines().get(0));
            }
        }
    }
}

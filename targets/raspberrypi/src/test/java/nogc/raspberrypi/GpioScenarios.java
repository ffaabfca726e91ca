package nogc.raspberrypi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import nogc.hal.Pin;

/** Lines by character device: see {@link KernelDevicesTest}. */
final class GpioScenarios {
    private static final int PULL_UP_FLAG = 1 << 5;
    private static final int FLOATS_FLAG = 1 << 7;

    private final Path folder;
    private final GpioChipDevice device;

    GpioScenarios(Path folder) throws IOException {
        this.folder = folder;
        device = GpioChipDevice.open(folder);
    }

    private String get(String file) throws IOException {
        return Files.readString(folder.resolve(file)).strip();
    }

    private void level(int line, String text) throws IOException {
        Files.writeString(folder.resolve("line-" + line), text);
    }

    private void edge(int line, int which, long millis) throws IOException {
        ByteBuffer event = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        event.putLong(millis * 1_000_000).putInt(which);
        try (OutputStream edges = Files.newOutputStream(folder.resolve("line-" + line + ".edges"))) {
            edges.write(event.array());
        }
    }

    private static int awaitEdges(GpioChipPin pin, int most) throws InterruptedException {
        int sum = 0;
        for (int i = 0; i < 20_000 && sum < most; i++) {
            sum += pin.edges();
            Thread.sleep(1);
        }
        return sum + pin.edges();
    }

    void anOutputHasItsLevelFromTheFirstMomentAndIsReadBack() throws IOException {
        try (GpioChipPin pin = device.pin(17, 0)) {
            assertEquals(0, pin.output(Pin.PUSH_PULL, true));
            assertEquals("1", get("line-17"));
            assertEquals(1, pin.read());
            assertEquals(0, pin.write(false));
            assertEquals("0", get("line-17"));
            assertEquals(0, pin.read());
        }
    }

    void anInputHasTheResistorThatWasAskedFor() throws IOException {
        try (GpioChipPin pin = device.pin(27, 0)) {
            level(27, "1");
            assertEquals(0, pin.input(Pin.PULL_UP));
            assertEquals(1 | PULL_UP_FLAG, Integer.parseInt(get("line-27.flags")));
            assertEquals(1, pin.read());
            level(27, "0");
            assertEquals(0, pin.read());
            assertEquals(0, pin.input(Pin.NO_PULL));
            assertEquals(1 | FLOATS_FLAG, Integer.parseInt(get("line-27.flags")));
            assertEquals(Pin.FAILED, pin.write(true), "an input");
        }
    }

    void edgesAreCountedOnceEachUntilTheyAreAskedFor() throws Exception {
        try (GpioChipPin pin = device.pin(22, 0)) {
            level(22, "0");
            assertEquals(Pin.FAILED, pin.edges(), "not taken yet");
            assertEquals(0, pin.input(Pin.NO_PULL));
            assertEquals(0, pin.watch(Pin.RISING | Pin.FALLING));
            assertEquals(3, Integer.parseInt(get("line-22.flags")) >> 16, "both");
            assertEquals(0, pin.edges());
            edge(22, 1, 1000);
            edge(22, 2, 1000);
            edge(22, 1, 1001);
            assertEquals(3, awaitEdges(pin, 3));
            assertEquals(0, pin.edges());
            assertEquals(0, pin.watch(0));
            assertEquals(0, pin.edges());
            assertEquals(Pin.UNSUPPORTED, pin.watch(4));
        }
    }

    void whatBouncesIsOneEdge() throws Exception {
        try (GpioChipPin pin = device.pin(23, 20)) {
            assertEquals(0, pin.input(Pin.PULL_UP));
            assertEquals(0, pin.watch(Pin.FALLING));
            for (int millis : new int[] {0, 5, 19, 38, 58, 77, 1000}) { // 58 and 1000 follow 20 ms of silence
                edge(23, 2, 5000 + millis);
            }
            assertEquals(3, awaitEdges(pin, 3));
        }
    }

    void twoLinesAreWatchedSideBySideAndOneGoesOnWithoutTheOther() throws Exception {
        try (GpioChipPin one = device.pin(5, 0);
                GpioChipPin other = device.pin(6, 0)) {
            one.input(Pin.NO_PULL);
            other.input(Pin.NO_PULL);
            assertEquals(0, one.watch(Pin.RISING));
            assertEquals(0, other.watch(Pin.RISING));
            edge(6, 1, 1);
            assertEquals(1, awaitEdges(other, 1));
            one.close();
            edge(6, 1, 2);
            assertEquals(1, awaitEdges(other, 1));
        }
    }

    void theOnlyLineThatIsWatchedMayBeWatchedAnewAtOnceAnyNumberOfTimes() throws Exception {
        try (GpioChipPin pin = device.pin(7, 0)) {
            pin.input(Pin.NO_PULL);
            for (int i = 1; i <= 300; i++) {
                assertEquals(0, pin.watch(Pin.RISING));
                edge(7, 1, i);
                assertEquals(1, awaitEdges(pin, 1), "watched for the " + i + "th time");
            }
        }
    }

    void aLineThatAnotherOneHasIsSaidToBe() throws IOException {
        Files.writeString(folder.resolve("line-4.taken"), "");
        GpioChipPin pin = GpioChipDevice.open(folder).pin(4, 0);
        assertEquals(Pin.FAILED, pin.output(Pin.PUSH_PULL, true));
        assertTrue(pin.failure().contains("\"somebody\" had it"), pin.failure());
        assertEquals(Pin.FAILED, pin.read());
        Files.delete(folder.resolve("line-4.taken"));
        assertEquals(0, pin.output(Pin.PUSH_PULL, true));
        pin.close();
        pin.close();
        assertEquals(Pin.FAILED, pin.write(true), "given back");
    }

    void whatTheChipCannotDoIsUnsupported() {
        assertEquals(Pin.UNSUPPORTED, device.pin(54, 0).input(Pin.NO_PULL), "it has 54 lines from 0");
        assertEquals(Pin.UNSUPPORTED, device.pin(4, 0).output(Pin.OPEN_DRAIN, true));
        assertEquals(Pin.UNSUPPORTED, device.pin(4, 0).input(3));
        assertThrows(IllegalArgumentException.class, () -> device.pin(4, 10_001));
    }

    void aLineThatFailsLaterFails() throws IOException {
        try (GpioChipPin pin = device.pin(12, 0)) {
            pin.input(Pin.NO_PULL);
            level(12, "?");
            assertEquals(Pin.FAILED, pin.read());
            level(12, "1");
            assertEquals(1, pin.read());
        }
    }

    void aFolderWithoutAChipIsOne() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertTrue(assertThrows(IOException.class, () -> GpioChipDevice.open(empty)).getMessage()
                .startsWith("there is no chip of the header"));
    }

    void chipsThatAreNotTheHeadersAreClosedAndNothingElseIs() throws IOException {
        Path chips = Files.createDirectories(folder.resolve("chips"));
        Files.createSymbolicLink(chips.resolve("gpiochip1"), Files.createFile(folder.resolve("expander")));
        Path input = Path.of("/proc/self/fd/0");
        Path standard = Files.readSymbolicLink(input);
        assertThrows(IOException.class, () -> GpioChipDevice.open(chips));
        assertEquals(0, Descriptors.of(folder.resolve("expander")));
        Files.createSymbolicLink(chips.resolve("gpiochip2"), folder.resolve("gpiochip0"));
        long before = Descriptors.of(folder.resolve("gpiochip0"));
        GpioChipDevice found = GpioChipDevice.open(chips);
        assertEquals(0, Descriptors.of(folder.resolve("expander")));
        assertEquals(before + 1, Descriptors.of(folder.resolve("gpiochip0")));
        assertTrue(Files.isSymbolicLink(input), "its standard input");
        assertEquals(standard, Files.readSymbolicLink(input));
        try (GpioChipPin pin = found.pin(20, 0)) {
            assertEquals(0, pin.output(Pin.PUSH_PULL, true));
        }
    }

    void readingWritingAndLookingForEdgesAllocateNothing() {
        try (GpioChipPin pin = device.pin(16, 0)) {
            pin.output(Pin.PUSH_PULL, false);
            Allocation.assertNone(() -> {
                if (pin.write(true) != 0 || pin.read() != 1 || pin.edges() != 0) {
                    throw new AssertionError(pin.failure());
                }
            });
        }
    }
}

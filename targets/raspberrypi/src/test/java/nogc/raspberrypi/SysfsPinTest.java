package nogc.raspberrypi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import nogc.hal.Pin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line of the header on a fixture tree. */
class SysfsPinTest {
    @TempDir
    Path folder;
    private FakeSys sys;
    private SysfsPin pin;

    @BeforeEach
    void makeTree() {
        sys = new FakeSys(folder);
        pin = new SysfsPin(sys.root, 17);
    }

    @Test
    void anOutputHasItsLevelFromTheFirstMomentAndIsReadBack() {
        assertEquals(0, pin.output(Pin.PUSH_PULL, true));
        assertEquals("high", sys.get("class/gpio/gpio529/direction"));
        assertEquals(0, pin.write(true));
        assertEquals("1", sys.get("class/gpio/gpio529/value"));
        assertEquals(1, pin.read());
        assertEquals(0, pin.write(false));
        assertEquals(0, pin.read());
    }

    @Test
    void anInputTellsItsLevelAndTheEdgesBetweenTwoLooks() {
        assertEquals(0, pin.input(Pin.NO_PULL));
        assertEquals("in", sys.get("class/gpio/gpio529/direction"));
        assertEquals(0, pin.watch(Pin.RISING));
        sys.put("class/gpio/gpio529/value", "1\n");
        assertEquals(1, pin.edges());
        assertEquals(0, pin.edges());
        sys.put("class/gpio/gpio529/value", "0\n");
        assertEquals(0, pin.edges(), "falling is not watched");
    }

    @Test
    void aLineThatIsNotExportedYetIs() throws Exception {
        Files.move(sys.path("class/gpio/gpio529"), sys.path("class/gpio/away"));
        assertEquals(Pin.FAILED, pin.input(Pin.NO_PULL), "nobody serves the fixture's export");
        assertEquals("529", sys.get("class/gpio/export"));
        Files.move(sys.path("class/gpio/away"), sys.path("class/gpio/gpio529"));
        assertEquals(0, pin.input(Pin.NO_PULL));
    }

    @Test
    void anInterruptEndsTheWaitForTheDeviceManagerAndIsLeftToTheCaller() throws Exception {
        Files.move(sys.path("class/gpio/gpio529"), sys.path("class/gpio/away"));
        long start = System.nanoTime();
        Thread.currentThread().interrupt();
        assertEquals(Pin.FAILED, pin.input(Pin.NO_PULL));
        assertTrue(Thread.interrupted(), "nobody else will tell the caller that it is to end");
        assertTrue(System.nanoTime() - start < 2_000_000_000L);
    }

    @Test
    void whatThisInterfaceDoesNotKnowIsUnsupported() {
        assertEquals(Pin.UNSUPPORTED, pin.input(Pin.PULL_UP));
        assertEquals(Pin.UNSUPPORTED, pin.output(Pin.OPEN_DRAIN, true));
        assertEquals(Pin.UNSUPPORTED, new SysfsPin(sys.root, 54).input(Pin.NO_PULL), "the chip has 54 lines from 0");
        assertEquals(Pin.UNSUPPORTED, new SysfsPin(folder.resolve("nothing"), 4).input(Pin.NO_PULL));
        assertEquals(0, pin.input(Pin.NO_PULL));
        assertEquals(Pin.UNSUPPORTED, pin.watch(Pin.RISING | Pin.FALLING | 4));
        assertEquals(Pin.UNSUPPORTED, pin.watch(-1));
    }

    @Test
    void anOutputCountsNoEdges() {
        assertEquals(0, pin.output(Pin.PUSH_PULL, false));
        assertEquals(Pin.FAILED, pin.watch(Pin.RISING));
    }

    @Test
    void aLineThatWasNotTakenOrAnswersGarbageFails() {
        assertEquals(Pin.FAILED, pin.read());
        assertEquals(Pin.FAILED, pin.write(true));
        assertEquals(0, pin.input(Pin.NO_PULL));
        sys.put("class/gpio/gpio529/value", "?");
        assertEquals(Pin.FAILED, pin.read());
        assertEquals(Pin.FAILED, pin.edges());
        assertTrue(pin.failure().contains("neither"), pin.failure());
    }

    @Test
    void readingAndWritingAllocateNothing() {
        assertEquals(0, pin.output(Pin.PUSH_PULL, false));
        Allocation.assertNone(() -> {
            if (pin.write(true) != 0 || pin.read() != 1 || pin.write(false) != 0 || pin.read() != 0) {
                throw new AssertionError(pin.failure());
            }
        });
    }
}

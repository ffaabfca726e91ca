package nogc.raspberrypi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A serial line over a pair of pseudo terminals of the kernel, which {@code socat} joins. */
@Timeout(60)
class SerialPortUartTest {
    private static final long PATIENCE = 20_000_000_000L;

    @TempDir
    Path folder;
    private Process socat;
    private SerialPortUart near;
    private SerialPortUart far;

    @BeforeEach
    void join() throws Exception {
        Path one = folder.resolve("near");
        Path other = folder.resolve("far");
        socat = new ProcessBuilder("socat", "pty,raw,echo=0,link=" + one, "pty,raw,echo=0,link=" + other).inheritIO()
                .start();
        long start = System.nanoTime();
        while (!Files.exists(one) || !Files.exists(other)) {
            assertTrue(socat.isAlive() && System.nanoTime() - start < PATIENCE, "socat makes no terminals");
            Thread.sleep(5);
        }
        near = SerialPortUart.open(one.toRealPath().toString(), 115_200);
        far = SerialPortUart.open(other.toRealPath().toString(), 115_200);
    }

    @AfterEach
    void part() throws Exception {
        near.close();
        far.close();
        socat.destroy();
        socat.waitFor();
    }

    private static void exchange(SerialPortUart from, SerialPortUart to, byte[] sent, byte[] taken) {
        int out = 0;
        int in = 0;
        long start = System.nanoTime();
        while (in < taken.length) {
            if (out < sent.length) {
                out += from.write(sent, out, Math.min(64, sent.length - out));
            }
            in += to.read(taken, in, taken.length - in);
            if (System.nanoTime() - start > PATIENCE) {
                throw new AssertionError(in + " of " + out + " bytes came");
            }
        }
    }

    @Test
    void everyByteGoesBothWaysUnchanged() {
        byte[] sent = new byte[2048]; // XON, XOFF, CR and LF too, which a terminal would change
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) i;
        }
        byte[] taken = new byte[sent.length];
        exchange(near, far, sent, taken);
        assertArrayEquals(sent, taken);
        exchange(far, near, taken, sent);
        assertArrayEquals(taken, sent);
    }

    @Test
    void nobodyWaitsForBytesThatAreNotThere() {
        long start = System.nanoTime();
        assertEquals(0, near.read(new byte[16], 3, 13));
        assertTrue(System.nanoTime() - start < PATIENCE);
        assertEquals(1, far.write(new byte[] {1, 2, 3}, 1, 1));
        byte[] buffer = new byte[4];
        while (near.read(buffer, 2, 2) == 0) {
            assertTrue(System.nanoTime() - start < PATIENCE);
        }
        assertArrayEquals(new byte[] {0, 0, 2, 0}, buffer);
        assertEquals(0, near.lost());
    }

    @Test
    void readingAndWritingAllocateNothing() {
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] sent = new byte[64];
        byte[] taken = new byte[64];
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20 && least != 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20; i++) {
                exchange(near, far, sent, taken);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }

    @Test
    void aLineThatWentAwayHasNoBytesAndTakesNone() throws Exception {
        socat.destroy();
        socat.waitFor();
        assertEquals(0, near.read(new byte[4], 0, 4));
        assertEquals(0, near.write(new byte[4], 0, 4));
    }

    @Test
    void aLineThatIsNotThereSaysWhatToDo() {
        String said = assertThrows(IOException.class, () -> SerialPortUart.open("/dev/ttyNone", 9600)).getMessage();
        assertTrue(said.startsWith("/dev/ttyNone ") && !said.contains("Exception"), said);
        assertThrows(IllegalArgumentException.class, () -> SerialPortUart.open("/dev/null", 0));
    }
}

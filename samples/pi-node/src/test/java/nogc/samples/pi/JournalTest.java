package nogc.samples.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the journal and the service manager are told, and what that allocates. */
class JournalTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aLineHasItsPriorityAndIsOne() {
        Journal journal = new Journal(out, true);
        journal.error("a\nb", " 21 °C €");
        journal.warning("c");
        journal.info("x".repeat(5000));
        String[] lines = out.toString(StandardCharsets.UTF_8).split("\n");
        assertEquals("<3>a b 21 °C €", lines[0]);
        assertEquals("<4>c", lines[1]);
        assertTrue(lines[2].startsWith("<6>xxx") && lines[2].length() < 512, "cut");
        assertEquals(3, lines.length);
    }

    @Test
    void aTerminalShowsNoPriorities() {
        Journal journal = new Journal(out, false);
        journal.error("a");
        journal.info("b");
        assertEquals("a\nb\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theWatchdogIsToldTwiceInItsTime() {
        ServiceManager manager = new ServiceManager(out, "10000000");
        manager.ready();
        int now = Integer.MAX_VALUE - 3000;
        int end = now + 20_000;
        while (end - now > 0) {
            now += manager.beat(now);
        }
        manager.stopping();
        assertEquals("READY=1" + "WATCHDOG=1".repeat(4) + "STOPPING=1", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void nobodyIsToldWithoutASocketOrWatchdog() {
        new ServiceManager(null, "10000000").ready();
        assertEquals(Integer.MAX_VALUE, new ServiceManager(null, "10000000").beat(0));
        assertEquals(Integer.MAX_VALUE, new ServiceManager(out, null).beat(0));
        assertEquals(0, out.size());
    }

    @Test
    void lineAndBeatAllocateNothing() {
        Journal journal = new Journal(java.io.OutputStream.nullOutputStream(), true);
        ServiceManager manager = new ServiceManager(java.io.OutputStream.nullOutputStream(), "2000");
        String[] words = {"sensor ", "cpu", ": it reads again"};
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        int now = 0;
        for (int round = 0; round < 20 && least != 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                journal.info(words);
                now += manager.beat(now);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }
}

package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the system says of a thread that wants to be woken in time. */
class TimerSlackTest {
    /** That of Linux, which a thread has of the one that started it: another test may have dropped it. */
    static final String USUAL = "50000";

    private static Path file() throws IOException {
        Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
        return Path.of("/proc", self.getFileName().toString(), "timerslack_ns");
    }

    /** Nanoseconds, of the calling thread. */
    static String ofThisThread() throws IOException {
        return Files.readString(file()).strip();
    }

    /** Sets that of the calling thread. */
    static void set(String nanos) throws IOException {
        Files.writeString(file(), nanos);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isDroppedForTheThreadThatAsksAlone() throws Exception {
        set(USUAL);
        String[] after = new String[1];
        Thread thread = new Thread(() -> {
            try {
                assertTrue(TimerSlack.drop());
                after[0] = ofThisThread();
            } catch (IOException e) {
                after[0] = e.toString();
            }
        });
        thread.start();
        thread.join();
        assertEquals("1", after[0]);
        assertEquals(USUAL, ofThisThread());
    }

    @Test
    @DisabledOnOs(OS.LINUX)
    void isLeftAloneWhereThereIsNone() {
        assertFalse(TimerSlack.drop());
    }
}

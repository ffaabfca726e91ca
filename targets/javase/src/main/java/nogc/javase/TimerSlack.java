package nogc.javase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How late Linux may wake a thread whose time is over, so that it wakes several at once: 50 microseconds unless the
 * thread asks for less, as its file {@code timerslack_ns} lets it (proc(5)).
 */
final class TimerSlack {
    private static final Path PROC = Path.of("/proc");
    private static final byte[] LEAST = {'1'};

    private TimerSlack() {
    }

    /**
     * Has the calling thread woken as exactly as the system can, until it ends. Allocates, and blocks for some
     * microseconds.
     *
     * @return whether it will be; false where the system is another one, or does not let us
     */
    static boolean drop() {
        try {
            // "4711/task/4712"; the file is that of the thread's number, as if it was a process.
            Path self = Files.readSymbolicLink(PROC.resolve("thread-self"));
            Files.write(PROC.resolve(self.getFileName()).resolve("timerslack_ns"), LEAST, StandardOpenOption.WRITE);
            return true;
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            return false;
        }
    }
}

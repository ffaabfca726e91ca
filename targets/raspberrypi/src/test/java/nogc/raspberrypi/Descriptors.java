package nogc.raspberrypi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process has open. */
final class Descriptors {
    private Descriptors() {
    }

    /** How many descriptors lead to a file. */
    static int of(Path file) throws IOException {
        int count = 0;
        for (Path descriptor : DeviceFolder.list(Path.of("/proc/self/fd"), "")) {
            boolean isThere = Files.isSymbolicLink(descriptor); // the list's own is closed
            count += isThere && Files.readSymbolicLink(descriptor).equals(file) ? 1 : 0;
        }
        return count;
    }
}

package nogc.bench.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What all of these programs have in common. */
final class Once {
    /** As that of the other loads: 25 bytes. */
    static final String TOPIC = "bench/topic/of/25/bytes/x";
    static final byte[] PAYLOAD = new byte[64];

    private static final String PEAK = "VmHWM:";

    private Once() {
    }

    /** Prints the most memory that this process had, in kB as the kernel says it, and ends the JVM. */
    static void end() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(PEAK)) {
                System.out.println(line.substring(PEAK.length(), line.length() - 2).trim());
            }
        }
        System.exit(0);
    }
}

package nogc.bench.load;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What all threads of this process took since a moment. */
final class Figures {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final String RESIDENT = "VmRSS:";

    private final long start = System.nanoTime();
    private final long cpu = PROCESS.getProcessCpuTime();
    private final long bytes = allocated();
    private final long collections = collected();

    /**
     * One line, as the loads in C print it: "messages seconds CPU-seconds bytes rss-kB collections missing".
     *
     * @param messages that were sent or received since then
     * @param missing those that did not arrive, or "-" where nobody counts that
     */
    String line(long messages, String missing) throws IOException {
        long took = allocated() - bytes;
        return String.format(Locale.ROOT, "%d %.4f %.6f %d %d %d %s", messages, (System.nanoTime() - start) / 1e9,
                (PROCESS.getProcessCpuTime() - cpu) / 1e9, took, resident(), collected() - collections, missing);
    }

    /** kB of the machine's memory that this process has. */
    static long resident() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(RESIDENT)) {
                return Long.parseLong(line.substring(RESIDENT.length(), line.length() - 2).trim());
            }
        }
        return 0;
    }

    private static long allocated() {
        long sum = 0;
        for (long each : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(each, 0);
        }
        return sum;
    }

    private static long collected() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
    }
}

package nogc.samples.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the whole process takes of the machine. Reading it allocates. */
final class ProcessUse {
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    /** The JVM's own figure has this resolution, for user and kernel each, in nanoseconds. */
    private static final long TICK = 10_000_000;

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private Map<Path, Long> threads;
    private long ticks;

    /** CPU time is counted from here on. */
    void start() {
        threads = threads();
        ticks = process.getProcessCpuTime();
    }

    /**
     * Nanoseconds that all threads computed since {@link #start}, in the kernel's calls too: the sum of what Linux
     * counts for each thread, where that is not less than what it counts for the process in ticks of 10 ms, as it is
     * once a thread has ended.
     */
    long cpu() {
        long coarse = process.getProcessCpuTime() - ticks;
        long fine = 0;
        for (Map.Entry<Path, Long> thread : threads().entrySet()) {
            fine += thread.getValue() - threads.getOrDefault(thread.getKey(), 0L);
        }
        return fine < coarse - 2 * TICK ? coarse : fine;
    }

    private static Map<Path, Long> threads() {
        Map<Path, Long> times = new HashMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(THREADS)) {
            for (Path thread : all) {
                times.put(thread, time(thread.resolve("schedstat")));
            }
        } catch (IOException e) {
            times.clear(); // not on this system, or a thread ended just now: the ticks have it
        }
        return times;
    }

    private static long time(Path schedstat) throws IOException {
        String text = Files.readString(schedstat);
        return Long.parseLong(text.substring(0, text.indexOf(' ')));
    }

    /** @return collections of garbage since the process started */
    long collections() {
        return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
    }

    /** @return bytes of the machine's memory that the process has (RSS), 0 where the system does not say it */
    static long resident() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(RESIDENT)) {
                    return Long.parseLong(line.substring(RESIDENT.length(), line.length() - 2).trim()) * 1024;
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return 0;
    }
}

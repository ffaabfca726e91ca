package nogc.samples.cli;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Time, CPU time and allocated bytes between two moments of the calling thread. Reading them allocates nothing. */
final class Meter {
    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long startTime;
    private long startThreadCpu;
    private long startProcessCpu;
    private long startAllocated;

    /** Nanoseconds that passed. */
    long time;
    /** Nanoseconds that this thread computed, in the kernel's calls too. */
    long threadCpu;
    /** Nanoseconds that all threads of the process computed: the JVM's own as well. */
    long processCpu;
    /** Bytes that this thread allocated. */
    long allocated;

    /** Begins, and rehearses the end so that its first-time costs are none of the measurement. */
    void start() {
        read();
        stop();
        read();
    }

    private void read() {
        startTime = System.nanoTime();
        startProcessCpu = process.getProcessCpuTime();
        startThreadCpu = thread.getCurrentThreadCpuTime();
        startAllocated = thread.getCurrentThreadAllocatedBytes();
    }

    /** Ends; the figures stand in the fields. */
    void stop() {
        allocated = thread.getCurrentThreadAllocatedBytes() - startAllocated;
        threadCpu = thread.getCurrentThreadCpuTime() - startThreadCpu;
        processCpu = process.getProcessCpuTime() - startProcessCpu;
        time = System.nanoTime() - startTime;
    }
}

package nogc.samples.cli;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Time, CPU time and allocated bytes between two moments of the calling thread, and what the process took meanwhile.
 * What reading allocates is not counted.
 */
final class Meter {
    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ProcessUse process = new ProcessUse();
    private long startTime;
    private long startThreadCpu;
    private long startCollections;
    private long startAllocated;

    /** Nanoseconds that passed. */
    long time;
    /** Nanoseconds that this thread computed, in the kernel's calls too. */
    long threadCpu;
    /** Nanoseconds that all threads of the process computed: the JVM's own as well. */
    long processCpu;
    /** Bytes that this thread allocated. */
    long allocated;
    /** Collections of garbage. */
    long collections;
    /** Bytes of the machine's memory that the process had at the end. */
    long resident;

    /** Begins, and rehearses the end so that its first-time costs are none of the measurement. */
    void start() {
        read();
        stop();
        read();
    }

    private void read() {
        startCollections = process.collections();
        startTime = System.nanoTime();
        process.start();
        startThreadCpu = thread.getCurrentThreadCpuTime();
        startAllocated = thread.getCurrentThreadAllocatedBytes();
    }

    /** Ends; the figures stand in the fields. */
    void stop() {
        allocated = thread.getCurrentThreadAllocatedBytes() - startAllocated;
        threadCpu = thread.getCurrentThreadCpuTime() - startThreadCpu;
        time = System.nanoTime() - startTime;
        processCpu = process.cpu();
        collections = process.collections() - startCollections;
        resident = ProcessUse.resident();
    }
}

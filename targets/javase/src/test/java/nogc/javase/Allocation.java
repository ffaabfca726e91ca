package nogc.javase;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many bytes of Java heap a thread has taken since it started, as the JVM counts them: exactly, not by sampling.
 */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static {
        // The first question allocates on behalf of the JVM's own bookkeeping.
        bytes();
        bytes(Thread.currentThread());
    }

    private Allocation() {
    }

    /** Of the calling thread. */
    static long bytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Of another thread. */
    static long bytes(Thread thread) {
        return THREADS.getThreadAllocatedBytes(thread.getId());
    }
}

package nogc.javase;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many bytes of Java heap a thread has taken since it started, as the JVM counts them: exactly, not by sampling.
 */
public final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static {
        // The first question allocates on behalf of the JVM's own bookkeeping.
        bytes();
        bytes(Thread.currentThread());
    }

    private Allocation() {
    }

    /** A stretch of work that must come to allocate nothing. */
    interface Stretch {
        void run() throws Exception;
    }

    /**
     * Repeats a stretch until the calling thread allocates nothing in it, and returns the bytes of the last one.
     * HotSpot does some things once for each class, such as resolving its String constants on the thread that first
     * asks C2 to compile a method of it, and on a busy machine it does them late. What allocates with every round never
     * gets to 0.
     */
    static long untilNone(int attempts, Stretch stretch) throws Exception {
        long allocated = -1;
        for (int attempt = 0; attempt < attempts && allocated != 0; attempt++) {
            long before = bytes();
            stretch.run();
            allocated = bytes() - before;
        }
        return allocated;
    }

    /** Of the calling thread. */
    public static long bytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Of another thread. */
    static long bytes(Thread thread) {
        return THREADS.getThreadAllocatedBytes(thread.getId());
    }
}

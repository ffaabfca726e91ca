package nogc.raspberrypi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;

/** What a thread allocates. */
final class Allocation {
    private static final int CALLS = 100;

    private Allocation() {
    }

    /** Fails unless there is a round of many calls without a byte; the first ones warm up. */
    static void assertNone(Runnable call) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20 && least != 0; round++) {
            least = Math.min(least, of(call, CALLS));
        }
        assertEquals(0, least, "bytes in " + CALLS + " calls");
    }

    /** Bytes of so many calls. */
    static long of(Runnable call, int calls) {
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < calls; i++) {
            call.run();
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}

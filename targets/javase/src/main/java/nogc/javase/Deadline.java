package nogc.javase;

/** Points of {@link System#nanoTime}, which may be negative and wrap. Whatever the time-out, nothing here overflows. */
final class Deadline {
    private static final long NANOS = 1_000_000;
    /** 73 years in milliseconds: two points that are both made by this class differ by far less than 2^63 ns. */
    private static final long FARTHEST = Long.MAX_VALUE / 4 / NANOS;

    private Deadline() {
    }

    /**
     * The point that lies so far ahead.
     *
     * @param millis any number; below 0 is 0, and what is above 73 years is that
     */
    static long in(long millis) {
        return System.nanoTime() + NANOS * Math.max(0, Math.min(millis, FARTHEST));
    }

    /** Milliseconds to a point, rounded up; 0 once it is reached. */
    static long millisTo(long deadline) {
        long nanos = deadline - System.nanoTime();
        return nanos <= 0 ? 0 : (nanos - 1) / NANOS + 1;
    }

    static boolean isOver(long deadline) {
        return deadline - System.nanoTime() <= 0;
    }

    /** Whether the first of two points comes earlier. */
    static boolean isEarlier(long one, long other) {
        return one - other < 0;
    }
}

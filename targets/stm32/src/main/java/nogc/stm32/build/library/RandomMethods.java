package nogc.stm32.build.library;

import java.util.Random;

/** In the place of those of {@code Random}: the numbers of a JVM; TeaVM 0.15 draws others within bounds. */
public final class RandomMethods {
    private RandomMethods() {
    }

    @Added
    static void nextBytes(Random random, byte[] bytes) {
        int drawn = 0;
        for (int i = 0; i < bytes.length; i++) {
            drawn = (i & 3) == 0 ? random.nextInt() : drawn >> 8;
            bytes[i] = (byte) drawn;
        }
    }

    @Added
    static int nextInt(Random random, int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive");
        }
        int drawn = random.nextInt() >>> 1;
        if ((bound & bound - 1) == 0) {
            return (int) (bound * (long) drawn >> 31);
        }
        int result = drawn % bound;
        while (drawn - result + bound - 1 < 0) {
            drawn = random.nextInt() >>> 1;
            result = drawn % bound;
        }
        return result;
    }

    @Added
    static int nextInt(Random random, int origin, int bound) {
        check(origin < bound);
        int count = bound - origin;
        int drawn = random.nextInt();
        if ((count & count - 1) == 0) {
            return (drawn & count - 1) + origin;
        }
        if (count < 0) { // more than an int holds
            while (drawn < origin || drawn >= bound) {
                drawn = random.nextInt();
            }
            return drawn;
        }
        drawn >>>= 1;
        while (drawn + count - 1 - drawn % count < 0) {
            drawn = random.nextInt() >>> 1;
        }
        return drawn % count + origin;
    }

    @Added
    static long nextLong(Random random, long bound) {
        return nextLong(random, 0, bound);
    }

    @Added
    static long nextLong(Random random, long origin, long bound) {
        check(origin < bound);
        long count = bound - origin;
        long drawn = random.nextLong();
        if ((count & count - 1) == 0) {
            return (drawn & count - 1) + origin;
        }
        if (count < 0) { // more than a long holds
            while (drawn < origin || drawn >= bound) {
                drawn = random.nextLong();
            }
            return drawn;
        }
        drawn >>>= 1;
        while (drawn + count - 1 - drawn % count < 0) {
            drawn = random.nextLong() >>> 1;
        }
        return drawn % count + origin;
    }

    private static void check(boolean isRange) {
        if (!isRange) {
            throw new IllegalArgumentException("bound must be greater than origin");
        }
    }
}

package com.acme.worlds;

/** Functions of C that take or give {@code long} and floating point: in Out, on a JVM the same in Java. */
final class Imported {
    static void run() {
        Out.put(Out.parsed(new byte[] {'-', '5', '0', '0', '0', '0', '0', '0', '0', '0', '1', 0}));
        Out.put(Out.between(7_000_000_000L, -3));
        float least = Float.MIN_VALUE * 8;
        for (int i = 0; i < 5; i++) {
            Out.put(Out.kind(least));
            least *= 1e16f;
        }
        Out.put(Out.kind(least - least));
    }
}

package com.acme.worlds;

/** Blocks and methods that are synchronized: nobody waits, and what is thrown in them goes out. */
final class Locks {
    private static final Object ONE = new Object();
    private int count;

    private synchronized int next() {
        return ++count;
    }

    private static synchronized int of(int n) {
        return n * 3;
    }

    private int both(int n) {
        synchronized (this) {
            synchronized (ONE) {
                if (n > 2) {
                    throw new IllegalStateException();
                }
                count += n;
            }
            count *= 2;
        }
        return count;
    }

    private synchronized void fail() {
        synchronized (ONE) {
            count++;
            throw new IllegalArgumentException();
        }
    }

    static void run() {
        Locks locks = new Locks();
        Out.put(locks.next() + of(4));
        for (int i = 0; i < 4; i++) {
            try {
                Out.put(locks.both(i));
            } catch (IllegalStateException e) {
                Out.put(-1);
            }
        }
        try {
            locks.fail();
        } catch (IllegalArgumentException e) {
            Out.put(locks.next());
        }
    }
}

package com.acme.worlds;

/** A {@code try} in which there is nothing but another one, whose handler fails. */
final class Nested {
    private static int fuel = 60;
    private static int number;
    private static Object last;

    private static Object thing(int n) {
        return n == 0 ? new int[2] : null;
    }

    private static void handlerGoesOn(int n) {
        try {
            try {
                for (int i = 0; i < 3; i++) {
                    if (--fuel < 0) {
                        break;
                    }
                    last = thing(-1);
                }
                number = 73;
                throw new IllegalStateException();
            } catch (RuntimeException e) {
                Out.put(2);
                number *= 3;
            }
            if ((Nested) thing(n) != null) {
                number = 4;
            } else {
                number++;
            }
            Out.put(5);
        } catch (RuntimeException e) {
            Out.put(6);
        }
        Out.put(number);
    }

    private static void finallyBehind(int n) {
        try {
            for (int i = 0; i < 3; i++) {
                if (--fuel < 0) {
                    break;
                }
                last = thing(-1);
            }
            throw new IllegalStateException();
        } catch (IllegalStateException e) {
            Out.put(8);
            last = (Nested) thing(n);
        } finally {
            Out.put(9);
        }
    }

    private static void secondClause(int n) {
        try {
            for (int i = 0; i < 3; i++) {
                if (--fuel < 0) {
                    break;
                }
                last = thing(-1);
            }
            throw new IllegalStateException();
        } catch (IllegalStateException e) {
            Out.put(10);
            last = (Nested) thing(n);
        } catch (ClassCastException e) {
            Out.put(11);
        }
        Out.put(12);
    }

    static void run() {
        for (int n = 0; n < 2; n++) {
            try {
                handlerGoesOn(n);
            } catch (ClassCastException e) {
                Out.put(71);
            }
            try {
                finallyBehind(n);
            } catch (ClassCastException e) {
                Out.put(72);
            }
            try {
                secondClause(n);
            } catch (ClassCastException e) {
                Out.put(73);
            }
        }
    }
}

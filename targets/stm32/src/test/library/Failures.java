package com.acme.worlds;

import java.util.ArrayList;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/** Which exception comes of what, with its name, cause and what was suppressed; names of classes of arrays. */
final class Failures {
    private static final int[] NUMBERS = new int[2];
    private static int zero;
    private static String nothing;
    private static Object[][] rows = new Object[1][];

    private Failures() {
    }

    /** What may throw. */
    interface Action {
        void go() throws Exception;
    }

    static class Own extends Exception {
        Own(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public String getMessage() {
            return "own " + super.getMessage();
        }
    }

    record Opened(int number) implements AutoCloseable {
        @Override
        public void close() throws Own {
            Out.put(number);
            if (number > 1) {
                throw new Own("close " + number, null);
            }
        }
    }

    private static void put(Action action) {
        try {
            action.go();
            Out.put("done");
        } catch (Exception e) {
            Out.put(e.getClass().getName() + e.getClass().getSimpleName() + e.getSuppressed().length);
            Out.put(e.getCause() == null ? "no cause" : e.getCause().toString());
        }
    }

    static void run() {
        ofTheLanguage();
        ofTheLibrary();
        causes();
        suppressed();
        Out.put(found() + named());
        iterators();
        names();
        Out.put(Thread.State.NEW.compareTo(Thread.State.WAITING));
    }

    private static void ofTheLanguage() {
        put(() -> Out.put(1 / zero));
        put(() -> Out.put(nothing.length()));
        put(() -> NUMBERS[2]++);
        put(() -> NUMBERS[zero - 1] = 1);
        put(() -> rows[0][0] = "");
        put(() -> Out.put((Integer) (Object) "text"));
        put(() -> Out.put(new int[zero - 1].length));
        put(() -> {
            throw null;
        });
    }

    private static void ofTheLibrary() {
        put(() -> Integer.parseInt("x"));
        put(() -> new ArrayList<Integer>().get(0));
        put(() -> new ArrayList<Integer>().iterator().next());
        put(() -> new ArrayList<Integer>().iterator().remove());
        put(() -> List.of(1).add(2));
        put(() -> Collections.emptyList().add(null));
        put(() -> Optional.empty().get());
        put(() -> Thread.State.valueOf("x"));
        put(() -> Objects.requireNonNull(null));
        put(() -> System.arraycopy(NUMBERS, 0, NUMBERS, 1, 2));
        put(() -> System.arraycopy(NUMBERS, 0, new long[2], 0, 1));
    }

    private static void causes() {
        put(() -> {
            throw new Own("outer", new IllegalStateException("inner"));
        });
        Out.put(new RuntimeException(new IllegalStateException("inner")).getMessage());
        Out.put(new RuntimeException((Throwable) null).getMessage() == null);
        Out.put(new IllegalArgumentException(new Own("inner", null)).toString());
        RuntimeException late = new RuntimeException("late");
        late.initCause(new Own("cause", null));
        Out.put(late.getCause().getMessage());
        try {
            late.initCause(new Own("another", null));
        } catch (IllegalStateException e) {
            Out.put("late");
        }
    }

    private static void suppressed() {
        put(() -> {
            try (Opened one = new Opened(1); Opened two = new Opened(2); Opened three = new Opened(3)) {
                throw new Own("body of " + (one.number() + two.number() + three.number()), null);
            }
        });
        put(() -> {
            try (Opened opened = new Opened(2)) {
                Out.put(opened.number());
            }
        });
        Own self = new Own("self", null);
        put(() -> self.addSuppressed(self));
        put(() -> self.addSuppressed(null));
    }

    /** Of exceptions that a check throws and nothing else in a handler's reach. */
    private static String found() {
        try {
            return "" + NUMBERS[3];
        } catch (ArrayIndexOutOfBoundsException e) {
            return e.getClass().getName();
        } finally {
            Out.put("finally");
        }
    }

    private static String named() {
        try {
            return "" + nothing.length();
        } catch (NullPointerException e) {
            return e.getClass().getSimpleName();
        }
    }

    /** A list that changes while it is looked through, ahead of its last element and at it. */
    private static void iterators() {
        for (int wanted = 0; wanted < 4; wanted++) {
            List<Integer> list = new ArrayList<>(List.of(0, 1, 2, 3));
            try {
                for (Integer each : list) {
                    if (each == wanted) {
                        list.remove(each);
                    }
                }
                Out.put("changed");
            } catch (ConcurrentModificationException e) {
                Out.put("noticed");
            }
        }
        Iterator<Integer> iterator = List.of(1).iterator();
        iterator.next();
        try {
            Out.put(iterator.next());
        } catch (NoSuchElementException e) {
            Out.put("none");
        }
    }

    private static void names() {
        Object[] things = {new Own[1][2], new Own[0], new long[0], new int[0][0], new String[0], new Object[0], "s", 1,
            1L, 'c', true, Thread.State.NEW, new ArrayList<Integer>(), new Object()};
        for (Object thing : things) {
            Class<?> type = thing.getClass();
            Out.put(type.getName() + " " + type.getSimpleName() + " " + type.isArray());
            Out.put(type.getComponentType() == null ? "none" : type.getComponentType().getName());
        }
        Out.put(Own[][].class.getName() + String[].class + Own[].class.getSuperclass().getName());
        Out.put(Own[][].class == new Own[0][0].getClass());
    }
}

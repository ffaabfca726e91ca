package com.acme.worlds;

import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** An array that was made for a class takes no object of another, whatever the variable says that refers to it. */
final class Stores {
    interface Named {
        int number();
    }

    enum Colour implements Named {
        RED, GREEN {
            @Override
            public int length() {
                return 7;
            }
        };

        @Override
        public int number() {
            return ordinal();
        }

        public int length() {
            return 1;
        }
    }

    static class Animal implements Named {
        @Override
        public int number() {
            return 3;
        }

        Animal[] family() {
            return new Animal[2];
        }
    }

    static final class Cat extends Animal {
        @Override
        Cat[] family() {
            return new Cat[2];
        }
    }

    static final class Holder {
        final Object[] kept;

        Holder(Object[] kept) {
            this.kept = kept;
        }
    }

    static int step;
    static Object[] shared = new Integer[2];

    static void store(Object[] array, int index, Object value) {
        try {
            array[index] = value;
            Out.put(array[index] == value);
        } catch (ArrayStoreException e) {
            Out.put(-1);
            Out.put(array[index] == null);
        } catch (ArrayIndexOutOfBoundsException e) {
            Out.put(-2);
        } catch (NullPointerException e) {
            Out.put(-3);
        }
    }

    static Object value(int number, Object value) {
        step = step * 10 + number;
        return value;
    }

    static Object[] array(int number, Object[] array) {
        step = step * 10 + number;
        return array;
    }

    static int index(int number, int index) {
        step = step * 10 + number;
        return index;
    }

    @SafeVarargs
    static <T> T[] all(T... values) {
        return values;
    }

    static <T> void put(T[] array, T value) {
        array[0] = value;
    }

    static int passes(Object[] array, Object value) {
        try {
            array[0] = value;
        } catch (RuntimeException e) {
            return e instanceof ArrayStoreException ? 2 : 3;
        } finally {
            step++;
        }
        return 1;
    }

    static void uncaughtHere(Object[] array, Object value) {
        array[1] = value;
    }

    static void each(Object value) {
        store(new Object[1], 0, value);
        store(new String[1], 0, value);
        store(new CharSequence[1], 0, value);
        store(new Comparable<?>[1], 0, value);
        store(new Integer[1], 0, value);
        store(new Number[1], 0, value);
        store(new Named[1], 0, value);
        store(new Animal[1], 0, value);
        store(new Cat[1], 0, value);
        store(new Colour[1], 0, value);
        store(new Enum<?>[1], 0, value);
        store(new Object[1][], 0, value);
        store(new String[1][1], 0, value);
        store(new int[1][], 0, value);
        store(new int[1][][], 0, value);
        store(new Named[1][], 0, value);
        store(new Cloneable[1], 0, value);
        store(new Cloneable[1][], 0, value);
        store(new Runnable[1], 0, value);
        store(new Supplier<?>[1], 0, value);
        store(new Throwable[1], 0, value);
    }

    static void copies() {
        Object[] from = {"a", null, "b", 5, "c"};
        String[] to = new String[5];
        try {
            System.arraycopy(from, 0, to, 0, 5);
            Out.put(1);
        } catch (ArrayStoreException e) {
            Out.put(-1);
        }
        for (String each : to) {
            Out.put(each == null ? -5 : each.charAt(0));
        }
        System.arraycopy(from, 0, to, 2, 3);
        for (String each : to) {
            Out.put(each == null ? -5 : each.charAt(0));
        }
        Animal[] animals = {new Cat(), null, new Animal(), new Cat()};
        Cat[] cats = new Cat[4];
        try {
            System.arraycopy(animals, 0, cats, 0, 4);
        } catch (ArrayStoreException e) {
            Out.put(-1);
        }
        Out.put((cats[0] == null ? 0 : 1) + (cats[1] == null ? 0 : 2) + (cats[2] == null ? 0 : 4)
                + (cats[3] == null ? 0 : 8));
        Object[] mixed = new Animal[2];
        System.arraycopy(cats, 0, mixed, 0, 2);
        Out.put(mixed[0] == cats[0]);
        Named[] named = new Named[3];
        System.arraycopy(animals, 0, named, 0, 3);
        System.arraycopy(Colour.values(), 0, named, 1, 2);
        Out.put(named[0].number() + named[2].number());
        Object[] rows = {new int[1], new int[2], new long[1]};
        int[][] numbers = new int[3][];
        try {
            System.arraycopy(rows, 0, numbers, 0, 3);
        } catch (ArrayStoreException e) {
            Out.put(numbers[1].length);
            Out.put(numbers[2] == null);
        }
    }

    static void order() {
        Object[] strings = new String[2];
        step = 0;
        try {
            array(1, strings)[index(2, 1)] = value(3, 5);
        } catch (ArrayStoreException e) {
            Out.put(step);
        }
        step = 0;
        try {
            array(1, strings)[index(2, 2)] = value(3, 5);
        } catch (ArrayStoreException e) {
            Out.put(-1);
        } catch (ArrayIndexOutOfBoundsException e) {
            Out.put(step);
        }
        step = 0;
        try {
            array(1, null)[index(2, -1)] = value(3, 5);
        } catch (ArrayStoreException | ArrayIndexOutOfBoundsException e) {
            Out.put(-1);
        } catch (NullPointerException e) {
            Out.put(step);
        }
        int i = 0;
        try {
            strings[i++] = i == 1 ? value(4, new Animal()) : "";
        } catch (ArrayStoreException e) {
            Out.put(i);
        }
        Object last = null;
        try {
            Object first = strings[0] = last = new Animal();
            Out.put(first == null);
        } catch (ArrayStoreException e) {
            Out.put(last == null);
        }
        Object[] joined = strings;
        try {
            joined[0] = "a";
            joined[0] += "b";
            Out.put(((String) joined[0]).length());
            joined[0] = joined;
        } catch (ArrayStoreException e) {
            Out.put(((String) joined[0]).charAt(1));
        }
    }

    static void shapes() {
        Animal[] animals = new Cat().family();
        try {
            animals[0] = new Cat();
            animals[1] = new Animal();
        } catch (ArrayStoreException e) {
            Out.put((animals[0] == null ? 0 : 1) + (animals[1] == null ? 0 : 2));
        }
        animals = new Animal().family();
        animals[1] = new Animal();
        Out.put(animals[1].number());
        Object[] integers = all(1, 2, 3);
        Out.put(passes(integers, "x"));
        Out.put(passes(integers, 4));
        Out.put(passes(all("a", 'b'), 5.0));
        Object[] lambdas = new IntSupplier[] {() -> 4, Stores::new_};
        Out.put(passes(lambdas, (IntSupplier) () -> 5));
        Out.put(passes(lambdas, (Supplier<String>) () -> "x"));
        Out.put(((IntSupplier) lambdas[0]).getAsInt());
        Object[] grid = new String[2][2];
        Out.put(passes(grid, new Object[1]));
        Out.put(passes(grid, new String[0]));
        Out.put(passes((Object[]) grid[1], 1));
        Out.put(passes(((Object[]) grid).clone(), "row"));
        Out.put(passes(Colour.values(), "red"));
        Out.put(passes(Colour.values(), Colour.GREEN));
        Out.put(passes(new Holder(new Long[1]).kept, 1));
        Out.put(passes(new Holder(new Long[1]).kept, 1L));
        Out.put(passes(shared, 7));
        Out.put(passes(shared, 7L));
        try {
            Stores.<Object>put(new Cat[1], new Animal());
        } catch (ArrayStoreException e) {
            Out.put(-1);
        }
        try {
            uncaughtHere(new Cat[2], "dog");
        } catch (Exception e) {
            Out.put(e.getClass().getName());
        }
        int stored = 0;
        for (Object each : new Object[] {"a", 1, null, 'c', 2L, "d"}) {
            Object[] texts = new CharSequence[1];
            try {
                texts[0] = each;
                stored++;
            } catch (ArrayStoreException e) {
                Out.put(e.getClass() == ArrayStoreException.class);
                continue;
            }
            Out.put(stored);
        }
        Out.put(step);
    }

    static int new_() {
        return 9;
    }

    static void run() {
        for (Object each : new Object[] {null, "text", 5, 6L, 'c', new Animal(), new Cat(), Colour.RED, Colour.GREEN,
            new int[1], new int[1][1], new String[1], new String[1][1], new Cat[1], new Object[1],
            (Runnable) Stores::new_, (Supplier<Object>) Object::new, new Object(), new IllegalStateException()}) {
            each(each);
        }
        store(new String[1], 1, 5);
        store(new String[1], -1, 5);
        store(null, 0, 5);
        step = 0;
        copies();
        order();
        shapes();
    }
}

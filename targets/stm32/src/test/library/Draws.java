package com.acme.worlds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The numbers of a Random with a seed. */
final class Draws {
    private Draws() {
    }

    static void run() {
        Random random = new Random(42);
        byte[] bytes = new byte[11];
        random.nextBytes(bytes);
        Out.put(Arrays.toString(bytes));
        Out.put(random.nextGaussian());
        random.setSeed(7); // which forgets the second of a pair
        Out.put(random.nextGaussian());
        for (int i = 0; i < 20; i++) {
            ints(random, i);
            longs(random, i);
            Out.put(random.nextBoolean());
            Out.put(random.nextFloat());
            Out.put(random.nextFloat(3.5f));
            Out.put(random.nextFloat(1, 3.5f));
            Out.put(random.nextDouble());
            Out.put(random.nextDouble(3.5));
            Out.put(random.nextDouble(-1, 3.5));
            Out.put(random.nextGaussian());
        }
        Out.put(Arrays.toString(random.ints(5).toArray()));
        Out.put(Arrays.toString(random.ints(5, 3, 100).toArray()));
        Out.put(Arrays.toString(random.ints(0, 8).limit(4).toArray()));
        Out.put(Arrays.toString(random.longs(3, 5, 500).toArray()));
        Out.put(Arrays.toString(random.doubles(3).toArray()));
        List<Integer> shuffled = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7));
        Collections.shuffle(shuffled, random);
        Out.put(shuffled.toString());
        refusals(random);
    }

    private static void ints(Random random, int i) {
        Out.put(random.nextInt());
        Out.put(random.nextInt(64 + i));
        Out.put(random.nextInt(1 << 30));
        Out.put(random.nextInt((1 << 30) + 1));
        Out.put(random.nextInt(5, 5 + (i + 1) * 97));
        Out.put(random.nextInt(-8, 8));
        Out.put(random.nextInt(Integer.MIN_VALUE, i));
    }

    private static void longs(Random random, int i) {
        Out.put(random.nextLong());
        Out.put(random.nextLong(1000 + i));
        Out.put(random.nextLong(1L << 40));
        Out.put(random.nextLong(-5, 1L << 62));
        Out.put(random.nextLong(Long.MIN_VALUE, 3));
    }

    private static void refusals(Random random) {
        try {
            Out.put(random.nextInt(0));
        } catch (IllegalArgumentException e) {
            Out.put("no bound");
        }
        try {
            Out.put(random.nextInt(3, 3));
        } catch (IllegalArgumentException e) {
            Out.put("no range");
        }
        try {
            Out.put(random.nextLong(-1));
        } catch (IllegalArgumentException e) {
            Out.put("no bound");
        }
    }
}

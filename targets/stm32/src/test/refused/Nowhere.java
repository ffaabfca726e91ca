package com.acme.refused;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.util.Random;

/** What no profile has. Behind each line that is refused stands what its sentence says of it. */
public final class Nowhere {
    static final class Worker extends Thread {
        @Override
        public void run() {
            text(1);
        }
    }

    private Nowhere() {
    }

    static void text(int number) {
        String text = "n" + number;
        System.out.println(text.intern()); // uses java.lang.String.intern
        System.out.println(String.format("%d", number)); // uses java.lang.String.format
        System.out.println("%d".formatted(number)); // uses java.lang.String.formatted
        System.out.printf("%d", number); // uses java.io.PrintStream.printf
        System.out.format("%d", number); // uses java.io.PrintStream.format
    }

    static final class Own extends Charset {
        Own() {
            super("X-own", null);
        }

        @Override
        public boolean contains(Charset other) {
            return false;
        }

        @Override
        public CharsetDecoder newDecoder() {
            return null;
        }

        @Override
        public CharsetEncoder newEncoder() {
            return null;
        }
    }

    static void library(int number) {
        System.out.println(new Own().name());
        System.out.println("\\101".translateEscapes()); // uses java.lang.String.translateEscapes
        System.out.println(new Random(number).nextGaussian(3, 2)); // uses java.util.random.RandomGenerator.nextGaussian
    }

    static void files() throws IOException {
        System.out.println(new File("log").exists()); // uses java.io.File.<init>
        new FileInputStream("log").close(); // uses java.io.FileInputStream.<init>
        new FileOutputStream("log").close(); // uses java.io.FileOutputStream.<init>
        new RandomAccessFile("log", "r").close(); // uses java.io.RandomAccessFile.<init>
    }

    static void threads(Object lock) throws InterruptedException {
        Worker worker = new Worker();
        worker.start(); // uses java.lang.Thread.start
        worker.join(); // uses java.lang.Thread.join
        Thread.sleep(5); // uses java.lang.Thread.sleep
        synchronized (lock) {
            lock.wait(); // uses java.lang.Object.wait
        }
    }

    static void reflection() throws ReflectiveOperationException {
        System.out.println(Nowhere.class.getDeclaredConstructor().newInstance()); // uses java.lang.reflect.Constructor.newInstance
    }

    /** @param arguments none */
    public static void main(String[] arguments) throws Exception {
        text(arguments.length);
        library(arguments.length);
        files();
        threads(arguments);
        reflection();
    }
}

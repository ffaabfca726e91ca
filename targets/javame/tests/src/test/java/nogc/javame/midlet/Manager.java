package nogc.javame.midlet;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.List;
import org.microemu.MIDletAccess;
import org.microemu.MIDletBridge;
import org.microemu.app.Headless;

/**
 * An application manager: starts the emulator without a display and does with its MIDlet what the standard input says:
 * {@code pause}, {@code start}, {@code destroy true}, {@code destroy false}, with {@code " off"} behind it to switch
 * the machine off as soon as that returns; {@code threads LABEL} tells which threads of the MIDlet are left after a
 * while, best none.
 */
public final class Manager {
    /** Shorter than the patience of the emulator, which interrupts the threads of a destroyed MIDlet. */
    private static final int LONGEST_END = 3000;

    private Manager() {
    }

    /** Takes the arguments of the emulator. */
    public static void main(String[] args) throws Exception {
        Headless.main(args);
        MIDletAccess midlet = MIDletBridge.getMIDletAccess();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            long start = System.nanoTime();
            String[] words = line.split(" ");
            switch (words[0]) {
                case "pause" -> midlet.pauseApp();
                case "start" -> midlet.startApp();
                case "destroy" -> midlet.destroyApp(Boolean.parseBoolean(words[1]));
                default -> System.out.println(line + " left: " + left(midlet.midlet.getClass().getClassLoader()));
            }
            if (line.endsWith(" off")) {
                Runtime.getRuntime().halt(0);
            }
            System.out.println(line + ": " + (System.nanoTime() - start) / 1_000_000 + " ms");
        }
    }

    private static List<Thread> left(ClassLoader suite) throws InterruptedException {
        List<Thread> left = threads(suite);
        for (int waited = 0; waited < LONGEST_END && !left.isEmpty(); waited += 20) {
            Thread.sleep(20);
            left = threads(suite);
        }
        return left;
    }

    private static List<Thread> threads(ClassLoader suite) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getClass().getClassLoader() == suite).toList();
    }
}

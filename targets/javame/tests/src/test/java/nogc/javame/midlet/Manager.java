package nogc.javame.midlet;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.List;
import org.microemu.MIDletAccess;
import org.microemu.MIDletBridge;
import org.microemu.app.Headless;

/**
 * An application manager: starts the emulator without a display and does with its MIDlet what the standard input says:
 * {@code pause}, {@code start}, {@code destroy true}, {@code destroy false}; {@code threads LABEL} tells which threads
 * of the MIDlet are left after a while, best none. Does not end by itself, as a device does not.
 */
public final class Manager {
    private static final int LONGEST_END = 5000;

    private Manager() {
    }

    /** Takes the arguments of the emulator. */
    public static void main(String[] args) throws Exception {
        Headless.main(args);
        MIDletAccess midlet = MIDletBridge.getMIDletAccess();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            long start = System.nanoTime();
            switch (line) {
                case "pause" -> midlet.pauseApp();
                case "start" -> midlet.startApp();
                case "destroy true" -> midlet.destroyApp(true);
                case "destroy false" -> midlet.destroyApp(false);
                default -> System.out.println(line + " left: " + left(midlet.midlet.getClass().getClassLoader()));
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

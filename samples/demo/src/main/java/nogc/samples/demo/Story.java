package nogc.samples.demo;

import java.io.PrintStream;
import java.util.Locale;

/** Tells what happens, one line an event: seconds since the start, who, what. From any thread. */
final class Story {
    private final PrintStream out;
    private final long start = System.nanoTime();

    Story(PrintStream out) {
        this.out = out;
    }

    synchronized void tell(String who, String what) {
        out.printf(Locale.ROOT, "%6.2f s  %-9s %s%n", (System.nanoTime() - start) / 1e9, who, what);
    }

    /** A headline of the plot. */
    synchronized void headline(String text) {
        out.printf("%n  --- %s%n", text);
    }
}

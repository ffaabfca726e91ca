package nogc.samples.cli;

/** Lets the main thread leave cleanly when a signal (Ctrl-C, SIGTERM) asks the JVM to end. */
final class Signals {
    private static volatile boolean received;
    private static volatile boolean ended;
    private static volatile int exitCode;

    private Signals() {
    }

    /**
     * Calls the calling thread off when a signal comes, and waits for its {@link #exit}.
     *
     * @param leave asks it to end; runs on another thread
     * @param longestWait milliseconds
     */
    static void on(Runnable leave, int longestWait) {
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (ended) {
                return; // no signal: this is System.exit below
            }
            received = true;
            leave.run();
            try {
                main.join(longestWait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(exitCode);
        }, "signal"));
    }

    /** Ends the JVM; after a signal it is ending already, and this only says with which code. */
    static void exit(int code) {
        exitCode = code;
        ended = true;
        if (!received) {
            System.exit(code);
        }
    }
}

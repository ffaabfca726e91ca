package nogc.javase.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A program that runs beside the tests, with what it printed so far (both streams in one). */
public final class Program implements AutoCloseable {
    /** What a line may take, in milliseconds: a client's back-off may have grown while a broker was slow to start. */
    private static final long PATIENCE = 30_000;

    private final String name;
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private boolean atEnd;

    private Program(String name, Process process) {
        this.name = name;
        this.process = process;
        Thread reader = new Thread(this::read, "output of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a program from the directories of PATH or of the system; fails the test if it is not installed. */
    public static Program start(String name, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(find(name).toString());
        command.addAll(List.of(arguments));
        return start(command);
    }

    /** Starts a program from its whole command line. */
    public static Program start(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            return new Program(command.get(0), builder.start());
        } catch (IOException e) {
            throw new AssertionError("cannot start " + command, e);
        }
    }

    static Path find(String name) {
        String path = System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin";
        for (String directory : path.split(":")) {
            Path candidate = Path.of(directory, name);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        throw new AssertionError(name + " is not installed, and these tests need it: install the packages"
                + " mosquitto, mosquitto-clients and openssl (.ci/setup does)");
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("output of " + name + " broke: " + e);
        }
        synchronized (lines) {
            atEnd = true;
            lines.notifyAll();
        }
    }

    private void add(String line) {
        synchronized (lines) {
            lines.add(line);
            lines.notifyAll();
        }
    }

    /** Writes a line to its standard input. */
    public void tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new AssertionError(name + " does not listen", e);
        }
    }

    /** What it printed so far. */
    public List<String> lines() {
        synchronized (lines) {
            return new ArrayList<>(lines);
        }
    }

    /** Waits until it printed a line that contains a text; fails the test when that does not come. */
    public void awaitLine(String text) {
        if (!await(output -> output.stream().anyMatch(line -> line.contains(text)), PATIENCE)) {
            throw new AssertionError(name + " did not print \"" + text + "\" but\n" + String.join("\n", lines()));
        }
    }

    /** Waits until it printed a number of lines and returns them; fails the test when they do not come. */
    public List<String> awaitLines(int count) {
        if (!await(output -> output.size() >= count, PATIENCE)) {
            throw new AssertionError(name + " did not print " + count + " lines but\n" + String.join("\n", lines()));
        }
        return lines();
    }

    /** Waits for a condition on the output; false if the time or the program is over without it. */
    public boolean await(Predicate<List<String>> condition, long millis) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        synchronized (lines) {
            while (!condition.test(lines)) {
                long rest = (deadline - System.nanoTime()) / 1_000_000;
                if (rest <= 0 || atEnd) {
                    return false;
                }
                try {
                    lines.wait(rest);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return true;
        }
    }

    /** Whether it runs. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it ended; its exit code. */
    public int awaitExit(long seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new AssertionError(name + " did not end in " + seconds + " s");
            }
            await(output -> false, 1000);
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends it a signal, such as {@code USR1}. */
    void signal(String name) {
        try (Program kill = start("kill", "-" + name, String.valueOf(process.pid()))) {
            kill.awaitExit(5);
        }
    }

    /** Kilobytes of real memory that it has now, or 0 where the system does not say. */
    public int residentKilobytes() throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        return !Files.exists(status) ? 0 : Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("[^0-9]", ""))).sum();
    }

    /**
     * Stops it by SIGSTOP, until {@link #thaw}, and waits until each of its threads stands still: one of them has to
     * run to take the signal, and on a busy machine the others go on until then.
     */
    public void freeze() {
        signal("STOP");
        long start = System.nanoTime();
        while (!isInState("T")) {
            if (System.nanoTime() - start > 60_000_000_000L) {
                throw new AssertionError(name + " does not stop");
            }
            Thread.onSpinWait();
        }
    }

    /** Whether all of its threads wait for something. */
    boolean isAsleep() {
        return isInState("S");
    }

    /** Whether all threads are in a state (man 5 proc). */
    private boolean isInState(String state) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            return threads.allMatch(thread -> {
                try {
                    String stat = Files.readString(thread.resolve("stat"));
                    return stat.startsWith(state, stat.lastIndexOf(')') + 2);
                } catch (IOException e) {
                    return true; // the thread has ended
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets it go on. */
    public void thaw() {
        signal("CONT");
    }

    /** SIGKILL: it gets no chance to write anything; what it wrote before is read, which destroyForcibly prevents. */
    public void kill9() {
        signal("KILL");
        awaitExit(10);
    }

    /** SIGTERM, and SIGKILL when that does not help. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new AssertionError(e);
        }
    }
}

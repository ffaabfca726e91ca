package nogc.samples.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command as a process of its own, as a person starts it, with both of its outputs. */
final class MqttProcess implements AutoCloseable {
    private final Process process;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private final List<Thread> readers = new ArrayList<>();

    private MqttProcess(Process process) {
        this.process = process;
        readers.add(read(process.getInputStream(), output));
        readers.add(read(process.getErrorStream(), error));
    }

    /**
     * Starts {@code mqtt command -h 127.0.0.1 -p port arguments…} in a JVM with little memory. A background job of a
     * script ignores SIGINT, and so would all its children: {@code env} gives it back its meaning.
     */
    static MqttProcess start(int port, String command, String... arguments) throws IOException {
        return start(Map.of(), port, command, arguments);
    }

    /** As the other, with variables of the environment. */
    static MqttProcess start(Map<String, String> environment, int port, String command, String... arguments)
            throws IOException {
        List<String> words = new ArrayList<>(java());
        words.addAll(List.of(command, "-h", "127.0.0.1", "-p", String.valueOf(port)));
        words.addAll(List.of(arguments));
        return start(environment, words);
    }

    private static List<String> java() {
        return List.of("env", "--default-signal=INT", System.getProperty("java.home") + "/bin/java", "-Xmx24m",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), "nogc.samples.cli.Mqtt");
    }

    /** Starts it by a shell, for what no Java program can say: words that are not text. */
    static MqttProcess shell(Map<String, String> environment, String arguments) throws IOException {
        return start(environment, List.of("sh", "-c", "exec " + String.join(" ", java()) + " " + arguments));
    }

    private static MqttProcess start(Map<String, String> environment, List<String> words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("XDG_CONFIG_HOME", "/nonexistent"); // not the options of whoever runs the tests
        builder.environment().putAll(environment);
        return new MqttProcess(builder.start());
    }

    private static Thread read(InputStream from, ByteArrayOutputStream to) {
        Thread thread = new Thread(() -> {
            try {
                byte[] buffer = new byte[65_536];
                for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                    synchronized (to) {
                        to.write(buffer, 0, count);
                    }
                }
            } catch (IOException e) {
                // The process was killed.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Writes to its standard input and ends that. */
    MqttProcess input(String text) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    /** Waits for the end and answers the exit code. */
    int exitCode() throws InterruptedException {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> "it does not end; so far it said " + error());
        for (Thread reader : readers) {
            reader.join();
        }
        return process.exitValue();
    }

    byte[] outputBytes() {
        synchronized (output) {
            return output.toByteArray();
        }
    }

    String output() {
        return new String(outputBytes(), StandardCharsets.UTF_8);
    }

    String error() {
        synchronized (error) {
            return error.toString(StandardCharsets.UTF_8);
        }
    }

    /** Waits until its output contains a text. */
    void awaitOutput(String text) throws InterruptedException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!output().contains(text)) {
            assertTrue(System.nanoTime() < deadline, () -> "no '" + text + "' in " + output() + error());
            Thread.sleep(5);
        }
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGINT, as Ctrl-C sends it. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

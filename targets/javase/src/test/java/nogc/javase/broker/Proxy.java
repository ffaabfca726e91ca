package nogc.javase.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A real proxy as a process of its own: tinyproxy for HTTP, microsocks for SOCKS5. */
public final class Proxy implements AutoCloseable {
    private static final long PATIENCE = 10_000_000_000L;

    private final Program program;
    private final int port;
    private final Path configuration;

    private Proxy(IntFunction<Program> start, Path configuration) {
        this.configuration = configuration;
        for (int attempt = 0; attempt < 20; attempt++) {
            int candidate = FreePort.find();
            Program started = start.apply(candidate);
            if (isListening(candidate, started)) {
                program = started;
                port = candidate;
                return;
            }
            started.close();
        }
        throw new AssertionError("the proxy does not start");
    }

    /** Whether somebody listens, as long as the program runs. */
    private static boolean isListening(int port, Program program) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE && program.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
                return program.isAlive();
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        return false;
    }

    /** tinyproxy, with one user if the name is not null, and further lines of its configuration. */
    public static Proxy http(String user, String password, String... lines) {
        try {
            Path file = Files.createTempFile("nogc-tinyproxy", ".conf");
            return new Proxy(port -> {
                List<String> all = new ArrayList<>(List.of("Port " + port, "Listen 127.0.0.1", "Allow 127.0.0.1",
                        "Timeout 60", "LogLevel Connect"));
                if (user != null) {
                    all.add("BasicAuth " + user + " " + password);
                }
                all.addAll(List.of(lines));
                try {
                    Files.write(file, all);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return Program.start("tinyproxy", "-d", "-c", file.toString());
            }, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** microsocks, with one user if the name is not null. */
    public static Proxy socks(String user, String password) {
        return new Proxy(port -> {
            List<String> arguments = new ArrayList<>(List.of("-i", "127.0.0.1", "-p", String.valueOf(port)));
            if (user != null) {
                arguments.addAll(List.of("-u", user, "-P", password));
            }
            return Program.start("microsocks", arguments.toArray(new String[0]));
        }, null);
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** What it printed. */
    public List<String> log() {
        return program.lines();
    }

    @Override
    public void close() {
        program.close();
        if (configuration != null) {
            configuration.toFile().delete();
        }
    }
}

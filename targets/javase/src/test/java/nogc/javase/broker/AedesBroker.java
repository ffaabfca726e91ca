package nogc.javase.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nogc.javase.tls.TestAuthority;

/**
 * aedes on Node.js, over WebSocket: MQTT 3.1.1. npm fetches it, and what it needs, in the versions of
 * {@code src/test/node/package-lock.json}, into {@code target} once.
 */
public final class AedesBroker implements Broker {
    private static final Path SOURCES = Path.of("src/test/node");
    private static final Pattern PORT = Pattern.compile("listening at (\\d+)");
    private static final long START = 30_000;

    private final Program program;
    private final int port;

    private AedesBroker(String... files) {
        List<String> arguments = new ArrayList<>(List.of(fetched().resolve("broker.js").toString()));
        arguments.addAll(List.of(files));
        program = Program.start("node", arguments.toArray(new String[0]));
        if (!program.await(lines -> portIn(lines) > 0, START)) {
            throw new AssertionError("aedes does not start:\n" + String.join("\n", program.lines()));
        }
        port = portIn(program.lines());
    }

    /** Starts one. */
    public static AedesBroker start() {
        return new AedesBroker();
    }

    /** Starts one that speaks TLS with this certificate. */
    public static AedesBroker start(TestAuthority.Issued server) {
        return new AedesBroker(server.certificate().toString(), server.key().toString());
    }

    private static int portIn(List<String> lines) {
        Matcher matcher = PORT.matcher(String.join("\n", lines));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static Path fetched() {
        Path folder = Path.of("target/aedes").toAbsolutePath();
        try {
            Files.createDirectories(folder);
            boolean same = Files.exists(folder.resolve("node_modules/aedes"));
            for (String file : List.of("package.json", "package-lock.json", "broker.js")) {
                byte[] text = Files.readAllBytes(SOURCES.resolve(file));
                Path copy = folder.resolve(file);
                same &= Files.exists(copy) && Arrays.equals(text, Files.readAllBytes(copy));
                Files.write(copy, text);
            }
            if (!same) {
                fetch(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static void fetch(Path folder) {
        try (Program npm = Program.start("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix",
                folder.toString())) {
            if (npm.awaitExit(300) != 0) {
                throw new AssertionError("npm ci:\n" + String.join("\n", npm.lines()));
            }
        }
    }

    /** The port on 127.0.0.1 where it listens for WebSocket. */
    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        program.close();
    }
}

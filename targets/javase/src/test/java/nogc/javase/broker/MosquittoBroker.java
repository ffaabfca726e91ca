package nogc.javase.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nogc.javase.tls.TestAuthority;

/**
 * Eclipse Mosquitto as a process of its own, with a configuration in a directory of its own; it may be killed and
 * started again.
 */
public final class MosquittoBroker implements Broker {
    private final Path directory;
    private final List<String> options = new ArrayList<>();
    private boolean anonymous = true;
    private Path openssl;
    private int port;
    private int webSocketPort;
    private boolean webSockets;
    private boolean unixSocket;
    private final List<String> webSocketOptions = new ArrayList<>();
    private Program program;

    private MosquittoBroker() {
        try {
            directory = Files.createTempDirectory("nogc-mosquitto");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        options.add("user " + System.getProperty("user.name"));
        options.add("log_dest stderr");
        options.add("log_type all");
        options.add("set_tcp_nodelay true");
        options.add("max_queued_messages 0");
    }

    /** One that is to be configured further and then {@linkplain #run run}. */
    public static MosquittoBroker configure() {
        return new MosquittoBroker();
    }

    /** A running one without persistence that accepts everybody. */
    public static MosquittoBroker start() {
        return configure().run();
    }

    /** Adds a line of mosquitto.conf, such as {@code max_packet_size 1000}. */
    public MosquittoBroker option(String line) {
        options.add(line);
        return this;
    }

    /** Logs connections, but not each packet, which would slow it down; {@link #observe} needs the packets. */
    public MosquittoBroker quiet() {
        options.remove("log_type all");
        return option("log_type error").option("log_type notice").option("log_type information");
    }

    /** Writes sessions and messages to disk with every change, so that they outlive SIGKILL. */
    public MosquittoBroker persistent() {
        return option("persistence true").option("persistence_location " + directory + "/")
                .option("autosave_on_changes true").option("autosave_interval 1");
    }

    /** Accepts this user only. */
    public MosquittoBroker user(String name, String password) {
        Path file = directory.resolve("passwords");
        try (Program passwd = Program.start("mosquitto_passwd", "-b", "-c", file.toString(), name, password)) {
            if (passwd.awaitExit(10) != 0) {
                throw new AssertionError("mosquitto_passwd: " + passwd.lines());
            }
        }
        anonymous = false;
        return option("password_file " + file);
    }

    /** Speaks TLS with this certificate, and would trust clients of this authority. */
    public MosquittoBroker tls(Path authority, TestAuthority.Issued server) {
        return option("cafile " + authority).option("certfile " + server.certificate())
                .option("keyfile " + server.key());
    }

    /** Listens for WebSocket too, with these options of that listener. */
    public MosquittoBroker webSockets(String... lines) {
        webSockets = true;
        webSocketOptions.addAll(List.of(lines));
        return this;
    }

    /** The port on 127.0.0.1 where it listens for WebSocket. */
    public int webSocketPort() {
        return webSocketPort;
    }

    /** Listens at a Unix domain socket too. */
    public MosquittoBroker unix() {
        unixSocket = true;
        return this;
    }

    /** That socket. */
    public Path unixSocket() {
        return directory.resolve("socket");
    }

    /** Has its TLS library accept no version above this one; Mosquitto's own option says only how low it goes. */
    public MosquittoBroker highestTls(String version) {
        openssl = write("openssl.cnf", List.of("openssl_conf = all", "[all]", "ssl_conf = ssl", "[ssl]",
                "system_default = limits", "[limits]", "MaxProtocol = " + version));
        return this;
    }

    /** Allows only what these lines of an access control list do. */
    public MosquittoBroker rules(String... lines) {
        return option("acl_file " + write("rules", List.of(lines)));
    }

    /** Starts it, or starts it again on the same port. */
    public MosquittoBroker run() {
        boolean portIsGiven = port != 0;
        for (int attempt = 0; attempt < 20; attempt++) {
            port = portIsGiven ? port : FreePort.find();
            webSocketPort = portIsGiven ? webSocketPort : FreePort.find();
            String[] command = {Program.find("mosquitto").toString(), "-c", writeConfiguration().toString()};
            program = openssl == null ? Program.start(List.of(command))
                    : Program.start("env", "OPENSSL_CONF=" + openssl, command[0], command[1], command[2]);
            if (program.await(lines -> lines.stream().anyMatch(line -> line.endsWith(" running")), 10_000)) {
                return this;
            }
            program.close();
            if (program.lines().stream().noneMatch(line -> line.contains("in use"))) {
                break;
            }
        }
        throw new AssertionError("mosquitto does not start:\n" + String.join("\n", program.lines()));
    }

    private Path writeConfiguration() {
        List<String> lines = new ArrayList<>();
        lines.add("listener " + port + " 127.0.0.1"); // first: some options speak of the listener above them
        lines.add("allow_anonymous " + anonymous);
        lines.addAll(options);
        if (unixSocket) {
            lines.add("listener 0 " + unixSocket());
        }
        if (webSockets) {
            lines.add("listener " + webSocketPort + " 127.0.0.1");
            lines.add("protocol websockets");
            lines.addAll(webSocketOptions);
        }
        return write("mosquitto.conf", lines);
    }

    private Path write(String file, List<String> lines) {
        try {
            return Files.write(directory.resolve(file), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int port() {
        return port;
    }

    /** What it logged since it was started last. */
    public List<String> log() {
        return program.lines();
    }

    /** Waits until its log has a line that contains a text; fails the test when that does not come. */
    public void awaitLog(String text) {
        program.awaitLine(text);
    }

    /** Waits until it has read all that its clients have sent, who must be still, and has done what there is to do. */
    public void awaitIdle() {
        while (unread() > 0 || !program.isAsleep()) {
            pause();
        }
    }

    /**
     * Waits until it is idle, whose clients must be still, then has it write its sessions and
     * messages to disk: it deals with a packet as soon as it has read it, and answers none that it does not save.
     */
    public void save() {
        awaitIdle();
        Path file = directory.resolve("mosquitto.db"); // gets its name once it is complete
        delete(file);
        program.signal("USR1");
        for (int i = 0; i < 10_000; i++) {
            if (Files.exists(file)) {
                return;
            }
            pause();
        }
        throw new AssertionError("mosquitto did not save:\n" + String.join("\n", log()));
    }

    /** How many of its connections over TCP have bytes that wait for it, of those on 127.0.0.1 (man 5 proc). */
    private int unread() {
        String local = String.format(" 0100007F:%04X ", port);
        try (Stream<String> sockets = Files.lines(Path.of("/proc/net/tcp"))) {
            return (int) sockets.filter(line -> line.indexOf(local) == line.indexOf(':') + 1)
                    .filter(line -> !line.trim().split("[ :]+")[7].equals("00000000")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Stops it by SIGSTOP: its connections stand, but it neither reads nor answers until {@link #thaw}. */
    public void freeze() {
        program.freeze();
    }

    /** Lets it go on. */
    public void thaw() {
        program.thaw();
    }

    /** Ends it by SIGKILL. */
    public void kill9() {
        program.kill9();
    }

    /**
     * {@code mosquitto_sub}: an observer that shares no code with us, subscribed when this returns; one line a message.
     */
    public Program observe(String identifier, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-h", "127.0.0.1", "-p", String.valueOf(port), "-i", identifier));
        all.addAll(List.of(arguments));
        Program observer = Program.start("mosquitto_sub", all.toArray(new String[0]));
        awaitLog("Sending SUBACK to " + identifier);
        return observer;
    }

    /** {@code mosquitto_pub}, ended when this returns. */
    public void publish(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-h", "127.0.0.1", "-p", String.valueOf(port)));
        all.addAll(List.of(arguments));
        try (Program publisher = Program.start("mosquitto_pub", all.toArray(new String[0]))) {
            if (publisher.awaitExit(20) != 0) {
                throw new AssertionError("mosquitto_pub: " + publisher.lines());
            }
        }
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

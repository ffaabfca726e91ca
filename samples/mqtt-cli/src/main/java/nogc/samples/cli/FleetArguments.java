package nogc.samples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code mqtt fleet} was asked for. */
final class FleetArguments {
    /** What stands for the identifier of a device in topics. */
    static final String DEVICE = "%i";

    /** Files that a JVM has open beside its connections. */
    private static final int OTHER_FILES = 100;
    private static final Pattern OPEN_FILES = Pattern.compile("Max open files +(\\d+) +(\\d+|unlimited)");

    final ConnectionArguments connection = new ConnectionArguments();
    int clients = 100;
    /** Connections that are begun in a second. */
    int connectRate = 100;
    /** Milliseconds, or 0: they publish nothing. */
    int publishEvery = 10_000;
    /** Milliseconds behind the last connection. */
    int duration = 60_000;
    /** Milliseconds behind the last connection, or -1: never. */
    int stormAfter = -1;
    int subscribers;
    int size = 64;
    /** Receive and transmit buffer of each device. */
    int buffer = 256;
    String topic = "fleet/" + DEVICE + "/data";
    /** What all identifiers begin with. */
    String prefix;

    /**
     * Reads a command line.
     *
     * @param words all words of it
     * @param first index of the first word behind {@code fleet}
     * @return what it asks for
     * @throws UsageException if it cannot be obeyed
     */
    static FleetArguments parse(String[] words, int first) throws UsageException {
        FleetArguments arguments = new FleetArguments();
        CommandLine.Options options = line -> arguments.connection.take(line) || arguments.take(line);
        ConfigurationFile.read("fleet", options);
        new CommandLine(words, first).takeAll("fleet", options);
        arguments.check();
        return arguments;
    }

    private boolean take(CommandLine line) throws UsageException {
        switch (line.option()) {
            case "--clients" -> clients = line.integer(1, 1_000_000);
            case "--connect-rate" -> connectRate = line.integer(1, 1_000_000);
            case "--publish-every" -> publishEvery = line.time(0);
            case "--duration" -> duration = line.time(1);
            case "--storm-after" -> stormAfter = line.time(0);
            case "--subscribers" -> subscribers = line.integer(0, 1000);
            case "--size" -> size = line.integer(0, 65_536);
            case "--buffer" -> buffer = line.integer(64, 1_000_000);
            case "-t", "--topic" -> topic = Topics.name(line.option(), line.value("a topic"));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void check() throws UsageException {
        if (connection.trace) {
            throw new UsageException("-d would print the packets of all clients: use it with mqtt pub or mqtt sub");
        }
        if (connection.endpoint.topic() != null) {
            topic = Topics.name("-L", connection.endpoint.topic());
        }
        connection.check();
        prefix = connection.clientId != null ? connection.clientId
                : "fleet" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
        if (stormAfter > duration) {
            throw new UsageException("--storm-after must lie within the --duration of " + duration + " ms");
        }
        checkSystem();
    }

    /** What this machine lets one process have. */
    private void checkSystem() throws UsageException {
        int connections = clients + subscribers;
        long files = openFiles(read("/proc/self/limits"));
        if (connections + OTHER_FILES > files) {
            throw new UsageException(connections + " connections need " + (connections + OTHER_FILES)
                    + " open files, and this process may have " + files + ": run 'ulimit -n "
                    + (connections + OTHER_FILES) + "' in this shell first (as root, or within the hard limit of"
                    + " /etc/security/limits.conf), or use fewer --clients");
        }
        String[] ports = read("/proc/sys/net/ipv4/ip_local_port_range").trim().split("\\s+");
        int free = ports.length == 2 ? Integer.parseInt(ports[1]) - Integer.parseInt(ports[0]) + 1 : Integer.MAX_VALUE;
        if (!connection.endpoint.isLocalSocket() && connections > free) {
            throw new UsageException(connections + " connections to one broker need as many ports, and this machine"
                    + " has " + free + ": run 'sysctl net.ipv4.ip_local_port_range=\"1024 65535\"', or share the"
                    + " --clients among machines");
        }
    }

    /** The limit in the text of the kernel, which a JVM raises to the hard one when it starts. */
    static long openFiles(String limits) {
        Matcher line = OPEN_FILES.matcher(limits);
        return line.find() ? Long.parseLong(line.group(1)) : Long.MAX_VALUE;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            return ""; // another system than Linux
        }
    }

    /** The filter of all topics, for the subscribers that share it. */
    String sharedFilter() {
        StringBuilder filter = new StringBuilder("$share/").append(prefix.replaceAll("[/+#]", "-"));
        for (String level : topic.split("/", -1)) {
            filter.append('/').append(level.contains(DEVICE) ? "+" : level);
        }
        return filter.toString();
    }
}

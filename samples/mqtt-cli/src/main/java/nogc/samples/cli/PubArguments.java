package nogc.samples.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What {@code mqtt pub} was asked for. */
final class PubArguments {
    /** Where payloads come from. */
    enum Source { MESSAGE, FILE, LINES, NOTHING, STDIN }

    /** The largest payload of MQTT with a topic of one byte; longer topics leave a little less. */
    static final int LARGEST_PAYLOAD = 268_435_455 - 8;

    /** Shorter files are read at once: those of /proc and /sys, too, whose directory does not know their size. */
    private static final int SMALL = 1 << 20;

    final ConnectionArguments connection = new ConnectionArguments();
    String topic;
    Source source;
    byte[] message;
    Path file;
    boolean retain;
    int repeat = 1;
    int repeatDelay;
    /** Messages that may be unacknowledged. */
    int inFlight = 20;

    private String sourceOption;

    /**
     * Reads a command line.
     *
     * @param words all words of it
     * @param first index of the first word behind {@code pub}
     * @return what it asks for
     * @throws UsageException if it cannot be obeyed
     */
    static PubArguments parse(String[] words, int first) throws UsageException {
        PubArguments arguments = new PubArguments();
        CommandLine.Options options = line -> arguments.connection.take(line) || arguments.take(line);
        ConfigurationFile.read("pub", options);
        new CommandLine(words, first).takeAll("pub", options);
        arguments.check();
        return arguments;
    }

    private boolean take(CommandLine line) throws UsageException {
        switch (line.option()) {
            case "-t", "--topic" -> {
                if (topic != null) {
                    throw new UsageException("-t may be given once only");
                }
                topic = Topics.name(line.option(), line.value("a topic"));
            }
            case "-m", "--message" -> {
                from(line, Source.MESSAGE);
                message = ConnectionArguments.bytes(line.value("a message"));
            }
            case "-f", "--file" -> {
                from(line, Source.FILE);
                file = path(line.value("a file"));
            }
            case "-l", "--stdin-line" -> from(line, Source.LINES);
            case "-n", "--null-message" -> from(line, Source.NOTHING);
            case "-s", "--stdin-file" -> from(line, Source.STDIN);
            case "-r", "--retain" -> retain = true;
            case "-M" -> inFlight = line.integer(1, 1023);
            case "--repeat" -> repeat = line.integer(1, Integer.MAX_VALUE);
            case "--store" -> connection.store = Path.of(line.value("a file"));
            case "--repeat-delay" -> repeatDelay = line.milliseconds();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Whether the payload is read while it is sent: a regular file of some size, which says truly how long it is. */
    boolean isStreamed() {
        return source == Source.FILE && Files.isRegularFile(file) && file.toFile().length() > SMALL;
    }

    private static Path path(String name) throws UsageException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UsageException("-f cannot open '" + name + "' in this locale; set LC_ALL=C.UTF-8");
        }
    }

    private void from(CommandLine line, Source which) throws UsageException {
        if (source != null) {
            throw new UsageException(
                    line.option() + " does not go with " + sourceOption + ": a message has one source");
        }
        source = which;
        sourceOption = line.option();
    }

    private void check() throws UsageException {
        if (topic == null && connection.endpoint.topic() != null) {
            topic = Topics.name("-L", connection.endpoint.topic());
        }
        if (topic == null) {
            throw new UsageException("-t is missing: say which topic to publish to");
        }
        if (source == null) {
            throw new UsageException("a message is missing: give one of -m, -f, -l, -n, -s");
        }
        if (repeat > 1 && source == Source.LINES) {
            throw new UsageException("--repeat does not go with -l: lines are read once");
        }
        if (source == Source.FILE) {
            checkFile();
        }
        connection.check();
    }

    private void checkFile() throws UsageException {
        if (Files.isDirectory(file) || !Files.isReadable(file)) {
            throw new UsageException("-f cannot read '" + file + "': name a file that this user may read");
        }
        if (file.toFile().length() > LARGEST_PAYLOAD) {
            throw new UsageException("-f '" + file + "' is larger than a message of MQTT can be (256 MB)");
        }
    }
}

package nogc.samples.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;

/** The command {@code mqtt}: start here. A sub-command is read by its …Arguments and run by a {@link Connection}. */
public final class Mqtt {
    private static final int WRONG_COMMAND_LINE = 2;
    private static final Map<String, String> HELP = Map.of("pub", Help.PUB, "sub", Help.SUB, "bench", Help.BENCH,
            "fleet", Help.FLEET, "sn-pub", SnHelp.PUB, "sn-sub", SnHelp.SUB, "sn-search", SnHelp.SEARCH);

    private Mqtt() {
    }

    /**
     * Runs a command and ends the JVM with its exit code.
     *
     * @param words the command line
     */
    public static void main(String[] words) {
        System.setProperty("java.util.logging.SimpleFormatter.format", "mqtt: %5$s%n"); // one line for each warning
        Signals.exit(run(words));
    }

    /** Runs a command and returns its exit code: 0, 1, 2, or 27 after {@code sub -W}. */
    static int run(String... given) {
        String command = given.length == 0 ? "" : given[0];
        String name = HELP.containsKey(command) ? "mqtt " + command : "mqtt";
        try {
            String[] words = Words.utf8(given, Path.of("/proc/self/cmdline"));
            if (words.length == 1 && command.equals("--help")) {
                System.out.print(Help.MQTT);
                return Connection.DONE;
            }
            if (words.length == 2 && words[1].equals("--help") && HELP.containsKey(command)) {
                System.out.print(HELP.get(command));
                return Connection.DONE;
            }
            return switch (command) {
                case "pub" -> new Publishing(PubArguments.parse(words, 1)).run();
                case "sub" -> new Subscribing(SubArguments.parse(words, 1), output()).run();
                case "bench" -> Bench.run(BenchArguments.parse(words, 1));
                case "fleet" -> Fleet.run(FleetArguments.parse(words, 1));
                case "sn-pub" -> new SnPub(SnArguments.parse(words)).run();
                case "sn-sub" -> new SnSub(SnArguments.parse(words), output()).run();
                case "sn-search" -> SnSearch.run(SnArguments.parse(words));
                case "" -> throw new UsageException(
                        "say what to do: mqtt pub, mqtt sub, mqtt bench, mqtt fleet, or mqtt --help");
                default -> throw new UsageException(
                        "there is no '" + command + "'; use pub, sub, bench, fleet, sn-pub,"
                        + " sn-sub, sn-search or --help");
            };
        } catch (UsageException e) {
            System.err.println(name + ": " + e.getMessage());
            return WRONG_COMMAND_LINE;
        } catch (IOException e) {
            System.err.println(name + ": " + e.getMessage());
            return Connection.FAILED;
        }
    }

    /** The standard output without the layers that would swallow a broken pipe. */
    private static OutputStream output() {
        return new FileOutputStream(FileDescriptor.out);
    }
}

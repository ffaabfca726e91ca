package nogc.samples.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Options that stand ahead of those of the command line, so that a password need not stand there for everybody to read:
 * {@code $XDG_CONFIG_HOME/mqtt_pub} (or {@code mqtt_sub} and so on), else the same in {@code ~/.config}. Each
 * line is an option and its value, which is the rest of the line; # begins a comment line.
 */
final class ConfigurationFile {
    private ConfigurationFile() {
    }

    /**
     * Takes what the file of a command says, if there is one.
     *
     * @param command pub, sub, bench or fleet
     * @param options of the command
     * @throws UsageException that begins with the name of the file
     */
    static void read(String command, CommandLine.Options options) throws UsageException {
        String folder = System.getenv("XDG_CONFIG_HOME");
        String home = System.getenv("HOME");
        if (folder == null && home == null) {
            return;
        }
        read(Path.of(folder != null ? folder : home + "/.config", "mqtt_" + command), command, options);
    }

    static void read(Path file, String command, CommandLine.Options options) throws UsageException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        List<String> words = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                split(line.strip(), words);
            }
        } catch (IOException e) {
            throw new UsageException("cannot read " + file + ": it must be UTF-8 and readable by this user");
        }
        try {
            new CommandLine(words.toArray(new String[0]), 0).takeAll(command, options);
        } catch (UsageException e) {
            throw new UsageException("in " + file + ": " + e.getMessage());
        }
    }

    /** A property is a packet, a name and a value, a user property has a name more: all others have one value. */
    private static void split(String line, List<String> words) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        boolean property = line.matches("(-D|--property)\\s.*");
        boolean pair = line.matches("\\S+\\s+\\S+\\s+user-property\\s.*");
        words.addAll(List.of(line.split("\\s+", pair ? 5 : property ? 4 : 2)));
    }
}

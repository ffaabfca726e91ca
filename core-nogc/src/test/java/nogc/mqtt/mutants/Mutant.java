package nogc.mqtt.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One deliberate bug: a source file in which some lines, which stand there once, are replaced. */
record Mutant(String title, String file, String lines, String replacement) {
    /** Reads the list. */
    static List<Mutant> read(Path list) throws IOException {
        List<Mutant> mutants = new ArrayList<>();
        String title = null;
        String file = null;
        List<String> lines = new ArrayList<>();
        List<String> replacement = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            if (line.startsWith("== ")) {
                add(mutants, title, file, lines, replacement);
                title = line.substring(3);
            } else if (line.startsWith("@ ")) {
                file = line.substring(2);
            } else if (line.startsWith("- ")) {
                lines.add(line.substring(2));
            } else if (line.startsWith("+")) {
                replacement.add(line.substring(Math.min(2, line.length())));
            }
        }
        add(mutants, title, file, lines, replacement);
        return mutants;
    }

    private static void add(List<Mutant> mutants, String title, String file, List<String> lines,
            List<String> replacement) {
        if (title != null) {
            mutants.add(new Mutant(title, file, String.join("\n", lines), String.join("\n", replacement)));
            lines.clear();
            replacement.clear();
        }
    }

    /** The source with the bug, or null if the lines do not stand in it exactly once. */
    String applyTo(String source) {
        int at = lines.isEmpty() ? -1 : source.indexOf(lines);
        if (at < 0 || source.indexOf(lines, at + 1) >= 0) {
            return null;
        }
        return source.substring(0, at) + replacement + source.substring(at + lines.length());
    }
}

package nogc.mqtt.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One deliberate bug: a source file in which some lines, which stand there once, are replaced.
 *
 * @param file its path in the module's {@code src/main/java}
 * @param tests that have to notice it, from the fast to the thorough: {@code class} or {@code class#method}
 */
record Mutant(String title, String file, List<String> tests, String lines, String replacement) {
    /** Reads the list of a module; what its lines mean stands at its head. */
    static List<Mutant> read(Path module) throws IOException {
        List<Mutant> mutants = new ArrayList<>();
        List<String> tests = List.of();
        String title = null;
        String file = null;
        List<String> lines = new ArrayList<>();
        List<String> replacement = new ArrayList<>();
        List<String> list = new ArrayList<>(Files.readAllLines(module.resolve("src/test/mutants/mutants.txt")));
        list.add("== end");
        for (String line : list) {
            if (line.startsWith("== ") || line.startsWith("? ")) {
                if (title != null) {
                    mutants.add(new Mutant(title, file, tests, String.join("\n", lines),
                            String.join("\n", replacement)));
                    title = null;
                    lines.clear();
                    replacement.clear();
                }
            }
            if (line.startsWith("== ")) {
                title = line.substring(3);
            } else if (line.startsWith("? ")) {
                tests = List.of(line.substring(2).split(" +"));
            } else if (line.startsWith("@ ")) {
                file = line.substring(2);
            } else if (line.startsWith("- ")) {
                lines.add(line.substring(2));
            } else if (line.startsWith("+")) {
                replacement.add(line.substring(Math.min(2, line.length())));
            }
        }
        return mutants;
    }

    /** The source with the bug, or null if the lines do not stand in it exactly once. */
    String applyTo(Path module) throws IOException {
        String source = Files.readString(module.resolve("src/main/java").resolve(file));
        int at = lines.isEmpty() ? -1 : source.indexOf(lines);
        if (at < 0 || source.indexOf(lines, at + 1) >= 0) {
            return null;
        }
        return source.substring(0, at) + replacement + source.substring(at + lines.length());
    }
}

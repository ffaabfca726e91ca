package nogc.mqtt.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nogc.mqtt.sn.SnTranscriptIndex;
import nogc.mqtt.transcript.ClauseIndex;

/** Which test proves which clause: the {@code @Clause} annotations in the test sources of all modules, and the transcripts. */
final class Proofs {
    private static final Pattern ANNOTATION = Pattern.compile("@Clause\\((\\{[^}]*\\}|[^)]*)\\)");
    private static final Pattern IDENTIFIER = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package [\\w.]+;");

    private Proofs() {
    }

    /** Each clause that a test names, with the files that do. */
    static Map<String, List<String>> all() throws IOException {
        Map<String, List<String>> proofs = new TreeMap<>();
        ClauseIndex.clauses().forEach((clause, files) ->
            files.forEach(file -> add(proofs, clause, "transcripts/" + file)));
        SnTranscriptIndex.rows().forEach((row, files) ->
            files.forEach(file -> add(proofs, row, "sn/transcripts/" + file)));
        for (Path source : testSources()) {
            String text = Files.readString(source);
            if (!PACKAGE.matcher(text).find()) {
                continue;
            }
            Matcher annotation = ANNOTATION.matcher(text);
            while (annotation.find()) {
                Matcher identifier = IDENTIFIER.matcher(annotation.group(1));
                while (identifier.find()) {
                    add(proofs, identifier.group(1), source.getFileName().toString().replace(".java", ""));
                }
            }
        }
        return proofs;
    }

    private static void add(Map<String, List<String>> proofs, String clause, String file) {
        List<String> files = proofs.computeIfAbsent(clause, key -> new ArrayList<>());
        if (!files.contains(file)) {
            files.add(file);
        }
    }

    private static List<Path> testSources() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("core-nogc"))) {
            root = root.getParent();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().contains("/src/test/java/")
                    && file.toString().endsWith("Test.java")).sorted().toList();
        }
    }
}

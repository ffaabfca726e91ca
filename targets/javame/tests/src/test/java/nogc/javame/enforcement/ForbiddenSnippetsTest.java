package nogc.javame.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No layer catches everything, so each is shown every snippet, and must reject those that the table says. */
class ForbiddenSnippetsTest {
    /** What a compiler without our rules is told, so that the layers behind it are seen at work. */
    private static final List<String> WITHOUT_RULES = List.of("--release", "8", "-proc:none", "-nowarn",
            "-XDstringConcat=inline");

    /** A name, the layers that reject it, and the members of a class. */
    record Snippet(String name, String rejectedBy, String members) {
        static Snippet of(String section) {
            int end = section.indexOf('\n');
            int colon = section.lastIndexOf(':', end);
            return new Snippet(section.substring(0, colon).strip(), section.substring(colon + 1, end).strip(),
                    section.substring(end));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Snippet> snippets() throws IOException {
        try (InputStream file = ForbiddenSnippetsTest.class.getResourceAsStream("snippets.txt")) {
            assertNotNull(file);
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("(?m)^== ")).skip(1).map(Snippet::of).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void eachLayerRejectsWhatItMust(Snippet snippet, @TempDir Path folder) throws IOException {
        Path source = folder.resolve("Snippet.java");
        Files.writeString(source, "class Snippet {" + snippet.members() + "}\n");
        Path classes = Files.createDirectory(folder.resolve("classes"));
        assertTrue(Layer.compiles(source, classes, WITHOUT_RULES), "the snippet itself is no Java");

        StringBuilder rejecting = new StringBuilder();
        for (Layer layer : Layer.values()) {
            if (layer.rejects(source, classes)) {
                rejecting.append(rejecting.isEmpty() ? "" : ", ").append(layer.name().toLowerCase(Locale.ROOT));
            }
        }
        assertEquals(snippet.rejectedBy(), rejecting.isEmpty() ? "none" : rejecting.toString());
    }

    @Test
    void everyLayerIsTheLastOneOrOneOfTwoForSomething() throws IOException {
        String all = snippets().stream().map(Snippet::rejectedBy).collect(Collectors.joining("; "));
        for (Layer layer : Layer.values()) {
            assertTrue(all.contains(layer.name().toLowerCase(Locale.ROOT)), layer + " rejects nothing in the table");
        }
        assertTrue(Arrays.asList(all.split("; ")).contains("none"), "and what is allowed passes all");
    }
}

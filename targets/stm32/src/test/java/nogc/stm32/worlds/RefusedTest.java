package nogc.stm32.worlds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import nogc.stm32.build.Translator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a profile does not have fails the build with a sentence for each use, which names what, the method and the line:
 * the programs of {@code src/test/refused} say behind each line what is said of it. And what ends a program there says
 * so on the console: {@code src/test/faults}.
 */
class RefusedTest {
    private static final Pattern METHOD = Pattern.compile("    (?:\\w+ )*[\\w<>\\[\\]]+ (\\w+)\\(.*\\{");
    private static final Pattern REFUSED = Pattern.compile(".*[;{}] // (\\w+ .*)");

    @TempDir
    private Path folder;

    static Stream<String> refused() {
        return Sources.of("refused").stream().map(Sources::name);
    }

    /** Those that refuse a program. */
    static List<String> profiles(String name) {
        return name.startsWith("Bare") ? List.of("bare") : List.of("bare", "gc");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void eachUseIsNamedWithItsMethodAndLine(String name) throws Exception {
        Path file = Path.of("src/test/refused", name + ".java");
        for (String profile : profiles(name)) {
            List<String> sentences = refusal(file, "com.acme.refused." + name, profile);
            String all = String.join("\n", sentences);
            for (String expected : expected(file)) {
                String place = expected.substring(0, expected.indexOf(')') + 1);
                String words = expected.substring(place.length());
                assertTrue(sentences.stream().anyMatch(each -> each.startsWith(place) && each.contains(words)),
                        profile + ": no sentence " + expected + " in\n" + all);
            }
            for (String sentence : sentences) {
                assertTrue(sentence.matches("com\\.acme\\.refused(\\.[\\w$]+)+\\.(\\w+|<\\w+>) \\(" + name
                        + "\\.java:\\d+\\):? .*"), "not a sentence with a place: " + sentence + " in\n" + all);
            }
        }
    }

    /** What the comments of a program say, with the method and line that they stand at. */
    private static List<String> expected(Path file) throws IOException {
        List<String> expected = new ArrayList<>();
        String method = "";
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            Matcher begins = METHOD.matcher(line);
            method = begins.lookingAt() ? begins.group(1) : method;
            Matcher refused = REFUSED.matcher(line);
            if (refused.matches()) {
                expected.add("com.acme.refused." + Sources.name(file) + "." + method + " ("
                        + file.getFileName() + ":" + number + ")" + " "
                        + refused.group(1));
            }
        }
        assertNotEquals(List.of(), expected);
        return expected;
    }

    private List<String> refusal(Path file, String main, String profile) throws Exception {
        try {
            translate(file, main, profile);
        } catch (Translator.Refusal e) {
            return e.getMessage().lines().toList();
        }
        Process process = build(main, profile, "");
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertNotEquals(0, process.waitFor(), output);
        return output.lines().toList();
    }

    private void translate(Path file, String main, String profile) throws Exception {
        Path classes = folder.resolve("classes");
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-g", "-proc:none", "-nowarn", "-d",
                classes.toString(), "-classpath", System.getProperty("java.class.path"), file.toString()));
        new Translator(main, List.of(classes), Path.of("target", "c", main).toAbsolutePath(), profile).translate();
    }

    private static Process build(String main, String profile, String functions) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("./build-firmware", "qemu405", main).redirectErrorStream(true);
        builder.environment().put("PROFILE", profile);
        builder.environment().put("C_SOURCES", functions);
        return builder.start();
    }

    @ParameterizedTest
    @CsvSource({"bare, 11", "gc, 11"})
    void whatEndsAProgramIsOnTheConsole(String profile, int faults) throws Exception {
        Path file = Path.of("src/test/faults/Faults.java");
        String main = "com.acme.faults.Faults";
        translate(file, main, profile);
        Process process = build(main, profile, "src/test/faults");
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        List<String> expected = new ArrayList<>();
        Matcher comment = Pattern.compile("// .*?" + profile + ": (.*?)(; gc: .*)?\n").matcher(Sources.read(file));
        while (comment.find()) {
            expected.add(comment.group(1));
        }
        assertEquals(faults, expected.size());
        Path elf = Path.of("target/firmware/qemu405", main + (profile.equals("gc") ? "-gc" : ""), "firmware.elf");
        List<String> panics = Batch.console(elf, folder.resolve("console").toFile(),
                text -> text.split("panic: [^\\n]*\\n", -1).length > faults).stream()
                .filter(line -> line.startsWith("panic: ")).map(line -> line.substring("panic: ".length())).toList();
        assertEquals(expected, panics);
    }
}

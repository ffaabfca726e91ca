package nogc.mqtt.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Javadoc links to is there, in private comments too, and the examples of the READMEs compile. */
class DocumentationTest {
    private static final List<Path> SOURCES = Stream.of("hal", "core-nogc", "targets/javase", "targets/javame",
            "targets/stm32", "targets/raspberrypi", "samples/sensor-node", "samples/sensor-midlet", "samples/hello",
            "samples/counter", "samples/pi-node", "samples/request", "samples/scram",
            "samples/demo", "samples/mqtt-cli")
            .map(module -> Path.of("..", module, "src/main/java")).toList();
    private static final List<Path> READMES = Stream.of("README.md", "targets/javame/README.md")
            .map(readme -> Path.of("..", readme)).toList();

    /** What the examples take as given. */
    private static final String FRAME = """
            import nogc.hal.*;
            import nogc.javame.*;
            import java.util.concurrent.*;
            import nogc.javase.*;
            import nogc.javase.client.*;
            import nogc.mqtt.*;
            import nogc.mqtt.client.*;
            import nogc.mqtt.codec.*;
            class Example%d {
                void run(Listener listener, Config config, String imei) throws Exception {
            %s
                }
            }
            """;

    /** A line that ends as a statement does. */
    private static final Pattern STATEMENT = Pattern.compile(";\\s*(//.*)?$", Pattern.MULTILINE);
    /** What the examples of Javadoc take as given; an example may declare some of it by itself. */
    private static final String GIVEN = """
            import java.nio.file.Path;
            import java.util.concurrent.*;
            import nogc.hal.*;
            import nogc.hal.net.*;
            import nogc.javame.WallClock;
            import nogc.javase.*;
            import nogc.javase.client.*;
            import nogc.javase.tls.*;
            import nogc.mqtt.*;
            import nogc.mqtt.client.*;
            import nogc.mqtt.codec.*;
            import nogc.mqtt.sn.*;
            abstract class Example%d {
                %sClient client;
                %sTransport transport;
                %sOptions options;
                Entropy entropy;
                Listener listener;
                Sleeper sleeper;
                WallClock clock;
                Topic topic;
                byte[] payload;
                void run() throws Exception {
            %s
                }
            }
            """;

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        assertEquals("", String.join("\n", deadLinks(sourceFiles())));
    }

    private static List<Path> sourceFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : SOURCES) {
            try (Stream<Path> all = Files.walk(folder)) {
                files.addAll(all.filter(file -> file.toString().endsWith(".java")).sorted().toList());
            }
        }
        return files;
    }

    @Test
    void aDeadLinkIsFoundInAPrivateComment(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("Dead.java"), """
                import nogc.mqtt.Result;
                class Dead {
                    /** {@link Result#OK}, {@link Result#NO_SUCH_CODE} or {@link NoSuchClass}. */
                    private int field;
                }
                """);
        assertEquals(2, deadLinks(List.of(file)).size());
    }

    /** What doclint, which is a part of the compiler, says about references; to our own, since others may be missing. */
    private static List<String> deadLinks(List<Path> files) {
        return compile(files, "-Xdoclint:reference/private").stream()
                .filter(each -> each.getMessage(Locale.ROOT).contains("reference not found"))
                .map(each -> Path.of(each.getSource().getName()).getFileName() + ":" + each.getLineNumber() + " "
                        + each.getMessage(Locale.ROOT)).toList();
    }

    @Test
    void theExamplesOfTheReadmesCompileAndIgnoreNoResult(@TempDir Path folder) throws IOException {
        Pattern block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
        List<Path> files = new ArrayList<>();
        for (Path readme : READMES) {
            Matcher matcher = block.matcher(Files.readString(readme));
            int before = files.size();
            while (matcher.find()) {
                files.add(Files.writeString(folder.resolve("Example" + files.size() + ".java"),
                        FRAME.formatted(files.size(), matcher.group(1))));
            }
            assertTrue(files.size() > before, "no example in " + readme);
        }
        assertEquals("", errors(files));
        assertEquals(List.of(), IgnoredResults.in(List.of(folder), SOURCES));
    }

    @Test
    void theExamplesOfJavadocCompile(@TempDir Path folder) throws IOException {
        Pattern block = Pattern.compile("<pre>(.*?)</pre>", Pattern.DOTALL);
        List<Path> files = new ArrayList<>();
        for (Path source : sourceFiles()) {
            Matcher matcher = block.matcher(Files.readString(source));
            while (matcher.find()) {
                String example = matcher.group(1).replaceAll("\n *\\* ?", "\n").replace("&gt;", ">")
                        .replace("&lt;", "<");
                if (STATEMENT.matcher(example).find() && !example.contains("\u2026") && !example.contains("{@link")) {
                    String name = source.getFileName().toString();
                    files.add(Files.writeString(folder.resolve("Example" + files.size() + ".java"),
                            GIVEN.formatted(files.size(), name.startsWith("Sn") ? "Sn" : "",
                                    name.startsWith("Sn") ? "Datagram" : name.startsWith("Wall") ? "nogc.javame.Stream"
                                            : "", name.startsWith("Selectable") ? "WebSocket" : "Connect", example)));
                }
            }
        }
        assertTrue(files.size() > 5, "there are " + files.size() + " examples");
        assertEquals("", errors(files));
    }

    private static String errors(List<Path> files) {
        return compile(files).stream().filter(each -> each.getKind() == Diagnostic.Kind.ERROR
                && each.getSource() != null && each.getSource().getName().contains("Example"))
                .map(Object::toString).collect(Collectors.joining("\n"));
    }

    /** Over all of our sources; libraries of others need not be there. */
    private static List<Diagnostic<? extends JavaFileObject>> compile(List<Path> files, String... more) {
        List<String> options = new ArrayList<>(List.of("-proc:none", "-implicit:none", "-Xmaxerrs", "100000",
                "-XDshould-stop.ifError=FLOW", "-sourcepath",
                SOURCES.stream().map(Path::toString).collect(Collectors.joining(java.io.File.pathSeparator)),
                "-classpath", "", "-d", System.getProperty("java.io.tmpdir")));
        options.addAll(List.of(more));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> heard = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(heard, Locale.ROOT,
                StandardCharsets.UTF_8)) {
            com.sun.source.util.JavacTask task = (com.sun.source.util.JavacTask) compiler.getTask(
                    Writer.nullWriter(), manager, heard, options, null, manager.getJavaFileObjectsFromPaths(files));
            task.analyze();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return heard.getDiagnostics();
    }
}

package nogc.mqtt.mutants;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * `make mutants`: puts each deliberate bug of the list into a copy of its source file, compiles it, and runs the tests
 * over it until one fails. A bug that none notices, or whose lines are not there any more, is an error.
 */
public final class Mutants {
    /** From the fast to the thorough. */
    private static final List<String> TESTS = List.of("nogc.mqtt.codec.PacketEncoderTest",
            "nogc.mqtt.hostile.PacketIdentifierTest", "nogc.mqtt.hostile.CallbackTest", "nogc.mqtt.client.HeldInputTest",
            "nogc.mqtt.hostile.MalformedTest", "nogc.mqtt.transcript.TranscriptTest",
            "nogc.mqtt.store.WriteAheadTest",
            "nogc.mqtt.hostile.ExhaustiveSessionTest", "nogc.mqtt.lossy.RandomWalkTest");
    /** The same for what speaks MQTT-SN. */
    private static final List<String> SN_TESTS = List.of("nogc.mqtt.sn.SnCodecTest", "nogc.mqtt.sn.SnTranscriptTest",
            "nogc.mqtt.sn.SnMalformedTest", "nogc.mqtt.sn.lossy.SnRandomWalkTest");
    /** The same for the log. */
    private static final List<String> STORE_TESTS = List.of("nogc.mqtt.store.FlashLogTest",
            "nogc.mqtt.store.FlashLogCutTest");
    /** The same for request and response. */
    private static final List<String> REQUEST_TESTS = List.of("nogc.mqtt.request.RequestTest");
    /** A mutant that hangs is noticed, too. */
    private static final int MINUTES = 10;

    private static final PrintStream OUT = System.out;

    private Mutants() {
    }

    /** @param arguments the module's folder, then parts of titles to run only these */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path module = Path.of(arguments[0]);
        Path work = Files.createDirectories(module.resolve("target/mutants"));
        List<String> chosen = List.of(arguments).subList(1, arguments.length);
        List<Mutant> mutants = Mutant.read(module.resolve("src/test/mutants/mutants.txt"));
        mutants.removeIf(mutant -> !chosen.isEmpty() && chosen.stream().noneMatch(mutant.title()::contains));
        for (List<String> tests : mutants.stream().map(Mutants::tests).distinct().toList()) {
            if (!run(work.resolve("none"), work, tests).isEmpty()) {
                OUT.println("The tests fail without any mutant: see " + work);
                System.exit(1);
            }
        }
        List<String> wrong = new ArrayList<>();
        for (Mutant mutant : mutants) {
            String result = test(mutant, module, work);
            OUT.printf("%-8s %-66s %s%n", result.startsWith("!") ? "MISSED" : "caught", mutant.title(), result);
            if (result.startsWith("!")) {
                wrong.add(mutant.title());
            }
        }
        OUT.println((mutants.size() - wrong.size()) + " of " + mutants.size() + " mutants caught");
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    private static List<String> tests(Mutant mutant) {
        return switch (mutant.file().substring(0, mutant.file().indexOf('/') + 1)) {
            case "sn/" -> SN_TESTS;
            case "store/" -> STORE_TESTS;
            case "request/" -> REQUEST_TESTS;
            default -> TESTS;
        };
    }

    /** Who caught it, or why not, with an exclamation mark in front. */
    private static String test(Mutant mutant, Path module, Path work) throws IOException, InterruptedException {
        String path = "nogc/mqtt/" + mutant.file();
        String source = mutant.applyTo(Files.readString(module.resolve("src/main/java").resolve(path)));
        if (source == null) {
            return "! its lines do not stand in " + mutant.file() + " once";
        }
        Path classes = Files.createDirectories(work.resolve("classes"));
        clear(classes);
        Path copy = work.resolve("source").resolve(path);
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, source);
        String complaint = compile(copy, classes);
        if (!complaint.isEmpty()) {
            return "! it does not compile: " + complaint;
        }
        String caught = run(classes, work, tests(mutant));
        return caught.isEmpty() ? "! no test noticed" : caught;
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> file.toFile().delete());
        }
    }

    private static String compile(Path file, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-nowarn", "-proc:none", "-d", classes.toString(), "-classpath",
                    System.getProperty("java.class.path"));
            boolean good = compiler.getTask(complaints, files, null, options, null,
                    files.getJavaFileObjects(file.toFile())).call();
            return good ? "" : complaints.toString().lines().findFirst().orElse("?");
        }
    }

    /** The first test that fails with these classes in front, or nothing. */
    private static String run(Path classes, Path work, List<String> tests) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1", "-Djdk.attach.allowAttachSelf", "-classpath",
                classes + File.pathSeparator + System.getProperty("java.class.path"), FailFast.class.getName()));
        command.addAll(tests);
        File log = work.resolve("log.txt").toFile();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            return "it hangs";
        }
        return process.exitValue() == 0 ? "" : Files.readString(log.toPath()).lines()
                .filter(line -> line.contains("Test: ")).findFirst().orElse("exit code " + process.exitValue());
    }
}

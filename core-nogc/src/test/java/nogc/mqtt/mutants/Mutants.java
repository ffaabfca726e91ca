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
 * `make mutants`: puts each deliberate bug of a module's list into a copy of its source file, compiles it, and runs the
 * tests that stand in the list over it until one fails. A bug in C is compiled by the test: its folder is
 * {@code OVERLAY} in the environment. A bug that none notices, or whose lines are not there any more,
 * is an error.
 */
public final class Mutants {
    /** A mutant that hangs is noticed, too, see {@link #verdict}. */
    private static final int MINUTES = 10;
    /** What {@link #run} says of tests that were still running behind these minutes. */
    static final String HUNG = "still running behind " + MINUTES + " minutes";

    private static final PrintStream OUT = System.out;

    private Mutants() {
    }

    /**
     * Runs them.
     *
     * @param arguments the module's folder, then which of its mutants: {@code 2/6} for the second of six parts, so
     *     {@code 1/1} for all; or else a piece of their titles; then the modules that are asked for, with commas between
     *     them: Maven comes by those as well that they need, which have their own mutants
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path module = Path.of(arguments[0]);
        if (Stream.of(arguments[2].split(",")).noneMatch(module::endsWith)) {
            return;
        }
        Path work = Files.createDirectories(module.resolve("target/mutants"));
        List<Mutant> mutants = chosen(Mutant.read(module), arguments[1]);
        if (mutants.isEmpty()) {
            OUT.println("no mutant of " + module.getFileName() + " has “" + arguments[1] + "” in its title");
            return;
        }
        List<String> tests = mutants.stream().flatMap(mutant -> mutant.tests().stream()).distinct().toList();
        long begin = System.nanoTime();
        String failed = run(work.resolve("none"), null, work, tests);
        if (!failed.isEmpty()) {
            OUT.println("The tests fail without any mutant: " + failed + ", see " + work);
            System.exit(1);
        }
        long alone = (System.nanoTime() - begin) / 1_000_000_000;
        List<String> wrong = new ArrayList<>();
        int hung = 0;
        for (Mutant mutant : mutants) {
            long start = System.nanoTime();
            String result = test(mutant, module, work);
            String verdict = verdict(result, alone);
            OUT.printf("%-8s %-66s %s, %d s%n", verdict, mutant.title(), result,
                    (System.nanoTime() - start) / 1_000_000_000);
            hung += verdict.equals("hung") ? 1 : 0;
            if (verdict.equals("MISSED") || verdict.equals("UNKNOWN")) {
                wrong.add(mutant.title());
            }
        }
        OUT.println((mutants.size() - wrong.size()) + " of " + mutants.size() + " mutants caught in "
                + module.getFileName() + (hung == 0 ? "" : ", " + hung + " of them by hanging"));
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    /**
     * What a result is worth. Tests that do not end tell of a bug only if they are known to end without one, and long
     * ahead of that: else it may be the machine that is slow.
     *
     * @param result of {@link #test}
     * @param alone seconds that all the tests took without a mutant
     * @return {@code caught}, {@code hung} if they did not end because of it, {@code UNKNOWN} if that cannot be told, or
     *     {@code MISSED}
     */
    static String verdict(String result, long alone) {
        if (result.equals(HUNG)) {
            return alone < MINUTES * 60 / 3 ? "hung" : "UNKNOWN";
        }
        return result.startsWith("!") ? "MISSED" : "caught";
    }

    private static List<Mutant> chosen(List<Mutant> all, String which) {
        if (!which.matches("[1-9][0-9]*/[1-9][0-9]*")) {
            return all.stream().filter(mutant -> mutant.title().contains(which)).toList();
        }
        int part = Integer.parseInt(which.substring(0, which.indexOf('/')));
        int parts = Integer.parseInt(which.substring(which.indexOf('/') + 1));
        if (part > parts) {
            throw new IllegalArgumentException("a part of " + parts + " must be 1 to " + parts + ", not " + part);
        }
        return all.subList(all.size() * (part - 1) / parts, all.size() * part / parts);
    }

    /** Who caught it, or why not, with an exclamation mark in front. */
    private static String test(Mutant mutant, Path module, Path work) throws IOException, InterruptedException {
        String source = mutant.applyTo(module);
        if (source == null) {
            return "! its lines do not stand in " + mutant.file() + " once";
        }
        Path classes = Files.createDirectories(work.resolve("classes"));
        clear(classes);
        Path copy = work.resolve("source/java").resolve(mutant.file()).normalize();
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, source);
        boolean isJava = mutant.file().endsWith(".java");
        String complaint = isJava ? compile(copy, classes) : "";
        if (!complaint.isEmpty()) {
            return "! it does not compile: " + complaint;
        }
        String caught = run(classes, isJava ? null : copy.getParent(), work, mutant.tests());
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

    /** The first test that fails with these classes in front, or with this folder of C, or nothing. */
    private static String run(Path classes, Path overlay, Path work, List<String> tests)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1", "-Djdk.attach.allowAttachSelf", "-classpath",
                classes + File.pathSeparator + System.getProperty("java.class.path"), FailFast.class.getName()));
        command.addAll(tests);
        File log = work.resolve("log.txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        if (overlay != null) {
            builder.environment().put("OVERLAY", overlay.toAbsolutePath().toString());
        }
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            return HUNG;
        }
        return process.exitValue() == 0 ? "" : Files.readString(log.toPath()).lines()
                .filter(line -> line.startsWith(FailFast.MARK)).findFirst()
                .map(line -> line.substring(FailFast.MARK.length())).orElse("exit code " + process.exitValue());
    }
}

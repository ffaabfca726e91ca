package nogc.stm32.worlds;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * The other half of {@code make mutants}: puts each deliberate bug of {@code src/test/mutants/mutants.txt} into a copy
 * of a plugin of the compiler, and compares worlds with it. A bug that makes no difference, or whose lines are not
 * there any more, is an error.
 */
final class Mutants {
    private static final PrintStream OUT = System.out;
    private static final int WORLDS = 6;

    private record Mutant(String title, String file, List<String> lines, List<String> replacement) {
    }

    private Mutants() {
    }

    /** @param arguments {@code worlds} to compare them; or parts of titles to run only these mutants */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (List.of(arguments).contains("worlds")) {
            System.exit(differences().isEmpty() ? 0 : 1);
        }
        List<Mutant> mutants = read(Path.of("src/test/mutants/mutants.txt"));
        mutants.removeIf(mutant -> arguments.length > 0
                && List.of(arguments).stream().noneMatch(mutant.title()::contains));
        int caught = 0;
        for (Mutant mutant : mutants) {
            String fault = test(mutant);
            OUT.printf("%-8s %s%s%n", fault.isEmpty() ? "caught" : "MISSED", mutant.title(), fault);
            caught += fault.isEmpty() ? 1 : 0;
        }
        OUT.println(caught + " of " + mutants.size() + " mutants of the STM32 plugins caught");
        System.exit(caught == mutants.size() ? 0 : 1);
    }

    private static String differences() {
        for (String profile : List.of("gc", "bare")) {
            Batch batch = new Batch("Mutant" + profile);
            boolean catches = profile.equals("gc");
            WorldsTest.known(catches).forEach(file -> batch.add(file.getFileName().toString().replace(".java", ""),
                    WorldsTest.read(file)));
            for (int i = 0; i < WORLDS; i++) {
                batch.add("World" + i, new World(1000 + i, "World" + i, catches).text());
            }
            List<String> expected = batch.onJvm();
            batch.toC(true);
            String difference = batch.difference(expected, batch.onBoard(profile, WorldsTest.STACK));
            if (!difference.isEmpty()) {
                return difference;
            }
        }
        return "";
    }

    private static List<Mutant> read(Path list) throws IOException {
        List<Mutant> mutants = new ArrayList<>();
        String title = null;
        for (String line : Files.readAllLines(list)) {
            if (line.startsWith("== ")) {
                title = line.substring(3);
            } else if (line.startsWith("@ ")) {
                mutants.add(new Mutant(title, line.substring(2), new ArrayList<>(), new ArrayList<>()));
            } else if (line.startsWith("- ")) {
                mutants.get(mutants.size() - 1).lines().add(line.substring(2));
            } else if (line.startsWith("+ ")) {
                mutants.get(mutants.size() - 1).replacement().add(line.substring(2));
            }
        }
        return mutants;
    }

    /** Why it was not caught; empty if it was. */
    private static String test(Mutant mutant) throws IOException, InterruptedException {
        String source = Files.readString(Path.of("src/main/java/nogc/stm32/build", mutant.file()));
        String lines = String.join("\n", mutant.lines());
        int at = source.indexOf(lines);
        if (at < 0 || source.indexOf(lines, at + 1) >= 0) {
            return ": its lines do not stand in " + mutant.file() + " once";
        }
        Path work = Files.createDirectories(Path.of("target/mutants"));
        Path classes = Files.createDirectories(Files.createTempDirectory(work, "classes"));
        Path copy = Files.createDirectories(classes.resolve("source")).resolve(mutant.file());
        Files.writeString(copy, source.replace(lines, String.join("\n", mutant.replacement())));
        String path = System.getProperty("java.class.path");
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, "-nowarn", "-proc:none", "-d",
                classes.toString(), "-classpath", path, copy.toString()) != 0) {
            return ": it does not compile";
        }
        Process process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-classpath",
                classes + File.pathSeparator + path, Mutants.class.getName(), "worlds").redirectErrorStream(true)
                .redirectOutput(work.resolve("log.txt").toFile()).start();
        return process.waitFor() != 0 ? "" : ": no world differs";
    }
}

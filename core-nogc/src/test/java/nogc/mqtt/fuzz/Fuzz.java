package nogc.mqtt.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * `make fuzz`: Jazzer on each target in turn, in a JVM of its own, starting from the inputs in {@code /fuzz}. What it
 * finds stands in {@code target/fuzz}; a crash belongs into {@code src/test/resources/fuzz} with the change that mends
 * it.
 */
public final class Fuzz {
    private static final List<String> TARGETS = List.of("Decoder", "Property", "TopicRules", "Session", "WebSocket", "Sn",
            "FlashLog");
    /** Longest input in bytes. */
    private static final int LONGEST = 800;
    /** An input that takes more seconds than this counts as a hang. */
    private static final int HANG = 20;

    private static final PrintStream OUT = System.out;

    private Fuzz() {
    }

    /** @param arguments the module's folder, and the seconds for each target */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path module = Path.of(arguments[0]).toAbsolutePath();
        boolean clean = true;
        for (String target : TARGETS) {
            Path work = module.resolve("target/fuzz").resolve(target);
            Files.createDirectories(work.resolve("corpus"));
            Path log = work.resolve("log.txt");
            Process process = new ProcessBuilder(command(module, target, arguments[1])).directory(work.toFile())
                    .redirectErrorStream(true).redirectOutput(log.toFile()).start();
            clean &= process.waitFor() == 0;
            report(target, Files.readAllLines(log));
        }
        System.exit(clean ? 0 : 1);
    }

    private static List<String> command(Path module, String target, String seconds) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-classpath",
                System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer",
                "--target_class=nogc.mqtt.fuzz." + target + "Fuzz",
                "--instrumentation_includes=nogc.mqtt.*:nogc.mqtt.codec.**:nogc.mqtt.session.**:nogc.mqtt.wire.**:nogc.mqtt.sn.**"
                        + ":nogc.mqtt.client.**:nogc.mqtt.store.**:nogc.hal.net.**"));
        command.addAll(List.of("-max_total_time=" + seconds, "-max_len=" + LONGEST, "-timeout=" + HANG, "corpus",
                module.resolve("src/test/resources/fuzz").resolve(target).toString()));
        return command;
    }

    /** The last line with figures, and what went wrong. */
    private static void report(String target, List<String> log) {
        String figures = "it did not start";
        for (int i = 0; i < log.size(); i++) {
            String line = log.get(i);
            if (line.matches("#\\d+.*")) {
                figures = line;
            }
            if (line.startsWith("== ") || line.contains("Test unit written")) {
                OUT.println(String.join("\n", log.subList(i, Math.min(i + 10, log.size()))));
            }
        }
        OUT.printf("%-10s %s%n", target, figures.replace('\t', ' '));
    }
}

package nogc.samples.demo;

import java.util.ArrayList;
import java.util.List;
import nogc.javase.broker.Program;

/** A demo in a JVM of its own, as the Makefile starts it, that has ended. */
record DemoProcess(int exitCode, String output) {
    /** Seconds in which it ends on the busiest machine. */
    private static final int LONGEST = 300;

    static DemoProcess run(String main, String... words) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(words));
        try (Program demo = Program.start(command)) {
            int exitCode = demo.awaitExit(LONGEST);
            return new DemoProcess(exitCode, String.join("\n", demo.lines()) + "\n");
        }
    }
}

package nogc.samples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nogc.javase.broker.MosquittoBroker;
import org.junit.jupiter.api.Test;

/** The whole demo, as {@code make demo} starts it. */
class DemoTest {
    private record Run(int exitCode, String output, double seconds) {
    }

    @Test
    void withTheEmbeddedBrokerEveryFigureIsAsItMustBe() throws Exception {
        Run run = run();
        assertGood(run);
        assertTrue(run.output.contains("Apache Artemis"), run.output);
    }

    @Test
    void withARunningBrokerEveryFigureIsAsItMustBe() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start()) {
            assertGood(run("127.0.0.1:" + broker.port()));
        }
    }

    private static void assertGood(Run run) {
        assertEquals(0, run.exitCode, run.output);
        assertTrue(run.seconds < 20, "took " + run.seconds + " s");
        List<String> figures = run.output.lines().map(line -> line.strip().replaceAll("  +", ": ")).toList();
        for (String figure : List.of("lost: 0", "duplicated: 0", "presence: online, offline, online, offline",
                "sessions resumed: 1", "set-points obeyed: 4", "heater: on, off, on, off", "requests answered: 4",
                "bytes allocated before the cut: 0", "bytes allocated after the cut: 0", "All is as it must be.")) {
            assertTrue(figures.contains(figure), figure + " is missing in\n" + run.output);
        }
        assertTrue(run.output.contains("the plug is pulled"), run.output);
    }

    @Test
    void aBrokerThatIsNotThereGetsOneLineAndExitCode1() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Run run = run("127.0.0.1:" + port);
        assertEquals(1, run.exitCode);
        assertEquals("demo: no MQTT 5.0 broker answers at 127.0.0.1:" + port + "; start one there, or leave BROKER out",
                run.output.strip());
    }

    @Test
    void aWrongBrokerGetsOneLineAndExitCode2() throws Exception {
        Run run = run("1883");
        assertEquals(2, run.exitCode);
        assertEquals("demo: the broker must be given as HOST:PORT, not '1883'\n", run.output);
    }

    private static Run run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), "nogc.samples.demo.Demo"));
        command.addAll(List.of(words));
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        return new Run(exitCode, output, (System.nanoTime() - start) / 1e9);
    }
}

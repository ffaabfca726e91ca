package nogc.samples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nogc.javase.broker.FreePort;
import nogc.javase.broker.MosquittoBroker;
import org.junit.jupiter.api.Test;

/** The whole demo, as {@code make demo} starts it. */
class DemoTest {
    @Test
    void withTheEmbeddedBrokerEveryFigureIsAsItMustBe() throws Exception {
        DemoProcess run = run();
        assertGood(run);
        assertTrue(run.output().contains("Apache Artemis"), run.output());
    }

    @Test
    void withARunningBrokerEveryFigureIsAsItMustBe() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start()) {
            assertGood(run("127.0.0.1:" + broker.port()));
        }
    }

    private static void assertGood(DemoProcess run) {
        assertEquals(0, run.exitCode(), run.output());
        List<String> figures = run.output().lines().map(line -> line.strip().replaceAll("  +", ": ")).toList();
        for (String figure : List.of("lost: 0", "duplicated: 0", "presence: online, offline, online, offline",
                "sessions resumed: 1", "set-points obeyed: 4", "heater: on, off, on, off", "requests answered: 4",
                "bytes allocated before the cut: 0", "bytes allocated after the cut: 0", "All is as it must be.")) {
            assertTrue(figures.contains(figure), figure + " is missing in\n" + run.output());
        }
        assertTrue(run.output().contains("the plug is pulled"), run.output());
    }

    @Test
    void aBrokerThatIsNotThereGetsOneLineAndExitCode1() throws Exception {
        int port = FreePort.find();
        DemoProcess run = run("127.0.0.1:" + port);
        assertEquals(1, run.exitCode());
        assertEquals("demo: no MQTT 5.0 broker answers at 127.0.0.1:" + port + "; start one there, or leave BROKER out",
                run.output().strip());
    }

    @Test
    void aWrongBrokerGetsOneLineAndExitCode2() throws Exception {
        DemoProcess run = run("1883");
        assertEquals(2, run.exitCode());
        assertEquals("demo: the broker must be given as HOST:PORT, not '1883'\n", run.output());
    }

    private static DemoProcess run(String... words) throws Exception {
        return DemoProcess.run("nogc.samples.demo.Demo", words);
    }
}

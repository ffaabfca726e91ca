package nogc.samples.counter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class CounterTest {
    private static final int KILLS = 8;

    @TempDir
    Path folder;

    private Program counter(MosquittoBroker broker) {
        return Program.start(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx24m",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Counter.class.getName(),
                "127.0.0.1", String.valueOf(broker.port()), folder.resolve("session").toString()));
    }

    @Test
    void eachCommandCountsOnceHoweverOftenTheCounterIsKilled() {
        long seed = Long.getLong("nogc.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        long sum = 0;
        try (MosquittoBroker broker = MosquittoBroker.configure().run()) {
            try (Program counter = counter(broker)) {
                broker.awaitLog("Sending SUBACK to counter");
                counter.kill9();
            }
            try (Program feeder = Program.start("mosquitto_pub", "-h", "127.0.0.1", "-p",
                    String.valueOf(broker.port()), "-i", "feeder", "-V", "5", "-q", "2", "-l", "-t", "counter/add")) {
                for (int kill = 0; kill < KILLS; kill++) {
                    try (Program counter = counter(broker)) {
                        for (int i = 0; i < 100; i++) {
                            int number = random.nextInt(1000);
                            feeder.tell(String.valueOf(number));
                            sum += number;
                        }
                        counter.awaitLine("goes on from");
                        int lines = random.nextInt(40);
                        counter.await(output -> output.size() > lines, 500);
                        counter.kill9();
                    }
                }
                try (Program counter = counter(broker)) {
                    counter.awaitLine("sum " + sum);
                    broker.publish("-t", "counter/add", "-m", "1000000", "-q", "2");
                    counter.awaitLine("sum " + (sum + 1_000_000));
                }
            }
        }
    }

    @Test
    void aSecondCounterOnTheSameFileIsToldSoInALine() {
        try (MosquittoBroker broker = MosquittoBroker.configure().run(); Program first = counter(broker)) {
            first.awaitLine("goes on from 0");
            try (Program second = counter(broker)) {
                assertEquals(1, second.awaitExit(30));
                assertEquals(List.of("counter: " + folder.resolve("session")
                        + " is in use by another client: give each client a store of its own"), second.lines());
            }
        }
    }
}

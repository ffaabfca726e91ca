package nogc.samples.counter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import nogc.javase.FileFlashRegion;
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
        return counter(broker, Counter.class);
    }

    private Program counter(MosquittoBroker broker, Class<?> main) {
        return Program.start(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx24m",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), main.getName(),
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

    /** A counter whose store is full with fewer messages than the server has under way. */
    static final class SmallStore {
        private SmallStore() {
        }

        public static void main(String[] args) throws IOException {
            try (FileFlashRegion region = FileFlashRegion.open(Path.of(args[2]), 2, 256)) {
                new Counter(args[0], Integer.parseInt(args[1]), region).run();
            }
        }
    }

    @Test
    void aStoreThatIsFullHoldsCommandsBackAndStopsNothing() {
        try (MosquittoBroker broker = MosquittoBroker.configure().option("max_inflight_messages 90").run()) {
            try (Program counter = counter(broker, SmallStore.class)) {
                broker.awaitLog("Sending SUBACK to counter");
                counter.kill9();
            }
            try (Program feeder = Program.start("mosquitto_pub", "-h", "127.0.0.1", "-p",
                    String.valueOf(broker.port()), "-i", "feeder", "-V", "5", "-q", "2", "-l", "-t", "counter/add")) {
                for (int i = 0; i < 90; i++) {
                    feeder.tell("1");
                }
                broker.awaitLog("Received PUBREL from feeder (Mid: 90)");
            }
            try (Program counter = counter(broker, SmallStore.class)) {
                counter.awaitLine("sum 90");
            }
        }
    }
}

package nogc.samples.pi;

import static nogc.samples.pi.Garden.ROOT;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;

/** A node with a store in {@code session} through the worst hour: first its broker is killed, then the node itself. */
final class Restart {
    private static final long PATIENCE = 120_000;

    private Restart() {
    }

    /**
     * Runs it: what was measured while the broker was away arrives, once both are back, ahead of what is new.
     *
     * @param tls options of {@code mosquitto_sub}
     */
    static void run(MosquittoBroker broker, Garden garden, Supplier<Program> start, String... tls) throws Exception {
        try (Program observer = observe(broker, tls); Program node = start.get()) {
            awaitReading(observer, node, "48.3");
            broker.kill9();
            garden.temperature("55000");
            awaitInStore(garden, node, "55.0");
            node.kill9();
        }
        garden.temperature("60000");
        broker.run();
        try (Program observer = observe(broker, tls); Program node = start.get()) {
            awaitReading(observer, node, "60.0");
            List<String> all = observer.lines();
            assertTrue(all.indexOf("55.0") >= 0 && all.indexOf("55.0") < all.indexOf("60.0"), all::toString);
            assertTrue(node.lines().stream().noneMatch(line -> line.startsWith("<3>")), node.lines()::toString);
        }
    }

    private static Program observe(MosquittoBroker broker, String... tls) {
        List<String> options = new ArrayList<>(List.of("-t", ROOT + "/cpu", "-q", "1", "-F", "%p"));
        options.addAll(List.of(tls));
        return broker.observe("observer", options.toArray(new String[0]));
    }

    private static void awaitReading(Program observer, Program node, String text) {
        assertTrue(observer.await(lines -> lines.contains(text), PATIENCE), () -> text + " did not arrive, but "
                + observer.lines() + "; the node said " + node.lines());
    }

    private static void awaitInStore(Garden garden, Program node, String text)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!Files.readString(garden.path("session"), StandardCharsets.ISO_8859_1).contains(text)) {
            assertTrue(System.nanoTime() - start < PATIENCE * 1_000_000, () -> text + " is not in the store; the node"
                    + " said " + node.lines());
            Thread.sleep(20);
        }
    }
}

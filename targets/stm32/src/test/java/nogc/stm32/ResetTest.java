package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import nogc.javase.broker.MosquittoBroker;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Exactly once over resets of the board, with its session in the store: the program {@code StoredMirror} on a board
 * whose store is RAM that a reset keeps, by the rules of NOR flash, between a real Mosquitto and {@link Traffic}.
 * {@code -Dnogc.soak=true} has 2,000 messages each way and 40 resets.
 */
class ResetTest {
    private static final boolean SOAK = Boolean.getBoolean("nogc.soak");
    private static final int COUNT = SOAK ? 2_000 : 120;
    private static final int RESETS = SOAK ? 40 : 4;

    /**
     * The board checks that no message is lost or doubled on its way in, and panics else; the far end checks the same
     * of the answers, and their order.
     */
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({"StoredMirror311, 4", "StoredMirror5, 5"})
    void resetsInMidTrafficNeitherLoseNorDoubleAtQos2(String program, int version) {
        long seed = Long.getLong("nogc.seed", System.nanoTime());
        Random random = new Random(seed);
        try (MosquittoBroker broker = MosquittoBroker.configure().persistent().run();
                Bridge bridge = new Bridge(broker.port());
                Emulator emulator = Emulator.start(Firmware.of("qemu405", program), bridge.port());
                Traffic traffic = new Traffic(broker.port(), version)) {
            broker.awaitLog("Sending SUBACK to stm32-");
            traffic.send(2, COUNT);
            for (int reset = 1; reset <= RESETS; reset++) {
                int cut = reset * COUNT / (RESETS + 1) + random.nextInt(10);
                traffic.await("reset " + reset + ", seed " + seed, () -> traffic.returned() >= cut);
                LockSupport.parkNanos(random.nextInt(5_000_000)); // the board goes on meanwhile
                emulator.pause();
                bridge.hangUp();
                emulator.reset();
                emulator.go();
            }
            traffic.finish();
            System.out.println(COUNT + " messages each way over " + RESETS + " resets, stack at most "
                    + emulator.stackUsed() + " B, seed " + seed);
            assertEquals("", emulator.console());
            assertEquals(COUNT, traffic.returned());
            assertEquals(0, traffic.repeated());
            assertTrue(emulator.stackUsed() < 1536, "stack " + emulator.stackUsed() + " of 2048");
        }
    }
}

package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nogc.javase.broker.MosquittoBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Messages in thousands through a board and back: the program {@code Mirror} between a real Mosquitto and
 * {@link Traffic}. {@code -Dnogc.soak=true} sends fifty times as many.
 */
class TrafficTest {
    private static final boolean SOAK = Boolean.getBoolean("nogc.soak");
    private static final int COUNT = SOAK ? 100_000 : 2_000;
    /** What a quiet broker logs when the board subscribes. */
    private static final String SUBSCRIBED = "nogc/mirror/in";
    private static final int STEADY = SOAK ? 1_000_000 : 20_000;

    /** A broker that is not slowed down by a log line for each packet. */
    private static MosquittoBroker broker() {
        return MosquittoBroker.configure().quiet().option("log_type subscribe").run();
    }

    /**
     * At QoS 0, too, all must come: no hop of this way may lose one, since the ring of the board, the serial line and
     * TCP each hold back what comes before there is room.
     */
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({"qemu405, Mirror311, 4", "qemu405, Mirror5, 5", "qemu100, Mirror311, 4"})
    void everyMessageComesBackOnceIntactAndInOrder(String board, String program, int version) {
        try (MosquittoBroker broker = broker();
                Emulator emulator = Emulator.start(Firmware.of(board, program), broker.port());
                Traffic traffic = new Traffic(broker.port(), version)) {
            broker.awaitLog(SUBSCRIBED);
            traffic.send(1, 10);
            traffic.finish();
            int heap = emulator.heapUsed();
            for (int qos = 0; qos <= 2; qos++) {
                traffic.send(qos, COUNT);
                traffic.finish();
            }
            assertEquals(10 + 3 * COUNT, traffic.returned());
            assertEquals(0, traffic.repeated());
            assertMemory(emulator, heap);
            assertEquals("", emulator.console());
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void theSteadyStateTakesNoMemory() {
        try (MosquittoBroker broker = broker();
                Emulator emulator = Emulator.start(Firmware.of("qemu405", "Mirror5"), broker.port());
                Traffic traffic = new Traffic(broker.port(), 5)) {
            broker.awaitLog(SUBSCRIBED);
            traffic.send(0, 10);
            traffic.finish();
            int heap = emulator.heapUsed();
            traffic.send(0, STEADY);
            traffic.finish();
            assertMemory(emulator, heap);
            assertEquals("", emulator.console());
        }
    }

    /** Half of the stack is left, and nothing was allocated. */
    private static void assertMemory(Emulator emulator, int heap) {
        int stack = emulator.stackUsed();
        System.out.println("Java heap " + heap + " B before, " + emulator.heapUsed() + " B after, stack at most " + stack
                + " B");
        assertEquals(heap, emulator.heapUsed());
        assertTrue(stack < 1024, "stack " + stack + " of 2048");
    }
}

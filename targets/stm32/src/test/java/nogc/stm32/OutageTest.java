package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nogc.javase.broker.MosquittoBroker;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The broker is killed and the board is reset while messages are under way, with the program {@code Mirror} and
 * {@link Traffic} around it. {@code -Dnogc.soak=true} has ten times as many outages.
 */
class OutageTest {
    private static final int OUTAGES = Boolean.getBoolean("nogc.soak") ? 20 : 2;
    private static final int BETWEEN = 150;
    private static final String SUBSCRIBED = "Sending SUBACK to stm32-";
    private static final String TIMED_OUT = "has exceeded timeout";

    /**
     * Mosquitto forgets what it acknowledged after it last wrote its file, which no client can mend. So the board and
     * the far end stand still while it writes and dies; their exchanges are cut wherever they happen to be.
     */
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({"qemu405, Mirror311, 4", "qemu405, Mirror5, 5"})
    void killsOfTheBrokerNeitherLoseNorDoubleAtQos2(String board, String program, int version) {
        try (MosquittoBroker broker = MosquittoBroker.configure().persistent().run();
                Emulator emulator = Emulator.start(Firmware.of(board, program), broker.port());
                Traffic traffic = new Traffic(broker.port(), version)) {
            broker.awaitLog(SUBSCRIBED);
            traffic.send(2, BETWEEN * (OUTAGES + 1));
            for (int outage = 1; outage <= OUTAGES; outage++) {
                int cut = BETWEEN * outage + outage;
                traffic.await("outage " + outage, () -> traffic.returned() >= cut);
                emulator.pause();
                broker.save();
                broker.kill9();
                broker.run();
                emulator.go();
            }
            traffic.finish();
            assertEquals(BETWEEN * (OUTAGES + 1), traffic.returned());
            assertEquals(0, traffic.repeated());
            assertEquals("", emulator.console());
        }
    }

    /** Here nobody stands still; the broker has lost the session, and what was under way may be gone. */
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({"qemu405, Mirror311, 4", "qemu100, Mirror311, 4"})
    void theBoardComesBackToABrokerThatForgotEverything(String board, String program, int version) {
        try (MosquittoBroker broker = MosquittoBroker.start();
                Emulator emulator = Emulator.start(Firmware.of(board, program), broker.port())) {
            broker.awaitLog(SUBSCRIBED);
            cutShort(broker, version);
            broker.kill9();
            broker.run();
            awaitMore(broker, emulator, SUBSCRIBED, 0);
            exchange(broker, version);
            assertEquals("", emulator.console());
        }
    }

    /**
     * The bridge keeps its connection, so the broker sees a second CONNECT on it: it closes it, and Mosquitto forgets
     * the session, too.
     */
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({"qemu405, Mirror5, 5", "qemu100, Mirror311, 4"})
    void theBoardComesBackFromAReset(String board, String program, int version) {
        try (MosquittoBroker broker = MosquittoBroker.start();
                Emulator emulator = Emulator.start(Firmware.of(board, program), broker.port())) {
            broker.awaitLog(SUBSCRIBED);
            for (int outage = 1; outage <= OUTAGES; outage++) {
                cutShort(broker, version);
                long before = lines(broker, SUBSCRIBED);
                emulator.reset();
                awaitMore(broker, emulator, SUBSCRIBED, before);
                exchange(broker, version);
            }
            assertEquals("", emulator.console());
        }
    }

    private static long lines(MosquittoBroker broker, String text) {
        return broker.log().stream().filter(line -> line.contains(text)).count();
    }

    private static void awaitMore(MosquittoBroker broker, Emulator emulator, String text, long before) {
        emulator.await('"' + text + "\" once more", 30, () -> lines(broker, text) > before);
    }

    /** Leaves a QoS 1 exchange behind that is under way. */
    private static void cutShort(MosquittoBroker broker, int version) {
        try (Traffic traffic = new Traffic(broker.port(), version)) {
            traffic.send(1, 1_000);
            traffic.await("in mid-traffic", () -> traffic.returned() >= BETWEEN);
        }
    }

    private static void exchange(MosquittoBroker broker, int version) {
        try (Traffic traffic = new Traffic(broker.port(), version)) {
            traffic.send(1, BETWEEN);
            traffic.finish();
        }
    }

    /**
     * The board stands still until the broker has missed its keep alive, and starts anew: it knows nothing, but the
     * broker has kept what it did not acknowledge, and it acknowledges a message only once its answer is.
     */
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({"qemu405, Mirror5, 5", "qemu100, Mirror311, 4"})
    void powerCutsLoseNothingAtQos1(String board, String program, int version) {
        try (MosquittoBroker broker = MosquittoBroker.start();
                Emulator emulator = Emulator.start(Firmware.of(board, program), broker.port());
                Traffic traffic = new Traffic(broker.port(), version)) {
            broker.awaitLog(SUBSCRIBED);
            traffic.send(1, BETWEEN * (OUTAGES + 1));
            for (int outage = 1; outage <= OUTAGES; outage++) {
                int cut = BETWEEN * outage + outage;
                traffic.await("power cut " + outage, () -> traffic.returned() >= cut);
                long before = lines(broker, TIMED_OUT);
                emulator.pause();
                emulator.reset();
                awaitMore(broker, emulator, TIMED_OUT, before);
                emulator.go();
            }
            traffic.finish();
            assertEquals(BETWEEN * (OUTAGES + 1), traffic.returned());
            assertTrue(traffic.repeated() <= 6 * OUTAGES, traffic.repeated() + " messages came twice");
            assertEquals("", emulator.console());
        }
    }
}

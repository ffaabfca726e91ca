package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sensor node with its session in the store of the board, over resets. */
class StoredSensorNodeTest {
    private static final String ROOT = "sensors/stm32-51454d5551454d5551454d55";
    private static final int LIVES = Boolean.getBoolean("nogc.soak") ? 40 : 4;
    private static final int READINGS = 15;

    /**
     * Readings go out at QoS 2, and the board is reset in the midst of them: each life counts them from 1, and what
     * arrives of a life is 1, 2, 3 … without a gap and without one twice. Before one of the resets the broker stands
     * still and hears nothing more of that life, and what was queued meanwhile comes out in the next one.
     */
    @Test
    void whatWasQueuedOutlivesAResetAndNoReadingIsDoubled() {
        long seed = Long.getLong("nogc.seed", System.nanoTime());
        Random random = new Random(seed);
        try (MosquittoBroker broker = MosquittoBroker.configure().persistent().run();
                Program observer = broker.observe("observer", "-t", ROOT + "/temperature", "-q", "2", "-F", "%p");
                Bridge bridge = new Bridge(broker.port());
                Emulator emulator = Emulator.start(Firmware.of("qemu405", "SawtoothNode5"), bridge.port())) {
            int frozen = 0;
            for (int life = 1; life < LIVES; life++) {
                int before = observer.lines().size();
                int wanted = before + READINGS + random.nextInt(10);
                emulator.await("life " + life + ", seed " + seed, 30, () -> observer.lines().size() >= wanted);
                if (life == 1) {
                    broker.freeze();
                    bridge.hangUp(); // what the board sends from here on, the broker will not read
                    LockSupport.parkNanos(500_000_000); // ten periods
                    frozen = observer.lines().size();
                } else {
                    LockSupport.parkNanos(random.nextInt(5_000_000)); // the board goes on meanwhile
                }
                emulator.pause();
                bridge.hangUp();
                emulator.reset();
                emulator.go();
                broker.thaw();
            }
            int all = observer.lines().size() + READINGS;
            emulator.await("the last life, seed " + seed, 30, () -> observer.lines().size() >= all);
            List<Integer> numbers = numbers(observer);
            int lives = 0;
            for (int i = 0; i < numbers.size(); i++) {
                int before = i == 0 ? 0 : numbers.get(i - 1);
                lives += numbers.get(i) == 1 ? 1 : 0;
                assertTrue(numbers.get(i) == before + 1 || numbers.get(i) == 1, numbers + ", seed " + seed);
            }
            assertEquals(LIVES, lives, numbers + ", seed " + seed);
            assertTrue(numbers.get(frozen + 3) > 4, "not all of the first life behind its reset: " + numbers);
            assertEquals("", emulator.console());
            assertTrue(emulator.stackUsed() < 1536, "stack " + emulator.stackUsed());
            System.out.println(numbers.size() + " readings of " + LIVES + " lives at QoS 2, heap " + emulator.heapUsed()
                    + " B, stack " + emulator.stackUsed() + " B, seed " + seed);
        }
    }

    private static List<Integer> numbers(Program observer) {
        List<Integer> numbers = new ArrayList<>();
        for (String line : observer.lines()) {
            numbers.add(Integer.parseInt(line.replaceFirst("\\{\"n\":(\\d+),.*", "$1")));
        }
        return numbers;
    }

    /** The broker keeps the session, and the node knows so behind a reset. */
    @ParameterizedTest
    @ValueSource(strings = {"StoredSensorNode311", "StoredSensorNode5"})
    void aSetPointThatCameWhileTheBoardWasOffIsObeyed(String program) {
        try (MosquittoBroker broker = MosquittoBroker.configure().persistent().run();
                Program observer = broker.observe("observer", "-t", ROOT + "/#", "-q", "1", "-F", "%t %p");
                Bridge bridge = new Bridge(broker.port());
                Emulator emulator = Emulator.start(Firmware.of("qemu405", program), bridge.port())) {
            broker.awaitLog("Sending SUBACK to stm32-");
            emulator.pause();
            bridge.hangUp();
            observer.awaitLine(ROOT + "/status offline");
            broker.publish("-t", ROOT + "/setpoint", "-q", "1", "-m", "21.5");
            emulator.reset();
            emulator.go();
            observer.awaitLine(ROOT + "/heater off");
            assertEquals("", emulator.console());
        }
    }
}

package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import nogc.javase.broker.MosquittoBroker;
import org.junit.jupiter.api.Test;

/**
 * The chip's random numbers as part of an image; what the device does is tested in
 * {@code src/test/c/registers/random_test.c}, since the emulator has none.
 */
class RandomNumbersTest {
    @Test
    void aBoardWithoutAGeneratorIsToldInOneLine() {
        Firmware.Result result = Firmware.attempt(Map.of(), "./build-firmware", "stm32f411", "Draws");
        assertEquals(List.of("stm32f411 has no random number generator, which nogc.stm32.RandomNumbers is;"
                + " nogc.stm32.Chip has numbers for jitter"), result.lines());
        assertEquals(1, result.exitCode());
    }

    @Test
    void aBoardWithOneTakesTheProgram() {
        Firmware.of("stm32f405", "Draws");
    }

    /** No key, but numbers for jitter all the same. */
    @Test
    void aGeneratorThatGivesNothingFailsTheKeyAndNotTheJitter() {
        try (MosquittoBroker nobody = MosquittoBroker.start();
                Emulator emulator = Emulator.start(Firmware.of("qemu405", "Draws"), nobody.port())) {
            String expected = "" + RandomNumbers.FAILED + RandomNumbers.LATE + 8;
            emulator.await("three numbers", 20, () -> emulator.console().length() >= expected.length());
            assertEquals(expected, emulator.console());
        }
    }
}

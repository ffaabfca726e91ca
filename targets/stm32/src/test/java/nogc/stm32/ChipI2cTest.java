package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import nogc.hal.I2c;
import nogc.javase.broker.MosquittoBroker;
import org.junit.jupiter.api.Test;

/**
 * The chip's I2C and the driver of the BME280 as parts of an image; what the device does is tested in
 * {@code src/test/c/registers/i2c_test.c}, since the emulator has none.
 */
class ChipI2cTest {
    @Test
    void aBoardOfAnotherFamilyIsToldInOneLine() {
        Firmware.Result result = Firmware.attempt(Map.of(), "./build-firmware", "stm32g071", "Measures");
        assertEquals(List.of("stm32g071 has another kind of I2C than nogc.stm32.ChipI2c, which is for F1 and F4"),
                result.lines());
        assertEquals(1, result.exitCode());
    }

    @Test
    void boardsWithThatBusTakeTheWeatherStation() {
        Firmware.of("stm32f405", "Weather311");
        Firmware.of("stm32f100", "Weather311");
    }

    /** As {@code Bme280Test} has it: 25.08 degrees, 100,656 Pa and 39.11 % (40,052 parts of 1,024). */
    @Test
    void theDriverMeasuresOnTheCoreOfAnStm32WhatItDoesOnAJvm() {
        try (MosquittoBroker nobody = MosquittoBroker.start();
                Emulator emulator = Emulator.start(Firmware.of("qemu405", "Measures"), nobody.port())) {
            String expected = "" + I2c.FAILED + 0 + 1 + 2508 + 100656 + 40052;
            emulator.await("the readings", 20, () -> emulator.console().length() >= expected.length());
            assertEquals(expected, emulator.console());
        }
    }
}

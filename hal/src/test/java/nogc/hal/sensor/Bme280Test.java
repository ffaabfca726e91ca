package nogc.hal.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.function.Consumer;
import nogc.hal.I2c;
import org.junit.jupiter.api.Test;

/** The driver against a register model of the sensor, and its arithmetic against that in floating point. */
class Bme280Test {
    private final FakeBme280 bus = new FakeBme280();
    private final Bme280 sensor = new Bme280(bus, Bme280.ADDRESS, bus);

    /** Calls until there is a result, a millisecond between two. */
    private int measure() {
        for (int i = 0; i < 200; i++) {
            int result = sensor.poll();
            if (result != 0) {
                return result;
            }
            bus.pass(1000);
        }
        throw new AssertionError("it never ends");
    }

    /**
     * Calibration, raw values and results of the example in Bosch's data sheet of the BMP280 (BST-BMP280-DS001, 3.12),
     * which has the same arithmetic: 25.08 °C, and by 32 bits 100,656 Pa.
     */
    @Test
    void theExampleOfTheDataSheetComesOut() {
        assertEquals(1, measure());
        assertEquals(2508, sensor.centiCelsius());
        assertEquals(100_656, sensor.pascals());
        assertEquals(40_052, sensor.humidity(), "of no example, but the same on every machine");
    }

    /** The formulas in floating point (appendix 8.1) know no steps of rounding. */
    @Test
    void humidityIsThatOfTheFormulaInFloatingPointToAFiftieth() {
        for (int raw = 0; raw < 65_536; raw += 97) {
            if (raw == 0x8000) {
                continue;
            }
            bus.humidity = raw;
            assertEquals(1, measure());
            assertEquals(FloatingPoint.humidity(bus.registers, raw, bus.temperature), sensor.humidity() / 1024.0, 0.02,
                    "raw " + raw);
        }
    }

    @Test
    void temperatureAndPressureAreThoseOfTheFormulaInFloatingPointOverTheWholeRange() {
        int good = 0;
        for (int raw = 300_000; raw < 700_000; raw += 1_117) {
            for (int pressure = 200_000; pressure < 600_000; pressure += 31_117) {
                bus.temperature = raw;
                bus.pressure = pressure;
                int result = measure();
                double celsius = FloatingPoint.celsius(bus.registers, raw);
                double pascals = FloatingPoint.pascals(bus.registers, pressure, raw);
                boolean isInside = celsius > -39.9 && celsius < 84.9 && pascals > 30_100 && pascals < 109_900;
                assertTrue(!isInside || result == 1, () -> celsius + " and " + pascals + ": " + result);
                if (result == 1) {
                    good++;
                    assertEquals(celsius, sensor.centiCelsius() / 100.0, 0.011);
                    assertEquals(pascals, sensor.pascals(), 20);
                } else {
                    assertEquals(Bme280.OUT_OF_RANGE, result);
                }
            }
        }
        assertTrue(good > 2000, good + " were inside");
    }

    /** Sensors differ: coefficients around those of real ones. */
    @Test
    void everySensorHasItsOwnCalibration() {
        Random random = new Random(280);
        int good = 0;
        for (int i = 0; i < 2000; i++) {
            for (int c = 0; c < FakeBme280.CALIBRATION.length; c++) {
                bus.word(0x88 + 2 * c, (int) (FakeBme280.CALIBRATION[c] * (0.9 + random.nextDouble() * 0.2)));
            }
            bus.registers[0xA1] = random.nextInt(256);
            bus.word(0xE1, 300 + random.nextInt(200));
            bus.registers[0xE3] = random.nextInt(256);
            bus.fourAndFive(250 + random.nextInt(150), random.nextInt(200) - 100);
            bus.registers[0xE7] = random.nextInt(256);
            bus.temperature = 480_000 + random.nextInt(80_000);
            bus.humidity = random.nextInt(0x8000);
            bus.power();
            if (measure() == 1) {
                good++;
                assertEquals(FloatingPoint.celsius(bus.registers, bus.temperature), sensor.centiCelsius() / 100.0,
                        0.011);
                assertEquals(FloatingPoint.pascals(bus.registers, bus.pressure, bus.temperature), sensor.pascals(), 20);
                assertEquals(FloatingPoint.humidity(bus.registers, bus.humidity, bus.temperature),
                        sensor.humidity() / 1024.0, 0.05);
            }
        }
        assertTrue(good > 1000, good + " were inside");
    }

    @Test
    void aMeasurementIsBegunLookedAtAndTaken() {
        assertEquals(0, sensor.poll());
        assertEquals(5, bus.transfers, "who, whether it is ready, two blocks of calibration, begin");
        assertEquals(52, bus.bytes);
        assertEquals(0, sensor.poll(), "it measures");
        bus.pass(9300);
        assertEquals(1, sensor.poll());
        bus.transfers = 0;
        assertEquals(0, sensor.poll());
        assertEquals(2, bus.transfers, "whether it is the same, begin");
    }

    @Test
    void anotherAddressIsAskedThere() {
        assertEquals(I2c.NO_ANSWER, new Bme280(bus, Bme280.OTHER_ADDRESS, bus).poll());
        bus.address = Bme280.OTHER_ADDRESS;
        assertEquals(0, new Bme280(bus, Bme280.OTHER_ADDRESS, bus).poll());
        assertThrows(IllegalArgumentException.class, () -> new Bme280(bus, 0x78, bus));
    }

    /** Each fault is told, and over once it is mended. */
    private void fault(int code, Consumer<FakeBme280> broken, Consumer<FakeBme280> mended) {
        assertEquals(1, measure());
        broken.accept(bus);
        assertEquals(code, measure());
        assertEquals(code, measure());
        mended.accept(bus);
        bus.power();
        assertEquals(1, measure());
        assertEquals(2508, sensor.centiCelsius());
    }

    @Test
    void aSensorThatIsNotThereDoesNotAnswer() {
        fault(I2c.NO_ANSWER, b -> b.isPlugged = false, b -> b.isPlugged = true);
    }

    @Test
    void aBusThatIsHeldFails() {
        fault(I2c.FAILED, b -> b.isHeld = true, b -> b.isHeld = false);
    }

    @Test
    void aBmp280InItsPlaceIsAnotherChip() {
        fault(Bme280.OTHER_CHIP, b -> {
            b.power();
            b.registers[0xD0] = 0x58;
        }, b -> { });
        bus.power();
        bus.registers[0xD0] = 0x58;
        assertEquals(Bme280.OTHER_CHIP, measure());
        assertEquals(0x58, sensor.chip());
    }

    @Test
    void aMeasurementThatDoesNotEndIsStuckAfterFiftyMilliseconds() {
        fault(Bme280.STUCK, b -> b.isFrozen = true, b -> b.isFrozen = false);
        bus.isFrozen = true;
        int start = bus.millis;
        assertEquals(Bme280.STUCK, measure());
        assertTrue(bus.millis - start > 50 && bus.millis - start < 60, bus.millis - start + " ms");
    }

    @Test
    void aStartThatDoesNotEndIsStuckToo() {
        fault(Bme280.STUCK, b -> {
            b.power();
            b.isCopying = true;
        }, b -> b.isCopying = false);
    }

    @Test
    void aSlowBusIsNoStuckSensor() {
        assertEquals(0, sensor.poll());
        bus.isSlow = true;
        assertEquals(0, sensor.poll(), "it was still measuring, 80 ms ago");
        assertEquals(1, measure());
        assertEquals(1, measure());
        bus.registers[0xF2] = 0; // so that it begins with all it has to ask
        assertEquals(0, sensor.poll());
        assertEquals(1, measure());
    }

    @Test
    void aSlowStartIsWaitedFor() {
        bus.isCopying = true;
        assertEquals(0, sensor.poll());
        assertEquals(0, sensor.poll());
        bus.isCopying = false;
        assertEquals(1, measure());
    }

    @Test
    void valuesThatWereSkippedAreNone() {
        fault(Bme280.NOTHING, b -> b.temperature = 0x80000, b -> b.temperature = 519_888);
        fault(Bme280.NOTHING, b -> b.pressure = 0x80000, b -> b.pressure = 415_148);
        fault(Bme280.NOTHING, b -> b.humidity = 0x8000, b -> b.humidity = 27_000);
    }

    @Test
    void valuesThatItCannotHaveMeasuredAreNone() {
        fault(Bme280.OUT_OF_RANGE, b -> b.temperature = 0, b -> b.temperature = 519_888);
        fault(Bme280.OUT_OF_RANGE, b -> b.temperature = 0xFFFFF, b -> b.temperature = 519_888);
        fault(Bme280.OUT_OF_RANGE, b -> b.pressure = 0, b -> b.pressure = 415_148);
        fault(Bme280.OUT_OF_RANGE, b -> b.pressure = 0xFFFFF, b -> b.pressure = 415_148);
    }

    @Test
    void aCalibrationOfNothingIsNone() {
        fault(Bme280.OUT_OF_RANGE, b -> {
            b.power();
            b.word(0x88, 0);
        }, b -> b.word(0x88, 27504));
        fault(Bme280.OUT_OF_RANGE, b -> {
            b.power();
            b.word(0x8E, 0xFFFF);
        }, b -> b.word(0x8E, 36477));
    }

    @Test
    void aCalibrationThatCameWrongOverTheBusIsReadAgain() {
        bus.word(0x88, 5000);
        assertEquals(Bme280.OUT_OF_RANGE, measure());
        bus.word(0x88, 27504);
        assertEquals(1, measure());
    }

    @Test
    void oneThatIsUnpluggedWhileItMeasuresIsToldAndFoundAgain() {
        assertEquals(0, sensor.poll());
        bus.isPlugged = false;
        assertEquals(I2c.NO_ANSWER, sensor.poll());
        bus.isPlugged = true;
        bus.power();
        assertEquals(1, measure());
    }

    @Test
    void oneThatLosesItsPowerWhileItMeasuresHasMeasuredNothing() {
        assertEquals(0, sensor.poll());
        bus.power();
        assertEquals(Bme280.NOTHING, sensor.poll());
        assertEquals(1, measure());
    }

    @Test
    void anotherSensorThatIsPluggedInBetweenTwoMeasurementsHasItsOwnCalibration() {
        assertEquals(1, measure());
        bus.word(0x88, 27604);
        bus.power();
        assertEquals(1, measure());
        assertEquals(FloatingPoint.celsius(bus.registers, bus.temperature), sensor.centiCelsius() / 100.0, 0.011);
    }

    @Test
    void measurementsAndFaultsAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20 && least != 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 200; i++) {
                bus.isPlugged = i % 10 != 0;
                measure();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }
}

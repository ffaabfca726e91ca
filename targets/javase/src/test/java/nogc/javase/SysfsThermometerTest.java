package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nogc.hal.Thermometer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SysfsThermometerTest {
    @TempDir
    private Path sys;
    private Path thermal;

    @BeforeEach
    void makeTree() throws IOException {
        thermal = Files.createDirectories(sys.resolve("class/thermal"));
    }

    private Path zone(int number, String text) throws IOException {
        Path zone = Files.createDirectories(thermal.resolve("thermal_zone" + number));
        return Files.writeString(zone.resolve("temp"), text);
    }

    private int reading() {
        try (SysfsThermometer thermometer = new SysfsThermometer(sys)) {
            assertEquals(thermometer.isPresent(), thermometer.milliCelsius() != Thermometer.NO_READING);
            return thermometer.milliCelsius();
        }
    }

    @Test
    void readsThousandthsOfADegree() throws IOException {
        zone(0, "48312\n");
        assertEquals(48312, reading());
        zone(0, "-2500\n");
        assertEquals(-2500, reading());
        zone(0, "0\n");
        assertEquals(0, reading());
    }

    @Test
    void readsAgainWithoutOpeningAgain() throws IOException {
        Path file = zone(0, "40000\n");
        try (SysfsThermometer thermometer = new SysfsThermometer(sys)) {
            assertEquals(40000, thermometer.milliCelsius());
            Files.writeString(file, "39000\n");
            assertEquals(39000, thermometer.milliCelsius());
        }
    }

    @Test
    void takesTheFirstZoneThatHasAReading() throws IOException {
        Files.createDirectories(thermal.resolve("cooling_device0"));
        Files.createDirectories(thermal.resolve("thermal_zone1"));
        zone(2, "");
        zone(10, "60000\n");
        zone(9, "50000\n");
        assertEquals(50000, reading());
    }

    @Test
    void hasNoReadingWithoutASensor() throws IOException {
        assertEquals(Thermometer.NO_READING, reading());
        zone(0, "unknown\n");
        assertEquals(Thermometer.NO_READING, reading());
        zone(0, "12x\n");
        assertEquals(Thermometer.NO_READING, reading());
        zone(0, "12345678901\n");
        assertEquals(Thermometer.NO_READING, reading());
    }

    @Test
    void hasNoReadingAfterClose() throws IOException {
        zone(0, "40000\n");
        SysfsThermometer thermometer = new SysfsThermometer(sys);
        assertTrue(thermometer.isPresent());
        thermometer.close();
        assertEquals(Thermometer.NO_READING, thermometer.milliCelsius());
        assertFalse(new SysfsThermometer(sys.resolve("nowhere")).isPresent());
    }

    @Test
    void readingAllocatesNothing() throws Exception {
        zone(0, "48312\n");
        try (SysfsThermometer thermometer = new SysfsThermometer(sys)) {
            assertEquals(0, Allocation.untilNone(5, () -> assertEquals(48312L * 20_000, sum(thermometer, 20_000))));
        }
    }

    private static long sum(Thermometer thermometer, int rounds) {
        long sum = 0;
        for (int i = 0; i < rounds; i++) {
            sum += thermometer.milliCelsius();
        }
        return sum;
    }
}

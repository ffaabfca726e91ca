package nogc.raspberrypi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import nogc.hal.I2c;
import nogc.raspberrypi.Bme280Device.Quantity;

/** The I2C bus and a BME280 at it: see {@link KernelDevicesTest}. */
final class BusScenarios {
    private final Path folder;

    BusScenarios(Path folder) {
        this.folder = folder;
    }

    /** The registers of one: the example of Bosch's data sheet, 25.08 °C and 1006.56 hPa, and a humidity. */
    static byte[] bme280() {
        byte[] registers = new byte[256];
        int[] words = {27504, 26435, -1000, 36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000};
        for (int i = 0; i < words.length; i++) {
            registers[0x88 + 2 * i] = (byte) words[i];
            registers[0x89 + 2 * i] = (byte) (words[i] >> 8);
        }
        registers[0xD0] = 0x60;
        System.arraycopy(new byte[] {75, 114, 1, 0, 19, 41, 3, 30}, 1, registers, 0xE1, 7);
        registers[0xA1] = 75;
        int[] data = {0x65, 0x5A, 0xC0, 0x7E, 0xED, 0x00, 0x69, 0x78};
        for (int i = 0; i < data.length; i++) {
            registers[0xF7 + i] = (byte) data[i];
        }
        return registers;
    }

    private void plug(int address, byte[] registers) throws IOException {
        Files.write(folder.resolve(Integer.toHexString(address)), registers);
    }

    private void unplug(int address) throws IOException {
        Files.deleteIfExists(folder.resolve(Integer.toHexString(address)));
    }

    void aTransferWritesAndReadsInOnePlace() throws IOException {
        plug(0x40, bme280());
        byte[] buffer = new byte[40];
        try (I2cDevice device = I2cDevice.open(1, 0x40)) {
            buffer[3] = (byte) 0x88;
            assertEquals(0, device.transfer(0x40, buffer, 3, 1, 26));
            assertArrayEquals(Arrays.copyOfRange(bme280(), 0x88, 0xA2), Arrays.copyOfRange(buffer, 3, 29));
            assertEquals(0, buffer[29]);
            buffer[0] = 0x10;
            buffer[1] = 77;
            assertEquals(0, device.transfer(0x40, buffer, 0, 2, 0));
            assertEquals(77, Files.readAllBytes(folder.resolve("40"))[0x10]);
            buffer[0] = 0x10;
            assertEquals(0, device.transfer(0x40, buffer, 0, 1, 0), "one byte, which chooses a register");
            buffer[0] = 0x10;
            buffer[1] = 78;
            assertEquals(0, device.transfer(0x40, buffer, 0, 2, 33), "a form of which the kernel has no own call");
            assertEquals(78, buffer[0]);
        }
        unplug(0x40);
    }

    void whatTheBusCannotDoIsToldByItsResult() throws IOException {
        byte[] buffer = new byte[40];
        I2cDevice device = I2cDevice.open(1, 0x41);
        assertEquals(I2c.NO_ANSWER, device.transfer(0x41, buffer, 0, 1, 4));
        assertEquals(I2c.NO_ANSWER, device.transfer(0x41, buffer, 0, 4, 0));
        assertEquals(I2c.UNSUPPORTED, device.transfer(0x42, buffer, 0, 1, 4), "another device");
        assertEquals(I2c.UNSUPPORTED, device.transfer(0x41, buffer, 0, 0, 0));
        Files.writeString(folder.resolve("bus.held"), "");
        assertEquals(I2c.FAILED, device.transfer(0x41, buffer, 0, 1, 4));
        Files.delete(folder.resolve("bus.held"));
        device.close();
        device.close();
        assertEquals(I2c.FAILED, device.transfer(0x41, buffer, 0, 1, 4), "closed");
        assertThrows(IllegalArgumentException.class, () -> I2cDevice.open(1, 0x78));
        assertTrue(assertThrows(NoSuchFileException.class, () -> I2cDevice.open(77, 0x76)).getMessage()
                .startsWith("/dev/i2c-77: there is no such bus"));
    }

    void aDeviceThatIsNotGivenLeavesNothingOpen() throws IOException {
        Files.writeString(folder.resolve("bus.refused"), "");
        int before = Descriptors.of(folder.resolve("i2c-1"));
        assertThrows(IOException.class, () -> I2cDevice.open(1, 0x42));
        assertFault(Fault.TAKEN, new Bme280Device(1, 0x76).sensor(Quantity.PRESSURE));
        assertEquals(before, Descriptors.of(folder.resolve("i2c-1")));
        before = Descriptors.of(folder.resolve("spidev0.0"));
        assertThrows(IOException.class, () -> SpiDevice.open(0, 0, 1, 3));
        assertEquals(before, Descriptors.of(folder.resolve("spidev0.0")));
        Files.delete(folder.resolve("bus.refused"));
        I2cDevice given = I2cDevice.open(1, 0x42);
        assertTrue(Descriptors.of(folder.resolve("i2c-1")) > 0, "it counts what is open");
        given.close();
    }

    void aBme280HasThreeReadings() throws IOException {
        plug(0x76, bme280());
        Bme280Device device = new Bme280Device(1, 0x76);
        assertEquals(25_080, device.sensor(Quantity.TEMPERATURE).milli());
        assertEquals("°C", device.sensor(Quantity.TEMPERATURE).unit());
        assertEquals(1_006_560, device.sensor(Quantity.PRESSURE).milli());
        int humidity = device.sensor(Quantity.HUMIDITY).milli();
        assertTrue(humidity > 0 && humidity < 100_000, () -> humidity + "");
        assertThrows(IllegalArgumentException.class, () -> new Bme280Device(1, 0x75));
    }

    void everyFaultOfABme280IsNamedAndOverOnceItIsMended() throws IOException {
        plug(0x77, bme280());
        Sensor sensor = new Bme280Device(1, 0x77).sensor(Quantity.TEMPERATURE);
        assertEquals(25_080, sensor.milli());
        unplug(0x77);
        assertFault(Fault.ABSENT, sensor);
        byte[] bmp280 = bme280();
        bmp280[0xD0] = 0x58;
        plug(0x77, bmp280);
        assertFault(Fault.OTHER_DEVICE, sensor);
        byte[] skipped = bme280();
        skipped[0xF7] = (byte) 0x80;
        skipped[0xF8] = skipped[0xF9] = 0;
        plug(0x77, skipped);
        assertFault(Fault.GARBAGE, sensor);
        byte[] freezing = bme280();
        freezing[0xFA] = 0;
        plug(0x77, freezing);
        assertFault(Fault.OUT_OF_RANGE, sensor);
        plug(0x77, bme280());
        Files.writeString(folder.resolve("77.frozen"), "");
        assertFault(Fault.STUCK, sensor);
        Files.delete(folder.resolve("77.frozen"));
        Files.writeString(folder.resolve("bus.held"), "");
        assertFault(Fault.FAILED, sensor);
        Files.delete(folder.resolve("bus.held"));
        assertEquals(25_080, sensor.milli());
        assertEquals(Fault.NONE, sensor.fault());
        sensor.close();
        assertEquals(25_080, sensor.milli(), "it is opened again");
        assertFault(Fault.ABSENT, new Bme280Device(77, 0x77).sensor(Quantity.HUMIDITY));
    }

    private static void assertFault(Fault fault, Sensor sensor) {
        assertEquals(Sensor.NO_READING, sensor.milli());
        assertEquals(fault, sensor.fault());
    }

    void aReadingAllocatesNothing() throws IOException {
        plug(0x76, bme280());
        Sensor sensor = new Bme280Device(1, 0x76).sensor(Quantity.PRESSURE);
        Allocation.assertNone(() -> {
            if (sensor.milli() != 1_006_560) {
                throw new AssertionError(sensor.fault());
            }
        });
    }
}

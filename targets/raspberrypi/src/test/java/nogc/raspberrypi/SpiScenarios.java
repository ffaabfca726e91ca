package nogc.raspberrypi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The SPI bus and a device with registers at it: see {@link KernelDevicesTest}. */
final class SpiScenarios {
    private static final byte READ = (byte) 0x80;

    private final Path folder;

    SpiScenarios(Path folder) {
        this.folder = folder;
    }

    void whatIsSentComesToTheDeviceAndItsAnswerIntoTheSamePlace() throws IOException {
        Files.write(folder.resolve("spi"), new byte[128]);
        try (SpiDevice device = SpiDevice.open(0, 0, 500_000, 3)) {
            assertEquals("3 500000", Files.readString(folder.resolve("spi.set")));
            assertEquals(0, device.write(new byte[] {99, 0x10, 1, 2, 3, 99}, 1, 4));
            byte[] buffer = {99, READ | 0x10, 0, 0, 0, 99};
            assertEquals(0, device.transfer(buffer, 1, 4));
            assertArrayEquals(new byte[] {99, -1, 1, 2, 3, 99}, buffer);
            byte[] shorter = {READ | 0x12, 0};
            assertEquals(0, device.transfer(shorter, 0, 2));
            assertArrayEquals(new byte[] {-1, 3}, shorter);
        }
        Files.delete(folder.resolve("spi"));
    }

    void whatTheSpiBusCannotDoIsToldByItsResult() throws IOException {
        SpiDevice device = SpiDevice.open(0, 0, 1_000_000, 0);
        byte[] buffer = {READ | 0x10, 5};
        assertEquals(SpiDevice.UNSUPPORTED, device.transfer(buffer, 0, 0));
        assertEquals(SpiDevice.UNSUPPORTED, device.write(buffer, 0, SpiDevice.MOST + 1));
        Files.writeString(folder.resolve("bus.held"), "");
        assertEquals(SpiDevice.FAILED, device.transfer(buffer, 0, 2));
        assertEquals(SpiDevice.FAILED, device.write(buffer, 0, 2));
        Files.delete(folder.resolve("bus.held"));
        assertArrayEquals(new byte[] {READ | 0x10, 5}, buffer, "it stays as it was");
        device.close();
        device.close();
        assertEquals(SpiDevice.FAILED, device.transfer(buffer, 0, 2), "closed");
        assertEquals(SpiDevice.FAILED, device.write(buffer, 0, 2), "closed");
        assertThrows(IllegalArgumentException.class, () -> SpiDevice.open(0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> SpiDevice.open(0, 0, 1, 4));
        assertTrue(assertThrows(NoSuchFileException.class, () -> SpiDevice.open(7, 1, 1, 0)).getMessage()
                .startsWith("/dev/spidev7.1: there is no such bus"));
    }

    void writingAllocatesNothing() throws IOException {
        byte[] bytes = {0x20, 1, 2};
        try (SpiDevice device = SpiDevice.open(0, 0, 1_000_000, 0)) {
            Allocation.assertNone(() -> {
                if (device.write(bytes, 0, bytes.length) != 0) {
                    throw new AssertionError("not written");
                }
            });
        }
    }
}

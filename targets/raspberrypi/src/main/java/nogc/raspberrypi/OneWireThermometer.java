package nogc.raspberrypi;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A DS18B20 on the 1-Wire bus, from {@code /sys/bus/w1/devices/28-…/w1_slave}: degrees Celsius, −55 to 125. Needs
 * {@code dtoverlay=w1-gpio} in {@code config.txt}, no group, and 4.7 kΩ between data and 3.3 V.
 *
 * <p><b>Slow</b>: a reading is a conversion, 750 ms at 12 bits (data sheet, table 2); with several sensors on the bus
 * and bad wires, seconds. Take it on a thread of its own. A reading with a wrong checksum is {@link Fault#GARBAGE}.
 * 85 °C sharp is what the chip says ahead of its first conversion, or when its power dropped in the middle of one
 * (data sheet, figure 4); it is {@link Fault#GARBAGE} too, so that this very value is never reported.
 */
public final class OneWireThermometer extends KernelSensor {
    private static final int POWER_ON = 85_000;

    private final Path devices;
    private final String identifier;

    /**
     * Names a sensor.
     *
     * @param sys the root of {@code /sys}
     * @param identifier such as {@code 28-3c01d607414b}; or null for the first on the bus
     */
    public OneWireThermometer(Path sys, String identifier) {
        super(-55_000, 125_000);
        devices = sys.resolve("bus/w1/devices");
        this.identifier = identifier;
    }

    @Override
    Path locate() throws IOException {
        if (identifier != null) {
            return devices.resolve(identifier).resolve("w1_slave");
        }
        Path first = null;
        for (Path device : DeviceFolder.list(devices, "28-")) {
            first = first == null || device.compareTo(first) < 0 ? device : first;
        }
        return first == null ? null : first.resolve("w1_slave");
    }

    /** Two lines: the first ends with YES if the checksum is right, the second with {@code t=21437}. */
    @Override
    int interpret(byte[] content, int length) {
        int at = 0;
        while (at < length && content[at] != '\n') {
            at++;
        }
        if (at < 3 || content[at - 3] != 'Y' || content[at - 2] != 'E' || content[at - 1] != 'S') {
            return NO_READING;
        }
        while (at < length - 1 && (content[at] != 't' || content[at + 1] != '=')) {
            at++;
        }
        int value = DecimalText.scaled(content, Math.min(at + 2, length), length, 0);
        return value == POWER_ON ? NO_READING : value;
    }

    @Override
    public String unit() {
        return "°C";
    }
}

package nogc.raspberrypi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The temperature of the processor, from {@code /sys/class/thermal/thermal_zoneN/temp}: degrees Celsius, −40 to 150. It
 * is there on every Pi and on most Linux machines, needs no line in {@code config.txt} and no group. A reading takes
 * some 10 µs.
 */
public final class ThermalZone extends KernelSensor {
    private static final String PREFIX = "thermal_zone";

    private final Path zones;
    private final String type;

    /**
     * Names a zone.
     *
     * @param sys the root of {@code /sys}
     * @param type what its file {@code type} says: {@code cpu-thermal} on a Pi
     */
    public ThermalZone(Path sys, String type) {
        super(-40_000, 150_000);
        zones = sys.resolve("class/thermal");
        this.type = type;
    }

    /**
     * Takes the first zone that gives a reading: machines other than a Pi have several, some of them without a sensor.
     * {@code zone::milli} is a {@link nogc.hal.Thermometer}.
     *
     * @param sys the root of {@code /sys}
     */
    public ThermalZone(Path sys) {
        this(sys, null);
    }

    @Override
    Path locate() throws IOException {
        if (type == null) {
            return firstWithReading();
        }
        Path zone = find(zones, PREFIX, "type", type);
        return zone == null ? null : zone.resolve("temp");
    }

    private Path firstWithReading() throws IOException {
        for (Path zone : numbered(zones, PREFIX)) {
            Path temp = zone.resolve("temp");
            if (hasReading(temp)) {
                return temp;
            }
        }
        return null;
    }

    /** A zone without a sensor has the file, and reading it fails. */
    private boolean hasReading(Path temp) {
        try {
            byte[] text = Files.readAllBytes(temp);
            return interpret(text, text.length) != NO_READING;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    int interpret(byte[] content, int length) {
        return DecimalText.scaled(content, 0, length, 0);
    }

    @Override
    public String unit() {
        return "°C";
    }
}

package nogc.raspberrypi;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The temperature of the processor, from {@code /sys/class/thermal/thermal_zoneN/temp}: degrees Celsius, −40 to 150. It
 * is there on every Pi, needs no line in {@code config.txt} and no group. A reading takes some 10 µs.
 */
public final class ThermalZone extends KernelSensor {
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

    @Override
    Path locate() throws IOException {
        Path zone = find(zones, "thermal_zone", "type", type);
        return zone == null ? null : zone.resolve("temp");
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

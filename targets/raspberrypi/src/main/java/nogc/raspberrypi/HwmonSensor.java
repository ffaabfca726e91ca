package nogc.raspberrypi;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An input of a hardware monitor, from {@code /sys/class/hwmon/hwmonN}: the under-voltage and fan of the Pi itself, and
 * chips such as LM75, INA219 and SHT3x. Needs the overlay of the chip in {@code config.txt} (
 * {@code dtoverlay=i2c-sensor,lm75}), and no group. A reading takes 10 µs in the Pi, 1 to 50 ms on a bus, and up to 1 s
 * when the device does not answer.
 */
public final class HwmonSensor extends KernelSensor {
    private final Path devices;
    private final String name;
    private final String input;
    private final Kind kind;

    /** By the beginning of an input's name: unit, and places from the kernel's unit to thousandths of ours. */
    private enum Kind {
        TEMP("°C", 0, -60_000, 200_000), IN("V", 0, -1_000_000, 1_000_000), CURR("A", 0, -1_000_000, 1_000_000),
        FAN("rpm", 3, 0, 100_000_000), HUMIDITY("%", 0, 0, 100_000), POWER("W", -3, 0, 10_000_000);

        final String unit;
        final int places;
        final int least;
        final int most;

        Kind(String unit, int places, int least, int most) {
            this.unit = unit;
            this.places = places;
            this.least = least;
            this.most = most;
        }

        static Kind of(String input) {
            for (Kind kind : values()) {
                if (input.matches(kind.name().toLowerCase(java.util.Locale.ROOT) + "[0-9]{1,3}")) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("an input of a hardware monitor is temp1, in1, curr1, fan1, humidity1"
                    + " or power1, or has another number; not '" + input + "'");
        }
    }

    /**
     * Names an input: {@code temp1} (−60 to 200 °C), {@code in0} (−1,000 to 1,000 V), {@code curr1} (the same in A),
     * {@code fan1} (0 to 100,000 rpm), {@code humidity1} (0 to 100 %), {@code power1} (0 to 10,000 W).
     *
     * @param sys the root of {@code /sys}
     * @param name what the device's file {@code name} says, such as {@code lm75}
     * @param input which of its inputs
     * @throws IllegalArgumentException if it is none of these
     */
    public HwmonSensor(Path sys, String name, String input) {
        this(sys, name, input, Kind.of(input));
    }

    private HwmonSensor(Path sys, String name, String input, Kind kind) {
        super(kind.least, kind.most);
        devices = sys.resolve("class/hwmon");
        this.name = name;
        this.input = input;
        this.kind = kind;
    }

    @Override
    Path locate() throws IOException {
        Path device = find(devices, "hwmon", "name", name);
        return device == null ? null : device.resolve(input + "_input");
    }

    @Override
    int interpret(byte[] content, int length) {
        return DecimalText.scaled(content, 0, length, kind.places);
    }

    @Override
    public String unit() {
        return kind.unit;
    }
}

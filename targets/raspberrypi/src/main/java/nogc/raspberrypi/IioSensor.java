package nogc.raspberrypi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A channel of an Industrial I/O driver, from {@code /sys/bus/iio/devices/iio:deviceN}: BME280, BMP280, SHT3x, HTU21,
 * BH1750, ADS1115 and others. The driver's value if it has one ({@code in_temp_input}), else its raw one with the
 * driver's offset and scale, which are read when the file is opened.
 *
 * <p>Needs an overlay in {@code config.txt}, for a BME280 {@code dtparam=i2c_arm=on} and
 * {@code dtoverlay=i2c-sensor,bme280,addr=0x76} (0x77 if SDO is high), and no group. A reading is a transfer on the bus
 * and a conversion: 1 to 50 ms, and up to 1 s when the device does not answer.
 */
public final class IioSensor extends KernelSensor {
    /** What a channel measures. */
    public enum Channel {
        /** Degrees Celsius, −60 to 150. */
        TEMPERATURE("in_temp", "°C", 0, -60_000, 150_000),
        /** Relative humidity in per cent, 0 to 100. */
        HUMIDITY("in_humidityrelative", "%", 0, 0, 100_000),
        /** Hectopascals, 300 to 1,250; the driver counts in kilopascals. */
        PRESSURE("in_pressure", "hPa", 4, 300_000, 1_250_000),
        /** Lux, 0 to 200,000. */
        ILLUMINANCE("in_illuminance", "lx", 3, 0, 200_000_000);

        private final String file;
        private final String unit;
        private final int places;
        private final int least;
        private final int most;

        Channel(String file, String unit, int places, int least, int most) {
            this.file = file;
            this.unit = unit;
            this.places = places;
            this.least = least;
            this.most = most;
        }
    }

    private final Path devices;
    private final String name;
    private final Channel channel;
    /** Of a raw value; 0 if the driver computes by itself. */
    private double scale;
    private double offset;

    /**
     * Names a channel.
     *
     * @param sys the root of {@code /sys}
     * @param name what the device's file {@code name} says, such as {@code bme280}
     * @param channel what to measure
     */
    public IioSensor(Path sys, String name, Channel channel) {
        super(channel.least, channel.most);
        devices = sys.resolve("bus/iio/devices");
        this.name = name;
        this.channel = channel;
    }

    @Override
    Path locate() throws IOException {
        Path device = find(devices, "iio:device", "name", name);
        scale = 0;
        if (device == null || Files.exists(device.resolve(channel.file + "_input"))) {
            return device == null ? null : device.resolve(channel.file + "_input");
        }
        scale = number(device.resolve(channel.file + "_scale"), 1) * Math.pow(10, channel.places);
        offset = number(device.resolve(channel.file + "_offset"), 0);
        return device.resolve(channel.file + "_raw");
    }

    private static double number(Path file, double otherwise) throws IOException {
        if (!Files.exists(file)) {
            return otherwise;
        }
        try {
            return Double.parseDouble(Files.readString(file).strip());
        } catch (NumberFormatException e) {
            throw new IOException(file + " holds no number", e);
        }
    }

    @Override
    int interpret(byte[] content, int length) {
        if (scale == 0) {
            return DecimalText.scaled(content, 0, length, channel.places);
        }
        int raw = DecimalText.scaled(content, 0, length, 0);
        return raw == NO_READING ? raw : (int) Math.round((raw + offset) * scale);
    }

    @Override
    public String unit() {
        return channel.unit;
    }
}

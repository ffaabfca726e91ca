package nogc.raspberrypi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tree like the one that Linux mounts at /sys on a Pi 3B with a DS18B20, a BME280 and an LM75. */
final class FakeSys {
    final Path root;

    FakeSys(Path root) {
        this.root = root;
        put("class/thermal/thermal_zone0/type", "cpu-thermal\n");
        put("class/thermal/thermal_zone0/temp", "48312\n");
        put("bus/w1/devices/28-3c01d607414b/w1_slave", oneWire("YES", "21437"));
        put("bus/w1/devices/w1_bus_master1/w1_master_slaves", "28-3c01d607414b\n");
        put("bus/iio/devices/iio:device0/name", "ads1015\n");
        put("bus/iio/devices/iio:device1/name", "bme280\n");
        put("bus/iio/devices/iio:device1/in_temp_input", "21370\n");
        put("bus/iio/devices/iio:device1/in_humidityrelative_input", "45123\n");
        put("bus/iio/devices/iio:device1/in_pressure_input", "99.521484375\n");
        put("bus/iio/devices/iio:device2/name", "sht3x\n");
        put("bus/iio/devices/iio:device2/in_temp_raw", "25000\n");
        put("bus/iio/devices/iio:device2/in_temp_offset", "-16852\n");
        put("bus/iio/devices/iio:device2/in_temp_scale", "2.670328832\n");
        put("class/hwmon/hwmon0/name", "cpu_thermal\n");
        put("class/hwmon/hwmon3/name", "lm75\n");
        put("class/hwmon/hwmon3/temp1_input", "-5500\n");
        put("class/hwmon/hwmon3/in0_input", "5012\n");
        put("class/hwmon/hwmon3/fan1_input", "1200\n");
        put("class/hwmon/hwmon3/power1_input", "1250000\n");
        put("class/gpio/gpiochip504/label", "raspberrypi-exp-gpio\n");
        put("class/gpio/gpiochip504/base", "504\n");
        put("class/gpio/gpiochip504/ngpio", "8\n");
        put("class/gpio/gpiochip512/label", "pinctrl-bcm2835\n");
        put("class/gpio/gpiochip512/base", "512\n");
        put("class/gpio/gpiochip512/ngpio", "54\n");
        put("class/gpio/export", "");
        put("class/gpio/gpio529/direction", "in\n");
        put("class/gpio/gpio529/value", "0\n");
    }

    static String oneWire(String verdict, String thousandths) {
        return "57 01 4b 46 7f ff 0c 10 5e : crc=5e " + verdict + "\n57 01 4b 46 7f ff 0c 10 5e t=" + thousandths + "\n";
    }

    Path path(String file) {
        return root.resolve(file);
    }

    void put(String file, String content) {
        try {
            Files.createDirectories(path(file).getParent());
            Files.writeString(path(file), content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String get(String file) {
        try {
            return Files.readString(path(file)).strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

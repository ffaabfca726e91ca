package nogc.raspberrypi;

import static nogc.raspberrypi.KernelSensor.NO_READING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nogc.raspberrypi.IioSensor.Channel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of sensor on a fixture tree: what it reads, what it refuses, and what a reading allocates. */
class KernelSensorTest {
    private static final String W1 = "bus/w1/devices/28-3c01d607414b/w1_slave";

    /** A sensor, its file, what that says and what is read. */
    record Row(String name, String file, int milli, String unit) {
    }

    @TempDir
    Path folder;
    private FakeSys sys;

    @BeforeEach
    void makeTree() {
        sys = new FakeSys(folder.resolve("sys"));
    }

    static Stream<Row> rows() {
        return Stream.of(new Row("thermal", "class/thermal/thermal_zone0/temp", 48_312, "°C"),
                new Row("w1", W1, 21_437, "°C"), new Row("w1first", W1, 21_437, "°C"),
                new Row("temperature", "bus/iio/devices/iio:device1/in_temp_input", 21_370, "°C"),
                new Row("humidity", "bus/iio/devices/iio:device1/in_humidityrelative_input", 45_123, "%"),
                new Row("pressure", "bus/iio/devices/iio:device1/in_pressure_input", 995_214, "hPa"),
                new Row("raw", "bus/iio/devices/iio:device2/in_temp_raw", 21_758, "°C"),
                new Row("temp1", "class/hwmon/hwmon3/temp1_input", -5_500, "°C"),
                new Row("in0", "class/hwmon/hwmon3/in0_input", 5_012, "V"),
                new Row("fan1", "class/hwmon/hwmon3/fan1_input", 1_200_000, "rpm"),
                new Row("power1", "class/hwmon/hwmon3/power1_input", 1_250, "W"));
    }

    private KernelSensor sensor(String name) {
        return switch (name) {
            case "thermal" -> new ThermalZone(sys.root, "cpu-thermal");
            case "w1" -> new OneWireThermometer(sys.root, "28-3c01d607414b");
            case "w1first" -> new OneWireThermometer(sys.root, null);
            case "temperature" -> new IioSensor(sys.root, "bme280", Channel.TEMPERATURE);
            case "humidity" -> new IioSensor(sys.root, "bme280", Channel.HUMIDITY);
            case "pressure" -> new IioSensor(sys.root, "bme280", Channel.PRESSURE);
            case "raw" -> new IioSensor(sys.root, "sht3x", Channel.TEMPERATURE);
            default -> new HwmonSensor(sys.root, "lm75", name);
        };
    }

    @ParameterizedTest
    @MethodSource("rows")
    void readsWhatTheKernelSays(Row row) {
        KernelSensor sensor = sensor(row.name);
        assertEquals(row.milli, sensor.milli());
        assertEquals(Fault.NONE, sensor.fault());
        assertEquals(row.unit, sensor.unit());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aReadingAllocatesNothing(Row row) {
        KernelSensor sensor = sensor(row.name);
        Allocation.assertNone(() -> {
            if (sensor.milli() != row.milli) {
                throw new AssertionError(sensor.fault());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anAbsentSensorIsFoundOnceItIsThere(Row row) throws Exception {
        byte[] content = Files.readAllBytes(sys.path(row.file));
        Files.delete(sys.path(row.file));
        KernelSensor sensor = sensor(row.name);
        assertEquals(NO_READING, sensor.milli());
        assertEquals(Fault.ABSENT, sensor.fault());
        Files.write(sys.path(row.file), content);
        assertEquals(row.milli, sensor.milli());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void garbageIsNoReadingAndTheNextOneIs(Row row) throws Exception {
        byte[] content = Files.readAllBytes(sys.path(row.file));
        KernelSensor sensor = sensor(row.name);
        assertEquals(row.milli, sensor.milli());
        for (String garbage : List.of("", "\n", "-\n", "abc\n", "12a\n", "1.2.3\n", "99999999999\n", "--5\n",
                "\u0000\u0000\n", "x".repeat(5000))) {
            Files.write(sys.path(row.file), garbage.getBytes(StandardCharsets.UTF_8));
            assertEquals(NO_READING, sensor.milli(), garbage);
            assertEquals(Fault.GARBAGE, sensor.fault(), garbage);
        }
        Files.write(sys.path(row.file), content);
        assertEquals(row.milli, sensor.milli());
    }

    @ParameterizedTest
    @CsvSource({"thermal, class/thermal/thermal_zone0/temp, 150001", "thermal, class/thermal/thermal_zone0/temp, -40001",
        "humidity, bus/iio/devices/iio:device1/in_humidityrelative_input, 100001",
        "humidity, bus/iio/devices/iio:device1/in_humidityrelative_input, -1",
        "pressure, bus/iio/devices/iio:device1/in_pressure_input, 0", "in0, class/hwmon/hwmon3/in0_input, 1000001"})
    void aValueThatCannotHaveBeenMeasuredIsNoReading(String name, String file, String text) {
        sys.put(file, text + "\n");
        KernelSensor sensor = sensor(name);
        assertEquals(NO_READING, sensor.milli());
        assertEquals(Fault.OUT_OF_RANGE, sensor.fault());
    }

    @Test
    void aWrongChecksumAndThePowerOnValueAreNoReadings() {
        KernelSensor sensor = sensor("w1");
        sys.put(W1, FakeSys.oneWire("NO", "21437"));
        assertEquals(NO_READING, sensor.milli());
        assertEquals(Fault.GARBAGE, sensor.fault());
        sys.put(W1, FakeSys.oneWire("YES", "85000"));
        assertEquals(NO_READING, sensor.milli());
        sys.put(W1, FakeSys.oneWire("YES", "-55001"));
        assertEquals(NO_READING, sensor.milli());
        assertEquals(Fault.OUT_OF_RANGE, sensor.fault());
        sys.put(W1, FakeSys.oneWire("YES", "-55000"));
        assertEquals(-55_000, sensor.milli());
    }

    /** A file of the kernel whose device goes while it is held open: that of a process that ends. */
    @Test
    void anUnpluggedSensorIsNoReadingAndIsLookedForAnew() throws Exception {
        Path temp = sys.path("class/thermal/thermal_zone0/temp");
        Process process = new ProcessBuilder("sleep", "100").start();
        Files.delete(temp);
        Files.createSymbolicLink(temp, Path.of("/proc/" + process.pid() + "/oom_score_adj"));
        KernelSensor sensor = sensor("thermal");
        assertEquals(0, sensor.milli());
        process.destroyForcibly().waitFor();
        assertEquals(NO_READING, sensor.milli());
        assertEquals(Fault.FAILED, sensor.fault());
        assertEquals(NO_READING, sensor.milli());
        assertEquals(Fault.ABSENT, sensor.fault());
        Files.delete(temp);
        sys.put("class/thermal/thermal_zone0/temp", "50000\n");
        assertEquals(50_000, sensor.milli());
    }

    /** Under another number after a restart of the bus. */
    @Test
    void aDeviceIsKnownByItsNameAndNotByItsNumber() throws Exception {
        Files.move(sys.path("bus/iio/devices/iio:device1"), sys.path("bus/iio/devices/iio:device10"));
        assertEquals(21_370, sensor("temperature").milli());
        sys.put("bus/iio/devices/iio:device9/name", "bme280\n");
        sys.put("bus/iio/devices/iio:device9/in_temp_input", "1000\n");
        assertEquals(1_000, sensor("temperature").milli(), "the lowest number, not the first in the alphabet");
    }

    /** As an ordinary user, since root may read everything. */
    @Test
    void aFileThatMayNotBeReadIsDenied() throws Exception {
        Path temp = sys.path("class/thermal/thermal_zone0/temp");
        Files.setPosixFilePermissions(temp, Set.of());
        KernelSensor sensor = sensor("thermal");
        if (Files.isReadable(temp)) {
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            for (Path above = folder; above.startsWith(Path.of("/tmp")) && above.getNameCount() > 1;
                    above = above.getParent()) {
                Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            Path classes = folder.resolve("classes");
            copy(Path.of(KernelSensor.class.getProtectionDomain().getCodeSource().getLocation().toURI()), classes);
            copy(Path.of(KernelSensorTest.class.getProtectionDomain().getCodeSource().getLocation().toURI()), classes);
            Process other = new ProcessBuilder("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", java,
                    "-cp", classes.toString(), Denied.class.getName(), sys.root.toString())
                    .redirectErrorStream(true).start();
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals("DENIED", said.strip());
            return;
        }
        assertEquals(NO_READING, sensor.milli());
        assertEquals(Fault.DENIED, sensor.fault());
    }

    /** Run as nobody. */
    static final class Denied {
        private Denied() {
        }

        public static void main(String[] words) {
            try (KernelSensor sensor = new ThermalZone(Path.of(words[0]), "cpu-thermal")) {
                System.out.println(sensor.milli() == NO_READING ? sensor.fault() : "a reading");
            }
        }
    }

    private static void copy(Path from, Path to) throws Exception {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).filter(f -> f.toString().contains("raspberrypi"))
                    .toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    @Test
    void withoutATypeTheFirstThermalZoneThatHasAReadingIsTaken() throws Exception {
        ThermalZone zone = new ThermalZone(sys.root);
        Files.move(sys.path("class/thermal/thermal_zone0"), sys.path("class/thermal/thermal_zone10"));
        Files.createDirectories(sys.path("class/thermal/thermal_zone1/temp")); // there, but cannot be read
        sys.put("class/thermal/thermal_zone2/temp", "");
        sys.put("class/thermal/cooling_device0/temp", "1000\n");
        assertEquals(48_312, zone.milli());
        sys.put("class/thermal/thermal_zone9/temp", "50000\n");
        assertEquals(48_312, zone.milli(), "it keeps to the one that it has");
        zone.close();
        assertEquals(50_000, zone.milli());
        zone.close();
        assertEquals(NO_READING, new ThermalZone(sys.path("nowhere")).milli());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "temp", "temp1_input", "../temp1", "volts1", "TEMP1"})
    void anInputThatNoMonitorHasIsRefused(String input) {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new HwmonSensor(sys.root, "lm75", input))
                .getMessage().contains("fan1"));
    }

    @ParameterizedTest
    @CsvSource({"12.345, 0, 12", "12.345, 2, 1234", "-0.5, 3, -500", "7, 3, 7000", "1250999, -3, 1250",
        "2147483647, 0, 2147483647", "2147483648, 0, " + NO_READING, "3000000, 3, " + NO_READING, "., 0, " + NO_READING})
    void thePointMoves(String text, int places, int value) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertEquals(value, DecimalText.scaled(bytes, 0, bytes.length, places));
    }
}

package nogc.samples.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import nogc.javase.broker.Program;

/** A Pi named "garden" in a folder: a fixture in place of /sys, a configuration, and the node as a process. */
final class Garden {
    static final String ROOT = "sensors/garden";

    private final Path folder;

    Garden(Path folder) {
        this.folder = folder;
        temperature("48312");
        put("sys/class/thermal/thermal_zone0/type", "cpu-thermal\n");
        put("sys/bus/iio/devices/iio:device0/name", "bme280\n");
        put("sys/bus/iio/devices/iio:device0/in_pressure_input", "99.5\n");
        put("sys/class/gpio/gpiochip512/label", "pinctrl-bcm2835\n");
        put("sys/class/gpio/gpiochip512/base", "512\n");
        put("sys/class/gpio/gpiochip512/ngpio", "54\n");
        put("sys/class/gpio/gpio529/direction", "in\n");
        put("sys/class/gpio/gpio529/value", "0");
    }

    /** What the processor's thermal zone says from now on. */
    void temperature(String text) {
        put("sys/class/thermal/thermal_zone0/temp", text + "\n");
    }

    Path path(String file) {
        return folder.resolve(file);
    }

    /** Writes over what is there, which may be read meanwhile: never is it empty. */
    void put(String file, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        try {
            Files.createDirectories(path(file).getParent());
            try (FileChannel out = FileChannel.open(path(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                out.write(ByteBuffer.wrap(bytes));
                out.truncate(bytes.length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A configuration with a sensor, another one and a switch. */
    static String configuration(String broker, String... more) {
        return "name = garden\nbroker = " + broker + "\n" + String.join("\n", more) + """

                [sensor cpu]
                kind = thermal
                period = 200 ms
                dead-band = 0.2
                [sensor pressure]
                kind = iio bme280 pressure
                period = 200 ms
                [switch lamp]
                gpio = 17
                """;
    }

    /** The node's command line with this configuration; it takes its standard error for the journal. */
    List<String> command(String configuration, String... ofTheJvm) {
        put("f.conf", configuration);
        List<String> command = new ArrayList<>(List.of("env", "JOURNAL_STREAM=8:1",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(ofTheJvm));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PiNode.class.getName(), "--config",
                path("f.conf").toString(), "--sys", path("sys").toString()));
        return command;
    }

    /**
     * The node on a machine that has no {@code /sys/class/gpio}, but a chip and an I2C bus: files of the folder dev, as
     * {@code kernel_devices.c} of the target's tests says.
     */
    Program nodeWithDevices(String configuration) {
        Path library = path("kernel_devices.so");
        try (Program gcc = Program.start("gcc", "-shared", "-fPIC", "-o", library.toString(),
                "../../targets/raspberrypi/src/test/c/kernel_devices.c", "-ldl")) {
            assertEquals(0, gcc.awaitExit(60), () -> gcc.lines().toString());
        }
        put("dev/gpiochip0", "");
        put("dev/i2c-1", "");
        path("sys/class/gpio").toFile().renameTo(path("gone").toFile());
        List<String> command = new ArrayList<>(List.of("env", "LD_PRELOAD=" + library, "DEVICES=" + path("dev")));
        command.addAll(command(configuration));
        command.addAll(List.of("--dev", path("dev").toString()));
        return Program.start(command);
    }

    Program node(String configuration) {
        return Program.start(command(configuration));
    }

    static void awaitSaid(Program node, String part) {
        assertTrue(node.await(lines -> lines.stream().anyMatch(line -> line.contains(part)), 60_000),
                () -> part + " was not said: " + node.lines());
    }
}

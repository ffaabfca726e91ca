package nogc.raspberrypi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What talks to the kernel by diozero's native library, in a process of its own on a machine without GPIO, I2C and SPI:
 * {@code src/test/c/kernel_devices.c} is preloaded and stands for the kernel. Each method of the scenarios is a test.
 */
class KernelDevicesTest {
    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> whatTheKernelIsAskedAndAnswers() throws Exception {
        Files.createFile(folder.resolve("gpiochip0"));
        Files.createFile(folder.resolve("i2c-1"));
        Files.createFile(folder.resolve("spidev0.0"));
        Path library = folder.resolve("kernel_devices.so");
        run(Map.of(), List.of("gcc", "-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o",
                library.toString(), "src/test/c/kernel_devices.c", "-ldl"));
        List<String> lines = run(Map.of("LD_PRELOAD", library.toString(), "DEVICES", folder.toString()), List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), KernelDevices.class.getName(), folder.toString()));
        List<String> verdicts = lines.stream().filter(line -> line.matches("(not )?ok .*")).toList();
        assertTrue(verdicts.size() > 5, () -> String.join("\n", lines));
        return verdicts.stream().map(line -> DynamicTest.dynamicTest(line.replaceFirst("^(not )?ok ", ""),
                () -> assertTrue(line.startsWith("ok "), line)));
    }

    private static List<String> run(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                .toList();
        assertEquals(0, process.waitFor(), () -> command.get(0) + ": " + String.join("\n", lines));
        return lines;
    }
}

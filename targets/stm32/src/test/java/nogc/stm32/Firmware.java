package nogc.stm32;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An image as {@code build-firmware} makes it, and what its symbol table says. */
final class Firmware {
    /** Tests run at once: who needs an image that is being built waits for it, and nobody else does. */
    private static final Map<String, Firmware> BUILT = new ConcurrentHashMap<>();

    private final Path elf;
    private final String machine;
    private final Map<String, Long> symbols = new HashMap<>();

    private Firmware(String board, Path elf) {
        this.elf = elf;
        machine = setting(board, "machine");
        for (String line : run("arm-none-eabi-nm", elf.toString())) {
            String[] words = line.trim().split(" +");
            symbols.put(words[words.length - 1], Long.parseLong(words[0], 16));
        }
    }

    /** Builds an image of the profile {@code bare}, once in a test run. */
    static Firmware of(String board, String program) {
        return of(board, program, "bare");
    }

    /** Builds an image of the profile {@code gc}, for the emulated board that holds one, once in a test run. */
    static Firmware gc(String program) {
        return of("qemu405", program, "gc");
    }

    private static Firmware of(String board, String program, String profile) {
        String image = profile.equals("bare") ? program : program + "-" + profile;
        return BUILT.computeIfAbsent(board + "/" + image, key -> {
            succeed(Map.of("PROFILE", profile), "./build-firmware", board, program);
            return new Firmware(board, Path.of("target", "firmware", board, image, "firmware.elf"));
        });
    }

    /** An image that was built in a folder of somebody else's. */
    static Firmware at(String board, String main, String profile, Path output) {
        String image = profile.equals("bare") ? main : main + "-" + profile;
        return new Firmware(board, output.resolve(Path.of("firmware", board, image, "firmware.elf")));
    }

    /** Builds an image of a C program and the library for one version ("311", "5"), once in a test run. */
    static Firmware library(String board, String version, String source) {
        return library(board, version, source, "");
    }

    /** The same with the library with a store. */
    static Firmware storedLibrary(String board, String version, String source) {
        return library(board, version, source, "-store");
    }

    /** The same with the library for MQTT 5.0 with properties of CONNECT; {@code stored}: and with a store. */
    static Firmware connectLibrary(String board, boolean stored, String source) {
        return library(board, "5", source, stored ? "-store-connect" : "-connect");
    }

    private static synchronized Firmware library(String board, String version, String source, String kind) {
        String name = source.replaceFirst(".*/(.*)\\.c", "$1");
        boolean connect = kind.endsWith("-connect");
        if (!BUILT.containsKey(board + "/" + name + version + kind)) {
            succeed(Map.of("STORE", kind.startsWith("-store") ? "yes" : "no", "CONNECT", connect ? "yes" : "no"),
                    "./build-library", board, source);
            for (String each : connect ? List.of("5") : List.of("311", "5")) {
                Path elf = Path.of("target", "library", board, "mqtt" + each + kind, name + ".elf");
                BUILT.put(board + "/" + name + each + kind, new Firmware(board, elf));
            }
        }
        return BUILT.get(board + "/" + name + version + kind);
    }

    /** Runs a tool in the folder of the module; its output. Fails the test if it is not installed or fails. */
    static List<String> run(String... command) {
        return succeed(Map.of(), command);
    }

    private static List<String> succeed(Map<String, String> environment, String... command) {
        Result result = attempt(environment, command);
        if (result.exitCode != 0) {
            throw new AssertionError(String.join(" ", command) + ":\n" + String.join("\n", result.lines));
        }
        return result.lines;
    }

    /** Runs a tool that may fail. */
    static Result attempt(Map<String, String> environment, String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output.lines().toList());
        } catch (IOException e) {
            throw new AssertionError(command[0] + " is not installed, and these tests need it (Debian: apt-get install"
                    + " gcc-arm-none-eabi libnewlib-arm-none-eabi qemu-system-arm)", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A line {@code name=value} of the board's file. */
    private static String setting(String board, String name) {
        try {
            for (String line : Files.readAllLines(Path.of("src/main/c/boards", board, "board.sh"))) {
                if (line.startsWith(name + "=")) {
                    return line.substring(name.length() + 1).split("[ #]")[0];
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("no " + name + " in board.sh of " + board);
    }

    /** What a tool printed and how it ended. */
    record Result(int exitCode, List<String> lines) {
    }

    Path elf() {
        return elf;
    }

    /** The emulator's name of the machine. */
    String machine() {
        return machine;
    }

    /** The address of a function or variable. */
    long symbol(String name) {
        Long address = symbols.get(name);
        if (address == null) {
            throw new AssertionError("no symbol " + name + " in " + elf());
        }
        return address;
    }

    /** Names of all symbols. */
    List<String> symbols() {
        return new ArrayList<>(symbols.keySet());
    }
}

package nogc.javame.midlet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.microedition.midlet.MIDlet;
import nogc.javase.broker.Program;

/** A MIDlet suite, jar and descriptor in a folder, and the emulator that runs it. */
final class Suite {
    private static final Path ROOT = Path.of("../../..");

    private final Path descriptor;

    private Suite(Path descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * The suite that the build packs: shrunk, obfuscated, preverified. Its node is called {@code me} and has a period
     * of 150 ms, unless the settings say otherwise.
     */
    static Suite ofSensorNode(Path folder, String url, Map<String, String> special) throws IOException {
        return packed("sensor-node", folder, url, special);
    }

    /** The same over MQTT-SN: a node that sleeps a second at most and is patient for half a second. */
    static Suite ofSnSensorNode(Path folder, String url, Map<String, String> special) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of("Node-Sleep", "1", "Node-Retry", "500"));
        settings.putAll(special);
        return packed("sensor-node-sn", folder, url, settings);
    }

    private static Suite packed(String name, Path folder, String url, Map<String, String> special)
            throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of("Node-Url", url, "Node-Name", "me", "Node-Period", "150"));
        settings.putAll(special);
        Path built = ROOT.resolve("samples/sensor-midlet/target");
        String jar = name + "-suite.jar";
        Files.copy(built.resolve(jar), folder.resolve(jar));
        List<String> lines = new ArrayList<>(Files.readAllLines(built.resolve(name + ".jad")));
        lines.removeIf(line -> settings.containsKey(line.substring(0, line.indexOf(':'))));
        return describe(folder, lines, settings);
    }

    /** A suite of the cldc11 jars as they are shipped, with a MIDlet of this module. */
    static Suite of(Class<? extends MIDlet> midlet, Path folder, Map<String, String> settings) throws IOException {
        Path jar = folder.resolve("suite.jar");
        try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            for (Path shipped : shippedJars()) {
                try (FileSystem from = FileSystems.newFileSystem(shipped)) {
                    copy(from.getPath("/nogc"), zip.getPath("/"), from.getPath("/"));
                }
            }
            Path own = Path.of("target/cldc11");
            copy(own.resolve("nogc"), zip.getPath("/"), own);
            Files.createDirectory(zip.getPath("/META-INF"));
            Files.writeString(zip.getPath("/META-INF/MANIFEST.MF"), "Manifest-Version: 1.0\n");
        }
        String name = midlet.getSimpleName();
        List<String> lines = List.of("MIDlet-Name: " + name, "MIDlet-Version: 1.0", "MIDlet-Vendor: nogc-mqtt",
                "MIDlet-Jar-URL: suite.jar", "MIDlet-Jar-Size: " + Files.size(jar),
                "MIDlet-1: " + name + ", , " + midlet.getName());
        return describe(folder, new ArrayList<>(lines), settings);
    }

    /** The jars of classifier cldc11 that a suite needs. */
    static List<Path> shippedJars() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String module : List.of("hal", "core-nogc", "targets/javame")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(module).resolve("target"))) {
                jars.add(files.filter(file -> file.toString().endsWith("-cldc11.jar")).findFirst()
                        .orElseThrow(() -> new AssertionError(module + " has no cldc11 jar: run mvn verify")));
            }
        }
        return jars;
    }

    private static void copy(Path from, Path to, Path base) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(base.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private static Suite describe(Path folder, List<String> lines, Map<String, String> settings) throws IOException {
        settings.forEach((name, value) -> lines.add(name + ": " + value));
        return new Suite(Files.write(folder.resolve("suite.jad"), lines));
    }

    /** Starts the emulator without a display; it ends with the MIDlet. */
    Program start(String... options) {
        return run("org.microemu.app.Headless", options);
    }

    /** Starts the emulator below a {@link Manager}, which does with the MIDlet what it is told. */
    Program startManaged() {
        return run(Manager.class.getName());
    }

    private Program run(String main, String... options) {
        try {
            Path home = Files.createDirectories(descriptor.resolveSibling("home"));
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.awt.headless=true",
                    "-Duser.home=" + home, "-Xmx64m", "-cp", classes(MIDlet.class) + ":" + classes(Manager.class)));
            command.addAll(List.of(options));
            command.addAll(List.of(main, "--quit", "--rms", "file", descriptor.toString()));
            return Program.start(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classes(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }
}

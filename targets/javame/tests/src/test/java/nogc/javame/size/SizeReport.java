package nogc.javame.size;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import proguard.Configuration;
import proguard.ConfigurationParser;
import proguard.ProGuard;

/**
 * {@code make footprint}: the bytes of jars for a Java ME machine, each preverified, compared with the committed table
 * {@code targets/javame/footprint.txt}. A figure that grew by more than 1 % fails.
 */
public final class SizeReport {
    private static final Path ROOT = Path.of("../../..");
    private static final Path TABLE = ROOT.resolve("targets/javame/footprint.txt");
    private static final Path MEASURED = Path.of("target/footprint.txt");
    private static final String HEAD = """
            # What a Java ME application weighs, in bytes of a preverified jar; `make footprint` compares.
            """;

    private static final List<Path> CLIENT = List.of(ROOT.resolve("hal/target/classes"),
            ROOT.resolve("core-nogc/target/classes"), ROOT.resolve("targets/javame/target/classes"));
    private static final List<String> SMALLEST = List.of("-keep",
            "public class nogc.javame.smallest.Publisher { public static void main(java.lang.String[]); }");
    private static final String KEEP_NAMES = "-keepnames class **";
    private static final String KEEP_MEMBER_NAMES = "-keepclassmembernames class ** { *; }";
    private static final String SHRINK = ROOT.resolve("targets/javame/shrink.pro").toString();
    private static final String PUBLISH_ONLY = ROOT.resolve("targets/javame/publish-only.pro").toString();
    private static final List<String> API = List.of("-keep", "public class nogc.** { public protected *; }");

    private SizeReport() {
    }

    /** Runs in the folder of the module, after everything was packed. */
    public static void main(String[] args) throws Exception {
        List<Path> smallest = new ArrayList<>(CLIENT);
        smallest.add(Path.of("target/classes"));
        Map<String, Long> now = new LinkedHashMap<>();
        now.put("smallest publishing application, 3.1.1, shrunk, with line and variable tables",
                size(smallest, SMALLEST, "-dontoptimize", "-dontobfuscate"));
        now.put("smallest publishing application, 3.1.1, shrunk, names as they are",
                size(smallest, SMALLEST, "-dontoptimize", KEEP_NAMES, KEEP_MEMBER_NAMES));
        now.put("smallest publishing application, 3.1.1, shrunk and obfuscated, one pass", size(smallest, SMALLEST));
        now.put("smallest publishing application, 3.1.1, by shrink.pro",
                size(smallest, SMALLEST, "-include", SHRINK));
        now.put("smallest publishing application, 3.1.1, by shrink.pro and publish-only.pro",
                size(smallest, SMALLEST, "-include", SHRINK, "-include", PUBLISH_ONLY));
        now.put("sensor node suite, 3.1.1 and 5.0, by shrink.pro", suite("sensor-node"));
        now.put("sensor node suite, MQTT-SN, by shrink.pro", suite("sensor-node-sn"));
        now.put("full client, 3.1.1 and 5.0, with line tables, as the cldc11 jars",
                size(CLIENT, API, "-dontshrink", "-dontoptimize", "-keep", "class ** { *; }", "-keepattributes",
                        "Exceptions,InnerClasses,SourceFile,LineNumberTable"));
        now.put("full client, 3.1.1 and 5.0, without debug information",
                size(CLIENT, API, "-dontshrink", "-dontoptimize", "-keep", "class ** { *; }"));
        now.put("full client, 3.1.1 and 5.0, obfuscated but for its API", size(CLIENT, API));
        report(now);
    }

    private static long suite(String name) throws IOException {
        return Files.size(ROOT.resolve("samples/sensor-midlet/target/" + name + "-suite.jar"));
    }

    /** The size of the jar that ProGuard makes of some folders. */
    private static long size(List<Path> folders, List<String> keep, String... options) throws Exception {
        Path jar = Path.of("target/measured.jar");
        Files.deleteIfExists(jar);
        List<String> arguments = new ArrayList<>();
        for (Path folder : folders) {
            arguments.addAll(List.of("-injars", folder + "(!META-INF/**,!**/package-info.class)"));
        }
        arguments.addAll(List.of("-outjars", jar.toString(), "-libraryjars", System.getProperty("cldc.api"),
                "-libraryjars", System.getProperty("midp.api"), "-microedition", "-target", "1.3", "-repackageclasses",
                "-allowaccessmodification", "-dontnote"));
        arguments.addAll(keep);
        arguments.addAll(List.of(options));
        Configuration configuration = new Configuration();
        new ConfigurationParser(arguments.toArray(new String[0]), System.getProperties()).parse(configuration);
        new ProGuard(configuration).execute();
        return Files.size(jar);
    }

    private static void report(Map<String, Long> now) throws IOException {
        List<String> lines = new ArrayList<>(HEAD.lines().toList());
        now.forEach((name, bytes) -> lines.add(String.format("%9d  %s", bytes, name)));
        System.out.println();
        lines.forEach(System.out::println);
        Files.write(MEASURED, lines);
        Map<String, Long> before = table();
        boolean grown = false;
        for (Map.Entry<String, Long> each : now.entrySet()) {
            Long was = before.get(each.getKey());
            if (was == null || each.getValue() * 100 > was * 101) {
                System.err.println("footprint: " + each.getKey() + ": " + each.getValue() + " bytes, " + was
                        + " in the table");
                grown = true;
            }
        }
        if (grown) {
            System.err.println("footprint: to accept this, copy tests/target/footprint.txt to targets/javame/");
            System.exit(1);
        }
    }

    private static Map<String, Long> table() throws IOException {
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (String line : Files.exists(TABLE) ? Files.readAllLines(TABLE) : List.<String>of()) {
            if (!line.startsWith("#")) {
                String[] columns = line.strip().split(" +", 2);
                sizes.put(columns[1], Long.parseLong(columns[0]));
            }
        }
        return sizes;
    }
}

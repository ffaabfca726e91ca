package nogc.stm32.worlds;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/**
 * Worlds that become one program, of a package that is neither ours nor Java's: what it prints on a JVM, and as firmware
 * in the emulator.
 */
final class Batch {
    private static final String OUT = """
            package com.acme.worlds;
            final class Out {
                %s
                static void put(int n) {
                    decimal(n);
                }
                static void put(boolean b) {
                    put(b ? 1 : 0);
                }
                static void put(long n) {
                    put((int) (n >>> 32));
                    put((int) n);
                }
                static void put(float f) {
                    put(f != f ? 12345 : Float.floatToRawIntBits(f));
                }
                static void put(double d) {
                    put(d != d ? 12345L : Double.doubleToRawLongBits(d));
                }
                static void put(String s) {
                    int hash = s.length();
                    for (int i = 0; i < s.length(); i++) {
                        hash = hash * 31 + s.charAt(i);
                    }
                    put(hash);
                }
            }
            """;
    private static final String ON_JVM = """
            static final StringBuilder TEXT = new StringBuilder();
            private static void decimal(int n) {
                TEXT.append(n).append('\\n');
            }
            static long parsed(byte[] text) {
                return Long.parseLong(new String(text).trim());
            }
            static double between(long end, long start) {
                return end - start;
            }
            static int kind(float number) {
                return number == 0 ? 2 : number < Float.MIN_NORMAL ? 3 : number <= Float.MAX_VALUE ? 4 : 1;
            }
            """;
    private static final String ON_BOARD = """
            @org.teavm.interop.Import(name = "console_decimal")
            private static native void number(int n);
            @org.teavm.interop.Import(name = "console_text")
            private static native void text(byte[] text);
            private static final byte[] LINE = new byte[2];
            private static void decimal(int n) {
                number(n);
                LINE[0] = 10;
                text(LINE);
            }
            @org.teavm.interop.Import(name = "atoll")
            static native long parsed(byte[] text);
            @org.teavm.interop.Import(name = "difftime")
            static native double between(long end, long start);
            @org.teavm.interop.Import(name = "__fpclassifyf")
            static native int kind(float number);
            """;
    /** What a world's number has in front, on a line of its own. */
    private static final int WORLD = 777_000_000;
    private static final int SECONDS = 120;

    private final Path folder;
    private final String program;
    private final Map<String, String> sources = new TreeMap<>();
    private final List<String> worlds = new ArrayList<>();

    /** @param program a name that no other batch has: that of the class with {@code main} */
    Batch(String program) {
        this.program = program;
        folder = Path.of("target", "worlds", program).toAbsolutePath();
    }

    /** A class {@code com.acme.worlds.NAME} with a method {@code run}. */
    void add(String name, String source) {
        worlds.add(name);
        sources.put(name, source);
    }

    /** Compiles all, and runs it here. */
    List<String> onJvm() {
        StringBuilder main = new StringBuilder("package com.acme.worlds;\nfinal class " + program
                + " {\npublic static void main(String[] arguments) {\n");
        for (int i = 0; i < worlds.size(); i++) {
            main.append("Out.put(").append(WORLD + i).append(");\n").append(worlds.get(i)).append(".run();\n");
        }
        sources.put(program, main.append("Out.put(").append(WORLD + worlds.size()).append(");\n}\n}\n").toString());
        try {
            delete(folder);
            compile("jvm", Map.of("Out", OUT.formatted(ON_JVM)));
            compile("board", Map.of("Out", OUT.formatted(ON_BOARD)));
            compile("jvm", sources);
            try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.resolve("jvm").toUri().toURL()})) {
                Class<?> out = loader.loadClass("com.acme.worlds.Out");
                var text = out.getDeclaredField("TEXT");
                var start = loader.loadClass("com.acme.worlds." + program).getDeclaredMethod("main", String[].class);
                text.setAccessible(true);
                start.setAccessible(true);
                start.invoke(null, (Object) null);
                return text.get(null).toString().lines().toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(program + " fails on the JVM: the generator is wrong", e);
        }
    }

    /** Translates all to C. */
    void toC(boolean closedWorld) {
        TeaVMTool tool = new TeaVMTool();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.resolve("board").toUri().toURL(),
                folder.resolve("jvm").toUri().toURL()}, Batch.class.getClassLoader())) {
            Path target = Path.of("target", "c", program);
            delete(target);
            tool.setClassLoader(loader);
            tool.setTargetType(TeaVMTargetType.C);
            tool.setMainClass("com.acme.worlds." + program);
            tool.setEntryPointName("teavm_main");
            tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
            tool.setObfuscated(true);
            tool.setShortFileNames(false);
            tool.setAssertionsRemoved(true);
            tool.setTargetDirectory(target.toFile());
            tool.getProperties().setProperty("nogc.closedWorld", String.valueOf(closedWorld));
            tool.generate();
            Files.writeString(target.resolve("main-class.txt"), tool.getMainClass() + "\n");
            Files.writeString(target.resolve("made-of.txt"), "a test\n");
        } catch (TeaVMToolException | IOException e) {
            throw new AssertionError(e);
        }
        List<Problem> problems = tool.getProblemProvider().getProblems();
        if (!problems.isEmpty()) {
            DefaultProblemTextConsumer text = new DefaultProblemTextConsumer();
            problems.get(0).render(text);
            throw new AssertionError(text.getText());
        }
    }

    /** Compiles the C and runs it in the emulator. */
    List<String> onBoard(String profile, String stack) {
        Path image = Path.of("target/firmware/qemu405", profile.equals("gc") ? program + "-gc" : program);
        run(Map.of("PROFILE", profile, "STACK", stack), "./build-firmware", "qemu405", program);
        return emulate(image.resolve("firmware.elf"));
    }

    private List<String> emulate(Path elf) {
        String end = WORLD + worlds.size() + "\n";
        return console(elf, folder.resolve("console").toFile(),
                text -> text.contains(end) || text.matches("(?s).*panic: .*\n.*"));
    }

    /** Runs an image until its console is at its end; the lines of it. */
    static List<String> console(Path elf, File console, Predicate<String> ends) {
        try {
            Process qemu = new ProcessBuilder("qemu-system-arm", "-M", "netduinoplus2", "-display", "none", "-monitor",
                    "none", "-serial", "null", "-serial", "stdio", "-kernel", elf.toString())
                    .redirectErrorStream(true).redirectOutput(console).start();
            try {
                for (int turn = 0; turn < SECONDS * 20; turn++) {
                    String text = Files.readString(console.toPath(), StandardCharsets.ISO_8859_1);
                    if (ends.test(text) || !qemu.isAlive()) {
                        return text.lines().filter(line -> !line.isEmpty()).toList();
                    }
                    qemu.waitFor(50, TimeUnit.MILLISECONDS);
                }
                throw new AssertionError(elf + " does not end in the emulator");
            } finally {
                qemu.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Where two outputs differ; empty if they do not. */
    String difference(List<String> expected, List<String> actual) {
        int world = -1;
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String should = i < expected.size() ? expected.get(i) : "nothing";
            String is = i < actual.size() ? actual.get(i) : "nothing";
            if (!should.equals(is)) {
                return (world < 0 ? "the start" : worlds.get(world)) + ": value " + i + " is " + is + " and not "
                        + should + "; source in " + folder;
            }
            if (should.startsWith("777")) {
                world = Integer.parseInt(should) - WORLD;
            }
        }
        return "";
    }

    private void compile(String to, Map<String, String> texts) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        Path classes = Files.createDirectories(folder.resolve(to));
        List<File> files = new ArrayList<>();
        for (Map.Entry<String, String> source : texts.entrySet()) {
            Path file = folder.resolve(source.getKey() + ".java");
            Files.writeString(file, source.getValue());
            files.add(file.toFile());
        }
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-nowarn", "-proc:none", "-g", "--release", "17", "-d", classes.toString(),
                    "-classpath", classes + File.pathSeparator + System.getProperty("java.class.path"));
            if (!compiler.getTask(complaints, manager, null, options, null,
                    manager.getJavaFileObjectsFromFiles(files)).call()) {
                throw new AssertionError("the generator writes what javac refuses: " + complaints);
            }
        }
    }

    private static void run(Map<String, String> environment, String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ":\n" + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted((one, other) -> other.compareTo(one)).forEach(file -> file.toFile().delete());
            }
        }
    }
}

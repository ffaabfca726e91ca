package nogc.stm32.worlds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import nogc.stm32.build.Translator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Class files that one call of javac would not write side by side. */
class SeparatelyCompiledTest {
    private static final String HELD = """
            package com.acme.held;
            final class Held {
                static final int NUMBER = %s;
                static Object last;
            }
            """;
    private static final String MAIN = """
            package com.acme.held;
            final class Main {
                @org.teavm.interop.Import(name = "console_decimal")
                private static native void number(int n);
                public static void main(String[] arguments) {
                    Held.last = new int[3];
                    number(70 + Held.NUMBER + ((int[]) Held.last).length);
                }
            }
            """;
    private static final String PROGRAM = "com.acme.held.Main";

    @TempDir
    private Path folder;

    /** Who reads the constant was compiled when it was none, so that the field is there, beside an object. */
    @ParameterizedTest
    @ValueSource(strings = {"bare", "gc"})
    void aStaticThatBecameAConstantHasItsValue(String profile) throws Exception {
        compile("Held", HELD.formatted("Integer.parseInt(\"4\")"));
        compile("Main", MAIN);
        compile("Held", HELD.formatted("5"));
        new Translator(PROGRAM, List.of(folder), Path.of("target", "c", PROGRAM).toAbsolutePath(), profile).translate();
        ProcessBuilder builder = new ProcessBuilder("./build-firmware", "qemu405", PROGRAM).redirectErrorStream(true);
        builder.environment().put("PROFILE", profile);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        Path elf = Path.of("target/firmware/qemu405", profile.equals("gc") ? PROGRAM + "-gc" : PROGRAM, "firmware.elf");
        List<String> console = Batch.console(elf, folder.resolve("console").toFile(), text -> text.length() >= 2);
        assertEquals("78", console.get(0).substring(0, 2));
    }

    private void compile(String name, String source) throws Exception {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-g", "-proc:none", "-nowarn", "-d",
                folder.toString(), "-classpath", folder + File.pathSeparator + System.getProperty("java.class.path"),
                file.toString()));
    }
}

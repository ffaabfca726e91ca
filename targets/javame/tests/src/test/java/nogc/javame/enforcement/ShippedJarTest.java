package nogc.javame.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nogc.mqtt.structure.ClassForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Every class file of the cldc11 jars is one that a CLDC 1.1 machine loads, and refers to nothing it does not have. */
class ShippedJarTest {
    private static final List<String> MODULES = List.of("hal", "core-nogc", "samples/sensor-node", "targets/javame");

    @ParameterizedTest
    @ValueSource(strings = {"hal", "core-nogc", "samples/sensor-node", "targets/javame"})
    void everyClassIsPreverifiedAndLinksToWhatIsThere(String module) throws IOException {
        boolean midp = module.equals("targets/javame");
        List<Path> known = new ArrayList<>(midp ? List.of(Build.CLDC, Build.MIDP) : List.of(Build.CLDC));
        for (String each : MODULES) {
            known.add(jar(each));
        }
        Links links = new Links(known);
        List<String> findings = new ArrayList<>();
        List<byte[]> classes = Links.classes(jar(module));
        int entries = 0;
        for (byte[] classFile : classes) {
            findings.addAll(ClassForm.of(classFile, ClassForm.CLDC,
                    midp ? ClassForm.MIDP_PACKAGES : ClassForm.CORE_PACKAGES));
            StackMaps maps = StackMaps.of(classFile);
            findings.addAll(maps.findings());
            entries += maps.entries();
            links.missing(classFile).forEach(missing -> findings.add("no " + missing));
        }
        assertEquals("", String.join("\n", findings));
        assertEquals(count(module, "classes"), classes.size(), "as many classes as in the plain jar");
        assertTrue(entries > 0 || module.equals("hal"), "only interfaces have no StackMap");
    }

    /** They would take a third of a jar, and a machine of CLDC shows none of them. */
    @Test
    void noClassHasATableOfLocalVariables() throws IOException {
        int lines = 0;
        for (String module : MODULES) {
            for (byte[] classFile : Links.classes(jar(module))) {
                Tables tables = new Tables();
                new ClassReader(classFile).accept(tables, 0);
                assertEquals(0, tables.variables, new ClassReader(classFile).getClassName());
                lines += tables.lines;
            }
        }
        assertTrue(lines > 1000, "line tables are kept, for the stack of a desktop emulator: " + lines);
    }

    /** Counts what a debugger reads. */
    private static final class Tables extends ClassVisitor {
        private int lines;
        private int variables;

        Tables() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitLineNumber(int line, Label start) {
                    lines++;
                }

                @Override
                public void visitLocalVariable(String name, String type, String signature, Label start, Label end,
                        int index) {
                    variables++;
                }
            };
        }
    }

    @Test
    void aClassThatWasNotPreverifiedIsFound() throws IOException {
        byte[] raw = Files.readAllBytes(Build.ROOT.resolve("core-nogc/target/classes/nogc/mqtt/wire/Utf8.class"));
        List<String> form = ClassForm.of(raw, ClassForm.CLDC, ClassForm.CORE_PACKAGES);
        assertTrue(form.toString().contains("version 52, not 47"), form.toString());
        assertTrue(StackMaps.of(raw).findings().toString().contains("StackMapTable"), "a map of Java SE");

        ClassWriter writer = new ClassWriter(0);
        new ClassReader(raw).accept(writer, ClassReader.SKIP_FRAMES);
        StackMaps none = StackMaps.of(writer.toByteArray());
        assertEquals(0, none.entries());
        assertFalse(none.findings().isEmpty());
    }

    @Test
    void aMissingMethodAndAMissingClassAreFound() throws IOException {
        byte[] here;
        try (var in = ShippedJarTest.class.getResourceAsStream("ShippedJarTest.class")) {
            here = in.readAllBytes();
        }
        Set<String> missing = new Links(List.of(Build.CLDC)).missing(here);
        assertTrue(missing.contains("java/nio/file/Path"), missing.toString());
        assertTrue(missing.stream().anyMatch(each -> each.startsWith("java/lang/String.join(")), missing.toString());
    }

    private static Path jar(String module) throws IOException {
        try (Stream<Path> files = Files.list(Build.ROOT.resolve(module).resolve("target"))) {
            return files.filter(file -> file.toString().endsWith("-cldc11.jar")).findFirst()
                    .orElseThrow(() -> new AssertionError(module + " has no cldc11 jar: run mvn verify"));
        }
    }

    private static long count(String module, String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Build.ROOT.resolve(module).resolve("target").resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".class")).count();
        }
    }
}

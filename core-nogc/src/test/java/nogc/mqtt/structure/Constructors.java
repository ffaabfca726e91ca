package nogc.mqtt.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Constructors that take more than so many things: their class has more than one job, or its parts no owner. */
final class Constructors {
    private final int most;
    private final List<String> findings = new ArrayList<>();
    private int classes;

    Constructors(int most) {
        this.most = most;
    }

    /** Adds the class files below a folder. */
    void addBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
                add(new ClassReader(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds one class file. */
    void add(ClassReader reader) {
        classes++;
        String name = reader.getClassName().replace('/', '.');
        reader.accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String method, String descriptor, String signature,
                    String[] thrown) {
                int count = Type.getArgumentTypes(descriptor).length;
                if (method.equals("<init>") && count > most) {
                    findings.add("a constructor of " + name + " takes " + count + " things, more than " + most);
                }
                return null;
            }
        }, ClassReader.SKIP_CODE);
    }

    int classes() {
        return classes;
    }

    List<String> findings() {
        return List.copyOf(findings);
    }
}

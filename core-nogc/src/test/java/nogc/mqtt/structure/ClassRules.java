package nogc.mqtt.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What a class file of the core must keep to, read from its instructions: no allocation and no exception after
 * construction, no instruction that a small microcontroller has to emulate, and what {@link ClassForm} demands.
 *
 * <p>Construction is every constructor, the static initialiser, and the private methods that only these call. The same
 * freedom have {@code toString} and the few {@link Construction#CONVENIENCES}, which in turn the core may not call.
 */
final class ClassRules extends ClassVisitor {
    private static final int API = Opcodes.ASM9;

    private final Set<String> findings = new TreeSet<>();
    private final Set<String> construction;
    private String source = "?";

    private ClassRules(Set<String> construction) {
        super(API);
        this.construction = construction;
    }

    /** Findings over every class file below a folder. */
    static List<String> below(Path folder) {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
                found.addAll(of(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Findings over one class file. */
    static List<String> of(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassRules rules = new ClassRules(Construction.of(reader));
        reader.accept(rules, 0);
        rules.findings.addAll(ClassForm.of(classFile, ClassForm.PLAIN, ClassForm.CORE_PACKAGES));
        return List.copyOf(rules.findings);
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        source = name + ".java";
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
            find(name + "() is synchronized");
        }
        return new Instructions(name, construction.contains(name + descriptor));
    }

    private void find(String what) {
        findings.add(source + " " + what);
    }

    /** The instructions of one method. */
    private final class Instructions extends MethodVisitor {
        private final String method;
        private final boolean constructing;
        private int line;

        Instructions(String method, boolean constructing) {
            super(API);
            this.method = method;
            this.constructing = constructing;
        }

        private void findHere(String what) {
            findings.add(source + ":" + line + " " + method + "() " + what);
        }

        private void allocates(String what) {
            if (!constructing) {
                findHere("allocates " + what + " after construction");
            }
        }

        @Override
        public void visitLineNumber(int number, Label start) {
            line = number;
        }

        @Override
        public void visitInsn(int opcode) {
            switch (opcode) {
                case Opcodes.ATHROW -> {
                    if (!constructing) {
                        findHere("throws after construction: return a result code");
                    }
                }
                case Opcodes.MONITORENTER -> findHere("is synchronized");
                case Opcodes.LADD, Opcodes.LSUB, Opcodes.LMUL, Opcodes.LDIV, Opcodes.LREM ->
                    findHere("calculates with long, which a Cortex-M emulates");
                default -> {
                    if (isFloatingPoint(opcode)) {
                        findHere("calculates with floating point, which a Cortex-M emulates");
                    }
                }
            }
        }

        private static boolean isFloatingPoint(int opcode) {
            return switch (opcode) {
                case Opcodes.FADD, Opcodes.FSUB, Opcodes.FMUL, Opcodes.FDIV, Opcodes.FREM, Opcodes.FNEG, Opcodes.DADD,
                        Opcodes.DSUB, Opcodes.DMUL, Opcodes.DDIV, Opcodes.DREM, Opcodes.DNEG, Opcodes.I2F, Opcodes.I2D,
                        Opcodes.L2F, Opcodes.L2D, Opcodes.FCMPL, Opcodes.FCMPG, Opcodes.DCMPL, Opcodes.DCMPG -> true;
                default -> false;
            };
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.NEW) {
                allocates(type.replace('/', '.'));
            } else if (opcode == Opcodes.ANEWARRAY) {
                makesArray();
            }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode == Opcodes.NEWARRAY) {
                makesArray();
            }
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            makesArray();
        }

        private void makesArray() {
            allocates("an array");
            if (method.equals("<clinit>")) {
                findHere("fills a static array, which costs code and RAM on a Cortex-M: use a switch");
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean itf) {
            int result = Type.getReturnType(descriptor).getSort();
            boolean makesObject = owner.startsWith("java/") && (result == Type.OBJECT || result == Type.ARRAY);
            if (makesObject || Construction.isConvenience(owner, name)) {
                allocates("what " + owner.replace('/', '.') + "." + name + "() returns");
            }
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
            find(method + "() catches " + (type == null ? "everything" : type.replace('/', '.')));
        }
    }
}

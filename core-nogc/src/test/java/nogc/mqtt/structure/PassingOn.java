package nogc.mqtt.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Methods that only pass on: the body is one call with the same arguments, of a method of a part or of a part of a part.
 * One such step keeps a part hidden; where it leads to another such method, nobody is served by the second one. Whoever
 * asks something first, or reckons an argument, does a job; who only adds a constant, as the short forms of a call do,
 * may do so ahead of what does the job, but not ahead of what only passes on.
 */
final class PassingOn {
    /** By method: the method that it only passes on to. */
    private final Map<String, String> next = new TreeMap<>();
    /** The same, and those that add constants. */
    private final Map<String, String> leads = new TreeMap<>();
    private int methods;

    /** Adds the class files below a folder. */
    PassingOn addBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                add(new ClassReader(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Adds one class file. */
    PassingOn add(ClassReader reader) {
        String owner = reader.getClassName();
        reader.accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                    String[] thrown) {
                methods++;
                boolean made = (access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE | Opcodes.ACC_ABSTRACT)) != 0;
                return made || name.startsWith("<") ? null
                        : new Body(owner + "." + name + descriptor, descriptor, (access & Opcodes.ACC_STATIC) != 0);
            }
        }, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return this;
    }

    int methods() {
        return methods;
    }

    /** Each method that leads only to one that only passes on. */
    List<String> find() {
        List<String> found = new ArrayList<>();
        leads.forEach((from, to) -> {
            if (next.containsKey(to)) {
                found.add(shown(from) + " → " + shown(to) + " → " + shown(next.get(to)));
            }
        });
        return found;
    }

    private static String shown(String method) {
        String name = method.substring(0, method.indexOf('('));
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Follows the instructions as long as they can be those of a method that only passes on. */
    private final class Body extends MethodVisitor {
        private final String method;
        private final Type[] parameters;
        private final List<Integer> loaded = new ArrayList<>();
        private final boolean isStatic;
        private String called;
        private int constants;
        private boolean other;

        Body(String method, String descriptor, boolean isStatic) {
            super(Opcodes.ASM9);
            this.method = method;
            this.isStatic = isStatic;
            parameters = Type.getArgumentTypes(descriptor);
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            if (opcode >= Opcodes.ISTORE) {
                other = true;
            } else if (isStatic || variable > 0 || !loaded.isEmpty()) {
                loaded.add(variable);
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean itf) {
            other |= called != null && !called.contains("()"); // else that one named the part that this one is for
            called = owner + "." + name + descriptor;
            other |= Type.getArgumentTypes(descriptor).length != loaded.size() + constants;
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            other |= opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC || !loaded.isEmpty();
        }

        @Override
        public void visitInsn(int opcode) {
            boolean constant = opcode > Opcodes.NOP && opcode <= Opcodes.DCONST_1;
            constants += constant ? 1 : 0;
            other |= !constant && (opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN);
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            constants++;
            other |= opcode == Opcodes.NEWARRAY;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            other = true;
        }

        @Override
        public void visitLdcInsn(Object value) {
            constants++;
        }

        @Override
        public void visitIincInsn(int variable, int increment) {
            other = true;
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            other = true;
        }

        @Override
        public void visitTableSwitchInsn(int least, int most, Label none,
                Label... labels) {
            other = true;
        }

        @Override
        public void visitLookupSwitchInsn(Label none, int[] keys, Label[] labels) {
            other = true;
        }

        @Override
        public void visitEnd() {
            int variable = isStatic ? 0 : 1;
            List<Integer> wanted = new ArrayList<>();
            for (Type parameter : parameters) {
                wanted.add(variable);
                variable += parameter.getSize();
            }
            if (!other && called != null && loaded.equals(wanted)) {
                leads.put(method, called);
                if (constants == 0) {
                    next.put(method, called);
                }
            }
        }
    }
}

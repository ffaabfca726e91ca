package nogc.javame.enforcement;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Whether a class is preverified: a CLDC machine checks types in one pass, so it needs an entry of StackMap at every
 * place where control arrives by other ways than from the instruction before: at each target of a jump, at each
 * exception handler, and behind each instruction that is never passed.
 */
final class StackMaps extends ClassVisitor {
    /** The name of the attribute as it stands in a class file: a tag, its length, its letters. */
    private static final String ATTRIBUTE = "\1\0\10StackMap";

    private final List<String> findings = new ArrayList<>();
    private int entries;
    private String owner;

    private StackMaps() {
        super(Opcodes.ASM9);
    }

    static StackMaps of(byte[] classFile) {
        StackMaps maps = new StackMaps();
        new ClassReader(classFile).accept(maps, 0);
        if (maps.entries > 0 && !new String(classFile, StandardCharsets.ISO_8859_1).contains(ATTRIBUTE)) {
            maps.findings.add(maps.owner + " has its entries in StackMapTable, which only Java SE knows");
        }
        return maps;
    }

    /** The places without an entry. */
    List<String> findings() {
        return findings;
    }

    /** How many entries there are. */
    int entries() {
        return entries;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        owner = name;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        return new Places(owner + "." + name + descriptor);
    }

    /** The places of one method. */
    private final class Places extends MethodVisitor {
        private final String method;
        private final Set<Label> arrivals = new HashSet<>();
        private final Set<Label> mapped = new HashSet<>();
        private final Set<Label> here = new HashSet<>();
        private boolean neverPassed;
        private boolean mappedHere;

        Places(String method) {
            super(Opcodes.ASM9);
            this.method = method;
        }

        @Override
        public void visitLabel(Label label) {
            here.add(label);
        }

        @Override
        public void visitFrame(int type, int locals, Object[] local, int stacked, Object[] stack) {
            entries++;
            mappedHere = true;
            mapped.addAll(here);
        }

        private void instruction(int opcode, Label... targets) {
            if (neverPassed && !mappedHere) {
                findings.add(method + " has no entry behind a jump or a return");
            }
            arrivals.addAll(List.of(targets));
            here.clear();
            mappedHere = false;
            neverPassed = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN || opcode == Opcodes.ATHROW
                    || opcode == Opcodes.GOTO || opcode == Opcodes.TABLESWITCH || opcode == Opcodes.LOOKUPSWITCH;
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
            arrivals.add(handler);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            if (opcode == Opcodes.JSR) {
                findings.add(method + " calls a subroutine, which CLDC forbids");
            }
            instruction(opcode, label);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label other, Label... labels) {
            instruction(Opcodes.TABLESWITCH, labels);
            arrivals.add(other);
        }

        @Override
        public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
            instruction(Opcodes.LOOKUPSWITCH, labels);
            arrivals.add(other);
        }

        @Override
        public void visitInsn(int opcode) {
            instruction(opcode);
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            instruction(opcode);
        }

        @Override
        public void visitVarInsn(int opcode, int index) {
            instruction(opcode);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            instruction(opcode);
        }

        @Override
        public void visitFieldInsn(int opcode, String type, String name, String descriptor) {
            instruction(opcode);
        }

        @Override
        public void visitMethodInsn(int opcode, String type, String name, String descriptor, boolean itf) {
            instruction(opcode);
        }

        @Override
        public void visitLdcInsn(Object value) {
            instruction(Opcodes.LDC);
        }

        @Override
        public void visitIincInsn(int index, int increment) {
            instruction(Opcodes.IINC);
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            instruction(Opcodes.MULTIANEWARRAY);
        }

        @Override
        public void visitEnd() {
            arrivals.removeAll(mapped);
            if (!arrivals.isEmpty()) {
                findings.add(method + " has no entry at " + arrivals.size() + " targets");
            }
        }
    }
}

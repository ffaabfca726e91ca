package nogc.stm32.build;

import java.util.List;
import java.util.Map;
import org.teavm.asm.Label;
import org.teavm.asm.Opcodes;
import org.teavm.asm.tree.AbstractInsnNode;
import org.teavm.asm.tree.ClassNode;
import org.teavm.asm.tree.InvokeDynamicInsnNode;
import org.teavm.asm.tree.MethodNode;
import org.teavm.asm.tree.RecordComponentNode;

/**
 * Writes the {@code equals} that a record with floating point inherits: Java compares its components as
 * {@code Double.compare} does, for which NaN is NaN and 0.0 is not -0.0, and TeaVM 0.15 as {@code ==} does.
 */
final class RecordEquality {
    private static final String SIGNATURE = "(Ljava/lang/Object;)Z";
    /** Classes that compare a type; other numbers are ints. */
    private static final Map<String, String> BOXES =
            Map.of("F", "java/lang/Float", "D", "java/lang/Double", "J", "java/lang/Long");

    private RecordEquality() {
    }

    static void write(ClassNode cls) {
        List<RecordComponentNode> components = cls.recordComponents;
        if (components == null || components.stream().noneMatch(each -> "FD".contains(each.descriptor))) {
            return;
        }
        cls.methods.replaceAll(method -> isInherited(method) ? equality(cls, method) : method);
    }

    private static boolean isInherited(MethodNode method) {
        if (!method.name.equals("equals") || !method.desc.equals(SIGNATURE)) {
            return false;
        }
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof InvokeDynamicInsnNode call
                    && call.bsm.getOwner().equals("java/lang/runtime/ObjectMethods")) {
                return true;
            }
        }
        return false;
    }

    private static MethodNode equality(ClassNode cls, MethodNode inherited) {
        MethodNode method = new MethodNode(inherited.access, inherited.name, SIGNATURE, null, null);
        Label equal = new Label();
        Label different = new Label();
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitVarInsn(Opcodes.ALOAD, 1);
        method.visitJumpInsn(Opcodes.IF_ACMPEQ, equal);
        method.visitVarInsn(Opcodes.ALOAD, 1);
        method.visitTypeInsn(Opcodes.INSTANCEOF, cls.name);
        method.visitJumpInsn(Opcodes.IFEQ, different);
        for (RecordComponentNode component : cls.recordComponents) {
            String type = component.descriptor;
            method.visitVarInsn(Opcodes.ALOAD, 0);
            method.visitFieldInsn(Opcodes.GETFIELD, cls.name, component.name, type);
            method.visitVarInsn(Opcodes.ALOAD, 1);
            method.visitTypeInsn(Opcodes.CHECKCAST, cls.name);
            method.visitFieldInsn(Opcodes.GETFIELD, cls.name, component.name, type);
            if (BOXES.containsKey(type)) {
                method.visitMethodInsn(Opcodes.INVOKESTATIC, BOXES.get(type), "compare", "(" + type + type + ")I",
                        false);
                method.visitJumpInsn(Opcodes.IFNE, different);
            } else if (type.length() == 1) {
                method.visitJumpInsn(Opcodes.IF_ICMPNE, different);
            } else {
                method.visitMethodInsn(Opcodes.INVOKESTATIC, "java/util/Objects", "equals",
                        "(Ljava/lang/Object;Ljava/lang/Object;)Z", false);
                method.visitJumpInsn(Opcodes.IFEQ, different);
            }
        }
        method.visitLabel(equal);
        method.visitInsn(Opcodes.ICONST_1);
        method.visitInsn(Opcodes.IRETURN);
        method.visitLabel(different);
        method.visitInsn(Opcodes.ICONST_0);
        method.visitInsn(Opcodes.IRETURN);
        method.visitMaxs(4, 2);
        return method;
    }
}

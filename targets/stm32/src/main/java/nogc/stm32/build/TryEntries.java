package nogc.stm32.build;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.teavm.asm.Opcodes;
import org.teavm.asm.Type;
import org.teavm.asm.tree.ClassNode;
import org.teavm.asm.tree.InsnList;
import org.teavm.asm.tree.JumpInsnNode;
import org.teavm.asm.tree.LabelNode;
import org.teavm.asm.tree.MethodInsnNode;
import org.teavm.asm.tree.MethodNode;
import org.teavm.asm.tree.TryCatchBlockNode;

/**
 * Begins each {@code try} with a block of its own, in which nothing happens: a call of {@link CFunctions#enter},
 * and a jump to what follows. TeaVM 0.15 takes for granted in a handler what holds at the end of the block that
 * dominates it, which may be the very block that an exception left half-way: where {@code thing = make()} is all
 * that a {@code try} has, and throws, it dominates the handler. There TeaVM reads a field as it would have been
 * assigned ({@code RepeatedFieldReadElimination}), a parameter or local variable as it would have been assigned or
 * checked for null ({@code PhiUpdater}, which then also finds variables that are used before their definition),
 * and leaves out checks for null and the initialisation of classes ({@code NullCheckInsertion},
 * {@code ClassInitElimination}). The handler of a {@code try} with such a beginning is dominated by it, and by no
 * block behind it. It has to be there before TeaVM numbers the values of variables, which is why
 * {@link TeaVmInternals#beforeParsing} is there.
 *
 * <p>The call, which is nothing in C, is for the writer of C ({@code CodeGenerationVisitor}): of a {@code try} in
 * which there is nothing but another one it makes a single one with both handlers, and an exception in the inner
 * handler goes past the outer. Of those that begin at one place, each outer one has a call of its own before the
 * inner begins.
 */
final class TryEntries {
    private final MethodNode method;

    private TryEntries(MethodNode method) {
        this.method = method;
    }

    /** TeaVM's own run time does not throw. */
    static void insert(ClassNode cls) {
        if (!cls.name.startsWith("org/teavm/runtime/")) {
            cls.methods.forEach(method -> new TryEntries(method).insert());
        }
    }

    private void insert() {
        Map<LabelNode, TryCatchBlockNode> outer = new HashMap<>();
        Map<LabelNode, LabelNode> ends = new HashMap<>();
        List<TryCatchBlockNode> all = method.tryCatchBlocks;
        for (int i = all.size() - 1; i >= 0; i--) { // the outer ones come last
            TryCatchBlockNode inner = all.get(i);
            LabelNode start = inner.start;
            if (start == inner.handler) { // of which TeaVM takes no notice
                continue;
            }
            TryCatchBlockNode before = outer.put(start, inner);
            if (before == null || catches(before, inner.handler)) {
                LabelNode entry = before == null ? start : ends.get(start);
                LabelNode body = new LabelNode();
                InsnList instructions = new InsnList();
                instructions.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Type.getInternalName(CFunctions.class),
                        "enter", "()V", false));
                instructions.add(new JumpInsnNode(Opcodes.GOTO, body));
                instructions.add(body);
                method.instructions.insert(entry, instructions);
                ends.put(start, body);
                inner.start = entry;
            } else {
                inner.start = before.start;
            }
        }
    }

    /** Whether an exception in a handler goes to that of another {@code try}. */
    private boolean catches(TryCatchBlockNode tryCatch, LabelNode handler) {
        int place = method.instructions.indexOf(handler);
        return method.tryCatchBlocks.stream().anyMatch(other -> other.handler == tryCatch.handler
                && method.instructions.indexOf(other.start) <= place && place < method.instructions.indexOf(other.end));
    }
}

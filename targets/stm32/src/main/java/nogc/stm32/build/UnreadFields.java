package nogc.stm32.build;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassReader;
import org.teavm.model.ClassReaderSource;
import org.teavm.model.FieldHolder;
import org.teavm.model.FieldReader;
import org.teavm.model.FieldReference;
import org.teavm.model.Instruction;
import org.teavm.model.Variable;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.PutFieldInstruction;

/**
 * Takes out the fields that nobody reads any more, and what writes them. A counter that is only read to be counted up
 * counts as unread. It looks at the methods as {@link Rewriting} left them.
 */
final class UnreadFields {
    private final ClassReaderSource classes;
    private final Set<FieldReference> needed = new HashSet<>();

    private UnreadFields(ClassReaderSource classes) {
        this.classes = classes;
    }

    static void remove(Iterable<Method> methods, ClassReaderSource classes) {
        UnreadFields fields = new UnreadFields(classes);
        Set<ClassReader> owners = new HashSet<>();
        for (Method method : methods) {
            owners.add(classes.get(method.holder.getOwnerName()));
            fields.see(method);
        }
        for (Method method : methods) {
            if (!method.foreign) {
                fields.removeAccesses(method);
            }
        }
        for (ClassReader owner : owners) {
            if (!World.isForeign(owner.getName())) {
                fields.removeFields((ClassHolder) owner);
            }
        }
    }

    /** Notes what a method reads, and what it uses in a way that must stay: through what may be null. */
    private void see(Method method) {
        Uses uses = new Uses(method.program);
        for (BasicBlock block : method.program.getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction instanceof GetFieldInstruction) {
                    GetFieldInstruction read = (GetFieldInstruction) instruction;
                    if (method.foreign || !isSafe(method, read.getInstance()) || !uses.isOwnCount(read)) {
                        need(read.getField());
                    }
                } else if (instruction instanceof PutFieldInstruction) {
                    PutFieldInstruction write = (PutFieldInstruction) instruction;
                    if (method.foreign || !isSafe(method, write.getInstance())) {
                        need(write.getField());
                    }
                }
            }
        }
    }

    private static boolean isSafe(Method method, Variable instance) {
        return instance == null || method.values[instance.getIndex()] == Value.OBJECT;
    }

    private void need(FieldReference reference) {
        FieldReader field = classes.resolve(reference);
        if (field != null) {
            needed.add(field.getReference());
        }
    }

    /** Takes the accesses out of a method; what was counted up is a constant that nobody uses. */
    private void removeAccesses(Method method) {
        for (BasicBlock block : method.program.getBasicBlocks()) {
            List<Instruction> instructions = new ArrayList<>();
            block.forEach(instructions::add);
            for (Instruction instruction : instructions) {
                if (instruction instanceof PutFieldInstruction
                        && !isNeeded(((PutFieldInstruction) instruction).getField())) {
                    instruction.delete();
                } else if (instruction instanceof GetFieldInstruction
                        && !isNeeded(((GetFieldInstruction) instruction).getField())) {
                    IntegerConstantInstruction nothing = new IntegerConstantInstruction();
                    nothing.setReceiver(((GetFieldInstruction) instruction).getReceiver());
                    instruction.replace(nothing);
                }
            }
        }
    }

    private boolean isNeeded(FieldReference reference) {
        FieldReader field = classes.resolve(reference);
        return field == null || needed.contains(field.getReference());
    }

    private void removeFields(ClassHolder owner) {
        for (FieldHolder field : owner.getFields().toArray(new FieldHolder[0])) {
            if (!needed.contains(field.getReference())) {
                owner.removeField(field);
            }
        }
    }
}

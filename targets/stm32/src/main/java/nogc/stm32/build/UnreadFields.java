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
        }
        boolean removed;
        do { // what led to a field that is gone may be unread now, too
            fields.needed.clear();
            methods.forEach(fields::see);
            removed = false;
            for (Method method : methods) {
                removed |= !method.foreign && fields.removeAccesses(method);
            }
        } while (removed);
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
                    if (method.foreign || method.mayBeNull(read.getInstance())
                            || !uses.isOwnCount(read) && !uses.isUnused(read.getReceiver())) {
                        need(read.getField());
                    }
                } else if (instruction instanceof PutFieldInstruction) {
                    PutFieldInstruction write = (PutFieldInstruction) instruction;
                    if (method.foreign || method.mayBeNull(write.getInstance())) {
                        need(write.getField());
                    }
                }
            }
        }
    }

    private void need(FieldReference reference) {
        FieldReader field = classes.resolve(reference);
        if (field != null) {
            needed.add(field.getReference());
        }
    }

    /**
     * Takes the accesses out of a method, and reads whose result nobody uses; what was counted up is a constant that
     * nobody uses. False if there were none.
     */
    private boolean removeAccesses(Method method) {
        boolean removed = false;
        Uses uses = new Uses(method.program);
        for (BasicBlock block : method.program.getBasicBlocks()) {
            List<Instruction> instructions = new ArrayList<>();
            block.forEach(instructions::add);
            for (Instruction instruction : instructions) {
                if (instruction instanceof PutFieldInstruction
                        && !isNeeded(((PutFieldInstruction) instruction).getField())) {
                    instruction.delete();
                    removed = true;
                } else if (instruction instanceof GetFieldInstruction) {
                    GetFieldInstruction read = (GetFieldInstruction) instruction;
                    if (uses.isUnused(read.getReceiver()) && !method.mayBeNull(read.getInstance())) {
                        instruction.delete();
                        removed = true;
                    } else if (!isNeeded(read.getField())) {
                        IntegerConstantInstruction nothing = new IntegerConstantInstruction();
                        nothing.setReceiver(read.getReceiver());
                        instruction.replace(nothing);
                        removed = true;
                    }
                }
            }
        }
        return removed;
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

package nogc.stm32.build;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.teavm.model.BasicBlock;
import org.teavm.model.FieldReference;
import org.teavm.model.Instruction;
import org.teavm.model.MethodReference;
import org.teavm.model.Variable;
import org.teavm.model.instructions.AssignInstruction;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.PutFieldInstruction;
import org.teavm.model.util.UsageExtractor;

/**
 * Finds the fields that are written right behind the constructor wherever an object of their class is made, before
 * anybody else knows the object: {@code config = new Config(); config.ring = 256; …}.
 */
final class Overwriting {
    private final Construction construction;
    private final Map<String, Set<FieldReference>> byClass = new HashMap<>();
    private final Map<Instruction, Set<FieldReference>> byPlace = new HashMap<>();

    Overwriting(Collection<Method> methods, Construction construction) {
        this.construction = construction;
        for (Method method : methods) {
            for (BasicBlock block : method.program.getBasicBlocks()) {
                see(method, block);
            }
        }
    }

    Set<FieldReference> fields() {
        Set<FieldReference> all = new HashSet<>();
        byClass.values().forEach(all::addAll);
        return all;
    }

    /** Whether a field is written behind this place, though perhaps not behind others. */
    boolean isWritten(Instruction made, FieldReference field) {
        return byPlace.getOrDefault(made, Set.of()).contains(field);
    }

    private void see(Method method, BasicBlock block) {
        Set<Instruction> followed = new HashSet<>();
        for (Instruction instruction : block) {
            if (instruction instanceof ConstructInstruction && !method.foreign && block.getTryCatchBlocks().isEmpty()) {
                follow((ConstructInstruction) instruction, followed);
            }
        }
        for (Instruction instruction : block) {
            if (isConstructor(instruction) && !followed.contains(instruction)) { // of a superclass, or not understood
                merge(((InvokeInstruction) instruction).getMethod(), Set.of());
            }
        }
    }

    /** Notes what is written of an object between its constructor and the next use of it, or the end of the block. */
    private void follow(ConstructInstruction made, Set<Instruction> followed) {
        Set<Integer> names = new HashSet<>(Set.of(made.getReceiver().getIndex()));
        Set<FieldReference> written = new HashSet<>();
        MethodReference constructor = null;
        for (Instruction next = made.getNext(); next != null; next = next.getNext()) {
            if (next instanceof AssignInstruction
                    && names.contains(((AssignInstruction) next).getAssignee().getIndex())) {
                names.add(((AssignInstruction) next).getReceiver().getIndex());
            } else if (constructor == null && isConstructor(next)
                    && names.contains(((InvokeInstruction) next).getInstance().getIndex())) {
                constructor = ((InvokeInstruction) next).getMethod();
                written.clear();
                followed.add(next);
            } else if (next instanceof PutFieldInstruction && isOn(names, (PutFieldInstruction) next)) {
                FieldReference field = ((PutFieldInstruction) next).getField();
                if (constructor == null // nor does one follow: CheckedLiterals
                        || field.getClassName().equals(made.getType()) && construction.hides(constructor, field)) {
                    written.add(field);
                }
            } else if (uses(names, next)) {
                break;
            }
        }
        byPlace.put(made, written);
        if (constructor != null) {
            merge(constructor, written);
        }
    }

    private static boolean isConstructor(Instruction instruction) {
        return instruction instanceof InvokeInstruction
                && ((InvokeInstruction) instruction).getMethod().getName().equals("<init>");
    }

    /** What every caller of its constructors writes. */
    private void merge(MethodReference constructor, Set<FieldReference> written) {
        byClass.merge(constructor.getClassName(), written, (some, others) -> {
            Set<FieldReference> both = new HashSet<>(some);
            both.retainAll(others);
            return both;
        });
    }

    private static boolean isOn(Set<Integer> names, PutFieldInstruction write) {
        return write.getInstance() != null && names.contains(write.getInstance().getIndex())
                && !names.contains(write.getValue().getIndex());
    }

    private static boolean uses(Set<Integer> names, Instruction instruction) {
        UsageExtractor usage = new UsageExtractor();
        instruction.acceptVisitor(usage);
        for (Variable variable : usage.getUsedVariables()) {
            if (names.contains(variable.getIndex())) {
                return true;
            }
        }
        return false;
    }
}

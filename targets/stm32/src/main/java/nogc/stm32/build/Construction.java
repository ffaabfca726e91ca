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
import org.teavm.model.Phi;
import org.teavm.model.Variable;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.JumpInstruction;
import org.teavm.model.instructions.PutFieldInstruction;
import org.teavm.model.util.UsageExtractor;

/**
 * Finds the fields whose first value, 0 or null, nobody can ever see, since every constructor of their class writes
 * them before it lets the object out of its hands.
 */
final class Construction {
    private final Map<MethodReference, Method> constructors = new HashMap<>();

    private Construction(Collection<Method> methods) {
        for (Method method : methods) {
            if (method.holder.getName().equals("<init>")) {
                constructors.put(method.holder.getReference(), method);
            }
        }
    }

    static Set<FieldReference> initialisedFields(Collection<Method> methods) {
        Construction construction = new Construction(methods);
        Map<String, Set<FieldReference>> byClass = new HashMap<>();
        for (Method constructor : construction.constructors.values()) {
            if (constructor.foreign) {
                continue;
            }
            Set<FieldReference> written = construction.writtenFirst(constructor);
            if (written != null) {
                byClass.merge(constructor.holder.getOwnerName(), written, (some, others) -> {
                    some.retainAll(others);
                    return some;
                });
            }
        }
        Set<FieldReference> all = new HashSet<>();
        byClass.values().forEach(all::addAll);
        return all;
    }

    /** The fields that a constructor writes ahead of all else; null if it leaves that to another one of its class. */
    private Set<FieldReference> writtenFirst(Method constructor) {
        Set<FieldReference> written = new HashSet<>();
        Set<FieldReference> read = new HashSet<>();
        Set<BasicBlock> passed = new HashSet<>();
        BasicBlock block = constructor.program.basicBlockAt(0);
        while (block != null && passed.add(block)) {
            BasicBlock next = null;
            for (Instruction instruction : block) {
                if (instruction instanceof JumpInstruction) {
                    next = ((JumpInstruction) instruction).getTarget();
                } else if (isThis(instruction, PutFieldInstruction.class)) {
                    FieldReference field = ((PutFieldInstruction) instruction).getField();
                    if (!read.contains(field) && field.getClassName().equals(constructor.holder.getOwnerName())) {
                        written.add(field);
                    }
                } else if (isThis(instruction, GetFieldInstruction.class)) {
                    read.add(((GetFieldInstruction) instruction).getField());
                } else if (usesThis(instruction)) {
                    if (!isConstructor(instruction)) {
                        return written;
                    }
                    MethodReference other = ((InvokeInstruction) instruction).getMethod();
                    if (other.getClassName().equals(constructor.holder.getOwnerName())) {
                        return null;
                    }
                    if (leaks(other)) {
                        return written;
                    }
                }
            }
            block = next != null && next.getPhis().isEmpty() ? next : null;
        }
        return written;
    }

    /** Whether somebody else may see the object before a constructor of a superclass is done. */
    private boolean leaks(MethodReference reference) {
        if (reference.getClassName().equals("java.lang.Object")) {
            return false;
        }
        Method constructor = constructors.get(reference);
        if (constructor == null || constructor.foreign) {
            return true;
        }
        for (BasicBlock block : constructor.program.getBasicBlocks()) {
            if (block.getPhis().stream().anyMatch(Construction::mixesThis)) {
                return true;
            }
            for (Instruction instruction : block) {
                if (usesThis(instruction) && !isThis(instruction, PutFieldInstruction.class)
                        && !isThis(instruction, GetFieldInstruction.class)
                        && (!isConstructor(instruction) || leaks(((InvokeInstruction) instruction).getMethod()))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A read or write of a field of {@code this}, which is variable 0, and nothing else done with it. */
    private static boolean isThis(Instruction instruction, Class<? extends Instruction> kind) {
        if (!kind.isInstance(instruction)) {
            return false;
        }
        if (instruction instanceof GetFieldInstruction) {
            Variable instance = ((GetFieldInstruction) instruction).getInstance();
            return instance != null && instance.getIndex() == 0;
        }
        PutFieldInstruction put = (PutFieldInstruction) instruction;
        return put.getInstance() != null && put.getInstance().getIndex() == 0 && put.getValue().getIndex() != 0;
    }

    /** A constructor called on {@code this}, which is not also an argument. */
    private static boolean isConstructor(Instruction instruction) {
        if (!(instruction instanceof InvokeInstruction)) {
            return false;
        }
        InvokeInstruction call = (InvokeInstruction) instruction;
        return call.getMethod().getName().equals("<init>") && call.getInstance() != null
                && call.getInstance().getIndex() == 0
                && call.getArguments().stream().noneMatch(argument -> argument.getIndex() == 0);
    }

    private static boolean mixesThis(Phi phi) {
        return phi.getIncomings().stream().anyMatch(incoming -> incoming.getValue().getIndex() == 0);
    }

    private static boolean usesThis(Instruction instruction) {
        UsageExtractor usage = new UsageExtractor();
        instruction.acceptVisitor(usage);
        for (Variable variable : usage.getUsedVariables()) {
            if (variable.getIndex() == 0) {
                return true;
            }
        }
        return false;
    }
}
